"""Who looked at a record: a log that is only added to, each entry chained to the one before by HMAC.

Whoever changes, removes or reorders an entry without the log key breaks the chain at that place; ``broken_links`` finds
it. The two ends lie in one sealed row, so that cutting the newest entries off is found as well. Every writer locks that
row, so entries get their numbers one after the other. A seller reads the entries of her own record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, insert, select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from storefront.accounts.models import Account
from storefront.graduation.models import LookChain, RecordLook
from storefront.sealing import SealBrokenError, keyring

MOST_SHOWN = 50
KEPT = timedelta(days=2 * 365)
AT_ONCE = 5000
THE_CHAIN = 1


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: when, who, in which role, why (a word of ``words``), and whether the number was seen whole."""

    at: datetime
    who: str
    role: Role
    why: str
    is_whole: bool
    reason: str


def note_look(actor: Actor, reference: str, why: str, *, whole_because: str = "") -> None:
    """Note that somebody sees a record, before she sees it.

    Args:
        actor: who looks.
        reference: the record's own reference.
        why: one word, such as ``claim``, ``care``, ``search`` or ``list``.
        whole_because: her reason in words, when she sees the number whole.
    """
    note_looks(actor, [reference], why, whole_because=whole_because)


def note_looks(actor: Actor, references: Iterable[str], why: str, *, whole_because: str = "") -> None:
    """Note that somebody sees these records, in one transaction."""
    seen = list(references)
    if not seen:
        return
    with transaction() as session:
        chain = _locked()
        keys, at, entries = keyring(), clock.now(), []
        for reference in seen:
            entry = {
                "number": chain.last_number + 1,
                "record_reference": reference,
                "account_id": actor.account_id,
                "at": at,
                "why": why,
                "is_whole": bool(whole_because),
                "reason": whole_because[:200],
                "key_id": keys.log_id,
            }
            entry["mac"] = keys.mac(_said(entry, chain.last_mac), keys.log_id)
            chain.last_number, chain.last_mac = chain.last_number + 1, str(entry["mac"])
            entries.append(entry)
        _seal(chain)
        session.execute(insert(RecordLook), entries)


def looks_at(reference: str) -> Sequence[Look]:
    """Who looked at a record, the newest first."""
    rows = db.session.execute(
        select(
            RecordLook.at,
            Account.display_name,
            Account.role,
            RecordLook.why,
            RecordLook.is_whole,
            RecordLook.reason,
        )
        .join(Account, Account.id == RecordLook.account_id)
        .where(RecordLook.record_reference == reference)
        .order_by(RecordLook.at.desc(), RecordLook.id.desc())
        .limit(MOST_SHOWN)
    )
    return [Look(*row) for row in rows]


def broken_links() -> Iterator[str]:
    """A sentence for everything about the log that is not as it was written; nothing when all is well."""
    chain = db.session.get(LookChain, THE_CHAIN)
    if chain is None:
        yield from _entries_without_a_chain()
        return
    if not _is_sealed(chain):
        yield "the row with the two ends of the log was changed"
    number, mac = chain.first_number, chain.before_mac
    for entry in _entries():
        while number < (entry.number or 0):
            yield f"entry {number} is missing"
            number, mac = number + 1, ""
        if not _is_true(entry, mac):
            yield f"entry {entry.number} was changed, or the one before it was"
        number, mac = number + 1, entry.mac
    if (number - 1, mac) != (chain.last_number, chain.last_mac):
        yield f"the log ends with entry {number - 1}, it was written up to {chain.last_number}"


def count_old(before: datetime) -> int:
    """How many entries are older than that."""
    return db.session.scalar(select(func.count()).select_from(RecordLook).where(RecordLook.at < before)) or 0


def forget_old(before: datetime) -> int:
    """Drop the oldest part of the log, up to that moment; what is left still proves itself. Returns how many."""
    with transaction() as session:
        chain = _locked()
        newest = session.execute(
            select(RecordLook.number, RecordLook.mac)
            .where(RecordLook.at < before, RecordLook.number.is_not(None))
            .order_by(RecordLook.number.desc())
            .limit(1)
        ).one_or_none()
        upto = newest.number if newest else 0
        gone = session.execute(
            delete(RecordLook).where(
                (RecordLook.number <= upto) | (RecordLook.number.is_(None) & (RecordLook.at < before))
            )
        )
        if newest:
            chain.first_number, chain.before_mac = newest.number + 1, newest.mac
            _seal(chain)
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _locked() -> LookChain:
    """The row with the two ends, ours alone until the transaction ends."""
    chain = db.session.get(LookChain, THE_CHAIN, with_for_update=True, populate_existing=True)
    if chain is None:
        chain = LookChain(id=THE_CHAIN, first_number=1, before_mac="", last_number=0, last_mac="")
        db.session.add(chain)
    return chain


def _seal(chain: LookChain) -> None:
    chain.key_id = keyring().log_id
    chain.seal = keyring().mac(_ends(chain), chain.key_id)


def _is_sealed(chain: LookChain) -> bool:
    try:
        return keyring().mac(_ends(chain), chain.key_id) == chain.seal
    except SealBrokenError:
        return False


def _ends(chain: LookChain) -> str:
    return json.dumps(["ends", chain.first_number, chain.before_mac, chain.last_number, chain.last_mac])


def _is_true(entry: RecordLook, before: str) -> bool:
    said = {column: getattr(entry, column) for column in set(RecordLook.__mapper__.columns.keys()) - {"id"}}
    try:
        return keyring().mac(_said(said, before), entry.key_id) == entry.mac
    except SealBrokenError:
        return False


def _said(entry: dict[str, object], before: str) -> str:
    """Everything an entry says and what it is chained to, always written the same way."""
    at = entry["at"]
    assert isinstance(at, datetime)
    told = {name: value for name, value in entry.items() if name not in ("mac", "at")}
    return json.dumps({**told, "at": at.astimezone(UTC).isoformat(), "before": before}, sort_keys=True)


def _entries() -> Iterator[RecordLook]:
    """The chained entries in their order, some thousand at a time."""
    last = 0
    while True:
        some = db.session.scalars(
            select(RecordLook).where(RecordLook.number > last).order_by(RecordLook.number).limit(AT_ONCE)
        ).all()
        if not some:
            return
        yield from some
        last = some[-1].number or 0
        db.session.expunge_all()


def _entries_without_a_chain() -> Iterator[str]:
    chained = db.session.scalar(select(func.count()).select_from(RecordLook).where(RecordLook.number.is_not(None)))
    if chained:
        yield f"{chained} entries are there, the row with the two ends of the log is not"
