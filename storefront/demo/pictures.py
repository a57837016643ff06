"""Pictures drawn for the demo and sent through the same intake as a seller's, on all cores at once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, TypeVar

from products.packshots import Packshot, draw
from products.photos import AcceptedPhoto, PhotoStore, accept, make_sizes

Name = TypeVar("Name")


class Drawn(NamedTuple):
    """A picture as it was drawn, a JPEG, and what the intake says of it."""

    jpeg: bytes
    photo: AcceptedPhoto


def take_in(shots: Mapping[Name, Packshot], root: Path, later: Collection[Name] = ()) -> Iterator[tuple[Name, Drawn]]:
    """Draw these pictures and take them in; hands out each name in order, as soon as it is there.

    May be killed at any moment and repeated: a picture's files follow from its bytes, and the bytes from the shot.

    Args:
        shots: what to draw, by name.
        root: the folder of the photo store.
        later: the pictures of which only the quick small one is made now, for the worker will make the others.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context) as pool:
        pending = {name: pool.submit(_take, shot, root, name not in later) for name, shot in shots.items()}
        try:
            for name, drawn in pending.items():
                yield name, drawn.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _take(shot: Packshot, root: Path, in_all_sizes: bool) -> Drawn:
    store, jpeg = PhotoStore(root), draw(shot)
    photo = accept(BytesIO(jpeg), "demo.jpg", store)
    if in_all_sizes:
        make_sizes(photo.key, store)
    return Drawn(jpeg, photo)
