"""Who needs her today: only her own, the most pressing first, each with the one thing to do."""

from __future__ import annotations

from flask import Flask

from storefront.accounts.models import Account
from storefront.coaching.today import Today, today
from tests.conftest import StoppedClock
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import (
    acting,
    assistant,
    claim_by,
    complaint_at,
    in_review,
    parcel_of,
    record_of,
    seller_of,
)


def test_a_desk_where_nobody_waits_says_so_and_where_to_go(app: Flask) -> None:
    page = signed_in(app, assistant()).get("/coaching/").text
    assert "Tidak ada yang menunggu" in page
    assert "/coaching/sellers" in page


def test_a_complaint_comes_before_a_claim_before_a_review_before_a_slow_parcel(app: Flask) -> None:
    carer = assistant()
    seller = seller_of(carer)
    slow, product = parcel_of(seller, days_ago=3), in_review(seller)
    record_of(carer)
    claim = claim_by()
    complaint_at(seller, carer)
    shown = seen_by(app, carer)
    assert shown.first
    assert shown.first.url == f"/coaching/sellers/{seller.id}#pesanan"
    assert [group.lines[0].url for group in shown.groups] == [
        f"/coaching/claims/{claim.reference}",
        f"/coaching/reviews/{product.id}",
        f"/coaching/sellers/{slow.seller_id}#pesanan",
    ]


def test_what_waits_at_other_assistants_sellers_is_not_hers(app: Flask) -> None:
    other, carer = assistant(), assistant()
    seller = seller_of(other)
    record_of(other)
    claim_by()
    in_review(seller)
    parcel_of(seller, days_ago=3)
    complaint_at(seller, other)
    assert seen_by(app, carer).first is None


def test_a_parcel_is_slow_after_two_days_and_not_before(app: Flask, stopped_clock: StoppedClock) -> None:
    carer = assistant()
    parcel_of(seller_of(carer))
    stopped_clock.move(days=2)
    assert seen_by(app, carer).first is None
    stopped_clock.move(minutes=1)
    assert seen_by(app, carer).first is not None


def test_many_slow_parcels_of_one_seller_are_one_line(app: Flask) -> None:
    carer = assistant()
    seller = seller_of(carer)
    for days in (5, 4, 3):
        parcel_of(seller, days_ago=days)
    shown = seen_by(app, carer)
    assert shown.first
    assert shown.first.note == "3 pesanan · 5 hari yang lalu"
    assert not shown.groups


def test_listings_are_queued_by_when_they_were_sent(app: Flask, stopped_clock: StoppedClock) -> None:
    carer = assistant()
    seller = seller_of(carer)
    first = in_review(seller, name="Teh Melati Kotak")
    stopped_clock.move(hours=1)
    second = in_review(seller, name="Kopi Robusta Halus")
    page = signed_in(app, carer).get("/coaching/reviews").text
    assert page.index(first.name) < page.index(second.name)


def test_the_query_count_does_not_grow_with_what_waits(app: Flask) -> None:
    carer = assistant()
    visitor = signed_in(app, carer)

    def fill(number: int) -> None:
        seller = seller_of(carer)
        record_of(carer, nik=f"31710157084500{number:02d}")
        claim_by(nik=f"31710157084500{number:02d}")
        in_review(seller)
        parcel_of(seller, days_ago=3)
        complaint_at(seller, carer)

    fill(1)
    before = queries_of(visitor, "/coaching/")
    for number in (2, 3):
        fill(number)
    assert queries_of(visitor, "/coaching/") == before


def seen_by(app: Flask, carer: Account) -> Today:
    """What her desk shows now, to an Indonesian reader."""
    with app.test_request_context():
        return today(acting(carer))
