"""Five claims in a day that led nowhere: the way is closed for a day, and somebody who can help is told.

All unconfirmed claims count, right or wrong, so that the closing tells nothing about any of them. The mail names
neither the seller nor what it is about: letters lie open on shared phones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront import mail
from storefront.accounts.models import Account
from storefront.graduation.claiming.waiting import area_of_actor
from storefront.graduation.models import CaseloadEntry, ClaimPause, GraduationRecord

CLOSED_FOR = timedelta(hours=24)
IN_VIEW = timedelta(days=14)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def pause(seller_id: int, district_code: str) -> ClaimPause:
    """Close the way for a day and tell whoever can help, inside the transaction of the fifth claim."""
    since = clock.now()
    made = ClaimPause(seller_id=seller_id, district_code=district_code, since=since, until=since + CLOSED_FOR)
    with transaction() as session:
        session.add(made)
        session.flush()
        for helper in _helpers(seller_id, district_code):
            _tell(helper, made.id)
    return made


def refuse_paused(seller_id: int) -> None:
    """Raises ``Refusal`` while the way is closed for this seller."""
    if pause_of(seller_id):
        raise Refusal(N_("Sudah beberapa kali dicoba hari ini. Pendamping sudah diberi tahu. Coba lagi besok."))


def pause_of(seller_id: int) -> ClaimPause | None:
    """The pause that closes the way for a seller now."""
    own = select(ClaimPause).where(ClaimPause.seller_id == seller_id, ClaimPause.until > clock.now())
    return db.session.scalar(own.order_by(ClaimPause.id.desc()).limit(1))


def last_end(seller_id: int) -> datetime:
    """When a seller's way was last opened again, by the clock or by an assistant; long ago if never."""
    ended = select(func.max(ClaimPause.until)).where(ClaimPause.seller_id == seller_id, ClaimPause.until <= clock.now())
    return db.session.scalar(ended) or NEVER


def pauses_for(actor: Actor) -> Sequence[ClaimPause]:
    """The sellers this assistant or officer can help: nobody has spoken with them yet, or their way is closed still."""
    rows = select(ClaimPause).options(joinedload(ClaimPause.seller)).where(_is_for(actor), _is_in_view())
    return db.session.scalars(rows.order_by(ClaimPause.seen_by_id.is_not(None), ClaimPause.id)).all()


def unseen_for(actor: Actor) -> Sequence[ClaimPause]:
    """Those of ``pauses_for`` whom nobody has taken up."""
    return [one for one in pauses_for(actor) if one.seen_by_id is None]


def count_left_to(actor: Actor) -> int:
    """How many of them an officer has to help herself: no assistant in service could be told, and nobody has come."""
    if actor.role is not Role.OFFICER:
        return 0
    told = _assistants(ClaimPause.seller_id, ClaimPause.district_code).correlate(ClaimPause)
    left = _is_for(actor), _is_in_view(), ClaimPause.seen_by_id.is_(None), ~told.exists()
    return db.session.scalar(select(func.count()).select_from(ClaimPause).where(*left)) or 0


def pause_for(actor: Actor, pause_id: int) -> ClaimPause | None:
    """One of ``pauses_for``."""
    return db.session.scalar(select(ClaimPause).where(ClaimPause.id == pause_id, _is_for(actor), _is_in_view()))


def mark_seen(actor: Actor, paused: ClaimPause) -> None:
    """Say that one takes it up; it leaves the lists of what waits.

    Raises:
        Refusal: when it is not, or no longer, the actor's to take up.
    """
    with transaction():
        _hold(actor, paused)
        paused.seen_by_id = paused.seen_by_id or actor.account_id


def open_again(actor: Actor, paused: ClaimPause) -> None:
    """Having spoken with her, let the seller claim again now. Her count begins anew.

    Raises:
        Refusal: when it is not, or no longer, the actor's to open.
    """
    with transaction():
        _hold(actor, paused)
        paused.seen_by_id = paused.seen_by_id or actor.account_id
        paused.until = min(paused.until, clock.now())


def _hold(actor: Actor, paused: ClaimPause) -> None:
    """Ask once more whether it is the actor's, and hold it until the transaction ends."""
    db.session.refresh(paused, with_for_update=True)
    if pause_for(actor, paused.id) is None:
        raise Refusal(N_("Penjual ini sudah dibantu, atau bukan untuk Anda."))


def _is_in_view() -> ColumnElement[bool]:
    now = clock.now()
    return or_(ClaimPause.until > now, and_(ClaimPause.seen_by_id.is_(None), ClaimPause.since > now - IN_VIEW))


def _is_for(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.ASSISTANT:
        districts = select(GraduationRecord.district_code).where(GraduationRecord.assistant_id == actor.account_id)
        hers = select(CaseloadEntry.seller_id).where(
            CaseloadEntry.assistant_id == actor.account_id, CaseloadEntry.until.is_(None)
        )
        return or_(ClaimPause.district_code.in_(districts), ClaimPause.seller_id.in_(hers))
    if actor.role is Role.OFFICER:
        return area_of_actor(actor).holds(ClaimPause.district_code)
    return false()


def _helpers(seller_id: int, district_code: str) -> Sequence[Account]:
    """Her own assistant and those with records in the district; else the province's officers; else the nation's."""
    officers = select(Account).where(Account.is_enabled, Account.role == Role.OFFICER).order_by(Account.id)
    for group in (
        _assistants(seller_id, district_code),
        officers.where(Account.province_code == district_code[:2]),
        officers.where(Account.province_code.is_(None)),
    ):
        if found := db.session.scalars(group).all():
            return found
    return ()


def _assistants(
    seller_id: int | InstrumentedAttribute[int], district_code: str | InstrumentedAttribute[str]
) -> Select[Account]:
    """Who could be told of this seller, or of the seller of each pause in a query around this one."""
    in_district = select(GraduationRecord.id).where(
        GraduationRecord.assistant_id == Account.id, GraduationRecord.district_code == district_code
    )
    hers = select(CaseloadEntry.id).where(
        CaseloadEntry.assistant_id == Account.id, CaseloadEntry.seller_id == seller_id, CaseloadEntry.until.is_(None)
    )
    in_service = select(Account).where(Account.is_enabled, Account.role == Role.ASSISTANT).order_by(Account.id)
    return in_service.where(or_(*(one.correlate(Account, ClaimPause).exists() for one in (in_district, hers))))


def _tell(helper: Account, pause_id: int) -> None:
    if not helper.email:
        return
    with force_locale(helper.locale):
        desk = (
            _("Ada penjual yang perlu dibantu. Buka meja pendamping.")
            if helper.role is Role.ASSISTANT
            else _("Ada penjual yang perlu dibantu. Buka meja kerja Anda.")
        )
        mail.send(f"claim-pause-{pause_id}-{helper.id}", helper.email, _("Ada penjual yang perlu dibantu"), desk + "\n")
