"""A listing's way to the public."""

from __future__ import annotations

from itertools import product as every

import pytest
from sqlalchemy import select, text

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from products.listing import MOVES, NotYet, free_slug, missing_fields, move_to, settle_slug, slug_of, start_draft
from products.models import ListingMove, ListingState, Photo, Product
from products.search.changes import SearchChange
from tests.factories import make_category, make_product, make_seller

pytestmark = pytest.mark.usefixtures("app")

SELLER = Actor(Role.SELLER, 1)
ASSISTANT = Actor(Role.ASSISTANT, 2, for_seller_id=7)


def complete(state: ListingState) -> Product:
    """A listing that lacks nothing, in ``state``."""
    product = make_product(state=state, category_id=make_category().id)
    with transaction() as session:
        session.add(Photo(product_id=product.id, key="a" * 64, width=800, height=800, added_at=clock.now()))
    return product


@pytest.mark.parametrize(("was", "state"), list(every(ListingState, ListingState)))
def test_only_the_moves_of_the_table_are_made(was: ListingState, state: ListingState) -> None:
    for role in Role:
        product = complete(was)
        if role in MOVES.get((was, state), ()):
            with transaction():
                move_to(product, state, Actor(role, 1))
            assert product.state is state
        else:
            with pytest.raises(Refusal), transaction():
                move_to(product, state, Actor(role, 1))
            assert product.state is was


def test_nobody_but_an_assistant_or_an_officer_publishes() -> None:
    publishers = MOVES[ListingState.IN_REVIEW, ListingState.PUBLISHED]
    assert publishers == {Role.ASSISTANT, Role.OFFICER}
    assert all(to is not ListingState.PUBLISHED or was is ListingState.IN_REVIEW for was, to in MOVES)


def test_a_move_leaves_a_row_of_who_for_whom_and_why_and_tells_the_search() -> None:
    product = complete(ListingState.IN_REVIEW)
    with transaction():
        move_to(product, ListingState.RETURNED, ASSISTANT, "Fotonya masih gelap.")
    move = db.session.scalars(select(ListingMove)).one()
    assert (move.from_state, move.to_state) == (ListingState.IN_REVIEW, ListingState.RETURNED)
    assert (move.role, move.account_id, move.for_seller_id) == (Role.ASSISTANT, 2, 7)
    assert move.reason == "Fotonya masih gelap."
    assert db.session.scalar(select(SearchChange.product_id)) == product.id


def test_of_two_who_move_a_listing_at_once_the_second_is_refused() -> None:
    product = complete(ListingState.IN_REVIEW)
    with pytest.raises(Refusal, match="Orang lain"), transaction() as session:
        assert product.state is ListingState.IN_REVIEW
        session.execute(text("UPDATE product SET state = 'draft'"))
        move_to(product, ListingState.PUBLISHED, ASSISTANT)


def test_what_is_missing_is_named_field_by_field() -> None:
    seller = make_seller()
    with transaction():
        draft = start_draft(seller)
    assert set(missing_fields(draft)) == {"name", "category", "price", "net_amount", "description", "photos"}
    with pytest.raises(NotYet) as refusal, transaction():
        move_to(draft, ListingState.IN_REVIEW, SELLER)
    assert "photos" in refusal.value.fields
    assert missing_fields(complete(ListingState.DRAFT)) == {}


def test_the_first_publication_sets_the_day_and_a_later_one_keeps_it() -> None:
    product = complete(ListingState.IN_REVIEW)
    with transaction():
        product.published_at = None
        move_to(product, ListingState.PUBLISHED, ASSISTANT)
    first = db.session.scalar(select(Product.published_at))
    with transaction():
        move_to(product, ListingState.WITHDRAWN, SELLER)
        move_to(product, ListingState.IN_REVIEW, SELLER)
        move_to(product, ListingState.PUBLISHED, ASSISTANT)
    assert first is not None
    assert db.session.scalar(select(Product.published_at)) == first


def test_addresses_are_plain_and_never_taken_twice() -> None:
    assert slug_of("Keripik Singkong Balado, 150 g!") == "keripik-singkong-balado-150-g"
    assert slug_of("Café Jahé") == "cafe-jahe"
    assert slug_of("★★★") == "lapak"
    make_product(slug="kopi-gayo")
    make_product(slug="kopi-gayo-2")
    assert free_slug(Product, "Kopi Gayo") == "kopi-gayo-3"


def test_a_draft_takes_the_address_of_its_name_until_it_has_been_public() -> None:
    seller = make_seller()
    with transaction():
        draft = start_draft(seller)
        draft.name = "Kopi Gayo 200 g"
        settle_slug(draft)
        assert draft.slug == "kopi-gayo-200-g"
        settle_slug(draft)
        assert draft.slug == "kopi-gayo-200-g"
        draft.published_at = clock.now()
        draft.name = "Kopi Lain"
        settle_slug(draft)
        assert draft.slug == "kopi-gayo-200-g"
