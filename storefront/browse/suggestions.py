"""Suggestions while somebody types: names of products and categories, and where each leads."""

from __future__ import annotations

from typing import TypedDict

from flask import url_for

from products import search
from storefront.browse.cards import cards
from storefront.catalogue import tree


class Suggestion(TypedDict):
    """One line of the list under the search box."""

    label: str
    url: str
    kind: str


def suggestions(text: str) -> list[Suggestion]:
    """Categories first, then products, as the index ranks them."""
    found = search.suggest(text)
    branches = [tree().by_id[one] for one in found.category_ids if one in tree().by_id]
    return [
        *(
            Suggestion(label=one.name, url=url_for("browse.category", slug=one.slug), kind="category")
            for one in branches
        ),
        *(Suggestion(label=one.name, url=one.url, kind="product") for one in cards(found.product_ids)),
    ]
