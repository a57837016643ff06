"""Whether packs and parcels are what their rows say."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from products.database import db
from products.models import ListingState, Product
from storefront.orders.models import Parcel, ParcelLine, ParcelMove
from storefront.outbox.models import Job, JobState


def stock() -> Iterator[str]:
    """Packs on hand are never fewer than none; a parcel holds whole packs, all of them its own shop's."""
    for slug, on_hand in db.session.execute(select(Product.slug, Product.on_hand).where(Product.on_hand < 0)):
        yield f"{slug} has {on_hand} packs"
    sold = select(ParcelLine.parcel_id, Product.slug, ParcelLine.quantity).join(Product).join(Parcel)
    for parcel, slug, quantity in db.session.execute(sold.where(ParcelLine.quantity < 1)):
        yield f"parcel {parcel} holds {quantity} packs of {slug}"
    for parcel, slug, _quantity in db.session.execute(sold.where(Product.seller_id != Parcel.seller_id)):
        yield f"parcel {parcel} holds {slug}, which another shop makes"
    undated = select(Product.slug).where(Product.state == ListingState.PUBLISHED, Product.published_at.is_(None))
    for slug in db.session.scalars(undated):
        yield f"{slug} is on the shelves without a date"


def parcels() -> Iterator[str]:
    """A parcel stands where its last dated step says."""
    last = select(ParcelMove.parcel_id, func.max(ParcelMove.id).label("id")).group_by(ParcelMove.parcel_id).subquery()
    told = (
        select(Parcel.id, Parcel.state, ParcelMove.to_state)
        .outerjoin(last, last.c.parcel_id == Parcel.id)
        .outerjoin(ParcelMove, ParcelMove.id == last.c.id)
        .where(or_(ParcelMove.id.is_(None), ParcelMove.to_state != Parcel.state))
    )
    for parcel, state, step in db.session.execute(told):
        yield f"parcel {parcel} is {state.value}, its last step says {step.value if step else 'nothing'}"


def jobs() -> Iterator[str]:
    """No job was given up."""
    dead = select(Job.kind, func.count()).where(Job.state == JobState.DEAD).group_by(Job.kind)
    for kind, number in db.session.execute(dead):
        yield f"{number} of the kind {kind} were given up"
