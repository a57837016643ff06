"""Identity numbers that may be one and yet look wrong: those of a family card, or of a child.

Both kinds of number have sixteen digits and begin with the place. A NIK goes on with a birth date, the number of a
card with the day it was issued, which is seldom more than some years ago. Birth dates inside a NIK are never certain,
so this alone refuses nothing. Source: the civil registry's public description of both numbers.
"""

from __future__ import annotations

from datetime import date

from products import clock
from products.errors import N_, Refusal

GROWN_UP = 17
"""The age at which everybody gets an identity card of her own."""


def oddity(nik: str, graduated_on: date) -> Refusal | None:
    """Why a number looks wrong for somebody who graduated on that day; ``None`` when it does not."""
    day, month, year = int(nik[6:8]), int(nik[8:10]), 2000 + int(nik[10:12])
    if year > clock.today().year:
        return None
    is_woman = day > 40
    birthday_to_come = (month, day - 40 if is_woman else day) > (graduated_on.month, graduated_on.day)
    if graduated_on.year - year - birthday_to_come >= GROWN_UP:
        return None
    return _a_child() if is_woman else _a_card()


def _a_child() -> Refusal:
    return Refusal(
        N_("Menurut NIK ini, orangnya belum 17 tahun saat graduasi. Mungkin ini NIK anaknya; cocokkan dengan KTP."),
        field="nik",
    )


def _a_card() -> Refusal:
    return Refusal(
        N_("Nomor ini lebih mirip nomor KK: tanggal di dalamnya terlalu baru untuk NIK. Cocokkan dengan KTP."),
        field="nik",
    )
