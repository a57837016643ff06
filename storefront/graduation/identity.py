"""Identity numbers (NIK), and those of family cards (KK): checked, sealed, found again, and shown only in part.

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
NO_NUMBERS = N_("Jangan menulis NIK atau nomor panjang lain di sini.")
_SIXTEEN = re.compile(r"\d{16}", re.ASCII)
_LONG_NUMBER = re.compile(r"(?:\d[\W_]{0,3}){11,}\d")
"""Twelve digits and more, however they are grouped: part of such a number tells a place and a birthday already."""


def check_nik(written: str) -> str:
    """The sixteen digits of a NIK as people and spreadsheets write it.

    Raises:
        Refusal: when it cannot be a NIK. The sentence never repeats the number.
    """
    nik = _sixteen(
        written,
        "nik",
        N_("NIK terdiri atas 16 angka, seperti tertulis di KTP."),
        N_("Dua angka pertama NIK bukan kode provinsi. Coba cocokkan lagi dengan KTP."),
    )
    if not (1 <= int(nik[8:10]) <= 12 and (1 <= int(nik[6:8]) <= 31 or 41 <= int(nik[6:8]) <= 71)):
        raise Refusal(N_("Tanggal lahir di dalam NIK tidak ada. Coba cocokkan lagi dengan KTP."), field="nik")
    if nik[12:] == "0000":
        raise Refusal(
            N_("NIK tidak pernah berakhir 0000. Mungkin Excel membulatkannya: jadikan kolomnya Teks."), field="nik"
        )
    return nik


def check_kk(written: str) -> str:
    """The sixteen digits of a family card's number; of what is in it only the province is certain.

    Raises:
        Refusal: when it cannot be one. The sentence never repeats the number.
    """
    return _sixteen(
        written,
        "kk",
        N_("Nomor KK terdiri atas 16 angka, seperti tertulis di Kartu Keluarga."),
        N_("Dua angka pertama nomor KK bukan kode provinsi. Coba cocokkan lagi dengan Kartu Keluarga."),
    )


def is_rounded(written: str) -> bool:
    """Whether a spreadsheet has made ``3.17101E+15`` of a number: its last digits are lost."""
    return ROUNDED.fullmatch(written.strip()) is not None


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


def holds_number(words: str) -> bool:
    """Whether words that somebody typed hold what may be an identity number, however it is grouped."""
    return bool(_LONG_NUMBER.search(words))


def refuse_numbers(words: str, field: str) -> None:
    """What people type into reasons and notes is kept in the clear and read by others: no such number belongs there.

    Raises:
        Refusal: for the form's ``field``, when there may be one. The sentence never repeats it.
    """
    if holds_number(words):
        raise Refusal(NO_NUMBERS, field=field)


def without_numbers(words: str) -> str:
    """The same words with ``…`` where there may be an identity number, for what nobody can be asked to write anew."""
    return _LONG_NUMBER.sub("…", words)


def masked(nik: str) -> str:
    """What a person may see of it: ``3171********0001``."""
    return f"{nik[:4]}{MASK}{nik[-4:]}"


def _sixteen(written: str, field: str, needs_digits: str, needs_province: str) -> str:
    number = re.sub(r"[\s.\-]", "", written.strip().removeprefix("=").strip("'\""))
    if is_rounded(written):
        raise Refusal(
            N_("Excel sudah membulatkan nomor ini. Jadikan kolomnya Teks di Excel, lalu tulis ulang 16 angkanya."),
            field=field,
        )
    if not _SIXTEEN.fullmatch(number):
        raise Refusal(needs_digits, field=field)
    if not regions.is_province(number[:2]):
        raise Refusal(needs_province, field=field)
    return number
