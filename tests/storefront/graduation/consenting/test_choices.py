"""Three choices, each by itself: what taking one back ends, and what it leaves."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from products.models import Seller
from storefront.accounts.models import Account, Deed
from storefront.graduation import identity
from storefront.graduation.caring.caseload import assistant_of, take_into_care
from storefront.graduation.claiming import decisions
from storefront.graduation.consenting import choices, consent, story
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.consenting.consent_words import text_of
from storefront.graduation.models import Claim, Consent, ConsentWay, GraduationRecord, RecordMove, RecordState
from tests.conftest import StoppedClock
from tests.sessions import signed_in
from tests.storefront.graduation.records import make_assistant, make_claim, make_claimant, make_record

NIK = "3171015708450001"


@pytest.fixture
def sari(app: Flask) -> Account:
    """A seller with a shop."""
    return make_claimant()


@pytest.fixture
def dewi(app: Flask) -> Actor:
    """An assistant."""
    return make_assistant()


def shop_of(seller: Account) -> int:
    """Her shop."""
    assert seller.seller_id is not None
    return seller.seller_id


def herself(seller: Account) -> Actor:
    """The seller at her own phone."""
    return Actor(Role.SELLER, seller.id)


def linked(seller: Account, dewi: Actor) -> GraduationRecord:
    """Her record, claimed by her and confirmed by the assistant."""
    record = make_record(NIK, assistant_id=dewi.account_id)
    decisions.confirm(dewi, make_claim(NIK, seller))
    return record


def acting(app: Flask, dewi: Actor, seller: Account) -> FlaskClient:
    """The assistant at her own phone, acting for a seller in her care."""
    client = signed_in(app, db.session.get_one(Account, dewi.account_id))
    with client.session_transaction() as session:
        session["acting_for"] = seller.seller_id
    return client


def test_taking_the_record_back_cuts_it_at_once_and_leaves_the_shop_alone(sari: Account, dewi: Actor) -> None:
    consent.give(herself(sari), sari.id, [Purpose.SHOP])
    record = linked(sari, dewi)
    choices.take_back(herself(sari), sari.id, shop_of(sari), Purpose.RECORD)
    db.session.refresh(record)
    assert (record.seller_id, record.state) == (None, RecordState.UNVERIFIED)
    assert [one.is_on for one in choices.choices_of(sari.id)] == [True, False, False]
    last = db.session.query(RecordMove).order_by(RecordMove.id.desc()).first()
    assert last is not None
    assert (last.account_id, last.reason) == (sari.id, "consent withdrawn")


def test_nothing_says_any_more_which_record_it_was(app: Flask, sari: Account, dewi: Actor) -> None:
    record = linked(sari, dewi)
    choices.take_back(herself(sari), sari.id, shop_of(sari), Purpose.RECORD)
    claim = db.session.query(Claim).one()
    assert (claim.record_id, claim.name, claim.district_code) == (None, "", "")
    assert claim.nik_lookup != record.nik_lookup
    assert identity.unseal(claim.nik_sealed, identity.place_of("claim", claim.reference)) == ""
    page = signed_in(app, sari).get("/me/mine").text
    assert "3171********0001" not in page
    assert "Belum terhubung dengan pendamping" in page


def test_care_ends_with_the_link_that_brought_it(sari: Account, dewi: Actor) -> None:
    linked(sari, dewi)
    choices.take_back(herself(sari), sari.id, shop_of(sari), Purpose.RECORD)
    assert assistant_of(shop_of(sari)) is None


def test_care_that_is_older_than_the_link_goes_on_without_it(
    sari: Account, dewi: Actor, stopped_clock: StoppedClock
) -> None:
    take_into_care(dewi.account_id or 0, shop_of(sari))
    stopped_clock.move(days=1)
    linked(sari, dewi)
    choices.take_back(herself(sari), sari.id, shop_of(sari), Purpose.RECORD)
    assert assistant_of(shop_of(sari)) == dewi.account_id


def test_a_claim_that_waits_is_withdrawn_with_the_consent(sari: Account) -> None:
    make_claim(NIK, sari)
    choices.take_back(herself(sari), sari.id, shop_of(sari), Purpose.RECORD)
    assert [claim.state for claim in db.session.query(Claim)] == ["withdrawn"]


def test_a_record_that_was_revoked_stays_revoked_when_it_is_cut(sari: Account) -> None:
    record = make_record(NIK, seller_id=sari.seller_id, state=RecordState.REVOKED)
    choices.take_back(herself(sari), sari.id, shop_of(sari), Purpose.RECORD)
    db.session.refresh(record)
    assert (record.seller_id, record.state) == (None, RecordState.REVOKED)
    assert db.session.query(RecordMove).one().reason == "consent withdrawn"


def test_a_shop_is_not_closed_by_a_tap(sari: Account) -> None:
    consent.give(herself(sari), sari.id, [Purpose.SHOP])
    with pytest.raises(Refusal, match="minta lapak dihapus"):
        choices.take_back(herself(sari), sari.id, shop_of(sari), Purpose.SHOP)
    assert consent.has(sari.id, Purpose.SHOP)


def test_earlier_words_stand_and_those_of_today_are_offered(app: Flask, sari: Account) -> None:
    consent.give(herself(sari), sari.id, [Purpose.SHOP])
    with transaction():
        db.session.query(Consent).one().version = "2026-11"
    page = signed_in(app, sari).get("/me/choices").text
    assert "Kata-katanya kami perbarui" in page
    assert page.count("Ya, saya setuju") == 1


def test_the_page_asks_for_each_by_itself_and_nothing_is_ticked(app: Flask, sari: Account) -> None:
    story.write(herself(sari), sari.id, shop_of(sari), "Dulu wajan satu.")
    page = signed_in(app, sari).get("/me/choices").text
    assert " checked" not in page
    assert page.count("/given") == 2  # the record's is asked where it is claimed
    assert "/me/claim" in page


@pytest.mark.parametrize("purpose", [Purpose.SHOP, Purpose.STORY])
def test_whatever_is_agreed_to_on_the_page_was_shown_there_line_by_line(
    app: Flask, sari: Account, purpose: Purpose
) -> None:
    story.write(herself(sari), sari.id, shop_of(sari), "Dulu wajan satu.")
    visitor = signed_in(app, sari)
    page = visitor.get("/me/choices").text
    assert visitor.post(f"/me/choices/{purpose}/given").location == f"/me/choices#{purpose}"
    kept = consent.current(sari.id, purpose)
    assert kept is not None
    lines = (text_of(kept.text_sha256) or "").splitlines()
    assert len(lines) == 10
    assert [words for line in lines for words in line.split(": ", 1) if words not in page] == []


def test_agreeing_changes_the_card_to_one_that_takes_back(app: Flask, sari: Account) -> None:
    visitor = signed_in(app, sari)
    visitor.post("/me/choices/shop_data/given")
    page = visitor.get("/me/choices").text
    assert "Setuju</strong> · " in page
    assert "shop_data/withdrawn" not in page
    assert "Cara menghapus lapak dan data saya" in page
    assert visitor.post("/me/choices/shop_data/withdrawn").status_code == 422


def test_a_story_without_words_cannot_be_agreed_to(app: Flask, sari: Account) -> None:
    visitor = signed_in(app, sari)
    answer = visitor.post("/me/choices/tell_story/given")
    assert answer.status_code == 422
    assert db.session.query(Consent).count() == 0


def test_an_assistant_says_how_the_seller_agreed_and_can_never_tick_for_her(
    app: Flask, sari: Account, dewi: Actor
) -> None:
    take_into_care(dewi.account_id or 0, shop_of(sari))
    helper = acting(app, dewi, sari)
    page = helper.get("/me/choices").text
    assert "Bagaimana penjual menyetujui?" in page
    assert " checked" not in page
    for way in ({}, {"shop_data-way": "tick"}, {"shop_data-way": "y"}, {"link_record-way": "paper"}):
        refused = helper.post("/me/choices/shop_data/given", data=way)
        assert refused.status_code == 422
        assert "Tandai dulu bagaimana penjual menyetujui" in refused.text
    assert helper.post("/me/choices/shop_data/given", data={"shop_data-way": "paper"}).status_code == 303
    kept = db.session.query(Consent).one()
    assert (kept.account_id, kept.way, kept.assisted_by_id) == (sari.id, ConsentWay.PAPER, dewi.account_id)
    assert [(deed.what, deed.subject) for deed in db.session.query(Deed)] == [("consent.given", "shop_data")]


def test_an_assistant_who_takes_it_back_for_her_is_noted_and_led_out(app: Flask, sari: Account, dewi: Actor) -> None:
    linked(sari, dewi)
    answer = acting(app, dewi, sari).post("/me/choices/link_record/withdrawn")
    assert answer.location == "/coaching/"
    assert [deed.what for deed in db.session.query(Deed)] == ["record.unlinked"]
    ended = db.session.query(Consent).one()
    assert ended.withdrawn_by_id == dewi.account_id


def test_the_page_says_what_becomes_of_the_care(
    app: Flask, sari: Account, dewi: Actor, stopped_clock: StoppedClock
) -> None:
    linked(sari, dewi)
    assert "tidak lagi membantu lewat toko ini" in signed_in(app, sari).get("/me/choices").text
    with transaction():
        db.session.query(GraduationRecord).one().linked_at = stopped_clock.moment.replace(year=2027)
    assert "Pendamping tetap menemani lapak" in signed_in(app, sari).get("/me/choices").text


def test_a_shop_that_nobody_signs_in_to_has_no_choices(app: Flask, dewi: Actor) -> None:
    shop = db.session.get_one(Seller, shop_of(make_claimant()))
    with transaction():
        db.session.query(Account).filter_by(seller_id=shop.id).one().seller_id = None
    take_into_care(dewi.account_id or 0, shop.id)
    client = signed_in(app, db.session.get_one(Account, dewi.account_id))
    with client.session_transaction() as session:
        session["acting_for"] = shop.id
    for path in ("mine", "choices", "story"):
        assert client.get(f"/me/{path}").status_code == 404
