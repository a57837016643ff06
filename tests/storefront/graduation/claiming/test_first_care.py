"""A seller whom no import knows is not left waiting: the assistant takes her on and enters her record."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from products.actor import Actor
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import assistant_of, in_care, take_into_care
from storefront.graduation.claiming import declared
from storefront.graduation.claiming.declared import Told
from storefront.graduation.claiming.first_care import take_on
from storefront.graduation.links import record_of
from storefront.graduation.models import Claim, ClaimState, Kind, RecordSource
from tests.sessions import signed_in
from tests.storefront.graduation.records import GAMBIR, NIK, a_nik, make_assistant, make_claim, make_record


@pytest.fixture
def dewi(app: Flask) -> Actor:
    """An assistant with a record in the district, so that its claims wait for her."""
    carer = make_assistant()
    make_record(a_nik(), assistant_id=carer.account_id)
    return carer


def test_she_takes_on_a_seller_whose_claim_met_nothing_and_enters_her_record(app: Flask, dewi: Actor) -> None:
    claim = make_claim(NIK)
    visitor = signed_in(app, db.session.get_one(Account, dewi.account_id))
    assert f"/coaching/claims/{claim.reference}/care" in visitor.get(f"/coaching/claims/{claim.reference}").text
    answer = visitor.post(f"/coaching/claims/{claim.reference}/care")
    assert answer.location == f"/coaching/sellers/{claim.seller_id}/record"
    assert visitor.get(answer.location).status_code == 200
    told = Told(NIK, "Sari Contoh", Kind.ALAMIAH, date(2024, 6, 1), GAMBIR)
    declared.declare(dewi, _owner(claim).id, claim.seller_id, told)
    record = record_of(claim.seller_id)
    assert record is not None
    assert record.source is RecordSource.DECLARED
    assert db.session.get_one(Claim, claim.id).state is ClaimState.WITHDRAWN


def test_a_claim_that_met_a_record_is_answered_and_not_taken_on(dewi: Actor) -> None:
    make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim(NIK)
    with pytest.raises(Refusal):
        take_on(dewi, claim)
    assert assistant_of(claim.seller_id) is None


def test_nobody_is_taken_from_her_assistant(dewi: Actor) -> None:
    claim, other = make_claim(NIK), make_assistant()
    take_into_care(other.account_id or 0, claim.seller_id)
    with pytest.raises(Refusal):
        take_on(dewi, claim)
    assert in_care(other.account_id or 0, claim.seller_id)


def test_a_claim_of_another_district_is_not_hers_to_take(dewi: Actor) -> None:
    claim = make_claim(NIK)
    with pytest.raises(Refusal):
        take_on(make_assistant(), claim)
    assert assistant_of(claim.seller_id) is None


def _owner(claim: Claim) -> Account:
    return db.session.query(Account).filter_by(seller_id=claim.seller_id).one()
