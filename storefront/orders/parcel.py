"""The life of a parcel: which moves it may make, and who may make them."""

from __future__ import annotations

from sqlalchemy import select, update

from products import clock
from products.actor import Actor, Role
from products.database import db
from products.errors import N_, Refusal
from storefront.accounts.models import Account
from storefront.orders.models import Parcel, ParcelMove, ParcelState

S = ParcelState
BUYER = frozenset({Role.BUYER})
SHOP = frozenset({Role.SELLER, Role.ASSISTANT})
SYSTEM = frozenset({Role.SYSTEM})
OFFICER = frozenset({Role.OFFICER})

# Every move a parcel may make, and who may make it. What is not here is refused.
MOVES: dict[tuple[ParcelState, ParcelState], frozenset[Role]] = {
    (S.PENDING_PAYMENT, S.PAYMENT_REVIEW): BUYER,
    (S.PENDING_PAYMENT, S.PROCESSING): SHOP,
    (S.PENDING_PAYMENT, S.CANCELLED): BUYER | SHOP | SYSTEM,
    (S.PAYMENT_REVIEW, S.PENDING_PAYMENT): SHOP,
    (S.PAYMENT_REVIEW, S.PROCESSING): SHOP,
    (S.PAYMENT_REVIEW, S.CANCELLED): BUYER | SHOP,
    (S.PROCESSING, S.PACKED): SHOP,
    (S.PROCESSING, S.CANCELLED): BUYER | SHOP,
    (S.PACKED, S.SHIPPED): SHOP,
    (S.PACKED, S.DELIVERED): SHOP,
    (S.PACKED, S.CANCELLED): SHOP,
    (S.SHIPPED, S.DELIVERED): BUYER | SHOP,
    (S.SHIPPED, S.CANCELLED): SHOP,
    (S.DELIVERED, S.COMPLETED): BUYER | SHOP | SYSTEM,
    (S.DELIVERED, S.DISPUTED): BUYER,
    (S.DISPUTED, S.COMPLETED): BUYER | OFFICER,
}

LABELS: dict[ParcelState, str] = {
    S.PENDING_PAYMENT: N_("Menunggu pembayaran"),
    S.PAYMENT_REVIEW: N_("Menunggu konfirmasi penjual"),
    S.PROCESSING: N_("Disiapkan"),
    S.PACKED: N_("Sudah dikemas"),
    S.SHIPPED: N_("Dalam perjalanan"),
    S.DELIVERED: N_("Sampai"),
    S.COMPLETED: N_("Selesai"),
    S.CANCELLED: N_("Dibatalkan"),
    S.DISPUTED: N_("Ada keluhan"),
}


def may_move(parcel: Parcel, state: ParcelState, role: Role) -> bool:
    """Whether somebody in this role may move the parcel there now: what a page asks before it shows a button."""
    return role in MOVES.get((parcel.state, state), frozenset())


def move_to(parcel: Parcel, state: ParcelState, actor: Actor, reason: str = "") -> ParcelMove:
    """Move a parcel and leave the dated row of who and why; the only writer of ``Parcel.state``.

    Call it inside the transaction of the whole deed. When two people move a parcel at once, one of them is refused.

    Raises:
        Refusal: when the move is not one of ``MOVES`` for this role, the shop is not the actor's, or somebody else
            moved the parcel in between.
    """
    was = parcel.state
    if not may_move(parcel, state, actor.role) or not _is_theirs(parcel, actor):
        raise Refusal(
            N_("Langkah ini tidak bisa dilakukan sekarang. Muat ulang halaman untuk melihat keadaan terbaru.")
        )
    _guarded_update(parcel, was, state)
    return _written(parcel, was, state, actor, reason)


def begin(parcel: Parcel, actor: Actor) -> ParcelMove:
    """The first row of a parcel's life, for one that was just made in its first state."""
    return _written(parcel, None, parcel.state, actor, "")


def _is_theirs(parcel: Parcel, actor: Actor) -> bool:
    """Whether somebody of the shop is of this parcel's shop. The pages see to it that a buyer is this order's."""
    match actor.role:
        case Role.ASSISTANT:
            return actor.for_seller_id == parcel.seller_id
        case Role.SELLER:
            own = select(Account.seller_id).where(Account.id == actor.account_id)
            return db.session.scalar(own) == parcel.seller_id
        case _:
            return True


def _guarded_update(parcel: Parcel, was: ParcelState, state: ParcelState) -> None:
    db.session.flush()
    moved = db.session.execute(
        update(Parcel)
        .where(Parcel.id == parcel.id, Parcel.state == was)
        .values(state=state, changed_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(N_("Orang lain baru saja mengubah pesanan ini. Muat ulang halaman, lalu coba lagi."))
    db.session.refresh(parcel, ["state", "changed_at"])


def _written(parcel: Parcel, was: ParcelState | None, state: ParcelState, actor: Actor, reason: str) -> ParcelMove:
    move = ParcelMove(
        parcel_id=parcel.id,
        from_state=was,
        to_state=state,
        at=clock.now(),
        role=actor.role,
        account_id=actor.account_id,
        for_seller_id=actor.for_seller_id,
        reason=reason,
    )
    db.session.add(move)
    db.session.flush()
    return move
