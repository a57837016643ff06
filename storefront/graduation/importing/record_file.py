"""The columns of a file of graduation records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from storefront import table_file
from storefront.table_file import Line

NEEDED = ("nik", "name", "kind", "graduated_on", "district_code")
OPTIONAL = ("kk", "joined_year", "reason", "assistant", "programmes")
COLUMNS = NEEDED + OPTIONAL
ALSO = {
    other: column
    for column, others in {
        "nik": "no_nik nomor_nik nik_pengurus",
        "name": "nama nama_pengurus nama_lengkap",
        "kind": "jenis jenis_graduasi",
        "graduated_on": "tanggal_graduasi tgl_graduasi",
        "district_code": "kode_kecamatan kode_wilayah",
        "kk": "no_kk nomor_kk nokk nomor_kartu_keluarga",
        "joined_year": "tahun_masuk tahun_masuk_pkh",
        "reason": "alasan alasan_graduasi",
        "assistant": "pendamping email_pendamping",
        "programmes": "program program_usaha",
    }.items()
    for other in others.split()
}
"""Other words in a header, and the column that people mean by them."""


def lines_of(path: Path) -> Iterator[Line]:
    """The lines under the header, one after the other; empty ones are left out.

    Raises:
        Refusal: when the file cannot be read, or its header lacks a needed column or names one twice.
    """
    return table_file.lines_of(path, NEEDED, OPTIONAL, ALSO)


def has_cards(path: Path) -> bool:
    """Whether the file has a column for the numbers of family cards. Refuses as ``lines_of`` does."""
    return "kk" in table_file.columns_of(path, NEEDED, ALSO)
