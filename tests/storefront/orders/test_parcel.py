"""Which moves a parcel may make: what is in the table works, and nothing else does."""

from __future__ import annotations

from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select, update

from products.actor import SYSTEM, Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from storefront.orders.models import Parcel, ParcelMove, ParcelState
from storefront.orders.parcel import LABELS, MOVES, may_move, move_to
from tests.factories import make_account, make_order, make_seller

S = ParcelState
EVERY = list(product(S, S, Role))
ALLOWED = [(was, then, role) for was, then, role in EVERY if role in MOVES.get((was, then), frozenset())]


def actor_for(parcel: Parcel, role: Role) -> Actor:
    """Somebody who may speak for this parcel in that role."""
    match role:
        case Role.SELLER:
            return Actor(role, make_account(role, seller_id=parcel.seller_id).id)
        case Role.ASSISTANT:
            return Actor(role, make_account(role).id, parcel.seller_id)
        case Role.SYSTEM:
            return SYSTEM
        case _:
            return Actor(role, make_account(role).id)


def put(parcel: Parcel, state: ParcelState) -> None:
    """Set a parcel's state past the table."""
    with transaction() as session:
        session.execute(update(Parcel).where(Parcel.id == parcel.id).values(state=state))


def test_every_move_that_is_not_in_the_table_is_refused() -> None:
    refused = 0
    for was, then, role in EVERY:
        if (was, then, role) in ALLOWED:
            continue
        with pytest.raises(Refusal):
            move_to(Parcel(id=1, seller_id=1, state=was), then, Actor(role, 1, 1))
        refused += 1
    assert refused == len(S) ** 2 * len(Role) - len(ALLOWED)


def test_every_move_of_the_table_works_and_leaves_its_dated_row(app: Flask) -> None:
    parcel = make_order().parcels[0]
    actors = {role: actor_for(parcel, role) for role in Role}
    for was, then, role in ALLOWED:
        put(parcel, was)
        with transaction():
            move = move_to(parcel, then, actors[role], "alasan")
        assert (parcel.state, move.from_state, move.to_state, move.role) == (then, was, then, role)
        assert (move.account_id, move.reason) == (actors[role].account_id, "alasan")


def test_a_buyer_cannot_move_what_only_the_shop_may_and_the_other_way_round() -> None:
    assert not may_move(Parcel(state=S.PROCESSING), S.PACKED, Role.BUYER)
    assert not may_move(Parcel(state=S.DELIVERED), S.DISPUTED, Role.SELLER)
    assert may_move(Parcel(state=S.PROCESSING), S.CANCELLED, Role.BUYER)
    assert not may_move(Parcel(state=S.PACKED), S.CANCELLED, Role.BUYER)


def test_nothing_leaves_its_end() -> None:
    assert not [was for was, _then in MOVES if was in {S.COMPLETED, S.CANCELLED}]


@pytest.mark.parametrize("role", [Role.SELLER, Role.ASSISTANT])
def test_somebody_of_another_shop_moves_nothing(app: Flask, role: Role) -> None:
    parcel, other = make_order().parcels[0], make_seller()
    own_shop = other.id if role is Role.SELLER else None
    stranger = Actor(role, make_account(role, seller_id=own_shop).id, other.id if role is Role.ASSISTANT else None)
    with pytest.raises(Refusal), transaction():
        move_to(parcel, S.PACKED, stranger)
    assert db.session.scalar(select(Parcel.state)) is S.PROCESSING


def test_an_assistant_who_acts_for_nobody_moves_nothing(app: Flask) -> None:
    parcel = make_order().parcels[0]
    with pytest.raises(Refusal), transaction():
        move_to(parcel, S.PACKED, Actor(Role.ASSISTANT, make_account(Role.ASSISTANT).id))


def test_who_looked_at_an_old_state_is_refused_and_leaves_no_row(app: Flask) -> None:
    parcel = make_order().parcels[0]
    seller = actor_for(parcel, Role.SELLER)
    with pytest.raises(Refusal, match="Orang lain"), transaction() as session:
        assert parcel.state is S.PROCESSING
        session.execute(
            update(Parcel)
            .where(Parcel.id == parcel.id)
            .values(state=S.CANCELLED)
            .execution_options(synchronize_session=False)
        )
        move_to(parcel, S.PACKED, seller)
    assert [move.to_state for move in db.session.scalars(select(ParcelMove))] == [S.PROCESSING]


def test_every_state_has_a_label() -> None:
    assert set(LABELS) == set(S)
