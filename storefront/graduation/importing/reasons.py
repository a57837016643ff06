"""Why a family left, in the few codes that are kept. The words are not: they may tell of health or children."""

from __future__ import annotations

import re

from storefront.graduation.models import Reason

PLAIN_WORDS: tuple[tuple[Reason, frozenset[str]], ...] = (
    (Reason.NO_COMPONENT, frozenset({"komponen", "lulus", "tamat"})),
    (Reason.INCOME, frozenset({"penghasilan", "pendapatan", "income", "umk", "umr", "ump"})),
    (Reason.BUSINESS, frozenset({"usaha", "wirausaha", "wiraswasta", "berusaha", "dagang", "berdagang", "warung"})),
    (Reason.WORK, frozenset({"kerja", "bekerja", "pekerjaan", "karyawan", "gaji", "pns", "asn", "pppk"})),
)
"""The words that people write for a code, the code that is tried first on top."""
NEGATIONS = frozenset({"tidak", "tak", "belum", "bukan", "kehilangan", "gagal", "bangkrut"})
CODES = {reason.value: reason for reason in Reason}
_WORD = re.compile(r"[^\W\d_]+")


def reason_of(text: str) -> Reason:
    """The code that somebody's words mean; ``OTHER`` for everything else.

    A word that denies (``belum bekerja``) makes any but the first a guess, so it means nothing we know. Having no
    component left is a denial by itself.
    """
    code = "_".join(text.lower().split())
    if code in CODES:
        return CODES[code]
    words = set(_WORD.findall(text.lower()))
    for reason, known in PLAIN_WORDS:
        if words & known and not (reason is not Reason.NO_COMPONENT and words & NEGATIONS):
            return reason
    return Reason.OTHER
