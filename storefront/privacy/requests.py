"""What a person asks about her data: to put it right, to stop using it, to delete it. Each has its three days.

She asks herself, or her assistant types for her while she is there; the request keeps who helped. While it is open she
may take it back. Every end of a request is one guarded change, so of two who answer at once only one does.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from sqlalchemy import func, select, update

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.deeds import record_deed
from storefront.accounts.models import Account
from storefront.privacy import letters
from storefront.privacy.due import ANSWER_WITHIN
from storefront.privacy.models import DataRequest, RequestKind, RequestState
from storefront.privacy.words import ABOUT, SIGN_IN_FIELDS

MOST_OPEN = 10
MOST_WORDS = 1_000
LEAST_ANSWER = 10
LONG_NUMBER = re.compile(r"(?:\d[\s.\-]?){16}")


def ask(actor: Actor, account: Account, kind: RequestKind, field: str = "", words: str = "") -> DataRequest:
    """Keep a request of ``account`` and start its clock.

    Args:
        actor: she herself, or the assistant who types for her.
        account: whose data it is about.
        kind: what is asked.
        field: one of ``words.ABOUT``; for a deletion the reference of a record that goes with it, or nothing.
        words: what she says to it.

    Raises:
        Refusal: when nothing is said, an identity number is, or too much is open already; when somebody else asks for
            what she signs in with to be changed.
    """
    said = words.strip()[:MOST_WORDS]
    _refuse_assisted_sign_in(actor, field)
    if kind is not RequestKind.DELETE:
        _check(field, said)
    at = clock.now()
    with transaction() as session:
        _refuse_too_many(account.id, kind)
        asked = DataRequest(
            reference=secrets.token_hex(16),
            account_id=account.id,
            seller_id=account.seller_id,
            assisted_by_id=actor.account_id if actor.for_seller_id else None,
            kind=kind,
            field=field,
            words=said,
            asked_at=at,
            due_at=at + ANSWER_WITHIN,
        )
        session.add(asked)
        session.flush()
        record_deed(actor, f"request.{kind.value}")
    return asked


def requests_of(account_id: int) -> Sequence[DataRequest]:
    """All requests of an account, the newest first."""
    own = select(DataRequest).where(DataRequest.account_id == account_id)
    return db.session.scalars(own.order_by(DataRequest.asked_at.desc(), DataRequest.id.desc())).all()


def own_request(account_id: int, reference: str) -> DataRequest | None:
    """One request of an account."""
    own = select(DataRequest).where(DataRequest.account_id == account_id, DataRequest.reference == reference)
    return db.session.scalar(own)


def open_deletion_of(account_id: int) -> DataRequest | None:
    """The deletion that an account has asked for and that is not carried out."""
    return db.session.scalar(
        select(DataRequest).where(
            DataRequest.account_id == account_id,
            DataRequest.kind == RequestKind.DELETE,
            DataRequest.state == RequestState.OPEN,
        )
    )


def end(asked: DataRequest, state: RequestState, actor: Actor, answer: str = "") -> None:
    """Close a request, inside the transaction of what was done about it.

    Raises:
        Refusal: when it is closed already.
    """
    with transaction() as session:
        ended = session.execute(
            update(DataRequest)
            .where(DataRequest.id == asked.id, DataRequest.state == RequestState.OPEN)
            .values(state=state, answered_at=clock.now(), answered_by_id=actor.account_id, answer=answer)
            .execution_options(synchronize_session=False)
        )
        if not ended.rowcount:  # type: ignore[attr-defined]
            raise Refusal(N_("Permintaan ini sudah dijawab atau ditarik kembali."))
        session.refresh(asked)


def decline(actor: Actor, asked: DataRequest, reason: str) -> None:
    """Say no, with a reason that she reads.

    Raises:
        Refusal: when there is no reason, or the request is closed.
    """
    words = reason_given(reason)
    with transaction():
        end(asked, RequestState.DECLINED, actor, words)
        letters.tell_answered(asked)


def fulfil(actor: Actor, asked: DataRequest, answer: str) -> None:
    """Say what was done, inside the transaction that does it.

    Raises:
        Refusal: when nothing is said, or the request is closed.
    """
    words = reason_given(answer)
    with transaction():
        end(asked, RequestState.DONE, actor, words)
        letters.tell_answered(asked)


def reason_given(typed: str) -> str:
    """Words for her to read. Raises ``Refusal`` when they are too few to say anything."""
    words = typed.strip()[:MOST_WORDS]
    if len(words) < LEAST_ANSWER:
        raise Refusal(N_("Tulis jawabannya dalam kalimat yang jelas, dia akan membacanya."), field="answer")
    return words


def _refuse_assisted_sign_in(actor: Actor, field: str) -> None:
    """With another address or number an account would be another's, so nobody asks for that in her name."""
    if actor.for_seller_id and field in SIGN_IN_FIELDS:
        raise Refusal(
            N_(
                "E-mail dan nomor HP dipakai untuk masuk, jadi penjual sendiri yang memintanya dari akunnya. Kalau dia "
                "belum bisa masuk, buatkan kode masuk."
            ),
            field="field",
        )


def _check(field: str, said: str) -> None:
    if field not in ABOUT:
        raise Refusal(N_("Pilih bagian mana yang dimaksud."), field="field")
    if not said:
        raise Refusal(N_("Tulis apa yang Anda minta."), field="words")
    if LONG_NUMBER.search(said):
        raise Refusal(
            N_("Jangan tulis NIK di sini, supaya tidak terbaca orang lain. Petugas akan menanyakannya langsung."),
            field="words",
        )


def _refuse_too_many(account_id: int, kind: RequestKind) -> None:
    waiting = select(func.count()).where(DataRequest.account_id == account_id, DataRequest.state == RequestState.OPEN)
    if (db.session.scalar(waiting) or 0) >= MOST_OPEN:
        raise Refusal(N_("Masih banyak permintaan Anda yang menunggu jawaban. Tunggu itu dulu."))
    if kind is RequestKind.DELETE and open_deletion_of(account_id):
        raise Refusal(N_("Permintaan hapus Anda sudah kami terima."))
