"""Five claims in a day close the way, whatever they met, and somebody who can help is told."""

from __future__ import annotations

import pytest

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims, decisions, pauses
from storefront.graduation.models import ClaimPause
from storefront.outbox.models import Job
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.graduation.records import NIK, a_nik, make_assistant, make_claim, make_claimant, make_record

pytestmark = pytest.mark.usefixtures("app")
OFFICER = Actor(Role.OFFICER)


def claim_and_withdraw(seller: Account, times: int = 1, nik: str = "") -> None:
    """Claims that lead nowhere."""
    for _ in range(times):
        make_claim(nik or a_nik(), seller)
        claims.withdraw(Actor(Role.SELLER, seller.id), seller.seller_id or 0)


def told() -> list[tuple[str, str]]:
    """Who got mail, and what it says."""
    letters = db.session.query(Job).filter_by(kind="mail.send").order_by(Job.id)
    return [(job.payload["to"], job.payload["subject"] + job.payload["text"]) for job in letters]


def test_five_that_led_nowhere_close_the_way_for_a_day(stopped_clock: StoppedClock) -> None:
    seller = make_claimant()
    claim_and_withdraw(seller, 4)
    assert pauses.pause_of(seller.seller_id or 0) is None
    claim_and_withdraw(seller)
    with pytest.raises(Refusal, match="Coba lagi besok"):
        make_claim(claimant=seller)
    stopped_clock.move(hours=24, seconds=1)
    make_claim(claimant=seller)
    assert db.session.query(ClaimPause).count() == 1


def test_claims_on_a_record_that_exists_count_like_any_other(stopped_clock: StoppedClock) -> None:
    make_record(NIK)
    right, wrong = make_claimant(), make_claimant()
    claim_and_withdraw(right, 5, NIK)
    claim_and_withdraw(wrong, 5)
    for seller in (right, wrong):
        with pytest.raises(Refusal, match="Coba lagi besok"):
            make_claim(claimant=seller)


def test_declined_claims_count_and_five_in_more_than_a_day_do_not_close(stopped_clock: StoppedClock) -> None:
    seller = make_claimant()
    for _ in range(6):
        decisions.decline(OFFICER, make_claim(a_nik(), seller), "Bukan ini.")
        stopped_clock.move(hours=6)
    assert db.session.query(ClaimPause).count() == 0
    decisions.decline(OFFICER, make_claim(a_nik(), seller), "Bukan ini.")
    stopped_clock.move(minutes=1)
    claim_and_withdraw(seller)
    assert pauses.pause_of(seller.seller_id or 0) is not None


def test_the_fifth_claim_itself_waits_and_may_be_confirmed() -> None:
    seller, dewi = make_claimant(), make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    claim_and_withdraw(seller, 4)
    assert decisions.confirm(dewi, make_claim(NIK, seller))


def test_the_assistants_of_the_district_are_told_without_a_name_a_number_or_the_programme() -> None:
    dewi, elsewhere = make_account(Role.ASSISTANT), make_account(Role.ASSISTANT)
    make_account(Role.OFFICER, province_code="31")
    make_record(assistant_id=dewi.id)
    make_record(assistant_id=elsewhere.id, district_code="33.01.01")
    seller = make_claimant()
    claim_and_withdraw(seller, 5, NIK)
    ((to, text),) = told()
    assert to == dewi.email
    assert "Ada penjual yang perlu dibantu. Buka meja pendamping." in text
    assert seller.seller is not None
    for word in (NIK, "Sari", seller.seller.name, "PKH", "raduasi", "program", "NIK"):
        assert word not in text


def test_where_no_assistant_works_the_officers_of_the_province_are_told_else_those_of_the_nation() -> None:
    nation = make_account(Role.OFFICER)
    claim_and_withdraw(make_claimant(), 5)
    jakarta = make_account(Role.OFFICER, province_code="31")
    make_account(Role.OFFICER, province_code="33")
    claim_and_withdraw(make_claimant(), 5)
    assert [to for to, _text in told()] == [nation.email, jakarta.email]


def test_her_own_assistant_is_told_wherever_her_records_are() -> None:
    dewi, seller = make_account(Role.ASSISTANT), make_claimant()
    take_into_care(dewi.id, seller.seller_id or 0)
    claim_and_withdraw(seller, 5)
    assert [to for to, _text in told()] == [dewi.email]
    assert len(pauses.pauses_for(Actor(Role.ASSISTANT, dewi.id))) == 1


def test_whoever_takes_it_up_is_kept_and_opens_the_way_again(stopped_clock: StoppedClock) -> None:
    dewi, seller = make_assistant(), make_claimant()
    make_record(assistant_id=dewi.account_id)
    claim_and_withdraw(seller, 5)
    (paused,) = pauses.unseen_for(dewi)
    pauses.mark_seen(dewi, paused)
    assert pauses.unseen_for(dewi) == []
    assert [one.id for one in pauses.pauses_for(dewi)] == [paused.id]
    stopped_clock.move(hours=1)
    pauses.open_again(dewi, paused)
    assert paused.seen_by_id == dewi.account_id
    assert pauses.pauses_for(dewi) == []
    stopped_clock.move(minutes=1)
    claim_and_withdraw(seller, 4)
    make_claim(claimant=seller)
    assert pauses.pause_of(seller.seller_id or 0) is not None


def test_a_pause_that_nobody_took_up_stays_in_view_after_the_day(stopped_clock: StoppedClock) -> None:
    dewi = make_assistant()
    make_record(assistant_id=dewi.account_id)
    claim_and_withdraw(make_claimant(), 5)
    stopped_clock.move(days=2)
    assert len(pauses.unseen_for(dewi)) == 1
    stopped_clock.move(days=13)
    assert pauses.pauses_for(dewi) == []


def test_nobody_else_sees_it() -> None:
    dewi = make_assistant()
    make_record(assistant_id=dewi.account_id)
    claim_and_withdraw(make_claimant(), 5)
    paused = db.session.query(ClaimPause).one()
    aceh = Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="11").id)
    for stranger in (make_assistant(), aceh, Actor(Role.SELLER, 1), Actor(Role.BUYER)):
        assert pauses.pause_for(stranger, paused.id) is None
    jakarta = Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="31").id)
    assert pauses.pause_for(jakarta, paused.id) is not None


def test_who_may_no_longer_help_changes_nothing_even_with_the_pause_in_hand(stopped_clock: StoppedClock) -> None:
    dewi = make_assistant()
    make_record(assistant_id=dewi.account_id)
    claim_and_withdraw(make_claimant(), 5)
    (paused,) = pauses.pauses_for(dewi)
    aceh = Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="11").id)
    for help_her in (pauses.mark_seen, pauses.open_again):
        for stranger in (make_assistant(), aceh, Actor(Role.SELLER, 1)):
            with pytest.raises(Refusal, match="bukan untuk Anda"):
                help_her(stranger, paused)
    db.session.refresh(paused)
    assert (paused.seen_by_id, paused.until > stopped_clock.moment) == (None, True)


def test_an_officer_counts_those_whom_no_assistant_could_be_told_of() -> None:
    jakarta = Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="31").id)
    alone, cared_for, left = make_claimant(), make_claimant(), make_account(Role.ASSISTANT, is_enabled=False)
    take_into_care(make_assistant().account_id or 0, cared_for.seller_id or 0)
    make_record(assistant_id=left.id)
    make_record(assistant_id=make_assistant().account_id, district_code="33.01.01")
    for seller in (alone, cared_for):
        claim_and_withdraw(seller, 5)
    assert pauses.count_left_to(jakarta) == 1
    assert pauses.count_left_to(make_assistant()) == 0
    pauses.mark_seen(jakarta, db.session.query(ClaimPause).filter_by(seller_id=alone.seller_id).one())
    assert pauses.count_left_to(jakarta) == 0
    claim_and_withdraw(make_claimant(), 5)
    make_record(assistant_id=make_assistant().account_id)
    assert pauses.count_left_to(jakarta) == 0
