"""The programme desk: for officers alone."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from storefront.accounts.guards import officer_required

bp = Blueprint("programme", __name__, url_prefix="/programme")
Answer = Response | str | tuple[str, int]


@bp.before_request
@officer_required
def officers_only() -> None:
    """Every page of the desk asks for an officer, also one that somebody adds and forgets to guard."""
