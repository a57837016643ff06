"""The sizes in which the public sees a photo, and the worker's task of making them."""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image

from products.photos.pixels import SENT_AS, encoded, encoded_master, fitted, shrunk, upright, upright_size
from products.photos.store import PhotoStore, PictureFormat

EDGES = (320, 640, 1280)
MASTER_EDGE = 1600


class Rendition(NamedTuple):
    """One size of a photo: ``edge`` names it, width and height are its pixels."""

    edge: int
    width: int
    height: int


def renditions(width: int, height: int) -> tuple[Rendition, ...]:
    """The sizes made of a photo of this width and height in pixels, smallest first.

    A photo is never enlarged: the last size of a smaller one has the photo's own pixels, and none follow it.
    """
    edges = [edge for edge, below in zip(EDGES, (0, *EDGES), strict=False) if below < max(width, height)]
    return tuple(Rendition(edge, *fitted(width, height, edge)) for edge in edges)


def make_sizes(key: str, store: PhotoStore) -> None:
    """Make what is missing of a photo's sizes and its master, then delete the original.

    May be killed at any moment, repeated, and run by two processes at once: every file appears whole under a name
    that follows from the key, and the original goes last. FileNotFoundError if there is nothing to make them from.
    """
    with _source(key, store) as image:
        sizes = _missing(key, renditions(*upright_size(image)), store)
        if sizes or not store.is_finished(key):
            _make(key, sizes, upright(image, MASTER_EDGE), store)
    store.original_of(key).unlink(missing_ok=True)


def _source(key: str, store: PhotoStore) -> Image.Image:
    """The original, or the master once the original is gone, opened; another process may delete it right now."""
    try:
        return Image.open(store.original_of(key), formats=SENT_AS)
    except FileNotFoundError:
        return Image.open(store.master_of(key), formats=("JPEG",))


def _missing(key: str, sizes: tuple[Rendition, ...], store: PhotoStore) -> list[Rendition]:
    return [size for size in sizes if not all(store.exists(key, size.edge, kind) for kind in PictureFormat)]


def _make(key: str, sizes: list[Rendition], master: Image.Image, store: PhotoStore) -> None:
    """Write the sizes, each shrunk from the next larger one, and the master last: it says that nothing is missing."""
    picture = master
    for size in sorted(sizes, reverse=True):
        picture = shrunk(picture, (size.width, size.height))
        publish(key, size.edge, picture, store)
    if not store.is_finished(key):
        store.write(store.master_of(key), encoded_master(master))


def publish(key: str, edge: int, picture: Image.Image, store: PhotoStore) -> None:
    """Write one size in both formats; what is there already is marked as used again and kept."""
    for kind in PictureFormat:
        path = store.path_of(key, edge, kind)
        if not store.touch(path):
            store.write(path, encoded(picture, kind))
