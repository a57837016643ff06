"""How a product lies in the Whoosh index: three fields of words, and one record of numbers beside them."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.columns import FixedBytesColumn
from whoosh.fields import COLUMN, TEXT, Schema

from products.search.backend import SearchRow
from products.search.columns import RECORD, record
from products.search.synonyms import TABLE
from products.search.text import ANALYSIS_VERSION, listed

SCHEMA_VERSION = 1


def schema() -> Schema:
    """The names; then category, maker and place; then the description. Words come analysed, parted by spaces."""
    return Schema(
        title=_words(),
        shelf=_words(),
        body=_words(),
        record=COLUMN(FixedBytesColumn(RECORD.itemsize)),
    )


def fingerprint() -> str:
    """Twelve letters and digits that change with whatever decides what an index holds."""
    versions = f"{SCHEMA_VERSION} {ANALYSIS_VERSION} {RECORD.descr}".encode()
    return blake2b(versions + TABLE.read_bytes(), digest_size=6).hexdigest()


def document(row: SearchRow) -> dict[str, Any]:
    """``row`` as the fields of the schema."""
    title = listed(f"{row.name} . {row.name_en}", with_filler=True)
    shelf = listed(f"{row.category_words} . {row.seller_name} . {row.place_words} . {row.size} . Rp{row.price_idr}")
    body = listed(f"{row.description} . {row.description_en}")
    return {
        "title": " ".join(title),
        "shelf": " ".join(shelf),
        "body": " ".join(body),
        "record": record(row, (len(title), len(shelf), len(body))).tobytes(),
    }


def _words() -> TEXT:
    return TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False, stored=False)
