"""What a visitor asks of a list, read from the address: every combination is a link that can be shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from products import regions
from products.errors import Refusal
from products.money import parse_rupiah
from products.search.backend import SearchQuery, Sort

LAST_PAGE = 50
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Criteria:
    """The words and filters of one list. What the address says wrongly is left out, never an error.

    Attributes:
        category: the slug of a category or group.
        province: a Kemendagri code such as ``11``.
        min_price, max_price: whole rupiah.
    """

    text: str = ""
    category: str = ""
    province: str = ""
    min_price: int | None = None
    max_price: int | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Criteria:
        """From the query of an address."""
        province = values.get("province", "")
        return cls(
            text=" ".join(values.get("q", "")[:LONGEST_TEXT].split()),
            category=values.get("category", "")[:60],
            province=province if regions.is_province(province) else "",
            min_price=_amount(values.get("min_price", "")),
            max_price=_amount(values.get("max_price", "")),
            sort=_sort(values.get("sort", "")),
            page=_page(values.get("page", "")),
        )

    def query(self, category_ids: frozenset[int], seller_id: int | None = None) -> SearchQuery:
        """The same as the search engine takes it."""
        return SearchQuery(
            text=self.text,
            category_ids=category_ids,
            province=self.province or None,
            seller_id=seller_id,
            min_price=self.min_price,
            max_price=self.max_price,
            sort=self.sort,
            page=self.page,
        )

    def link(self, path: str, **changes: object) -> str:
        """The address of this list with some of its values changed; ``None`` or an empty one takes a value away."""
        values: dict[str, object] = {
            "q": self.text,
            "category": self.category,
            "province": self.province,
            "min_price": self.min_price,
            "max_price": self.max_price,
            "sort": self.sort.value if self.sort is not Sort.RELEVANCE else "",
            "page": "",
        }
        values.update(changes)
        kept = {name: value for name, value in values.items() if value not in ("", None)}
        return f"{path}?{urlencode(kept)}" if kept else path

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter besides the words is set."""
        return bool(self.category or self.province or self.min_price or self.max_price)


def _amount(typed: str) -> int | None:
    try:
        return parse_rupiah(typed) if typed.strip() else None
    except Refusal:
        return None


def _sort(typed: str) -> Sort:
    return Sort(typed) if typed in set(Sort) else Sort.RELEVANCE


def _page(typed: str) -> int:
    return min(max(int(typed), 1), LAST_PAGE) if typed.isdecimal() and len(typed) < 6 else 1
