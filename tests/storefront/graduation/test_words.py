"""Nobody reads a code where a sentence belongs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from products.actor import Role
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.importing.record_file import COLUMNS
from storefront.graduation.looking.whole_number import Because
from storefront.graduation.models import BatchState, ClaimState, Kind, RecordState
from storefront.graduation.words import WORDS
from storefront.orders.models import DeliveryWay, ParcelState
from storefront.payments.models import PaymentWay

STOREFRONT = Path(__file__).parents[3] / "storefront"
DEED = re.compile(r'(?:record_deed\([^)]*?|_move\([^)]*?)"([a-z_]+\.[a-z_]+)"', re.DOTALL)
LOOK = re.compile(r'note_looks?\(.*?"([a-z_]+)"\)')


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("kind", Kind),
        ("record", RecordState),
        ("claim", ClaimState),
        ("batch", BatchState),
        ("column", COLUMNS),
        ("purpose", Purpose),
        ("whole", Because),
        ("subject", [*DeliveryWay, *PaymentWay]),
        ("role", [role for role in Role if role is not Role.SYSTEM]),
        ("deed", [f"parcel.{state.value}" for state in ParcelState]),
    ],
)
def test_every_code_has_its_words(group: str, codes: list[str]) -> None:
    assert {str(code) for code in codes} <= set(WORDS[group])


@pytest.mark.parametrize(("group", "pattern"), [("deed", DEED), ("look", LOOK)])
def test_every_deed_and_every_look_that_is_noted_has_its_words(group: str, pattern: re.Pattern[str]) -> None:
    noted = {code for path in STOREFRONT.rglob("*.py") for code in pattern.findall(path.read_text())}
    assert len(noted) > 2
    assert noted <= set(WORDS[group])
