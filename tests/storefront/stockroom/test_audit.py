"""The audit finds what does not add up, and nothing in a shop where all is well."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, text, update

from products import clock
from products.actor import Actor, Role
from products.database import transaction
from products.models import Photo, Product
from products.search import rebuild_all
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import RecordLook
from storefront.orders.models import Order, Parcel, ParcelLine, ParcelState
from storefront.outbox.models import Job, JobState
from storefront.payments.models import Payment, PaymentState
from storefront.stockroom.audit import disagreements
from storefront.uploads import photo_store
from tests.factories import make_account, make_category, make_order, make_product

KEY = "ab" * 32


@pytest.fixture
def order(app: Flask) -> Order:
    """A shop with one product, its photo, one order, and an index that knows it."""
    product = make_product(category_id=make_category().id)
    with transaction() as session:
        session.add(Photo(product_id=product.id, key=KEY, width=300, height=300, added_at=clock.now()))
    for kind in ("webp", "jpg"):
        photo_store().write(photo_store().public / KEY[:2] / KEY[2:4] / f"{KEY}-320.{kind}", b"picture")
    placed = make_order((product, 2))
    rebuild_all()
    return placed


def test_where_all_is_well_nothing_is_said(order: Order) -> None:
    assert list(disagreements()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            update(Parcel).values(items_idr=Parcel.items_idr + 1),
            "lines: parcel 1 says 30001, its lines add up to 30000",
        ),
        (update(Order).values(total_idr=1), "orders: order .* says 1, its parcels add up to 35000"),
        (update(Payment).values(amount_idr=7), "payments: parcel 1 costs 35000, its payment is 7"),
        (delete(Payment), "payments: parcel 1 costs 35000, its payment is missing"),
        (update(Payment).values(state=PaymentState.VOID), "payments: parcel 1 is processing, its payment void"),
        (update(Parcel).values(state=ParcelState.COMPLETED), "payments: parcel 1 is completed, its payment due"),
        (update(Parcel).values(state=ParcelState.PACKED), "parcels: parcel 1 is packed, its last step says processing"),
        (delete(Photo), "photos: keripik-.* is on the shelves without a photo"),
        (update(Photo).values(ready=True, width=900), "photos: ab.* lacks its sizes 640, 1280"),
        (update(Product).values(name="Lain"), "index: 1 products out of date: 1"),
        (update(Payment).values(receipt_key="cd" * 32), "receipts: cd.* has no file"),
    ],
)
def test_what_does_not_add_up_is_told(order: Order, change: Any, said: str) -> None:
    with transaction() as session:
        session.execute(change.execution_options(synchronize_session=False))
    told = list(disagreements())
    assert any(re.fullmatch(said, words) for words in told), told


def test_packs_below_none_are_told_where_the_table_lets_them_be(order: Order) -> None:
    with transaction() as session:
        session.execute(text("PRAGMA ignore_check_constraints=ON"))
        session.execute(update(Product).values(on_hand=-3).execution_options(synchronize_session=False))
    assert "has -3 packs" in "".join(disagreements())


def test_a_file_that_nothing_shows_is_told_unless_it_is_new(order: Order) -> None:
    path = photo_store().master_of("ef" * 32)
    photo_store().write(path, b"picture")
    assert list(disagreements()) == []
    os.utime(path, (0, 0))
    assert list(disagreements()) == [f"photos: {'ef' * 32} has files and no row"]


def test_a_job_that_was_given_up_is_told(order: Order) -> None:
    with transaction() as session:
        session.execute(update(Job).values(state=JobState.DEAD))
    assert any(words.startswith("jobs: ") for words in disagreements())


def test_the_command_exits_with_one_when_anything_disagrees(app: Flask, order: Order) -> None:
    assert app.test_cli_runner().invoke(args=["audit"]).exit_code == 0
    with transaction() as session:
        session.execute(delete(ParcelLine))
    done = app.test_cli_runner().invoke(args=["audit"])
    assert done.exit_code == 1
    assert "lines: parcel 1 says 30000, its lines add up to 0" in done.output


def test_the_log_of_looks_is_proven_and_its_end_printed_to_be_kept(app: Flask, order: Order) -> None:
    runner, actor = app.test_cli_runner(), Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    note_look(actor, "0" * 32, "open")
    note_look(actor, "1" * 32, "open")
    printed = runner.invoke(args=["audit"])
    assert printed.exit_code == 0
    (kept,) = re.findall(r"The log of looks ends with (2:[0-9a-f]{64})", printed.output)
    assert runner.invoke(args=["audit", "--log-end", kept]).exit_code == 0
    assert runner.invoke(args=["audit", "--log-end", "nonsense"]).exit_code == 2
    with transaction() as session:
        session.execute(update(RecordLook).where(RecordLook.number == 1).values(why="care"))
    broken = runner.invoke(args=["audit"])
    assert broken.exit_code == 1
    assert "looks: entries were changed, or put in another place: 1" in broken.output
    elsewhere = runner.invoke(args=["audit", "--log-end", f"2:{'ab' * 32}"])
    assert elsewhere.exit_code == 1
    assert "looks: entry 2 is not the one that was the newest then" in elsewhere.output


def test_the_index_is_checked_and_rebuilt_by_command(app: Flask, order: Order) -> None:
    runner = app.test_cli_runner()
    with transaction() as session:
        session.execute(update(Product).values(name="Lain").execution_options(synchronize_session=False))
    assert runner.invoke(args=["search", "check"]).exit_code == 1
    assert "1 products" in runner.invoke(args=["search", "rebuild"]).output
    assert runner.invoke(args=["search", "check"]).exit_code == 0
