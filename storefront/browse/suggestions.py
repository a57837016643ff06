"""Suggestions while somebody types: names of products and categories, and where each leads."""

from __future__ import annotations

from typing import TypedDict

from flask import url_for

from products import search
from products.search import SuggestionKind
from storefront.language import in_language


class Suggestion(TypedDict):
    """One line of the list under the search box."""

    label: str
    url: str
    kind: str


def suggestions(text: str) -> list[Suggestion]:
    """What the index offers, in the reader's language."""
    return [_line(one) for one in search.suggest(text)]


def _line(one: search.Suggestion) -> Suggestion:
    page = "browse.category" if one.kind is SuggestionKind.CATEGORY else "browse.product"
    return Suggestion(label=in_language(one.name, one.name_en), url=url_for(page, slug=one.slug), kind=one.kind.value)
