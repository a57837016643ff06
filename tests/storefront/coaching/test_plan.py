"""The plan as something that is done: the next step, ticks with a name, what the shop can measure, and who may."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.database import db, transaction
from products.models import Seller
from storefront.accounts.models import Account
from storefront.care.models import PlanStep
from storefront.graduation.links import record_of
from storefront.graduation.models import Kind, RecordLook
from tests.conftest import StoppedClock
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.care.scenes import at_noon, graduate, record, sold
from tests.storefront.coaching.scenes import assistant, seller_of

TODAY = date(2026, 3, 2)


@pytest.fixture
def carer(app: Flask, stopped_clock: StoppedClock) -> Account:
    """The assistant."""
    return assistant()


@pytest.fixture
def seller(carer: Account) -> Seller:
    """A shop in her care."""
    return graduate(carer, date(2026, 2, 1), name="Dapur Melati")


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


def plan_of(desk: FlaskClient, seller: Seller) -> str:
    """The page."""
    answer = desk.get(f"/coaching/sellers/{seller.id}/plan")
    assert answer.status_code == 200
    return answer.text


def next_in(page: str) -> str:
    """What the big panel says."""
    return page.split('class="next"')[1].split("</section>")[0]


def test_the_plan_follows_how_she_left_the_programme(desk: FlaskClient, seller: Seller) -> None:
    record = record_of(seller.id)
    assert record is not None
    told = {
        Kind.ALAMIAH: ("Pisahkan dua dompet", "uang masuk kemarin"),
        Kind.SEJAHTERA_MANDIRI: ("sudah mandiri", "empat bulan berturut-turut"),
        Kind.PENA_PPSE: ("alat dan bahan dari program", "empat bulan berturut-turut"),
        Kind.ADMINISTRATIF: ("urusan data", "Datanya benar lagi"),
    }
    for kind, words in told.items():
        with transaction():
            record.kind = kind
        page = plan_of(desk, seller)
        for word in words:
            assert word in page, kind
        assert ("Tanda berhasil" in page) is kind.is_graduation


def test_ticking_moves_the_next_step_on_and_says_who_and_when(
    desk: FlaskClient, carer: Account, seller: Seller
) -> None:
    assert "dua dompet" in next_in(plan_of(desk, seller))
    answer = desk.post(f"/coaching/sellers/{seller.id}/steps/two_purses")
    assert (answer.status_code, answer.location) == (303, f"/coaching/sellers/{seller.id}/plan#two_purses")
    page = plan_of(desk, seller)
    assert "satu barang saja" in next_in(page)
    assert f"2 Mar 2026 · {carer.display_name}" in page
    desk.post(f"/coaching/sellers/{seller.id}/steps/two_purses/removal")
    assert "dua dompet" in next_in(plan_of(desk, seller))


def test_a_step_that_the_shop_sees_itself_offers_no_tick(desk: FlaskClient, seller: Seller) -> None:
    for code in ("two_purses", "one_product"):
        desk.post(f"/coaching/sellers/{seller.id}/steps/{code}")
    page = plan_of(desk, seller)
    assert "satu foto jujur" in next_in(page)
    assert "/steps/first_photo" not in page
    desk.post(f"/coaching/sellers/{seller.id}/steps/first_photo")
    assert "Langkah ini tercatat sendiri" in plan_of(desk, seller)
    assert set(db.session.scalars(select(PlanStep.code))) == {"two_purses", "one_product"}


def test_the_shop_tells_what_it_can_beside_the_success_mark(desk: FlaskClient, carer: Account, seller: Seller) -> None:
    sold(seller, TODAY - timedelta(days=1), 85_000)
    sold(seller, TODAY, 40_000)
    page = plan_of(desk, seller)
    assert "Masuk lewat toko kemarin" in page
    assert "Rp85.000" in page
    assert "Rp40.000" not in page, "today is not over yet"
    grown = graduate(carer, date(2026, 2, 1), Kind.PENA_PPSE)
    for day, items_idr in ((date(2025, 10, 31), 1), (date(2025, 11, 1), 20_000), (date(2026, 2, 28), 30_000)):
        sold(grown, day, items_idr)
    sold(grown, TODAY, 999_000)
    page = plan_of(desk, grown)
    months = [page.index(month) for month in ("November 2025", "Desember 2025", "Januari 2026", "Februari 2026")]
    assert months == sorted(months)
    assert "Rp20.000" in page
    assert "Rp30.000" in page
    assert "Rp999.000" not in page, "this month is not whole yet"


def test_months_before_the_shop_was_open_are_left_out(desk: FlaskClient, carer: Account) -> None:
    seller = seller_of(carer, created_at=at_noon(date(2026, 1, 20)))
    record(carer, seller, kind=Kind.PENA_PPSE, graduated_on=date(2026, 1, 20))
    page = plan_of(desk, seller)
    assert "Januari 2026" in page
    assert "Desember 2025" not in page


def test_a_step_stands_on_the_page_once(desk: FlaskClient, seller: Seller) -> None:
    desk.post(f"/coaching/sellers/{seller.id}/steps/one_product")
    ids = re.findall(r' id="([a-z_]+)"', plan_of(desk, seller))
    assert {"two_purses", "one_product", "first_photo", "knows_yesterday"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_every_opening_of_the_plan_can_be_read_by_the_seller(desk: FlaskClient, carer: Account, seller: Seller) -> None:
    record = record_of(seller.id)
    assert record is not None
    plan_of(desk, seller)
    look = db.session.scalars(select(RecordLook)).one()
    assert (look.record_reference, look.account_id, look.why) == (record.reference, carer.id, "care")


def test_the_sellers_page_names_how_many_steps_and_not_the_kind(desk: FlaskClient, seller: Seller) -> None:
    desk.post(f"/coaching/sellers/{seller.id}/steps/two_purses")
    page = desk.get(f"/coaching/sellers/{seller.id}").text
    assert "1 langkah selesai." in page
    assert "raduasi" not in page
    assert "dua dompet" not in page


def test_a_seller_without_a_record_has_no_plan(desk: FlaskClient, carer: Account) -> None:
    bare = seller_of(carer)
    assert desk.get(f"/coaching/sellers/{bare.id}/plan").status_code == 404
    assert "Rencana pendampingan" not in desk.get(f"/coaching/sellers/{bare.id}").text


def test_for_another_assistant_the_steps_do_not_exist(app: Flask, seller: Seller) -> None:
    stranger = signed_in(app, assistant())
    for path in ("two_purses", "two_purses/removal"):
        assert stranger.post(f"/coaching/sellers/{seller.id}/steps/{path}").status_code == 404
    assert db.session.scalar(select(PlanStep.id)) is None


def test_the_query_count_does_not_grow_with_what_is_done(desk: FlaskClient, seller: Seller) -> None:
    address = f"/coaching/sellers/{seller.id}/plan"
    sold(seller, TODAY - timedelta(days=1))
    before = queries_of(desk, address)
    for code in ("two_purses", "one_product", "other_help"):
        desk.post(f"/coaching/sellers/{seller.id}/steps/{code}")
        sold(seller, TODAY - timedelta(days=1))
    assert queries_of(desk, address) == before
