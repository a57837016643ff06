"""The same answers without the index: slower, and a little less clever about synonyms, but always there.

The database picks what may fit with ``LIKE``; whole words are then looked for here. Filters, facets and order are those
of the index (``columns``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Row, Select, and_, case, false, func, or_, select

from products import regions
from products.database import db
from products.models import Category, Product, Seller, SellerState, Unit
from products.search.answering import answer
from products.search.backend import SearchPage, SearchQuery, Suggested
from products.search.columns import RECORD, Columns, regency_number
from products.search.rows import GROUP, WEIGHED, is_public
from products.search.synonyms import spellings
from products.search.text import MOST_QUERY_CHARACTERS, MOST_QUERY_TERMS, listed, question
from products.search.words import words_of

_SIZE = re.compile(r"(\d{1,9})(g|ml)")
_PRICE = re.compile(r"rp(\d{1,9})")
_TITLE_SCORE, _ELSEWHERE_SCORE = 2.0, 1.0
_NAMES = (Product.name, Product.name_en)
_TEXTS = (
    *_NAMES,
    Product.description,
    Product.description_en,
    Product.ingredients,
    Seller.name,
    Category.name_id,
    Category.name_en,
    GROUP.name_id,
    GROUP.name_en,
)
_NUMBER_NAMES = ("product_id", "price_idr", "category_id", "group_id", "seller_id", "grams", "in_stock")
_NUMBERS = (
    Seller.regency_code,
    Product.published_at,
    Product.id,
    Product.price_idr,
    Product.category_id,
    func.coalesce(Category.parent_id, 0),
    Product.seller_id,
    case((Product.net_unit.in_(WEIGHED), Product.net_amount), else_=0).label("grams"),
    case((and_(Product.on_hand > 0, Seller.state == SellerState.OPEN), 1), else_=0),
)


def search_database(query: SearchQuery) -> SearchPage:
    """As ``SearchBackend.search``."""
    words = question(query.text).required
    if query.text.strip() and not words:
        return SearchPage(from_database=True)
    rows = db.session.execute(_statement(words)).all()
    scores = np.array([_score(row, words) for row in rows], dtype=np.float32)
    page = answer(_columns(rows), np.flatnonzero(scores), scores[scores > 0], query)
    return replace(page, from_database=True)


def suggest_from_database(text: str, limit: int) -> Suggested:
    """As ``SearchBackend.suggest``, by letters alone."""
    words = words_of(text, MOST_QUERY_CHARACTERS)[:MOST_QUERY_TERMS]
    if not words:
        return Suggested()
    named = and_(*(or_(*(name.icontains(word, autoescape=True) for name in _NAMES)) for word in words))
    found = select(Product.id).join(Seller).where(is_public(), named).order_by(Product.published_at.desc()).limit(limit)
    return Suggested(tuple(db.session.scalars(found)))


def _statement(words: Sequence[str]) -> Select[*tuple[Any, ...]]:
    return (
        select(*_NUMBERS, *(_TEXTS if words else ()))
        .join(Seller, Seller.id == Product.seller_id)
        .join(Category, Category.id == Product.category_id)
        .outerjoin(GROUP, GROUP.id == Category.parent_id)
        .where(is_public(), *(_may_fit(word) for word in words))
    )


def _may_fit(word: str) -> ColumnElement[bool]:
    """What fits ``word``, and some that does not: letters are looked for, not words."""
    texts = [text.icontains(spelling, autoescape=True) for spelling in spellings(word) for text in _TEXTS]
    return or_(*texts, Seller.regency_code.in_(_places_called(word)), _of_size(word))


def _of_size(word: str) -> ColumnElement[bool]:
    size, price = _SIZE.fullmatch(word), _PRICE.fullmatch(word)
    if size:
        return and_(Product.net_amount == int(size[1]), Product.net_unit == Unit(size[2]))
    return Product.price_idr == int(price[1]) if price else false()


def _score(row: Row[*tuple[Any, ...]], words: Sequence[str]) -> float:
    """2 for each word in the names, 1 for one elsewhere; 0 altogether when one is nowhere. 1 without words."""
    if not words:
        return 1.0
    texts = [text or "" for text in row[-len(_TEXTS) :]]
    names, everywhere = " ".join(texts[: len(_NAMES)]), " ".join(texts)
    scores = [_word_score(row, word, names, everywhere) for word in words]
    return sum(scores) if all(scores) else 0.0


def _word_score(row: Row[*tuple[Any, ...]], word: str, names: str, everywhere: str) -> float:
    whole = _whole_words(word)
    if whole.search(names):
        return _TITLE_SCORE
    is_place = row.regency_code in _places_called(word)
    is_measure = word in (f"{row.grams}g", f"{row.grams}ml", f"rp{row.price_idr}")
    return _ELSEWHERE_SCORE if is_place or is_measure or whole.search(everywhere) else 0.0


def _columns(rows: Sequence[Row[*tuple[Any, ...]]]) -> Columns:
    records = np.zeros(len(rows), dtype=RECORD)
    if rows:
        regencies, published, *numbers = list(zip(*rows, strict=True))[: len(_NUMBERS)]
        records["regency"] = [regency_number(code) for code in regencies]
        records["published_us"] = [int(at.timestamp() * 1_000_000) for at in published]
        for name, values in zip(_NUMBER_NAMES, numbers, strict=True):
            records[name] = values
    return Columns(records)


@lru_cache(maxsize=1000)
def _whole_words(word: str) -> re.Pattern[str]:
    either = "|".join(re.escape(spelling).replace("\\-", r"[-\s]+") for spelling in spellings(word))
    return re.compile(rf"(?<!\w)(?:{either})(?:nya)?(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1000)
def _places_called(word: str) -> tuple[str, ...]:
    """The regencies that ``word`` names, or names the province of."""
    return tuple(code for code, words in _place_words().items() if word in words)


@cache
def _place_words() -> dict[str, frozenset[str]]:
    codes = (regency.code for province in regions.provinces() for regency in regions.regencies(province.code))
    return {code: frozenset(listed(" . ".join(regions.search_words(code)))) for code in codes}
