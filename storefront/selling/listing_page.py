"""What the listing pages show besides the form: photos, remarks, packaging guidance, soft checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from products.advice import Advice
from products.models import ListingState, Photo, Product
from products.packaging.advice import PackAdvice
from products.packaging.guides import Guide, GuideText, guide_for
from storefront.catalogue import Branch, tree
from storefront.language import current
from storefront.pictures import Picture
from storefront.review.checks import halal_advice, packaging_advice, permit_advice
from storefront.review.services import Remark, remarks_on
from storefront.review.states import STATE_LABELS, STATE_TONES
from storefront.selling.listings import EDITABLE, MOST_PHOTOS


@dataclass(frozen=True, slots=True)
class EditedPhoto:
    """A photo in the row above the form."""

    id: int
    src: str
    remove_url: str
    cover_url: str
    advice: str

    def as_json(self) -> dict[str, Any]:
        """For the script that sends photos one by one."""
        return {"id": self.id, "src": self.src, "remove_url": self.remove_url, "advice": self.advice}


@dataclass(frozen=True, slots=True)
class Editing:
    """Everything around the form of one listing."""

    product: Product
    category: Branch | None
    guide: Guide | None
    remarks: dict[str, list[Remark]]
    advice: PackAdvice | None
    papers: list[Advice]

    @property
    def may_edit(self) -> bool:
        """Not while the assistant is looking at it."""
        return self.product.state in EDITABLE

    @property
    def state(self) -> str:
        """Where the listing stands, in words."""
        return _(STATE_LABELS[self.product.state])

    @property
    def tone(self) -> str:
        """The colour of that word."""
        return STATE_TONES[self.product.state]

    @property
    def guide_text(self) -> GuideText | None:
        """The packaging guide in the reader's language."""
        return self.guide.in_language(current()) if self.guide else None

    @property
    def returned_because(self) -> str:
        """What the assistant wrote when she gave it back."""
        back = [move.reason for move in self.product.moves if move.to_state is ListingState.RETURNED]
        return back[-1] if back and self.product.state is ListingState.RETURNED else ""

    @property
    def most_photos(self) -> int:
        """How many photos a listing may have."""
        return MOST_PHOTOS

    @property
    def photos(self) -> list[EditedPhoto]:
        """The photos in their order."""
        return [self.photo(one) for one in self.product.photos]

    def photo(self, photo: Photo) -> EditedPhoto:
        """One photo with what can be done with it."""
        place: dict[str, Any] = {"product_id": self.product.id, "photo_id": photo.id}
        return EditedPhoto(
            id=photo.id,
            src=Picture(photo.key, photo.width, photo.height, photo.ready, "").src,
            remove_url=url_for("selling.remove_photo", **place),
            cover_url=url_for("selling.choose_cover", **place),
            advice=" ".join(_(sentence) for sentence in photo.advice.splitlines()),
        )


def editing(product: Product) -> Editing:
    """What surrounds the form of ``product``."""
    category = tree().by_id.get(product.category_id) if product.category_id else None
    slug = category.slug if category else None
    return Editing(
        product=product,
        category=category,
        guide=guide_for(slug) if slug else None,
        remarks=remarks_on(product.id),
        advice=packaging_advice(product, slug),
        papers=[*permit_advice(product, slug), *halal_advice(product)],
    )
