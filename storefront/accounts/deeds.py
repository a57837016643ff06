"""What was done in a seller's name, for her to read."""

from __future__ import annotations

from products import clock
from products.actor import Actor
from products.database import transaction
from storefront.accounts.models import Deed


def record_deed(actor: Actor, what: str, subject: str = "") -> None:
    """Note a deed that an assistant does on a seller's behalf, in the transaction of the deed itself.

    Whoever acts for herself leaves nothing here.

    Args:
        actor: who acts.
        what: the deed in one word of the trade, such as ``listing.saved``; ``graduation.words`` puts it into words.
        subject: what it was done to, in words the seller knows: a product's name, an order's number.
    """
    if actor.for_seller_id is None or actor.account_id is None:
        return
    deed = Deed(
        at=clock.now(), account_id=actor.account_id, seller_id=actor.for_seller_id, what=what, subject=subject[:200]
    )
    with transaction() as session:
        session.add(deed)
