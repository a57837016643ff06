"""A photo arrives: received within bounds, checked, made into one quick small picture, kept for the worker."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

from products.errors import N_, Refusal
from products.photos.advice import advise, mean_colour
from products.photos.inspection import opened
from products.photos.pixels import upright, upright_size
from products.photos.sizes import EDGES, publish
from products.photos.store import PhotoStore

MOST_BYTES = 15 * 1024 * 1024
CHUNK = 64 * 1024
LONGEST_NAME = 40

# The largest WebP takes some 270 MB while it is decoded; so many photos at once and no more.
_DECODING = BoundedSemaphore(2)


@dataclass(frozen=True)
class AcceptedPhoto:
    """What the shop knows of a photo the moment it has arrived.

    Attributes:
        key: names all its files; the SHA-256 of the bytes that were sent, in hexadecimal.
        width, height: pixels of the photo as it was sent, turned upright.
        colour: its mean colour as ``#rrggbb``, for the ground on which it appears.
        advice: sentences for the photographer, Indonesian source text, the most helpful first; mostly none.
    """

    key: str
    width: int
    height: int
    colour: str
    advice: tuple[str, ...]


def accept(stream: IO[bytes], filename: str, store: PhotoStore) -> AcceptedPhoto:
    """Take in one photo: its smallest size is public on return, the original waits privately for ``make_sizes``.

    Raises Refusal, with nothing left on disk, for whatever is not a whole JPEG, PNG, WebP or HEIC photo of bearable
    size. Reads at most a little over 15 MB of the stream. Sending the same photo again gives the same key.
    """
    name = _shown(filename)
    with _received(stream, name, store) as (unfinished, key):
        with _DECODING, opened(unfinished, name) as image:
            width, height = upright_size(image)
            small = upright(image, EDGES[0])
        publish(key, EDGES[0], small, store)
        _keep_original(unfinished, key, store)
    return AcceptedPhoto(key, width, height, mean_colour(small), advise(small, width, height))


@contextmanager
def _received(stream: IO[bytes], name: str, store: PhotoStore) -> Iterator[tuple[Path, str]]:
    """The upload in a private file that goes away at the end, and its key."""
    path = store.new_unfinished(store.incoming, private=True)
    try:
        yield path, _copied(stream, path, name)
    finally:
        path.unlink(missing_ok=True)


def _copied(stream: IO[bytes], path: Path, name: str) -> str:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise Refusal(
                    N_("%(name)s lebih dari 15 MB. Di pengaturan kamera, pilih ukuran lebih kecil, lalu foto ulang."),
                    name=name,
                )
            digest.update(chunk)
            file.write(chunk)
    if not size:
        raise Refusal(N_("%(name)s kosong. Pilih fotonya sekali lagi dari galeri."), name=name)
    return digest.hexdigest()


def _keep_original(unfinished: Path, key: str, store: PhotoStore) -> None:
    """Leave the original to the worker, unless an earlier upload of the same photo has all its sizes.

    Placed first and looked after that: a worker that finishes in between deletes it, or we do.
    """
    store.finish(unfinished, store.original_of(key))
    if store.is_finished(key):
        store.original_of(key).unlink(missing_ok=True)


def _shown(filename: str) -> str:
    """The file's name as its owner knows it, without folders and short enough for a sentence."""
    name = "".join(letter for letter in filename.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
