"""The shop: what it says of itself, how it delivers and is paid, its listings and what was said about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select

from products import regions
from products.database import db
from products.errors import N_
from products.models import ListingMove, Photo, Product, Seller
from storefront.graduation.models import Story
from storefront.orders.models import DeliveryOffer, PostageRate
from storefront.payments.models import PaymentOffer
from storefront.privacy.held.section import Row, Section, Whom, read
from storefront.review.models import FieldComment


def shop_rows(whom: Whom) -> Iterator[Row]:
    """One row, or none for whoever has no shop."""
    one = db.session.get(Seller, whom.shop_id)
    if one:
        place = regions.place_name(one.regency_code)
        story = db.session.get(Story, one.id)
        yield (
            one.name,
            one.slug,
            one.maker,
            one.story,
            one.story_en,
            one.told,
            story.words if story else "",
            place,
            one.whatsapp,
            one.nib,
            one.state,
            one.created_at,
        )


def way_rows(whom: Whom) -> Iterator[Row]:
    """How the shop delivers, what it asks for postage, and how it is paid."""
    for offer in _all(select(DeliveryOffer).where(DeliveryOffer.seller_id == whom.shop_id)):
        yield offer.way, offer.fee_idr, offer.note, "", "", ""
    for rate in _all(select(PostageRate).where(PostageRate.seller_id == whom.shop_id)):
        yield rate.zone, rate.per_kg_idr, "", "", "", ""
    for paid in _all(select(PaymentOffer).where(PaymentOffer.seller_id == whom.shop_id)):
        yield paid.way, None, "", paid.bank, paid.account_number, paid.account_holder


LISTING = (
    Product.name,
    Product.name_en,
    Product.description,
    Product.description_en,
    Product.ingredients,
    Product.storage,
    Product.price_idr,
    Product.on_hand,
    Product.permit_number,
    Product.halal_number,
    Product.state,
    Product.created_at,
    Product.changed_at,
    Product.published_at,
)


def listing_rows(whom: Whom) -> Iterator[Row]:
    """Every listing with its words."""
    return read(select(*LISTING).where(Product.seller_id == whom.shop_id).order_by(Product.id.desc()))


def photo_rows(whom: Whom) -> Iterator[Row]:
    """The photos, by the listing that shows them and the name of their file."""
    shown = select(Product.name, Photo.key, Photo.added_at).join(Product, Product.id == Photo.product_id)
    return read(shown.where(Product.seller_id == whom.shop_id).order_by(Photo.id.desc()))


def listing_move_rows(whom: Whom) -> Iterator[Row]:
    """When listings came before the public and went from it."""
    moves = select(ListingMove.at, Product.name, ListingMove.to_state, ListingMove.role, ListingMove.reason)
    own = moves.join(Product, Product.id == ListingMove.product_id).where(Product.seller_id == whom.shop_id)
    return read(own.order_by(ListingMove.id.desc()))


def remark_rows(whom: Whom) -> Iterator[Row]:
    """What was remarked on her listings."""
    said = select(FieldComment.at, Product.name, FieldComment.field, FieldComment.text, FieldComment.settled_at)
    own = said.join(Product, Product.id == FieldComment.product_id).where(Product.seller_id == whom.shop_id)
    return read(own.order_by(FieldComment.id.desc()))


def _all(query: Select[Any]) -> Iterator[Any]:
    return iter(db.session.scalars(query).all())


SHOP = (
    Section(
        "shop",
        N_("Lapak"),
        N_("Yang dibaca pembeli di halaman lapak Anda, dan kisah yang Anda simpan. Disimpan selama lapak ada."),
        {
            "name": N_("Nama lapak"),
            "address": N_("Alamat halaman"),
            "maker": N_("Nama pembuat"),
            "story": N_("Cerita lapak"),
            "story_en": N_("Cerita lapak dalam bahasa Inggris"),
            "told": N_("Kisah yang sedang ditampilkan"),
            "story_kept": N_("Kisah yang disimpan"),
            "place": N_("Daerah"),
            "phone": N_("WhatsApp"),
            "nib": N_("NIB"),
            "state": N_("Keadaan"),
            "created_at": N_("Dibuka"),
        },
        shop_rows,
        ("story.seller_id", "seller"),
    ),
    Section(
        "ways",
        N_("Cara kirim dan cara bayar"),
        N_("Supaya pembeli tahu cara menerima dan membayar. Disimpan selama lapak ada."),
        {
            "way": N_("Cara"),
            "fee_idr": N_("Ongkos"),
            "note": N_("Catatan"),
            "bank": N_("Bank"),
            "account_number": N_("Nomor rekening"),
            "account_holder": N_("Nama pemilik rekening"),
        },
        way_rows,
        ("delivery_offer.seller_id", "postage_rate.seller_id", "payment_offer.seller_id"),
    ),
    Section(
        "listings",
        N_("Barang"),
        N_("Barang yang Anda jual. Disimpan selama lapak ada."),
        {
            "name": N_("Nama barang"),
            "name_en": N_("Nama dalam bahasa Inggris"),
            "description": N_("Cerita barang"),
            "description_en": N_("Cerita dalam bahasa Inggris"),
            "ingredients": N_("Komposisi"),
            "storage": N_("Cara menyimpan"),
            "price_idr": N_("Harga"),
            "on_hand": N_("Stok"),
            "permit_number": N_("Nomor izin"),
            "halal_number": N_("Nomor halal"),
            "state": N_("Keadaan"),
            "created_at": N_("Dibuat"),
            "changed_at": N_("Diubah"),
            "published_at": N_("Pertama tampil"),
        },
        listing_rows,
        ("product.seller_id",),
    ),
    Section(
        "photos",
        N_("Foto barang"),
        N_("Nama berkas foto yang Anda kirim. Disimpan selama barangnya ada."),
        {"listing": N_("Barang"), "file": N_("Berkas"), "added_at": N_("Ditambahkan")},
        photo_rows,
        ("photo",),
    ),
    Section(
        "listing_history",
        N_("Riwayat barang"),
        N_("Kapan barang dikirim, ditinjau, tampil, atau ditarik. Disimpan selama barangnya ada."),
        {
            "at": N_("Kapan"),
            "listing": N_("Barang"),
            "to": N_("Menjadi"),
            "role": N_("Oleh"),
            "reason": N_("Alasan"),
        },
        listing_move_rows,
        ("listing_move.for_seller_id",),
    ),
    Section(
        "remarks",
        N_("Catatan peninjau pada barang"),
        N_("Saran untuk barang Anda. Disimpan setahun sesudah selesai diperbaiki."),
        {
            "at": N_("Kapan"),
            "listing": N_("Barang"),
            "field": N_("Bagian"),
            "text": N_("Catatan"),
            "settled_at": N_("Selesai"),
        },
        remark_rows,
        ("field_comment",),
    ),
)
