"""A seller whose claim met no record comes into the care of the assistant it waits for, who may then enter one."""

from __future__ import annotations

from products.actor import Actor, Role
from products.database import transaction
from products.errors import N_, Refusal
from storefront.graduation.caring.caseload import assistant_of, take_into_care
from storefront.graduation.claiming.claims import hold
from storefront.graduation.claiming.decisions import refuse_maker
from storefront.graduation.claiming.waiting import claim_for
from storefront.graduation.models import Claim, ClaimMatch


def take_on(actor: Actor, waiting: Claim) -> None:
    """Take a seller nobody cares for into the actor's care, because a record must be entered for her by hand.

    Raises:
        Refusal: when the claim is not the actor's to decide, she typed it or it met something, or somebody cares for
            the seller.
    """
    if actor.role is not Role.ASSISTANT or actor.account_id is None:
        raise _not_now()
    with transaction() as session:
        hold(waiting.seller_id)
        session.refresh(waiting)
        refuse_maker(actor, waiting)  # whatever it met: what she typed herself tells her nothing
        carer = assistant_of(waiting.seller_id)
        if claim_for(actor, waiting.reference) is None or waiting.match is not ClaimMatch.NONE:
            raise _not_now()
        if carer not in (None, actor.account_id):
            raise Refusal(N_("Penjual ini sudah punya pendamping. Biar pendampingnya yang mencatat."))
        take_into_care(actor.account_id, waiting.seller_id)


def _not_now() -> Refusal:
    return Refusal(N_("Permintaan ini sudah berubah. Muat ulang halamannya."))
