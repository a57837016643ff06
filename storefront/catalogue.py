"""The tree of categories as lists and filters show it. Small and hardly ever changing, so kept for a minute."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import cast

from flask import current_app
from sqlalchemy import select

from products.database import db
from products.models import Category
from storefront.language import current

KEEP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Branch:
    """A category in both languages; ``parent_id`` is ``None`` for a group."""

    id: int
    slug: str
    name_id: str
    name_en: str
    blurb_id: str
    blurb_en: str
    parent_id: int | None

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_id if current() == "id" else self.name_en

    @property
    def blurb(self) -> str:
        """In the reader's language."""
        return self.blurb_id if current() == "id" else self.blurb_en


@dataclass(frozen=True, slots=True)
class Tree:
    """All categories by id and by slug, in the order they are shown."""

    by_id: dict[int, Branch]
    by_slug: dict[str, Branch]

    def groups(self) -> list[Branch]:
        """The groups."""
        return [branch for branch in self.by_id.values() if branch.parent_id is None]

    def within(self, branch: Branch) -> list[Branch]:
        """The categories of a group; of a category, its siblings."""
        parent = branch.parent_id or branch.id
        return [other for other in self.by_id.values() if other.parent_id == parent]


def tree() -> Tree:
    """The categories as they were at most a minute ago."""
    read_at, known = current_app.extensions.get("catalogue", (0.0, None))
    if known and known.by_id and time.monotonic() - read_at < KEEP_SECONDS:
        return cast(Tree, known)
    fresh = _read()
    current_app.extensions["catalogue"] = (time.monotonic(), fresh)
    return fresh


def _read() -> Tree:
    columns = (
        Category.id,
        Category.slug,
        Category.name_id,
        Category.name_en,
        Category.blurb_id,
        Category.blurb_en,
        Category.parent_id,
    )
    branches = [Branch(*row) for row in db.session.execute(select(*columns).order_by(Category.position, Category.id))]
    return Tree({one.id: one for one in branches}, {one.slug: one for one in branches})
