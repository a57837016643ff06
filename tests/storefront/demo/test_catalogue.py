"""The demo's text: whole, consistent, honest, and silent about what is private."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from shutil import copytree

import phonenumbers
import pytest

from products.advice import Level
from products.categories import all_categories, category_facts
from products.packshots import dyes
from products.packshots.contents import CONTENTS
from products.packshots.emblem import EMBLEMS
from products.packshots.label_layouts import LAYOUTS
from products.packshots.motif import MOTIFS
from products.packshots.surface import SURFACES
from products.packshots.vessels import VESSELS
from products.permits import PermitKind, check_permit
from storefront.demo import catalogue
from storefront.demo.catalogue import DemoProduct, DemoSeller
from storefront.graduation.identity import check_nik
from storefront.orders.models import DeliveryWay, ParcelState

SELLERS = catalogue.sellers()
LISTINGS = [(seller, product) for seller in SELLERS for product in seller.products]
TODAY = date(2026, 11, 21)
PRIVATE = re.compile(r"\b(PKH|KPM|graduasi|bantuan|miskin|pendamping|subsidi|graduat|welfare|poverty|aid|poor)", re.I)
CLAIMS = re.compile(
    r"\b(menyembuh|mengobat|mencegah|menurunkan|antioksidan|khasiat|sehat|stamina|alami\b|murni|organik|100 ?%|"
    r"tanpa pengawet|terbaik|paling|nomor satu|dijamin|halal|heal|cure|immun|antioxid|organic|pure\b|best\b)",
    re.I,
)


def _each(listing: tuple[DemoSeller, DemoProduct]) -> str:
    return listing[1].slug


def test_there_is_a_whole_shop() -> None:
    assert len(SELLERS) >= 14
    assert len({seller.regency_code[:2] for seller in SELLERS}) >= 9
    assert len(LISTINGS) >= 64


def test_every_category_has_goods_and_coffee_and_tea_lead() -> None:
    known = {facts.slug for facts in all_categories()}
    found = Counter(product.category for _, product in LISTINGS)
    assert set(found) == known
    assert sum(count for slug, count in found.items() if slug.startswith(("kopi", "teh"))) >= 14


def test_slugs_are_of_one_listing_only() -> None:
    assert max(Counter(product.slug for _, product in LISTINGS).values()) == 1


@pytest.mark.parametrize("listing", LISTINGS, ids=_each)
def test_a_listing_is_told_in_both_languages(listing: tuple[DemoSeller, DemoProduct]) -> None:
    product = listing[1]
    for text in (product.description, product.description_en):
        assert 3 <= len(re.findall(r"[.?!](?:\s|$)", text)) <= 6
        assert 150 < len(text) < 520
    assert product.name != product.name_en
    assert product.description != product.description_en


@pytest.mark.parametrize("listing", LISTINGS, ids=_each)
def test_a_listing_claims_nothing_it_may_not_and_tells_nothing_private(listing: tuple[DemoSeller, DemoProduct]) -> None:
    seller, product = listing
    text = " ".join((product.name, product.name_en, product.description, product.description_en, product.storage))
    assert not CLAIMS.findall(text)
    assert not PRIVATE.findall(" ".join((text, seller.name, seller.story, seller.story_en)))


@pytest.mark.parametrize("listing", LISTINGS, ids=_each)
def test_a_listing_has_plausible_numbers(listing: tuple[DemoSeller, DemoProduct]) -> None:
    product = listing[1]
    assert 10_000 <= product.price_idr <= 600_000
    assert product.price_idr % 500 == 0
    assert product.stock > 0
    least = product.net_amount if product.net_unit in ("g", "ml") else 0
    assert least < product.ship_weight_g <= 6_000


@pytest.mark.parametrize("listing", LISTINGS, ids=_each)
def test_its_numbers_of_permit_and_halal_read_well(listing: tuple[DemoSeller, DemoProduct]) -> None:
    seller, product = listing
    facts = category_facts(product.category)
    assert facts
    advice = []
    if product.permit_kind:
        advice += check_permit(
            product.permit_kind,
            product.permit_number,
            TODAY,
            regency_code=seller.regency_code,
            food_kinds=facts.food_kinds,
            material=product.material,
        )
    if product.halal_number:
        advice += check_permit(PermitKind.HALAL, product.halal_number, TODAY)
    assert [one for one in advice if one.level in (Level.ERROR, Level.WARNING)] == []


def test_some_listings_honestly_have_no_permit_and_no_halal_number() -> None:
    foods = [product for _, product in LISTINGS if product.shelf_life_days]
    assert any(not product.permit_number for product in foods)
    assert any(not product.halal_number for product in foods)


@pytest.mark.parametrize("listing", LISTINGS, ids=_each)
def test_its_pictures_can_be_drawn(listing: tuple[DemoSeller, DemoProduct]) -> None:
    shots = listing[1].pictures
    assert 2 <= len(shots) <= 3
    assert shots[0].view == "front"
    for shot in shots:
        assert shot.vessel in VESSELS
        assert shot.surface in SURFACES
        assert shot.motif in MOTIFS
        assert {shot.contents or "madu", *shot.props} <= set(CONTENTS)
        assert shot.label.layout in LAYOUTS
        assert shot.label.emblem in EMBLEMS
        assert shot.label.motif in MOTIFS
        assert [dyes.rgb(name) for name in (*shot.colours, shot.wall, shot.label.accent, shot.label.paper)]


@pytest.mark.parametrize("seller", SELLERS, ids=lambda seller: seller.slug)
def test_a_maker_tells_her_story_and_can_be_reached(seller: DemoSeller) -> None:
    assert len(seller.story) > 200
    assert len(seller.story_en) > 200
    assert phonenumbers.is_valid_number(phonenumbers.parse(seller.whatsapp, "ID"))
    assert seller.whatsapp.startswith("0812-0000-01")
    assert re.fullmatch(r"\d{13}", seller.nib)
    assert seller.deliveries
    assert seller.payments


def test_shops_do_not_share_a_label() -> None:
    looks = {(p.pictures[0].label.layout, p.pictures[0].label.motif, p.pictures[0].label.face) for _, p in LISTINGS}
    assert len(looks) >= 14


def test_each_maker_has_one_private_record_with_a_made_up_number() -> None:
    rows = catalogue.graduations()
    assert {row.seller for row in rows} == {seller.slug for seller in SELLERS}
    assert len({check_nik(row.nik) for row in rows}) == len(rows)
    assert all(row.nik.startswith("317101") for row in rows)
    assert {row.kind.value for row in rows} == {"alamiah", "sejahtera_mandiri", "pena_ppse"}
    homes = {seller.slug: seller.regency_code for seller in SELLERS}
    assert all(row.district_code.startswith(homes[row.seller]) for row in rows)


def test_orders_show_every_state_of_a_parcel() -> None:
    orders = catalogue.orders()
    assert len(orders) >= 25
    assert {parcel.state for order in orders for parcel in order.parcels} == set(ParcelState)


def test_an_order_can_be_placed_as_it_is_told() -> None:
    buyers = {buyer.key: buyer for buyer in catalogue.buyers()}
    shops = {product.slug: seller for seller, product in LISTINGS}
    goods = {product.slug: product for _, product in LISTINGS}
    assert len(buyers) == 10
    for order in catalogue.orders():
        home = buyers[order.buyer].regency_code
        for parcel in order.parcels:
            (seller,) = {shops[slug].slug: shops[slug] for slug in parcel.items}.values()
            assert parcel.delivery in {offer.way for offer in seller.deliveries}
            assert parcel.payment in {offer.way for offer in seller.payments}
            near = parcel.delivery is not DeliveryWay.COURIER
            assert not near or home == seller.regency_code
            for slug in parcel.items:
                assert near or goods[slug].travels == "post"


def test_a_mistake_in_a_file_is_named_with_it(tmp_path: Path) -> None:
    folder = copytree(Path(catalogue.__file__).parent / "catalogue", tmp_path / "catalogue")
    shop = folder / "sellers" / "kopi-mak-ijah.toml"
    shop.write_text(shop.read_text("utf-8").replace('material = "kraft_foil"', 'material = "velvet"'), "utf-8")
    with pytest.raises(ValueError, match=r"kopi-mak-ijah\.toml.*velvet"):
        catalogue.sellers(folder)
