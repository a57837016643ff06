"""What a person has agreed to: each purpose by itself, with the words she was shown, when, how, and who helped her.

UU 27/2022 articles 20-24: explicit consent, told beforehand what for, how long and what rights there are; several
purposes clearly apart; and proof of it. What is told stands in ``consent_words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select, update
from sqlalchemy.orm import joinedload

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.graduation.consenting.consent_words import VERSION, Purpose, words_of
from storefront.graduation.models import Consent, ConsentWay

__all__ = ["VERSION", "Purpose", "consents_of", "current", "give", "has", "to_be_read_again", "withdraw"]


def has(account_id: int, purpose: Purpose) -> bool:
    """Whether that use of her data is agreed to now, in this version of the words or an earlier one."""
    return db.session.scalar(_in_force(account_id, purpose).limit(1)) is not None


def current(account_id: int, purpose: Purpose) -> Consent | None:
    """The consent in force, ``None`` without one."""
    return db.session.scalar(_in_force(account_id, purpose).limit(1))


def to_be_read_again(account_id: int, purpose: Purpose) -> bool:
    """Whether she has not agreed to the words of today: not at all, or to those of an earlier version."""
    given = current(account_id, purpose)
    return given is None or given.version != VERSION


def give(actor: Actor, account_id: int, purposes: Iterable[Purpose], *, way: ConsentWay = ConsentWay.TICK) -> None:
    """Keep that somebody agreed now to the words of today in the language they were shown in.

    An earlier consent for the same ends with it; agreeing twice to the same in the same way changes nothing.

    Args:
        actor: who pressed. Whoever is not the person herself is kept as the one who assisted.
        account_id: the person whose consent it is.
        purposes: what for, each agreed to by itself.
        way: a tick of her own; read aloud to her or on signed paper when somebody else presses.

    Raises:
        Refusal: when somebody else ticks for her.
    """
    helper = None if actor.account_id == account_id else actor.account_id
    if helper and way is ConsentWay.TICK:
        raise Refusal(N_("Tandai dulu bagaimana penjual menyetujui: dibacakan, atau tanda tangan."), field="way")
    with transaction() as session:
        for purpose in purposes:
            words, kept = words_of(purpose), current(account_id, purpose)
            if kept and (kept.text_sha256, kept.way, kept.assisted_by_id) == (words.sha256, way, helper):
                continue
            withdraw(actor, account_id, purpose)
            session.add(
                Consent(
                    account_id=account_id,
                    purpose=purpose,
                    version=words.version,
                    text_sha256=words.sha256,
                    locale=words.locale,
                    way=way,
                    given_at=clock.now(),
                    assisted_by_id=helper,
                )
            )


def withdraw(actor: Actor, account_id: int, purpose: Purpose) -> bool:
    """End a consent now. Whether there was one."""
    with transaction() as session:
        ended = session.execute(
            update(Consent)
            .where(Consent.account_id == account_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
            .values(withdrawn_at=clock.now(), withdrawn_by_id=actor.account_id)
        )
    return bool(ended.rowcount)  # type: ignore[attr-defined]


def consents_of(account_id: int) -> Sequence[Consent]:
    """All consents of an account with those who helped, the newest first."""
    helpers = joinedload(Consent.assisted_by), joinedload(Consent.withdrawn_by)
    own = select(Consent).where(Consent.account_id == account_id).options(*helpers)
    return db.session.scalars(own.order_by(Consent.given_at.desc(), Consent.id.desc())).all()


def _in_force(account_id: int, purpose: Purpose) -> Select[Consent]:
    mine = select(Consent).where(Consent.account_id == account_id, Consent.purpose == purpose)
    return mine.where(Consent.withdrawn_at.is_(None)).order_by(Consent.id.desc())
