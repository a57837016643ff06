"""Reasons are codes; the words are not kept."""

from __future__ import annotations

import pytest

from storefront.graduation.importing.reasons import reason_of
from storefront.graduation.models import Reason


@pytest.mark.parametrize("reason", list(Reason))
def test_a_code_is_itself(reason: Reason) -> None:
    assert reason_of(reason.value.upper().replace("_", " ")) is reason


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Tidak ada komponen lagi", Reason.NO_COMPONENT),
        ("anak bungsu sudah lulus SMA", Reason.NO_COMPONENT),
        ("Punya usaha warung", Reason.BUSINESS),
        ("suami sudah bekerja", Reason.WORK),
        ("penghasilan dari usaha di atas UMK", Reason.INCOME),
        ("belum bekerja", Reason.OTHER),
        ("usahanya bangkrut", Reason.OTHER),
        ("anaknya sakit keras", Reason.OTHER),
        ("3171015708450001", Reason.OTHER),
        ("-", Reason.OTHER),
    ],
)
def test_plain_words_become_the_code_they_mean_or_another_reason(written: str, reason: Reason) -> None:
    assert reason_of(written) is reason
