"""A photo as pages show it: the addresses of its sizes, the newer format first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from flask import url_for
from sqlalchemy import ScalarSelect, select

from products.models import Photo, Product
from products.photos import EDGES, PictureFormat, Rendition, renditions

SMALLEST = EDGES[0]


@dataclass(frozen=True, slots=True)
class Picture:
    """One photo on a page.

    Attributes:
        key: its name in the photo store.
        width, height: of the upright photo as it was sent, in pixels.
        ready: whether the worker has made all sizes; until then there is the smallest alone.
        alt: what it shows, in words.
    """

    key: str
    width: int
    height: int
    ready: bool
    alt: str

    @property
    def sizes(self) -> tuple[Rendition, ...]:
        """The sizes there are, smallest first."""
        return _sizes(self.width, self.height, self.ready)

    def url(self, edge: int, kind: PictureFormat = PictureFormat.JPEG) -> str:
        """Where one size is served."""
        return f"{self._stem}{edge}.{kind.value}"

    @property
    def webp(self) -> str:
        """All sizes as WebP, as ``srcset`` wants them."""
        return self._srcset(PictureFormat.WEBP)

    @property
    def jpeg(self) -> str:
        """All sizes as JPEG, as ``srcset`` wants them."""
        return self._srcset(PictureFormat.JPEG)

    @property
    def src(self) -> str:
        """The JPEG that every browser can show at once."""
        return self.url(SMALLEST)

    @property
    def largest(self) -> str:
        """The largest JPEG there is."""
        return self.url(self.sizes[-1].edge)

    def _srcset(self, kind: PictureFormat) -> str:
        stem, ending = self._stem, kind.value
        return ", ".join([f"{stem}{size.edge}.{ending} {size.width}w" for size in self.sizes])

    @property
    def _stem(self) -> str:
        """The address of every size up to its edge."""
        key = self.key
        return f"{_root()}{key[:2]}/{key[2:4]}/{key}-"


def cover_id() -> ScalarSelect[int]:
    """The id of a product's first photo, for a query over ``Product``."""
    return (
        select(Photo.id)
        .where(Photo.product_id == Product.id)
        .order_by(Photo.position, Photo.id)
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )


@lru_cache(maxsize=1_000)
def _sizes(width: int, height: int, ready: bool) -> tuple[Rendition, ...]:
    every = renditions(width, height)
    return every if ready else every[:1]


@cache
def _root() -> str:
    return url_for("uploads.picture", name="")
