"""What the shop calls: the index answers, and when it cannot, the database does."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, select

from products.database import db
from products.models import Category, Product, Seller
from products.search.backend import SearchPage, SearchQuery, Suggested
from products.search.database_search import search_database, suggest_from_database
from products.search.place import index, may_complain
from products.search.rows import is_public

log = logging.getLogger(__name__)

MOST_SUGGESTIONS = 6


class SuggestionKind(StrEnum):
    """What a suggestion leads to."""

    CATEGORY = "category"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name to show and the slug of its page."""

    kind: SuggestionKind
    slug: str
    name: str
    name_en: str


def search(query: SearchQuery) -> SearchPage:
    """The page that answers ``query``, whatever state the index is in."""
    backend = index()
    try:
        return backend.search(query)
    except Exception as fault:
        _complain(fault)
        return search_database(query)


def suggest(text: str, limit: int = MOST_SUGGESTIONS) -> list[Suggestion]:
    """What may be meant by something half typed: categories, then products, each in the best order. Two queries."""
    suggested = _suggested(text, limit)
    return _categories(suggested.category_ids) + _products(suggested.product_ids)


def health() -> str:
    """``ok``, or what is wrong with the index."""
    state = index().health()
    return "ok" if state.usable else state.fault


def _suggested(text: str, limit: int) -> Suggested:
    backend = index()
    try:
        return backend.suggest(text, limit)
    except Exception as fault:
        _complain(fault)
        return suggest_from_database(text, limit)


def _complain(fault: Exception) -> None:
    if may_complain():
        log.warning("the database answers instead of the search index", exc_info=fault)
        with suppress(OSError):
            index().ask_for_rebuild()


def _categories(ids: Sequence[int]) -> list[Suggestion]:
    columns = (Category.id, Category.slug, Category.name_id, Category.name_en)
    found = db.session.execute(select(*columns).where(Category.id.in_(ids))) if ids else ()
    return _in_order(SuggestionKind.CATEGORY, ids, found)


def _products(ids: Sequence[int]) -> list[Suggestion]:
    """Of what the index named, only what is still public now."""
    columns = (Product.id, Product.slug, Product.name, Product.name_en)
    still_public = select(*columns).join(Seller).where(Product.id.in_(ids), is_public())
    found = db.session.execute(still_public) if ids else ()
    return _in_order(SuggestionKind.PRODUCT, ids, found)


def _in_order(kind: SuggestionKind, ids: Sequence[int], rows: Iterable[Row[int, str, str, str]]) -> list[Suggestion]:
    by_id = {number: Suggestion(kind, slug, name, name_en) for number, slug, name, name_en in rows}
    return [by_id[number] for number in ids if number in by_id]
