"""The shop's own categories in the database: put there at every start, and brought up to date when a name changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from products.categories import groups
from products.database import db, transaction
from products.models import Category, Product
from products.search.changes import search_changed

WORDS = ("name_id", "name_en", "blurb_id", "blurb_en")
BETWEEN_GROUPS = 100

Shelf = dict[str, Any]


def stock_categories() -> bool:
    """Make the database's categories those of ``categories.toml``; what somebody made besides stays. Whether any
    changed.

    Doing it twice changes nothing, and two processes may do it at once. Products on a shelf that got another name are
    brought into the index anew.
    """
    if not (outdated := _outdated()):
        return False
    with transaction():
        for shelf in outdated:
            _put_up(shelf)
    return True


def _outdated() -> list[Shelf]:
    """The shelves that are missing or say something else, groups before what is in them."""
    known = {row.slug: row for row in db.session.execute(_known())}
    return [shelf for shelf in _wanted() if not _is_as_wanted(shelf, known)]


def _wanted() -> Iterator[Shelf]:
    for at, group in enumerate(groups(), 1):
        yield {"slug": group.slug, "position": at * BETWEEN_GROUPS, "parent": None} | _words_of(group)
        for below, category in enumerate(group.categories, 1):
            position = at * BETWEEN_GROUPS + below
            yield {"slug": category.slug, "position": position, "parent": group.slug} | _words_of(category)


def _words_of(shelf: object) -> Shelf:
    return {name: getattr(shelf, name) for name in WORDS}


def _known() -> Any:
    parent = aliased(Category)
    columns = [getattr(Category, name) for name in ("slug", "position", *WORDS)]
    return select(*columns, parent.slug.label("parent")).outerjoin(parent, parent.id == Category.parent_id)


def _is_as_wanted(shelf: Shelf, known: Mapping[str, Row[Any]]) -> bool:
    return shelf["slug"] in known and all(known[shelf["slug"]]._mapping[name] == shelf[name] for name in shelf)


def _put_up(shelf: Shelf) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    values = {name: value for name, value in shelf.items() if name != "parent"}
    values["parent_id"] = _id_of(shelf["parent"]) if shelf["parent"] else None
    statement = insert(Category).values(**values)
    db.session.execute(statement.on_conflict_do_update(index_elements=[Category.slug], set_=values))
    search_changed(*_products_on(_id_of(shelf["slug"])))


def _id_of(slug: str) -> int:
    return db.session.scalars(select(Category.id).where(Category.slug == slug)).one()


def _products_on(category_id: int) -> list[int]:
    within = select(Category.id).where((Category.id == category_id) | (Category.parent_id == category_id))
    return list(db.session.scalars(select(Product.id).where(Product.category_id.in_(within))))
