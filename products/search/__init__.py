"""Search: an index on Whoosh that answers with array arithmetic, and the database when it cannot.

``search`` and ``suggest`` are for pages; ``search_changed`` belongs into every transaction that changes what the public
may find; ``keep_fresh`` is the worker's part. ``docs/search.md`` tells how it hangs together.
"""

from products.search.backend import Disagreement, SearchPage, SearchQuery, Sort
from products.search.changes import search_changed
from products.search.place import open_at
from products.search.service import Suggestion, SuggestionKind, health, search, suggest
from products.search.upkeep import check_all, drain, keep_fresh, rebuild_all

__all__ = [
    "Disagreement",
    "SearchPage",
    "SearchQuery",
    "Sort",
    "Suggestion",
    "SuggestionKind",
    "check_all",
    "drain",
    "health",
    "keep_fresh",
    "open_at",
    "rebuild_all",
    "search",
    "search_changed",
    "suggest",
]
