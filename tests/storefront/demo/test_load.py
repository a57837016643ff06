"""The demo shop is loaded by the services of the real one, whole, and once."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import func, select

from products.database import db
from products.models import ListingState, Photo, Product
from products.search import check_all
from storefront.accounts.models import Deed
from storefront.accounts.second_step import is_needed
from storefront.accounts.sign_in import authenticate
from storefront.demo import listings, people
from storefront.demo.load import load
from storefront.graduation.claiming.waiting import waiting_for
from storefront.graduation.models import GraduationRecord, RecordState
from storefront.orders.models import Order, Parcel, ParcelState
from storefront.programme.reporting import figures, wages
from storefront.review.models import FieldComment

pytestmark = pytest.mark.usefixtures("demo")


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.role.value)
def test_each_of_the_four_signs_in_with_the_password_that_is_printed(person: people.Person) -> None:
    (account,) = authenticate(person.email, people.PASSWORD, None)
    assert account.role is person.role
    assert is_needed(account) is (person.email == people.OFFICER)


def test_what_is_printed_names_them_and_the_secret_of_the_second_step() -> None:
    printed = "\n".join(people.sign_ins())
    assert all(person.email in printed for person in people.PEOPLE)
    assert people.PASSWORD in printed
    assert people.TOTP_SECRET in printed


def test_listings_stand_in_every_state_and_most_of_them_on_the_shelves() -> None:
    states = Counter(db.session.scalars(select(Product.state)))
    assert states.keys() == set(ListingState)
    assert states[ListingState.PUBLISHED] >= 60


def test_every_listing_on_the_shelves_has_pictures_in_all_sizes() -> None:
    pictured = select(Photo.product_id).where(Photo.ready)
    bare = select(func.count()).where(Product.state == ListingState.PUBLISHED, Product.id.not_in(pictured))
    assert db.session.scalar(bare) == 0


def test_the_named_seller_has_orders_in_several_states_and_a_listing_with_remarks() -> None:
    (account,) = authenticate(people.SELLER, people.PASSWORD, None)
    states = set(db.session.scalars(select(Parcel.state).where(Parcel.seller_id == account.seller_id)))
    assert len(states) >= 5
    remarked = select(FieldComment.field).join(Product).where(Product.seller_id == account.seller_id)
    assert set(db.session.scalars(remarked)) == listings.REMARKS.keys()


def test_the_assistant_has_a_claim_to_answer_and_a_listing_to_review() -> None:
    (account,) = authenticate(people.ASSISTANT, people.PASSWORD, None)
    (claim,) = waiting_for(people.actor_of(account))
    assert claim.record is not None
    assert db.session.scalar(select(func.count()).where(Product.state == ListingState.IN_REVIEW)) == 1


def test_every_seller_but_the_newcomer_has_her_record() -> None:
    states = Counter(db.session.scalars(select(GraduationRecord.state)))
    assert states == {RecordState.MATCHED: 20, RecordState.UNVERIFIED: 1}


def test_parcels_stand_in_every_state_and_their_steps_lie_in_order_in_the_past() -> None:
    parcels = db.session.scalars(select(Parcel)).all()
    assert {parcel.state for parcel in parcels} == set(ParcelState)
    for parcel in parcels:
        moments = [parcel.order.placed_at, *(move.at for move in parcel.moves)]
        assert moments == sorted(moments)
        assert parcel.moves[-1].to_state is parcel.state


def test_what_the_assistant_does_for_a_seller_is_noted() -> None:
    assert db.session.scalar(select(func.count()).select_from(Deed))


def test_everything_on_the_shelves_is_in_the_index() -> None:
    assert not check_all()


def test_loading_it_again_adds_nothing() -> None:
    def count() -> list[int | None]:
        return [db.session.scalar(select(func.count()).select_from(table)) for table in (Product, Photo, Order, Parcel)]

    before = count()
    load(lambda *_: pytest.fail("drew a picture again"), lambda _words: None)
    assert count() == before


def test_every_regency_has_an_example_wage_and_the_figures_are_counted() -> None:
    newest = figures.newest()
    assert newest is not None
    year = newest.made_at.year
    assert sum(wages.count_known(year).values()) == sum(wages.count_known(year - 1).values()) == 514
    assert newest.counts["regions"]["sellers"][""] >= 20
