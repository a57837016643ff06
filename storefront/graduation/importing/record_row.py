"""One line of an import file understood: every column checked, with a reason that names it when it will not do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from products import clock, regions
from products.errors import N_, Refusal
from storefront.graduation.identity import check_kk, check_nik
from storefront.graduation.importing.reasons import reason_of
from storefront.graduation.models import Kind

PROGRAMME_STARTED = 2007
MOST_PROGRAMMES = 200
_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_LOCAL_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{8,}")


@dataclass(frozen=True, slots=True)
class Row:
    """What a line says. An optional column that is empty says nothing: what is known stays.

    Attributes:
        line: its number in the file.
        nik: sixteen digits, in the clear; never to be stored or shown as it is.
        kk: the family card's sixteen digits, likewise; empty when the line does not say.
        fields: the other columns under the names of the record's own, ready to compare and to write.
    """

    line: int
    nik: str
    kk: str
    fields: dict[str, object]

    @property
    def name(self) -> str:
        """Whose record it is."""
        return str(self.fields["name"])

    @property
    def graduated_on(self) -> date:
        """When the family graduated; the first of the month where the day is not known."""
        return cast(date, self.fields["graduated_on"])

    @property
    def district_code(self) -> str:
        """Where she lives."""
        return str(self.fields["district_code"])

    @property
    def said(self) -> int:
        """A number by which two lines that say exactly the same are known, while the shop runs."""
        return hash((self.kk, *self.fields.items()))


def understand(line: int, cells: Mapping[str, str], assistants: Mapping[str, int | None]) -> Row:
    """Check a line.

    Args:
        line: its number.
        cells: the text of each column.
        assistants: account ids by e-mail address in small letters; ``None`` for those who have left.

    Raises:
        Refusal: with ``field`` naming the column.
    """
    nik = check_nik(cells["nik"])
    kk = check_kk(cells["kk"]) if cells["kk"] else ""
    day, is_day_known = _graduated_on(cells["graduated_on"])
    fields: dict[str, object] = {
        "name": _name(cells["name"]),
        "kind": _kind(cells["kind"]),
        "graduated_on": day,
        "is_day_known": is_day_known,
        "district_code": _district(cells["district_code"]),
        "joined_year": _joined_year(cells["joined_year"], day),
        "reason": _reason(cells["reason"]),
        "assistant_id": _assistant(cells["assistant"], assistants),
        "programmes": _programmes(cells["programmes"]),
    }
    return Row(line, nik, kk, {name: value for name, value in fields.items() if value is not None})


def without_long_numbers(text: str) -> str:
    """A cell fit to be shown in a reason: cut short, and without anything that could be an identity number."""
    return _LONG_NUMBER.sub("…", text)[:60]


def _name(text: str) -> str:
    visible = text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)
    name = " ".join(visible.split())
    if not any(letter.isalpha() for letter in name) or _LONG_NUMBER.search(name):
        raise Refusal(N_("Nama belum diisi atau bukan nama."), field="name")
    if len(name) > 100:
        raise Refusal(N_("Nama lebih panjang dari 100 huruf."), field="name")
    return name


def _kind(text: str) -> Kind:
    try:
        return Kind("_".join(text.lower().replace("-", " ").replace("_", " ").split()))
    except ValueError:
        raise Refusal(
            N_("Jenis graduasi “%(kind)s” tidak dikenal. Pilihannya: %(known)s."),
            field="kind",
            kind=without_long_numbers(text),
            known=", ".join(Kind),
        ) from None


def _graduated_on(text: str) -> tuple[date, bool]:
    """The day, and whether it is known or only its month (then the first stands for it)."""
    year, month, day = _day_parts(text)
    try:
        graduated_on = date(int(year), int(month), int(day or 1))
    except ValueError:
        raise Refusal(N_("Tanggal ini tidak ada di kalender."), field="graduated_on") from None
    if graduated_on > clock.today():
        raise Refusal(N_("Tanggal graduasi masih di depan."), field="graduated_on")
    if graduated_on.year < PROGRAMME_STARTED:
        raise Refusal(N_("PKH dimulai tahun 2007; tanggal ini lebih awal."), field="graduated_on")
    return graduated_on, day is not None


def _day_parts(text: str) -> tuple[str, str, str | None]:
    if found := _DAY.fullmatch(text):
        return found[1], found[2], found[3]
    if found := _LOCAL_DAY.fullmatch(text):
        return found[3], found[2], found[1]
    raise Refusal(
        N_("Tulis tanggal seperti 2024-06-15, atau 2024-06 bila harinya tidak diketahui."), field="graduated_on"
    )


def _district(text: str) -> str:
    code = regions.dotted(text)
    if not regions.is_district(code):
        raise Refusal(
            N_("Kode kecamatan “%(code)s” tidak ada di daftar Kemendagri. Contohnya 31.71.01."),
            field="district_code",
            code=without_long_numbers(text),
        )
    return code


def _joined_year(text: str, graduated_on: date) -> int | None:
    if not text:
        return None
    if not (_YEAR.fullmatch(text) and PROGRAMME_STARTED <= int(text) <= graduated_on.year):
        raise Refusal(N_("Tahun masuk harus di antara 2007 dan tahun graduasi."), field="joined_year")
    return int(text)


def _reason(text: str) -> str | None:
    return reason_of(text).value if text else None


def _assistant(email: str, assistants: Mapping[str, int | None]) -> int | None:
    if not email:
        return None
    shown = without_long_numbers(email)
    if email.lower() not in assistants:
        raise Refusal(N_("Pendamping “%(email)s” belum punya akun."), field="assistant", email=shown)
    account_id = assistants[email.lower()]
    if account_id is None:
        raise Refusal(
            N_("Pendamping “%(email)s” sudah tidak bertugas. Tulis pendamping yang baru atau kosongkan kolomnya."),
            field="assistant",
            email=shown,
        )
    return account_id


def _programmes(text: str) -> str | None:
    names = ", ".join(name for name in (" ".join(one.split()) for one in re.split(r"[;,|]", text)) if name)
    if len(names) > MOST_PROGRAMMES:
        raise Refusal(N_("Terlalu panjang, paling banyak %(most)s huruf."), field="programmes", most=MOST_PROGRAMMES)
    if _LONG_NUMBER.search(names):
        raise Refusal(N_("Jangan menulis nomor panjang di kolom ini."), field="programmes")
    return names or None
