"""Identity numbers (NIK): checked, sealed, found again, and shown only in part.

A NIK is six digits of place, six of birth date (a woman's day plus 40) and a serial of four. Districts split and dates
of birth are corrected while the number stays, so only what cannot drift is refused: the digits, the province, a month
and a day that exist, a serial above zero. Source: the civil registry's public description of the number.
"""

from __future__ import annotations

import re

from products import regions
from products.errors import N_, Refusal
from storefront.sealing import keyring

MASK = "*" * 8
ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_SIXTEEN = re.compile(r"\d{16}", re.ASCII)


def check_nik(written: str) -> str:
    """The sixteen digits of a NIK as people and spreadsheets write it.

    Raises:
        Refusal: when it cannot be a NIK. The sentence never repeats the number.
    """
    nik = re.sub(r"[\s.\-]", "", written.strip().removeprefix("=").strip("'\""))
    if ROUNDED.fullmatch(written.strip()):
        raise Refusal(
            N_("Excel sudah membulatkan nomor ini. Jadikan kolomnya Teks di Excel, lalu tulis ulang 16 angkanya."),
            field="nik",
        )
    if not _SIXTEEN.fullmatch(nik):
        raise Refusal(N_("NIK terdiri atas 16 angka, seperti tertulis di KTP."), field="nik")
    if not regions.is_province(nik[:2]):
        raise Refusal(N_("Dua angka pertama NIK bukan kode provinsi. Coba cocokkan lagi dengan KTP."), field="nik")
    if not (1 <= int(nik[8:10]) <= 12 and (1 <= int(nik[6:8]) <= 31 or 41 <= int(nik[6:8]) <= 71)):
        raise Refusal(N_("Tanggal lahir di dalam NIK tidak ada. Coba cocokkan lagi dengan KTP."), field="nik")
    if nik[12:] == "0000":
        raise Refusal(
            N_("NIK tidak pernah berakhir 0000. Mungkin Excel membulatkannya: jadikan kolomnya Teks."), field="nik"
        )
    return nik


def seal(nik: str, place: str) -> str:
    """The NIK as it lies in the database, bound to ``place`` (see ``place_of``)."""
    return keyring().seal(nik, place)


def unseal(sealed: str, place: str) -> str:
    """The NIK in the clear. Raises ``SealBrokenError`` when it was changed or moved to another row."""
    return keyring().unseal(sealed, place)


def place_of(table: str, reference: str, column: str = "nik_sealed") -> str:
    """What binds a sealed number to its place: table, column and the row's own reference."""
    return f"{table}.{column}.{reference}"


def lookup(number: str) -> str:
    """The keyed fingerprint that a number is kept with."""
    return keyring().fingerprint(number)


def lookups(number: str) -> tuple[str, ...]:
    """Every fingerprint that a record with this number may have been kept with, while keys are being replaced."""
    return keyring().fingerprints(number)


def masked(nik: str) -> str:
    """What a person may see of it: ``3171********0001``."""
    return f"{nik[:4]}{MASK}{nik[-4:]}"
