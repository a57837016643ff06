"""Pictures drawn for the demo and sent through the same intake as a seller's, on all cores at once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

from products.packshots import Packshot, draw
from products.photos import AcceptedPhoto, PhotoStore, accept, make_sizes


def take_in(shots: Mapping[str, Packshot], root: Path) -> Iterator[tuple[str, AcceptedPhoto]]:
    """Draw these pictures, take them in and make all their sizes; hands out each name as its picture is there.

    May be killed at any moment and repeated: a picture's files follow from its bytes, and the bytes from the shot.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context) as pool:
        pending = {name: pool.submit(_take, shot, name, root) for name, shot in shots.items()}
        try:
            for name, photo in pending.items():
                yield name, photo.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _take(shot: Packshot, name: str, root: Path) -> AcceptedPhoto:
    store = PhotoStore(root)
    photo = accept(BytesIO(draw(shot)), f"{name}.jpg", store)
    make_sizes(photo.key, store)
    return photo
