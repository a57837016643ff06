"""Between a shop and its forms: what is kept, what may be chosen, and what was typed."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import flash
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from products import regions
from products.errors import Refusal
from products.models import Seller, SellerState
from products.regions import Zone
from storefront.graduation.consenting.consent_words import Purpose, words_of
from storefront.language import in_words
from storefront.orders.models import DeliveryWay
from storefront.orders.offers import delivery_offers_of, postage_of
from storefront.payments.models import PaymentWay
from storefront.payments.offers import payment_offers_of
from storefront.selling.forms import DeliveryForm, PaymentForm, ShopForm
from storefront.selling.shop import known_regency

F = TypeVar("F", bound=FlaskForm)

WORDS = ("name", "maker", "story", "story_en", "whatsapp", "nib")
BANK_WORDS = ("bank", "account_number", "account_holder")


def shop_form(seller: Seller | None, maker: str) -> ShopForm:
    """The form of a shop, filled with what is kept; for a new one with the name of its ``maker``."""
    kept: dict[str, Any] = {"maker": maker, "state": SellerState.OPEN.value}
    if seller:
        kept = {name: getattr(seller, name) for name in WORDS}
        kept |= {"state": seller.state.value, "regency": seller.regency_code}
    form = ShopForm(data=kept)
    form.agreed.label.text = words_of(Purpose.SHOP).sentence
    form.regency.choices = {"": _("Pilih kabupaten atau kota")} | {
        province.name: {one.code: one.name for one in regions.regencies(province.code)}
        for province in regions.provinces()
    }
    form.state.choices = {
        SellerState.OPEN.value: _("Buka, menerima pesanan"),
        SellerState.RESTING.value: _("Istirahat dulu, barang tetap terlihat"),
    }
    return form


def shop_values(form: ShopForm) -> dict[str, Any]:
    """What was typed, as columns of ``Seller``. Raises ``Refusal`` for a place that is none."""
    return {
        "name": form.name.data.strip(),
        "maker": (form.maker.data or "").strip(),
        "story": (form.story.data or "").strip(),
        "story_en": (form.story_en.data or "").strip(),
        "regency_code": known_regency(form.regency.data),
        "whatsapp": form.whatsapp.data,
        "nib": form.nib.data,
        "state": SellerState(form.state.data),
    }


def delivery_form(seller: Seller) -> DeliveryForm:
    """The form of a shop's ways to deliver, filled with what is kept."""
    offers = {offer.way: offer for offer in delivery_offers_of(seller.id)}
    brings, pick_up = offers.get(DeliveryWay.SELLER_BRINGS), offers.get(DeliveryWay.PICK_UP)
    return DeliveryForm(
        ways=[way.value for way in offers],
        seller_brings_fee=brings.fee_idr if brings else None,
        seller_brings_note=brings.note if brings else "",
        pick_up_note=pick_up.note if pick_up else "",
        **{zone.value: amount_idr for zone, amount_idr in postage_of(seller.id).items()},
    )


def offered_deliveries(form: DeliveryForm) -> dict[DeliveryWay, tuple[int, str]]:
    """The ways that were ticked, each with its fee in whole rupiah and note."""
    terms = {
        DeliveryWay.SELLER_BRINGS: (form.seller_brings_fee.data or 0, form.seller_brings_note.data or ""),
        DeliveryWay.PICK_UP: (0, form.pick_up_note.data or ""),
        DeliveryWay.COURIER: (0, ""),
    }
    return {way: terms[way] for way in map(DeliveryWay, form.ways.data or [])}


def typed_postage(form: DeliveryForm) -> dict[Zone, int | None]:
    """What was typed as postage per kilogram, in whole rupiah."""
    return {zone: form[zone.value].data for zone in Zone}


def payment_form(seller: Seller) -> PaymentForm:
    """The form of a shop's ways to be paid, filled with what is kept."""
    offers = {offer.way: offer for offer in payment_offers_of(seller.id)}
    transfer = offers.get(PaymentWay.BANK_TRANSFER)
    words = {name: getattr(transfer, name) if transfer else "" for name in BANK_WORDS}
    return PaymentForm(ways=[way.value for way in offers], **words)


def offered_payments(form: PaymentForm) -> list[PaymentWay]:
    """The ways that were ticked."""
    return [PaymentWay(way) for way in form.ways.data or []]


def typed_bank(form: PaymentForm) -> dict[str, str]:
    """What was typed about the account."""
    return {name: form[name].data or "" for name in BANK_WORDS}


def with_fault(form: F, refusal: Refusal) -> F:
    """Put a rule's "no" beside the field it concerns, else above the form."""
    if refusal.field in form:
        form[refusal.field].errors = [*form[refusal.field].errors, in_words(refusal)]
    else:
        flash(in_words(refusal), "alert")
    return form
