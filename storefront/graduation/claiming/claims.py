"""A seller says "this record is mine", and may take that back to put it right.

She is never told whether a record with her number exists: her claim waits either way, and five in a day that were not
confirmed close the way for everybody alike (``pauses``). What a claim meets is found in ``matching``, who decides it
stands in ``waiting``, and the deciding in ``decisions``.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import func, select, update

from products import clock, regions
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.accounts.deeds import record_deed
from storefront.accounts.models import Deed
from storefront.graduation import identity
from storefront.graduation.claiming import pauses
from storefront.graduation.claiming.matching import Match, match
from storefront.graduation.claiming.waiting import in_service
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.links import record_of, refuse_closed
from storefront.graduation.models import Claim, ClaimState, ConsentWay

MOST_IN_A_DAY = 5
A_DAY = timedelta(hours=24)
ENTERED = "record.declared"
"""The deed of an assistant who enters a record for a seller."""


def claim(
    actor: Actor,
    account_id: int,
    seller: Seller,
    nik: str,
    name: str,
    district_code: str,
    way: ConsentWay = ConsentWay.TICK,
) -> Claim:
    """Say that the record with this number is the seller's, and keep that she agreed to its being linked.

    Args:
        actor: the seller, or an assistant who types for her.
        account_id: the seller's own account, whose consent this is.
        seller: her shop.
        nik: her identity number as typed.
        name: her name as on her identity card.
        district_code: where she lived when she left the programme.
        way: how she agreed; read aloud or on paper when an assistant types.

    Raises:
        Refusal: when the number cannot be one, she has a record or a claim waiting, tried too often, or is closing her
            shop.
    """
    digits = identity.check_nik(nik)
    check_district(district_code)
    with transaction():
        hold(seller.id)
        refuse_another(seller.id)
        consent.give(actor, account_id, [Purpose.RECORD], way=way)
        made = add_claim(actor, seller.id, digits, name, district_code, match(digits, name, district_code))
        close_after_five(seller.id, district_code)
        record_deed(actor, "claim.made")
    return made


def withdraw(actor: Actor, seller_id: int) -> bool:
    """Take back the claim that waits, so that another can be sent. Whether there was one."""
    with transaction() as session:
        withdrawn = session.execute(
            update(Claim)
            .where(Claim.seller_id == seller_id, Claim.state == ClaimState.WAITING)
            .values(state=ClaimState.WITHDRAWN, decided_at=clock.now(), decided_by_id=actor.account_id)
        )
        if withdrawn.rowcount:  # type: ignore[attr-defined]
            record_deed(actor, "claim.withdrawn")
    return bool(withdrawn.rowcount)  # type: ignore[attr-defined]


def forget(seller_id: int) -> None:
    """Her claims stay as events; number, name and place in them are written over, and they point to no record."""
    with transaction() as session:
        found = session.execute(select(Claim.id, Claim.reference).where(Claim.seller_id == seller_id)).all()
        for claim_id, reference in found:
            nothing = identity.seal("", identity.place_of(Claim.__tablename__, reference))
            session.execute(
                update(Claim)
                .where(Claim.id == claim_id)
                .values(
                    nik_sealed=nothing,
                    nik_lookup=secrets.token_hex(32),
                    name="",
                    district_code="",
                    record_id=None,
                    reason="",
                )
            )


def last_claim_of(seller_id: int) -> Claim | None:
    """The newest claim of a seller."""
    return db.session.scalar(select(Claim).where(Claim.seller_id == seller_id).order_by(Claim.id.desc()).limit(1))


def waiting_claim_of(seller_id: int) -> Claim | None:
    """The seller's claim that nobody has decided yet."""
    last = last_claim_of(seller_id)
    return last if last and last.state is ClaimState.WAITING else None


def hold(seller_id: int) -> None:
    """Let nobody else claim for this seller until the transaction ends, so that two at once are counted as two."""
    db.session.get(Seller, seller_id, with_for_update=True, populate_existing=True)


def check_district(district_code: str) -> None:
    """Raises ``Refusal`` for what is no district's code."""
    if not regions.is_district(district_code):
        raise Refusal(N_("Pilih kecamatan dari daftar."), field="district")


def refuse_another(seller_id: int) -> None:
    """Raises ``Refusal`` when a seller may not claim now: linked, waiting, closing, or five times in a day."""
    refuse_closed(seller_id)
    if record_of(seller_id):
        raise Refusal(N_("Lapak ini sudah terhubung dengan data graduasi."))
    if waiting_claim_of(seller_id):
        raise Refusal(N_("Permintaan Anda sudah kami terima dan sedang menunggu pendamping."))
    pauses.refuse_paused(seller_id)


def add_claim(
    actor: Actor,
    seller_id: int,
    nik: str,
    name: str,
    district_code: str,
    met: Match,
    *,
    is_declared: bool = False,
) -> Claim:
    """Write a claim down, inside the transaction that has held the seller."""
    reference = secrets.token_hex(16)
    made = Claim(
        seller_id=seller_id,
        reference=reference,
        nik_sealed=identity.seal(nik, identity.place_of(Claim.__tablename__, reference)),
        nik_lookup=identity.lookup(nik),
        name=" ".join(name.split())[:100],
        district_code=district_code,
        match=met.kind,
        record_id=met.record.id if met.record else None,
        assistant_id=in_service(met.record.assistant_id if met.record else None),
        made_by_id=actor.account_id,
        is_declared=is_declared,
        created_at=clock.now(),
    )
    with transaction() as session:
        session.add(made)
        session.flush()
    return made


def close_after_five(seller_id: int, district_code: str) -> None:
    """The fifth of a day closes the way, be it a claim or an assistant's entry, whatever it met."""
    if _unconfirmed(seller_id) >= MOST_IN_A_DAY:
        pauses.pause(seller_id, district_code)


def _unconfirmed(seller_id: int) -> int:
    """How many of her claims of the last day led nowhere so far, right or wrong, and what was entered for her; anew
    after a pause. A claim that an entry became is counted as the entry, so that known numbers count like unknown ones.
    """
    since = max(clock.now() - A_DAY, pauses.last_end(seller_id))
    claimed = select(func.count()).where(
        Claim.seller_id == seller_id,
        Claim.created_at > since,
        Claim.state != ClaimState.CONFIRMED,
        ~Claim.is_declared,
    )
    entered = select(func.count()).where(Deed.seller_id == seller_id, Deed.what == ENTERED, Deed.at > since)
    return (db.session.scalar(claimed) or 0) + (db.session.scalar(entered) or 0)
