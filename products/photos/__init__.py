"""Product photos: check what a phone sends, turn it upright, strip it, shrink it, keep it (docs/photos.md)."""

from products.photos.intake import AcceptedPhoto, accept
from products.photos.sizes import EDGES, Rendition, make_sizes, renditions
from products.photos.store import PhotoStore, PictureFormat

__all__ = [
    "EDGES",
    "AcceptedPhoto",
    "PhotoStore",
    "PictureFormat",
    "Rendition",
    "accept",
    "make_sizes",
    "renditions",
]
