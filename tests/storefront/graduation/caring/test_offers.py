"""A seller passes from one assistant to another: offered, accepted, declined, taken back, and what stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation import links
from storefront.graduation.caring import offer_lists, offers
from storefront.graduation.caring.caseload import (
    Ended,
    assistant_of,
    entries_of,
    in_care,
    release_from_care,
    take_into_care,
)
from storefront.graduation.caring.leaving import held_by, let_go
from storefront.graduation.models import CareOffer, GraduationRecord, OfferState
from tests.conftest import StoppedClock
from tests.factories import BANTUL, make_account, make_seller
from tests.storefront.graduation.records import NIK, make_record


@pytest.fixture
def shop(app: Flask) -> Seller:
    """A shop in Bantul."""
    return make_seller(regency_code=BANTUL)


@pytest.fixture
def dewi(shop: Seller) -> Actor:
    """Who cares for it."""
    carer = make_account(Role.ASSISTANT)
    take_into_care(carer.id, shop.id)
    return actor(carer)


@pytest.fixture
def rahmat(app: Flask) -> Actor:
    """Another assistant."""
    return actor(make_account(Role.ASSISTANT))


def test_until_it_is_accepted_whoever_cares_goes_on(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    offered(dewi, shop, rahmat)
    assert assistant_of(shop.id) == dewi.account_id
    assert not in_care(rahmat.account_id or 0, shop.id)


def test_accepting_ends_the_old_care_and_begins_the_new_in_the_same_moment(
    shop: Seller, dewi: Actor, rahmat: Actor, stopped_clock: StoppedClock
) -> None:
    made = offered(dewi, shop, rahmat)
    stopped_clock.move(hours=5)
    offers.accept(rahmat, made.id)
    new, old = entries_of(shop.id)
    assert (old.assistant_id, old.until, old.ended_because) == (
        dewi.account_id,
        stopped_clock.moment,
        Ended.HANDED_OVER,
    )
    assert (new.assistant_id, new.since, new.until) == (rahmat.account_id, stopped_clock.moment, None)
    assert state_of(made) is OfferState.ACCEPTED


def test_her_record_names_who_cares_for_her_now(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    record = make_record(seller_id=shop.id, assistant_id=dewi.account_id)
    offers.accept(rahmat, offered(dewi, shop, rahmat).id)
    assert db.session.get_one(GraduationRecord, record.id).assistant_id == rahmat.account_id


def test_declining_says_why_and_leaves_everything_as_it_was(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    made = offered(dewi, shop, rahmat)
    with pytest.raises(Refusal):
        offers.decline(rahmat, made.id, "  ")
    offers.decline(rahmat, made.id, "Desanya terlalu jauh.")
    assert (state_of(made), again(made).answer) == (OfferState.DECLINED, "Desanya terlalu jauh.")
    assert assistant_of(shop.id) == dewi.account_id
    assert offer_lists.offers_from(dewi.account_id)[0].answer == "Desanya terlalu jauh."


def test_an_offer_is_answered_once(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    deeds: list[Callable[[int], object]] = [
        lambda offer_id: offers.accept(rahmat, offer_id),
        lambda offer_id: offers.decline(rahmat, offer_id, "Jauh."),
        lambda offer_id: offers.take_back(dewi, offer_id),
    ]
    made = offered(dewi, shop, rahmat)
    offers.take_back(dewi, made.id)
    for deed in deeds:
        with pytest.raises(Refusal):
            deed(made.id)
    assert assistant_of(shop.id) == dewi.account_id


def test_one_offer_of_a_seller_is_open_at_a_time(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    first = offered(dewi, shop, rahmat)
    with pytest.raises(Refusal, match="sedang ditawarkan"):
        offered(dewi, shop, actor(make_account(Role.ASSISTANT)))
    offers.take_back(dewi, first.id)
    offered(dewi, shop, rahmat)


@pytest.mark.parametrize("who", ["guest", "buyer", "seller", "stranger", "officer of another province"])
def test_nobody_else_offers_accepts_or_takes_back(shop: Seller, dewi: Actor, rahmat: Actor, who: str) -> None:
    people = {
        "guest": Actor(Role.BUYER),
        "buyer": actor(make_account(Role.BUYER)),
        "seller": actor(make_account(Role.SELLER, seller_id=shop.id)),
        "stranger": actor(make_account(Role.ASSISTANT)),
        "officer of another province": actor(make_account(Role.OFFICER, province_code="31")),
    }
    with pytest.raises(Refusal):
        offered(people[who], shop, rahmat)
    made = offered(dewi, shop, rahmat)
    for deed in (offers.accept, offers.take_back):
        with pytest.raises(Refusal):
            deed(people[who], made.id)
    assert state_of(made) is OfferState.OPEN


def test_whoever_offers_cannot_accept_in_the_others_name(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    made = offered(dewi, shop, rahmat)
    with pytest.raises(Refusal):
        offers.accept(dewi, made.id)


def test_an_officer_offers_in_her_province_and_takes_back(shop: Seller, dewi: Actor) -> None:
    bambang = actor(make_account(Role.OFFICER, province_code="34"))
    tini = actor(make_account(Role.ASSISTANT, province_code="34"))
    made = offered(bambang, shop, tini)
    with pytest.raises(Refusal):
        offers.take_back(dewi, made.id)
    offers.take_back(bambang, made.id)
    assert state_of(made) is OfferState.WITHDRAWN


@pytest.mark.parametrize(
    "receiver",
    [
        {"role": Role.SELLER},
        {"role": Role.OFFICER},
        {"role": Role.ASSISTANT, "is_enabled": False},
        {"role": Role.ASSISTANT, "province_code": "31"},
    ],
)
def test_only_an_assistant_in_service_in_the_area_is_asked(shop: Seller, receiver: dict[str, Any]) -> None:
    carer = make_account(Role.ASSISTANT, province_code="34")
    take_into_care(carer.id, shop.id)
    with pytest.raises(Refusal):
        offered(actor(carer), shop, actor(make_account(**receiver)))
    with pytest.raises(Refusal):
        offered(actor(carer), shop, actor(carer))


def test_what_is_written_to_the_receiver_holds_no_identity_number(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    for note in (NIK, f"NIK-nya {NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}"):
        with pytest.raises(Refusal, match="NIK"):
            offers.offer(dewi, shop.id, rahmat.account_id or 0, note)


def test_an_offer_ends_when_the_seller_leaves_her_care_otherwise(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    made = offered(dewi, shop, rahmat)
    make_record(seller_id=shop.id, state="matched")
    links.cut(Actor(Role.SELLER), shop.id, "consent withdrawn")
    assert state_of(made) is OfferState.WITHDRAWN
    with pytest.raises(Refusal):
        offers.accept(rahmat, made.id)
    assert assistant_of(shop.id) is None


def test_an_offer_made_of_somebody_elses_seller_moves_nobody(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    made = offered(dewi, shop, rahmat)
    tini = make_account(Role.ASSISTANT)
    with transaction() as session:
        entries_of(shop.id)[0].assistant_id = tini.id
        session.flush()
    with pytest.raises(Refusal):
        offers.accept(rahmat, made.id)
    assert (assistant_of(shop.id), state_of(made)) == (tini.id, OfferState.OPEN)


def test_whoever_leaves_holds_nothing_any_more(shop: Seller, dewi: Actor, rahmat: Actor) -> None:
    to_her = offered(dewi, shop, rahmat)
    hers = make_seller()
    take_into_care(rahmat.account_id or 0, hers.id)
    from_her = offered(rahmat, hers, dewi)
    held = held_by(rahmat.account_id or 0)
    assert (held.sellers, held.claims, held.offers) == (1, 0, 2)
    let_go(rahmat.account_id or 0)
    assert [state_of(one) for one in (to_her, from_her)] == [OfferState.WITHDRAWN] * 2
    assert assistant_of(hers.id) is None
    assert entries_of(hers.id)[0].ended_because == Ended.LEFT
    assert assistant_of(shop.id) == dewi.account_id


def test_why_care_ended_is_kept(shop: Seller, dewi: Actor) -> None:
    release_from_care(shop.id)
    assert entries_of(shop.id)[0].ended_because == Ended.UNLINKED


def offered(by: Actor, shop: Seller, to: Actor) -> CareOffer:
    """An offer of this shop."""
    return offers.offer(by, shop.id, to.account_id or 0, "Rajin mencatat, butuh teman soal kemasan.")


def again(made: CareOffer) -> CareOffer:
    """As it stands now."""
    return db.session.get_one(CareOffer, made.id, populate_existing=True)


def state_of(made: CareOffer) -> OfferState:
    """What became of it."""
    return again(made).state


def actor(account: Account) -> Actor:
    """Somebody in her own name."""
    return Actor(account.role, account.id)
