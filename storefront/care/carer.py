"""Whose seller it is, asked once more inside the transaction of a deed."""

from __future__ import annotations

from products.actor import Actor
from products.errors import N_, Refusal
from storefront.graduation.caring.caseload import in_care


def refuse_stranger(actor: Actor, seller_id: int) -> None:
    """Raises ``Refusal`` for whoever does not care for the seller at this moment."""
    if actor.account_id is None or not in_care(actor.account_id, seller_id):
        raise Refusal(N_("Penjual ini tidak lagi Anda dampingi."))
