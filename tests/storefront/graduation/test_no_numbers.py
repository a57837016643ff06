"""What people type into reasons and notes holds no identity number, whoever types it and however it is grouped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from products import clock
from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.care import contacts
from storefront.care.models import Contact, ContactWay
from storefront.graduation.caring import offers
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import cases, decisions, verifying
from storefront.graduation.importing.batches import new_batch
from storefront.graduation.models import (
    CareOffer,
    Claim,
    ClaimMatch,
    ClaimState,
    GraduationRecord,
    RecordMove,
    RecordSource,
    RecordState,
)
from tests.factories import make_account
from tests.storefront.graduation.records import NIK, a_nik, make_assistant, make_claim, make_claimant, make_record

pytestmark = pytest.mark.usefixtures("app")
GROUPED = (
    "3171015708450001",
    "3171 0157 0845 0001",
    "317101.570845.0001",
    "3171 - 0157 - 0845 - 0001",
    "3171:0157_0845\u20130001",
)
Write = Callable[[str], object]


@pytest.fixture
def officer(app: object) -> Actor:
    """An officer of the nation."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER).id)


@pytest.fixture
def writers(officer: Actor) -> list[Write]:
    """Everybody who may write a reason or a note about a seller."""
    dewi, other, seller, declared = make_assistant(), make_assistant(), make_claimant(), make_claimant()
    make_record(NIK, seller_id=seller.seller_id, state=RecordState.MATCHED)
    entered = make_record(seller_id=declared.seller_id, assistant_id=dewi.account_id, source=RecordSource.DECLARED)
    case, claim = make_claim(), make_claim(a_nik())
    assert case.match is ClaimMatch.TAKEN
    shop = seller.seller_id or 0
    take_into_care(dewi.account_id or 0, shop)
    return [
        lambda words: decisions.decline(officer, claim, words),
        lambda words: cases.keep_first(officer, case, words),
        lambda words: cases.move_link(officer, case, words),
        lambda words: verifying.say_mismatched(officer, entered, words),
        lambda words: offers.offer(dewi, shop, other.account_id or 0, words),
        lambda words: contacts.note_contact(dewi, shop, ContactWay.VISIT, clock.today(), words),
    ]


@pytest.mark.parametrize("number", GROUPED)
def test_a_reason_with_an_identity_number_is_refused_and_nothing_is_done(writers: list[Write], number: str) -> None:
    before = db.session.query(RecordMove).count()
    for write in writers:
        with pytest.raises(Refusal, match="nomor panjang") as refused:
            write(f"NIK di KTP {number}, namanya lain.")
        assert refused.value.field in ("reason", "note", "words")
    assert {one.state for one in db.session.query(Claim)} == {ClaimState.WAITING}
    assert db.session.query(RecordMove).count() == before
    assert db.session.query(GraduationRecord).filter_by(state=RecordState.MISMATCHED).count() == 0
    assert db.session.query(CareOffer).count() == db.session.query(Contact).count() == 0


def test_days_prices_and_phone_numbers_are_no_identity_numbers(writers: list[Write]) -> None:
    decline, keep, _move, mismatch, offer, contact = writers
    for write, words in (
        (decline, "Lahir 17-08-1945, di KTP 18-08-1945."),
        (keep, "Sudah dicek tanggal 2026-03-02."),
        (mismatch, "Lulus 2023, bukan 2024."),
        (offer, "HP-nya 0812 3456 789."),
        (contact, "Modal Rp1.500.000, untung Rp250.000."),
    ):
        write(words)


def test_a_file_that_is_named_after_a_number_keeps_the_rest_of_its_name() -> None:
    for number in GROUPED[:3]:
        assert new_batch(f"Sari {number}.csv", "", None).file_name == "Sari ….csv"
    assert new_batch("Lulus 2026-11-21.csv", "", None).file_name == "Lulus 2026-11-21.csv"
