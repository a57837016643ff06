"""Whole rupiah: to text, from what people type, and split so that the parts add up.

Money is an ``int`` of rupiah everywhere (``*_idr``). There are no cents in the shop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from products.errors import N_, Refusal

MOST_IDR = 999_999_999

_SHORT_FORMS = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000}
_TYPED = re.compile(r"^(?:rp\.?)?\s*(?P<number>\d[\d.,]{0,18})\s*(?P<short>rb|ribu|k|jt|juta)?\s*(?:,-)?$")
_WHOLE = re.compile(r"\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+")
_WITH_FRACTION = re.compile(r"\d+([.,]\d*)?")


def rupiah(amount_idr: int) -> str:
    """``25000`` as ``Rp25.000``, the way the Indonesian spelling guide writes it."""
    sign = "-" if amount_idr < 0 else ""
    return f"{sign}Rp{abs(amount_idr):,}".replace(",", ".")


def parse_rupiah(typed: str) -> int:
    """What a person typed as an amount, in whole rupiah: ``25000``, ``Rp25.000,-``, ``25rb``, ``1,5 jt``.

    Raises:
        Refusal: when it is no amount, not whole rupiah, or more than ``MOST_IDR``.
    """
    text = typed.strip().lower().removesuffix(",-").removesuffix(",00").strip()
    match = _TYPED.match(text)
    if not match:
        raise Refusal(N_("Tulis harga dengan angka saja, misalnya 25.000."))
    amount = _amount(match["number"], _SHORT_FORMS.get(match["short"] or "", 1))
    if amount > MOST_IDR:
        raise Refusal(N_("Angkanya terlalu besar. Paling banyak %(most)s."), most=rupiah(MOST_IDR))
    return amount


def split_fairly(total_idr: int, weights: Sequence[int]) -> list[int]:
    """``total_idr`` in proportion to ``weights``; the parts always add up to the whole.

    Rupiah left by rounding go to the largest remainders, the earlier part first.
    """
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("at least one weight must be above zero")
    parts = [total_idr * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: (-(total_idr * weights[at] % whole), at))
    for at in by_remainder[: total_idr - sum(parts)]:
        parts[at] += 1
    return parts


def _amount(number: str, factor: int) -> int:
    if not (_WITH_FRACTION if factor > 1 else _WHOLE).fullmatch(number):
        raise Refusal(N_("Tulis harga dengan angka saja, misalnya 25.000."))
    if factor == 1:
        return int(number.replace(".", "").replace(",", ""))
    whole, _, fraction = number.replace(",", ".").partition(".")
    return int(whole) * factor + (int(fraction) * factor // 10 ** len(fraction) if fraction else 0)
