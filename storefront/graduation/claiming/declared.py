"""Records that an assistant enters for a seller in her care. An officer verifies them later (``verifying``).

A number that is known already is not entered twice: it becomes a claim put beside that record, or a case when another
seller has it. The answer to the form is the same each time, and each counts alike towards the five a day of a seller
and the twenty of an assistant. What follows is not the same: an unknown number opens a plan, a known one waits. So
nobody may enter many, and the seller reads of each who did.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.deeds import record_deed
from storefront.accounts.models import Account, Deed
from storefront.graduation import identity
from storefront.graduation.caring.caseload import in_care
from storefront.graduation.claiming import claims, pauses
from storefront.graduation.claiming.matching import match, record_with
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.links import cut, held_record_of, link_unverified, record_of, refuse_closed
from storefront.graduation.models import ConsentWay, GraduationRecord, Kind, RecordSource, RecordState
from storefront.graduation.record import move

OPEN = (RecordState.UNVERIFIED, RecordState.MISMATCHED)
ENDED = (RecordState.REVOKED, RecordState.MISMATCHED)
MOST_IN_A_DAY = 20
ENTERED_ANEW = "entered anew by the assistant"


@dataclass(frozen=True, slots=True)
class Told:
    """What an assistant knows of how a family left; ``graduated_on`` is the first day of the month."""

    nik: str
    name: str
    kind: Kind
    graduated_on: date
    district_code: str
    joined_year: int | None = None
    reason: str = ""


def declare(actor: Actor, account_id: int, seller_id: int, told: Told, way: ConsentWay | None = None) -> None:
    """Enter a record for a seller, or put right the one that was entered and is not verified yet.

    Args:
        actor: the assistant who cares for her.
        account_id: the seller's own account, whose consent it needs.
        seller_id: her shop.
        told: what is known.
        way: how she agreed just now; not needed while an earlier consent is in force.

    Raises:
        Refusal: when she is not in the actor's care, has not agreed, has a verified or imported record, has tried too
            often or is closing her shop, when the actor has entered ``MOST_IN_A_DAY``, or the number cannot be one.
    """
    nik = identity.check_nik(told.nik)
    claims.check_district(told.district_code)
    if told.graduated_on > clock.today():
        raise Refusal(N_("Bulan graduasi belum tiba. Cek lagi tahunnya."), field="year")
    acting = Actor(actor.role, actor.account_id, seller_id)
    with transaction():
        _refuse_more(actor)
        claims.hold(seller_id)
        refuse_closed(seller_id)
        _refuse_stranger(actor, seller_id)
        pauses.refuse_paused(seller_id)
        if way or not consent.has(account_id, Purpose.RECORD):
            consent.give(actor, account_id, [Purpose.RECORD], way=way or ConsentWay.TICK)
        _clear_the_way(actor, acting, seller_id)
        known = record_with(nik)
        if known is None or _is_ended(known):
            link_unverified(_entered(actor, known, nik, told), seller_id)
        else:
            met = match(nik, told.name, told.district_code)
            claims.add_claim(acting, seller_id, nik, told.name, told.district_code, met, is_declared=True)
        record_deed(acting, claims.ENTERED)
        claims.close_after_five(seller_id, told.district_code)


def own_declared(seller_id: int) -> GraduationRecord | None:
    """The record entered for a seller that may still be put right."""
    record = record_of(seller_id)
    return record if record and _is_open(record) else None


def _clear_the_way(actor: Actor, acting: Actor, seller_id: int) -> None:
    """What was entered before ends, and a claim that waits is taken back: this entry is what counts now."""
    record = held_record_of(seller_id)
    if record and not _is_open(record):
        raise Refusal(N_("Lapak ini sudah terhubung dengan data graduasi."))
    if record:
        cut(actor, seller_id, ENTERED_ANEW, keep_care=True)
        move(record, RecordState.REVOKED, actor, ENTERED_ANEW)
    claims.withdraw(acting, seller_id)


def _is_open(record: GraduationRecord) -> bool:
    return record.source is RecordSource.DECLARED and record.state in OPEN


def _is_ended(record: GraduationRecord) -> bool:
    """Whether this is an entry that came to nothing and may be used anew."""
    return record.source is RecordSource.DECLARED and record.seller_id is None and record.state in ENDED


def _entered(actor: Actor, ended: GraduationRecord | None, nik: str, told: Told) -> GraduationRecord:
    if ended:
        move(ended, RecordState.UNVERIFIED, actor, ENTERED_ANEW)
    record = ended or GraduationRecord(state=RecordState.UNVERIFIED, created_at=clock.now())
    record.reference = secrets.token_hex(16)
    record.nik_sealed = identity.seal(nik, identity.place_of(GraduationRecord.__tablename__, record.reference))
    record.nik_lookup = identity.lookup(nik)
    record.name = " ".join(told.name.split())[:100]
    record.kind, record.graduated_on, record.is_day_known = told.kind, told.graduated_on, False
    record.district_code, record.joined_year, record.reason = told.district_code, told.joined_year, told.reason
    record.source, record.assistant_id, record.changed_at = RecordSource.DECLARED, actor.account_id, clock.now()
    return record


def _refuse_more(actor: Actor) -> None:
    """Twenty in 24 hours, over all her sellers. Her row is held, so that of many at once no more get through."""
    db.session.get(Account, actor.account_id or 0, with_for_update=True)
    since = clock.now() - claims.A_DAY
    entered = select(func.count()).where(
        Deed.account_id == actor.account_id, Deed.what == claims.ENTERED, Deed.at > since
    )
    if (db.session.scalar(entered) or 0) >= MOST_IN_A_DAY:
        raise Refusal(N_("Dalam sehari paling banyak %(most)s data bisa diisi. Lanjutkan besok."), most=MOST_IN_A_DAY)


def _refuse_stranger(actor: Actor, seller_id: int) -> None:
    if actor.role is not Role.ASSISTANT or not in_care(actor.account_id or 0, seller_id):
        raise Refusal(N_("Penjual ini tidak lagi Anda dampingi."))
