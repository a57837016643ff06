"""The seller's own steps, in her words, and what she and her assistant agreed. She reads; her assistant keeps it."""

from __future__ import annotations

from flask import render_template

from storefront.accounts.acting import current_shop
from storefront.accounts.guards import seller_required
from storefront.care.contact_lines import contact_lines
from storefront.care.contacts import contacts_of
from storefront.care.steps import progress_of
from storefront.selling.blueprint import bp


@bp.get("/steps")
@seller_required
def steps() -> str:
    """What is next, what is done, and every contact noted. Neither a kind nor a programme is named."""
    shop = current_shop()
    return render_template(
        "selling/steps.html", progress=progress_of(shop.id), contacts=contact_lines(contacts_of(shop.id))
    )
