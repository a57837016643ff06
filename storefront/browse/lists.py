"""One list of products: the answer to a visitor's words and filters, with what she may choose next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request
from flask_babel import gettext as _

from products import regions, search
from products.search.backend import PER_PAGE, SearchPage, Sort
from storefront.browse.cards import Card, cards
from storefront.browse.criteria import LAST_PAGE, Criteria
from storefront.catalogue import Branch, tree


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: what it is called, how many products it holds, and where it leads if it is a link."""

    value: str
    label: str
    is_chosen: bool
    count: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class ProductList:
    """Everything a list page draws."""

    criteria: Criteria
    path: str
    cards: list[Card]
    total: int
    categories: list[Choice]
    provinces: list[Choice]
    sorts: list[Choice]
    pages: int

    def page_url(self, page: int) -> str:
        """The address of another page of the same list."""
        return self.criteria.link(self.path, page=page if page > 1 else "")

    @property
    def bare_url(self) -> str:
        """The same words without any filter."""
        return Criteria(text=self.criteria.text).link(self.path)


def product_list(criteria: Criteria, *, branch: Branch | None = None, seller_id: int | None = None) -> ProductList:
    """Search and prepare one list.

    Args:
        criteria: what was asked in the address.
        branch: the category or group whose page this is; its choice is then fixed.
        seller_id: the shop whose page this is.
    """
    chosen = branch or tree().by_slug.get(criteria.category)
    found = search.search(criteria.query(frozenset({chosen.id}) if chosen else frozenset(), seller_id))
    pages = min(-(-found.total // PER_PAGE), LAST_PAGE)
    if criteria.page > pages > 0:
        return product_list(replace(criteria, page=pages), branch=branch, seller_id=seller_id)
    path = request.path
    return ProductList(
        criteria=criteria,
        path=path,
        cards=cards(found.product_ids),
        total=found.total,
        categories=_categories(criteria, path, found, chosen),
        provinces=_provinces(criteria, found),
        sorts=_sorts(criteria),
        pages=pages,
    )


def _categories(criteria: Criteria, path: str, found: SearchPage, chosen: Branch | None) -> list[Choice]:
    """The groups that hold something; inside a group its categories."""
    known = tree()
    branches = known.within(chosen) if chosen else known.groups()
    return [
        Choice(
            value=one.slug,
            label=one.name,
            url=criteria.link(path, category=one.slug),
            count=found.categories.get(one.id, 0),
            is_chosen=one is chosen,
        )
        for one in branches
        if found.categories.get(one.id) or one is chosen
    ]


def _provinces(criteria: Criteria, found: SearchPage) -> list[Choice]:
    return [
        Choice(
            value=one.code,
            label=one.name,
            count=found.provinces.get(one.code, 0),
            is_chosen=one.code == criteria.province,
        )
        for one in regions.provinces()
        if found.provinces.get(one.code) or one.code == criteria.province
    ]


def _sorts(criteria: Criteria) -> list[Choice]:
    labels = {
        Sort.RELEVANCE: _("Paling sesuai") if criteria.text else _("Pilihan lapak"),
        Sort.NEWEST: _("Terbaru"),
        Sort.PRICE_LOW: _("Harga terendah"),
        Sort.PRICE_HIGH: _("Harga tertinggi"),
        Sort.UNIT_PRICE: _("Harga per 100 g"),
    }
    return [Choice(sort.value, label, sort is criteria.sort) for sort, label in labels.items()]
