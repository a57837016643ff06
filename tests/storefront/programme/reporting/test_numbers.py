"""What is counted, before any of it is protected."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from flask import Flask

from products import clock
from products.database import db, transaction
from products.models import Seller
from products.packaging.materials import Closure, Material
from storefront.graduation.models import Kind, RecordState
from storefront.orders.models import DeliveryWay, Order, Parcel, ParcelMove, ParcelState
from storefront.programme.models import MinimumWage
from storefront.programme.reporting import numbers
from storefront.programme.reporting.disclosure import Tally
from storefront.programme.reporting.numbers import Counted
from tests.conftest import StoppedClock
from tests.factories import make_product, make_seller
from tests.queries import counted_queries
from tests.storefront.graduation.records import make_record

BANTUL = "34.02"
AMBON = "81.71"


def counted() -> Counted:
    return numbers.counted(clock.now())


def member(**values: Any) -> Seller:
    """A seller whose record is linked and matched."""
    seller = make_seller()
    make_record(seller_id=seller.id, state=RecordState.MATCHED, **values)
    return seller


def sell(seller: Seller, at: datetime, items_idr: int, state: ParcelState = ParcelState.COMPLETED) -> None:
    """A parcel of hers that reached its buyer at this moment."""
    number = str(db.session.query(Order).count())
    with transaction() as session:
        order = Order(
            number=number,
            token=number,
            submission=number,
            contact_name="Rina",
            contact_phone="+6281200000000",
            total_idr=items_idr,
            placed_at=at,
        )
        session.add(order)
        session.flush()
        parcel = Parcel(
            order_id=order.id,
            seller_id=seller.id,
            state=state,
            delivery_way=DeliveryWay.COURIER,
            items_idr=items_idr,
            delivery_idr=9_000,
            created_at=at,
            changed_at=at,
        )
        session.add(parcel)
        session.flush()
        session.add(ParcelMove(parcel_id=parcel.id, to_state=ParcelState.DELIVERED, at=at, role="seller"))


def set_wage(regency_code: str, year: int, monthly_idr: int) -> None:
    with transaction() as session:
        session.add(MinimumWage(regency_code=regency_code, year=year, monthly_idr=monthly_idr, changed_at=clock.now()))


def test_graduates_with_and_without_a_shop_are_two_groups(app: Flask) -> None:
    for _ in range(3):
        make_record(district_code="34.02.01", kind=Kind.ALAMIAH, graduated_on=date(2026, 2, 1))
    member(district_code="34.02.01", kind=Kind.PENA_PPSE)
    found = counted()
    assert found.regions["without_shop"].found() == {BANTUL: Tally(3, 3, 1)}
    assert found.regions["sellers"].found() == {BANTUL: Tally(1, 1, 1)}
    assert found.kinds["without_shop"].found() == {("34", "alamiah"): Tally(3, 3, 1)}
    assert found.kinds["sellers"].found() == {("34", "pena_ppse"): Tally(1, 1, 1)}
    assert found.cohorts["without_shop"].found() == {("34", "2026-1"): Tally(3, 3, 1)}


def test_whoever_left_for_the_files_sake_is_counted_apart(app: Flask) -> None:
    make_record(kind=Kind.ADMINISTRATIF)
    member(kind=Kind.ADMINISTRATIF)
    found = counted()
    assert found.regions["administrative"].found() == {"31": Tally(2, 2, 1)}
    assert found.regions["without_shop"].found() == found.regions["sellers"].found() == {}


def test_a_revoked_record_counts_nowhere_and_a_mismatched_one_makes_no_seller(app: Flask) -> None:
    make_record(state=RecordState.REVOKED)
    make_record(seller_id=make_seller().id, state=RecordState.MISMATCHED)
    found = counted()
    assert found.regions["sellers"].found() == {}
    assert found.regions["without_shop"].found() == {"31.71": Tally(1, 1, 1)}


def test_only_published_listings_of_linked_sellers_count(app: Flask) -> None:
    seller = member()
    make_product(seller)
    make_product(seller)
    make_product(seller, state="draft")
    make_product()
    assert counted().regions["listings"].found() == {"31.71": Tally(2, 1, 2)}


def test_takings_are_goods_that_arrived_in_the_thirty_days(app: Flask, stopped_clock: StoppedClock) -> None:
    seller = member()
    stopped_clock.set(datetime(2026, 11, 21, 19, 0, tzinfo=UTC))  # 22 November, 02.00 in Jakarta
    sell(seller, datetime(2026, 10, 22, 16, 59, tzinfo=UTC), 1_000)  # 22 October, one minute before midnight
    sell(seller, datetime(2026, 10, 22, 17, 0, tzinfo=UTC), 20_000)
    sell(seller, datetime(2026, 11, 21, 16, 59, tzinfo=UTC), 30_000)
    sell(seller, datetime(2026, 11, 21, 17, 0, tzinfo=UTC), 4_000)
    sell(seller, datetime(2026, 11, 1, tzinfo=UTC), 500_000, ParcelState.DISPUTED)
    sell(make_seller(), datetime(2026, 11, 1, tzinfo=UTC), 600_000)
    found = counted()
    assert found.regions["takings"].found() == {"31.71": Tally(50_000, 1, 50_000)}
    assert found.regions["orders"].found() == {"31.71": Tally(2, 1, 2)}


def test_a_month_begins_at_midnight_where_the_seller_lives(app: Flask, stopped_clock: StoppedClock) -> None:
    far_east, west = member(), member()
    with transaction() as session:
        session.merge(far_east).regency_code = AMBON
    stopped_clock.set(datetime(2026, 11, 21, 19, 0, tzinfo=UTC))
    at = datetime(2026, 9, 30, 15, 30, tzinfo=UTC)  # 00.30 of 1 October in Ambon, 22.30 of 30 September in Bantul
    sell(far_east, at, 40_000)
    sell(west, at, 5_000)
    months = counted().months
    assert months["takings", 11].found() == {"31": Tally(40_000, 1, 40_000)}
    assert months["takings", 10].found() == {"31": Tally(5_000, 1, 5_000)}


def test_months_above_the_minimum_wage_of_place_and_year(app: Flask, stopped_clock: StoppedClock) -> None:
    seller = member()
    stopped_clock.set(datetime(2026, 11, 21, 19, 0, tzinfo=UTC))
    set_wage(BANTUL, 2026, 2_000_000)
    set_wage(BANTUL, 2025, 3_000_000)
    for month in (2, 3, 4, 5):
        sell(seller, datetime(2026, month, 10, tzinfo=UTC), 1_500_000)
        sell(seller, datetime(2026, month, 20, tzinfo=UTC), 500_000)
    sell(seller, datetime(2026, 6, 10, tzinfo=UTC), 1_999_999)
    sell(seller, datetime(2025, 12, 10, tzinfo=UTC), 2_999_999)
    found = counted().regions
    assert found["above_months"].found() == {"31.71": Tally(4, 1, 4)}
    assert found["above_once"].found() == found["above_four"].found() == {"31.71": Tally(1, 1, 1)}


def test_without_a_wage_no_month_is_above_it(app: Flask, stopped_clock: StoppedClock) -> None:
    seller = member()
    stopped_clock.set(datetime(2026, 11, 21, 19, 0, tzinfo=UTC))
    sell(seller, datetime(2026, 6, 10, tzinfo=UTC), 99_000_000)
    assert counted().regions["above_once"].found() == {}


def test_packaging_steps_are_states_that_a_published_pack_has_reached(app: Flask) -> None:
    described, sealed, papers = member(), member(), member()
    make_product(described, material=Material.PP, closure=Closure.STAPLED)
    make_product(described, material=Material.PP, closure=Closure.SEALED, state="draft")
    make_product(sealed, material=Material.PP, closure=Closure.SEALED)
    make_product(papers, material=Material.PP, permit_number="1234", halal_number="5678")
    found = counted().regions
    numbers_of = {
        step: found[step].found().get("31.71", Tally()).value for step in ("packed", "sealed", "permit", "halal")
    }
    assert numbers_of == {"packed": 2, "sealed": 1, "permit": 1, "halal": 1}


def test_counting_asks_as_often_for_many_as_for_few(app: Flask) -> None:
    def queries() -> int:
        db.session.rollback()
        with counted_queries() as statements:
            counted()
        return len(statements)

    make_product(member())
    few = queries()
    for _ in range(9):
        make_product(member())
    assert queries() == few
