"""The packaging steps that sellers have taken, as far as their published listings tell.

The catalogue keeps a pack as it is now and not as it was, so a step is a state that a pack has reached. A later one
holds an earlier one: who has a pack that fits has described it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from sqlalchemy import select

from products.advice import Level
from products.database import db
from products.models import Category, ListingState, Product
from products.packaging.advice import Pack, pack_advice
from products.packaging.guides import guide_for
from products.packaging.materials import TIGHTNESS, Closure, Material, Travel

STEPS = ("packed", "sealed", "pack_fits", "permit", "halal")
_AT_ONCE = 1_000


def described() -> dict[int, frozenset[str]]:
    """Which of ``STEPS`` each seller has reached with at least one published listing, by seller id.

    ``packed``: material and closure are described. ``sealed``: and the closure is tight. ``pack_fits``: described, with
    nothing that must not be sold so and nothing to warn of, as the listing coach judges it. ``permit``, ``halal``: a
    number is given.
    """
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = db.session.execute(
        select(
            Product.seller_id,
            Category.slug,
            Product.material,
            Product.closure,
            Product.travels,
            Product.shelf_life_days,
            Product.permit_number != "",
            Product.halal_number != "",
        )
        .outerjoin(Category, Category.id == Product.category_id)
        .where(Product.state == ListingState.PUBLISHED)
        .execution_options(yield_per=_AT_ONCE)
    )
    for seller_id, slug, material, closure, travels, days, has_permit, has_halal in rows:
        steps = found[seller_id]
        if material and closure:
            steps |= _steps_of(slug, material, closure, travels, days)
        steps |= {step for step, is_there in (("permit", has_permit), ("halal", has_halal)) if is_there}
    return {seller_id: frozenset(steps) for seller_id, steps in found.items()}


@cache
def _steps_of(
    slug: str | None, material: Material, closure: Closure, travels: Travel | None, days: int | None
) -> frozenset[str]:
    steps = {"packed"}
    if TIGHTNESS[closure] == max(TIGHTNESS.values()):
        steps.add("sealed")
    guide = guide_for(slug) if slug else None
    if guide is not None:
        advice = pack_advice(guide, Pack(material, closure, travels, days))
        if not advice.stops and all(line.level is Level.HINT for line in advice.lines):
            steps.add("pack_fits")
    return frozenset(steps)
