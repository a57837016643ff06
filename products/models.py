"""The catalogue's tables: categories, sellers, products and their photos."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.actor import Role
from products.database import Model
from products.packaging.materials import Closure, Material, Travel
from products.permits import PermitKind


class SellerState(StrEnum):
    """Whether a shop can be seen and bought from."""

    OPEN = "open"
    RESTING = "resting"
    CLOSED = "closed"


class ListingState(StrEnum):
    """Where a listing stands on its way to the public."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Unit(StrEnum):
    """What a net amount is counted in."""

    GRAM = "g"
    MILLILITRE = "ml"
    PIECE = "pcs"


class Category(Model):
    """A group of goods ("Kopi") or, with a parent, one kind in it ("Kopi bubuk")."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name_id: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    blurb_id: Mapped[str] = mapped_column(String(200), default="")
    blurb_en: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)

    parent: Mapped[Category | None] = relationship(remote_side=[id])


class Seller(Model):
    """A shop as the public meets it. Nothing here says anything about a programme.

    ``told`` is what the seller chose to tell of her own way; it is empty unless she has switched that on.
    """

    __tablename__ = "seller"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    maker: Mapped[str] = mapped_column(String(80), default="")
    story: Mapped[str] = mapped_column(Text, default="")
    story_en: Mapped[str] = mapped_column(Text, default="")
    told: Mapped[str] = mapped_column(Text, default="")
    regency_code: Mapped[str] = mapped_column(String(5))
    whatsapp: Mapped[str | None] = mapped_column(String(16))
    nib: Mapped[str | None] = mapped_column(String(13))
    state: Mapped[SellerState] = mapped_column(default=SellerState.OPEN)
    created_at: Mapped[datetime]

    products: Mapped[list[Product]] = relationship(back_populates="seller")


class Product(Model):
    """One thing in one pack, listed by one seller."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="stock_not_negative"),
        CheckConstraint("price_idr >= 0", name="price_not_negative"),
        Index(None, "state", "published_at"),
        Index(None, "category_id", "state", "published_at"),
        Index(None, "seller_id", "state", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    name_en: Mapped[str] = mapped_column(String(100), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    ingredients: Mapped[str] = mapped_column(Text, default="")
    storage: Mapped[str] = mapped_column(Text, default="")
    shelf_life_days: Mapped[int | None]

    price_idr: Mapped[int] = mapped_column(default=0)
    net_amount: Mapped[int] = mapped_column(default=0)
    net_unit: Mapped[Unit] = mapped_column(default=Unit.GRAM)
    ship_weight_g: Mapped[int] = mapped_column(default=0)
    on_hand: Mapped[int] = mapped_column(default=0)

    material: Mapped[Material | None]
    closure: Mapped[Closure | None]
    travels: Mapped[Travel | None]
    permit_kind: Mapped[PermitKind | None]
    permit_number: Mapped[str] = mapped_column(String(40), default="")
    halal_number: Mapped[str] = mapped_column(String(40), default="")
    permit_until: Mapped[date | None]

    state: Mapped[ListingState] = mapped_column(default=ListingState.DRAFT)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    seller: Mapped[Seller] = relationship(back_populates="products")
    category: Mapped[Category | None] = relationship()
    photos: Mapped[list[Photo]] = relationship(
        back_populates="product", order_by="Photo.position, Photo.id", cascade="all, delete-orphan"
    )
    moves: Mapped[list[ListingMove]] = relationship(order_by="ListingMove.id", cascade="all, delete-orphan")


class Photo(Model):
    """One picture of a product; the files lie in the photo store under ``key``."""

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("product_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    key: Mapped[str] = mapped_column(String(64), index=True)
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str] = mapped_column(String(7), default="")
    ready: Mapped[bool] = mapped_column(default=False)
    advice: Mapped[str] = mapped_column(Text, default="")
    added_at: Mapped[datetime]

    product: Mapped[Product] = relationship(back_populates="photos")


class ListingMove(Model):
    """One step of a listing from state to state: when, by whom and why."""

    __tablename__ = "listing_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    from_state: Mapped[ListingState]
    to_state: Mapped[ListingState]
    at: Mapped[datetime]
    role: Mapped[Role]
    account_id: Mapped[int | None]
    for_seller_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
