"""A listing as its buyer will see it, part by part, each with what the shop and the assistant have to say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from products import regions
from products.advice import Advice, Level
from products.models import ListingState, Product
from products.money import rupiah
from products.packaging.advice import PackAdvice
from products.packaging.guides import GuideText, guide_for
from products.permits import show_permit
from storefront.amounts import net_content, unit_price
from storefront.catalogue import Branch, tree
from storefront.coaching.forms import PREFIX, ReviewForm
from storefront.coaching.reviews import OPEN_TO_REMARKS, seen_as
from storefront.language import current
from storefront.pictures import Picture
from storefront.review.checks import halal_advice, packaging_advice, permit_advice
from storefront.review.services import FIELDS, Remark, remarks_on
from storefront.review.states import STATE_LABELS, STATE_TONES

TONES = {Level.ERROR: "alert", Level.WARNING: "look", Level.HINT: "info"}


@dataclass(frozen=True, slots=True)
class Said:
    """What the shop itself says about a part: a sentence, and in which colour."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the listing.

    Attributes:
        name: the field's name in ``review.services.FIELDS``.
        text: what the buyer reads; empty when the seller has not filled it.
        note: what belongs to it, smaller.
        box: the form field for a remark on it.
    """

    name: str
    label: str
    text: str
    note: str
    remarks: list[Remark]
    box: Any
    said: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything on the page of one listing under review."""

    product: Product
    form: ReviewForm
    parts: list[Part]
    guide_text: GuideText | None

    @property
    def name(self) -> str:
        """What the listing is called, in the list and above the page."""
        return self.product.name or _("Barang tanpa nama")

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return _(STATE_LABELS[self.product.state])

    @property
    def tone(self) -> str:
        """The colour of that word."""
        return STATE_TONES[self.product.state]

    @property
    def place(self) -> str:
        """Where the buyer sees it come from."""
        return regions.place_name(self.product.seller.regency_code)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for the assistant's word."""
        return self.product.state is ListingState.IN_REVIEW

    @property
    def takes_remarks(self) -> bool:
        """Whether remarks can be written now."""
        return self.product.state in OPEN_TO_REMARKS

    @property
    def open_remarks(self) -> int:
        """How many remarks still wait to be put right."""
        return sum(not one.settled for part in self.parts for one in part.remarks)

    @property
    def version(self) -> str:
        """What the shop last stored of this page, for the browser that keeps what is typed."""
        last = max((one.id for part in self.parts for one in part.remarks), default=0)
        return f"{self.product.changed_at.isoformat()}/{last}"

    @property
    def pictures(self) -> list[Picture]:
        """The photos in their order."""
        return [
            Picture(one.key, one.width, one.height, one.ready, _("Foto %(number)s", number=at))
            for at, one in enumerate(self.product.photos, 1)
        ]


def review_page(product: Product, form: ReviewForm) -> ReviewPage:
    """The page of ``product``, with the form as it was typed."""
    category = tree().by_id.get(product.category_id) if product.category_id else None
    slug = category.slug if category else None
    guide = guide_for(slug) if slug else None
    advice = packaging_advice(product, slug)
    form.seen.data = seen_as(product)
    return ReviewPage(
        product=product,
        form=form,
        parts=_parts(product, form, category, advice),
        guide_text=guide.in_language(current()) if guide else None,
    )


def _parts(product: Product, form: ReviewForm, category: Branch | None, advice: PackAdvice | None) -> list[Part]:
    texts, remarks = _texts(product, category), remarks_on(product.id)
    slug = category.slug if category else None
    said: dict[str, list[Said]] = {
        "photos": _said_of_photos(product),
        "material": _said((*advice.stops, *advice.lines) if advice else ()),
        "permit_number": _said(permit_advice(product, slug)),
        "halal_number": _said(halal_advice(product)),
    }
    return [
        Part(name, _(label), *texts.get(name, ("", "")), remarks.get(name, []), form[PREFIX + name], said.get(name, []))
        for name, label in FIELDS.items()
    ]


def _texts(product: Product, category: Branch | None) -> dict[str, tuple[str, str]]:
    """What stands in each part, and the smaller words beneath it."""
    return {
        "name": (product.name, _("Inggris: %(words)s", words=product.name_en) if product.name_en else ""),
        "category": (category.name if category else "", ""),
        "description": (
            product.description,
            _("Inggris: %(words)s", words=product.description_en) if product.description_en else "",
        ),
        "price_idr": (
            rupiah(product.price_idr) if product.price_idr else "",
            unit_price(product.price_idr, product.net_amount, product.net_unit),
        ),
        "net_amount": (
            net_content(product.net_amount, product.net_unit) if product.net_amount else "",
            _in_stock(product),
        ),
        "ingredients": (product.ingredients, ""),
        "storage": (product.storage, _keeps(product)),
        "material": (_pack(product), _(product.travels.label) if product.travels else ""),
        "permit_number": _permit(product),
        "halal_number": (product.halal_number, ""),
    }


def _in_stock(product: Product) -> str:
    stock = _("Stok %(count)s kemasan", count=product.on_hand)
    if not product.ship_weight_g:
        return stock
    return " · ".join([stock, _("berat kirim %(grams)s g", grams=product.ship_weight_g)])


def _keeps(product: Product) -> str:
    days = product.shelf_life_days
    if not days:
        return ""
    return ngettext("Tahan %(num)s hari, menurut penjual", "Tahan %(num)s hari, menurut penjual", days)


def _pack(product: Product) -> str:
    return ", ".join(_(one.label) for one in (product.material, product.closure) if one)


def _permit(product: Product) -> tuple[str, str]:
    if not product.permit_number or product.permit_kind is None:
        return product.permit_number, ""
    return show_permit(product.permit_kind, product.permit_number), _(product.permit_kind.label)


def _said_of_photos(product: Product) -> list[Said]:
    """The advice on each photo, by its number."""
    return [
        Said(_("Foto %(number)s: %(advice)s", number=at, advice=_(sentence)), "info")
        for at, photo in enumerate(product.photos, 1)
        for sentence in photo.advice.splitlines()
    ]


def _said(advice: Iterable[Advice]) -> list[Said]:
    return [Said(_(one.sentence, **one.values), TONES[one.level]) for one in advice]
