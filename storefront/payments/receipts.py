"""Photos of transfer receipts. They lie in a store of their own, no part of which is served as it stands.

They go through the same intake as product photos, so what a phone writes into a picture is gone before anybody sees it.
Only the buyer, the shop and her assistant may look, each time through a view that asks who they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from flask import current_app

from products.photos import EDGES, PhotoStore, PictureFormat, accept, make_sizes
from storefront.outbox import enqueue

KIND = "receipt.sizes"


def receipt_store() -> PhotoStore:
    """Where this shop keeps its receipts: in the data folder, away from the uploads that everybody may see."""
    return PhotoStore(current_app.config["SETTINGS"].data / "receipts")


def take_receipt(stream: BinaryIO, filename: str) -> str:
    """Take in a photo of a receipt and give its key. Raises ``Refusal`` for whatever is no whole photo."""
    return accept(stream, filename, receipt_store()).key


def ask_for_sizes(key: str) -> None:
    """Have the worker make the receipt readable, inside the transaction that keeps its key."""
    enqueue(KIND, f"{KIND}:{key}", receipt=key)


def size_receipt(*, receipt: str) -> None:
    """The worker's part of ``ask_for_sizes``; one that was replaced and put away meanwhile needs none."""
    store = receipt_store()
    if store.files_of(receipt):
        make_sizes(receipt, store)


def receipt_file(key: str) -> Path | None:
    """The largest picture there is of a receipt; ``None`` when there is none."""
    store = receipt_store()
    sizes = (edge for edge in reversed(EDGES) if store.exists(key, edge, PictureFormat.JPEG))
    edge = next(sizes, None) if key else None
    return store.path_of(key, edge, PictureFormat.JPEG) if edge else None
