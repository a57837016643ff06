"""The assistant's desk under ``/coaching``."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint

from storefront.coaching.scope import myself
from storefront.coaching.today import Counts, counts

bp = Blueprint("coaching", __name__, url_prefix="/coaching")


@bp.context_processor
def surroundings() -> dict[str, Callable[[], Counts]]:
    """What waits, asked for by the desk's own frame alone and not by an error page."""
    return {"desk_counts": lambda: counts(myself())}
