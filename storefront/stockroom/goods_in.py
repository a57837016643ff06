"""Products brought in from a file: each line is one listing with its photo, in the shop whole or not at all.

What is there already under the same seller and name is left alone, so importing a file twice changes nothing. A line
that is complete goes on the shelves, for whoever runs the command answers for it, or to review when that is asked; one
that lacks something a buyer needs is kept as a draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, or_, select

from products import clock
from products.actor import Actor, Role
from products.categories import category_facts
from products.database import db, transaction
from products.errors import N_, Refusal
from products.listing import NotYet, free_slug, move_to, slug_of
from products.models import Category, ListingState, Product, Seller, Unit
from storefront.selling.listings import add_photo, begin_listing, save_listing
from storefront.stockroom.goods_file import NEEDED, OPTIONAL, Goods, understand
from storefront.table_file import Line, lines_of
from storefront.uploads import photo_store

IMPORTER = Actor(Role.ASSISTANT)
"""In whose name an import acts: with an assistant's rights, and nobody's account."""
OTHERS = ("lainnya", "Lainnya", "Other")
"""The group of the categories that an import makes."""


class Outcome(StrEnum):
    """What became of a line."""

    PUBLISHED = "published"
    IN_REVIEW = "sent to review"
    DRAFT = "kept as drafts"
    KNOWN = "there already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Rules:
    """How an import treats what it meets.

    Attributes:
        photos: the folder that the pictures lie in.
        regency_code: where shops made by the import are; ``None`` refuses unknown sellers and categories.
        until: how far complete listings go, ``PUBLISHED`` or ``IN_REVIEW``.
    """

    photos: Path
    regency_code: str | None
    until: ListingState = ListingState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Done:
    """One line after the import; ``why`` says what a refused line or a draft lacks, column by column."""

    line: Line
    outcome: Outcome
    why: tuple[Refusal, ...] = ()


def bring_in(file: Path, rules: Rules) -> Iterator[Done]:
    """Import the products of a CSV or Excel file, handing out each line once it is done.

    Raises:
        Refusal: when the file as a whole cannot be read.
    """
    for line in lines_of(file, NEEDED, OPTIONAL):
        try:
            if line.fault:
                raise line.fault
            yield _bring_one(line, understand(line.cells, rules.photos), rules)
        except Refusal as refusal:
            yield Done(line, Outcome.REFUSED, (refusal,))


def _bring_one(line: Line, goods: Goods, rules: Rules) -> Done:
    with transaction():
        seller = _seller(goods.seller, rules.regency_code)
        same = select(Product.id).where(Product.seller_id == seller.id, Product.name == goods.name)
        if db.session.scalar(same.limit(1)) is not None:
            return Done(line, Outcome.KNOWN)
        product = _listing(seller, goods, _category(goods.category, create=rules.regency_code is not None))
        try:
            return Done(line, _show(product, rules.until))
        except NotYet as missing:
            lacks = (Refusal(sentence, field=field) for field, sentence in missing.fields.items())
            return Done(line, Outcome.DRAFT, tuple(lacks))


def _show(product: Product, until: ListingState) -> Outcome:
    move_to(product, ListingState.IN_REVIEW, IMPORTER)
    if until is ListingState.IN_REVIEW:
        return Outcome.IN_REVIEW
    move_to(product, ListingState.PUBLISHED, IMPORTER)
    return Outcome.PUBLISHED


def _listing(seller: Seller, goods: Goods, category: Category) -> Product:
    product = begin_listing(IMPORTER, seller)
    facts = category_facts(category.slug)
    by_piece = bool(facts and facts.unit == Unit.PIECE)
    values = {
        "name": goods.name,
        "description": goods.description,
        "category": category.slug,
        "price_idr": goods.price_idr,
        "net_amount": 1 if by_piece else goods.weight_g,
        "net_unit": Unit.PIECE if by_piece else Unit.GRAM,
        "ship_weight_g": goods.weight_g,
        "on_hand": goods.stock,
        "stock_seen": 0,
    }
    save_listing(IMPORTER, product, values)
    if goods.photo is not None:
        with goods.photo.open("rb") as stream:
            _add_photo(product, stream, goods.photo.name)
    db.session.refresh(product)
    return product


def _add_photo(product: Product, stream: object, name: str) -> None:
    try:
        add_photo(IMPORTER, product, stream, name, photo_store())  # type: ignore[arg-type]
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="photo", **refusal.values) from refusal


def _seller(named: str, regency_code: str | None) -> Seller:
    is_named = or_(Seller.slug == named, func.lower(Seller.name) == named.lower())
    found = db.session.scalars(select(Seller).where(is_named).order_by(Seller.slug != named, Seller.id)).first()
    if found is None and regency_code is None:
        raise Refusal(N_("Penjual ini belum ada. Pakai --create untuk membuatnya."), field="seller")
    if found is None:
        found = Seller(slug=free_slug(Seller, named), name=named, regency_code=regency_code, created_at=clock.now())
        db.session.add(found)
        db.session.flush()
    return found


def _category(named: str, *, create: bool) -> Category:
    names = (func.lower(Category.name_id), func.lower(Category.name_en))
    is_named = or_(Category.slug == slug_of(named), *(name == named.lower() for name in names))
    found = select(Category).where(is_named, Category.parent_id.is_not(None)).order_by(Category.id)
    category = db.session.scalars(found).first() or db.session.scalars(select(Category).where(is_named)).first()
    if category is None and not create:
        raise Refusal(N_("Jenis barang ini belum ada. Pakai --create untuk membuatnya."), field="category")
    return category or _new_category(slug_of(named)[:60], named, named, _others().id)


def _others() -> Category:
    return db.session.scalar(select(Category).where(Category.slug == OTHERS[0])) or _new_category(*OTHERS, None)


def _new_category(slug: str, name_id: str, name_en: str, parent_id: int | None) -> Category:
    last = db.session.scalar(select(func.max(Category.position))) or 0
    category = Category(slug=slug, name_id=name_id, name_en=name_en, position=last + 1, parent_id=parent_id)
    db.session.add(category)
    db.session.flush()
    return category


def counted(outcomes: Counter[Outcome]) -> str:
    """How many lines came to what, in one sentence."""
    return ", ".join(f"{outcomes[outcome]} {outcome.value}" for outcome in Outcome)
