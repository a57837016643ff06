"""Asking for a correction, objecting, and asking for deletion: herself, or with her assistant typing beside her."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from products import clock
from products.actor import Role
from storefront.accounts.acting import acting_for, current_actor, my_account
from storefront.accounts.guards import signed_in_required
from storefront.accounts.models import Account
from storefront.accounts.owners import owner_of
from storefront.fields import submitted
from storefront.graduation.links import record_of
from storefront.orders.parcel import LABELS
from storefront.privacy import closing, requests
from storefront.privacy.blueprint import Answer, bp, frame_of
from storefront.privacy.due import by_when
from storefront.privacy.erasure import open_parcels_of
from storefront.privacy.forms import CorrectForm, DeleteForm, ObjectForm
from storefront.privacy.models import DataRequest, RequestKind, RequestState
from storefront.privacy.words import (
    ACCOUNT_FIELDS,
    ANYTHING_ELSE,
    OBJECTIONS,
    RECORD_FIELDS,
    SELLER_OBJECTIONS,
    SHOP_FIELDS,
    TONES,
    about_words,
    kind_words,
    state_words,
)

MAY_LEAVE = (Role.BUYER, Role.SELLER)


@bp.get("/requests")
@signed_in_required
def asked() -> Answer:
    """What she can ask, what she has asked, and until when there is an answer."""
    account = _subject()
    found = requests.requests_of(account.id)
    rows = [(one, by_when(one.due_at), one.due_at < clock.now()) for one in found]
    return _page(
        "requests",
        account,
        waiting=[row for row in rows if row[0].state is RequestState.OPEN],
        answered=[row for row in rows if row[0].state is not RequestState.OPEN],
        may_leave=account.role in MAY_LEAVE,
        words={"kind": kind_words, "state": state_words, "about": about_words},
        tones=TONES,
    )


@bp.route("/requests/correction", methods=["GET", "POST"])
@signed_in_required
def correction() -> Answer:
    """Something is wrong."""
    account, form = _subject(), _for_whom(CorrectForm())
    form.field.choices = {"": _("Pilih dari daftar")} | _translated(_correctable(account))
    return _asked(form, account, "correct", lambda: _ask(account, RequestKind.CORRECT, form))


@bp.route("/requests/objection", methods=["GET", "POST"])
@signed_in_required
def objection() -> Answer:
    """Some use of her data is not wanted."""
    account, form = _subject(), _for_whom(ObjectForm())
    more = SELLER_OBJECTIONS if account.role is Role.SELLER else {}
    form.field.choices = _translated(more | OBJECTIONS)
    return _asked(form, account, "object", lambda: _ask(account, RequestKind.OBJECT, form))


@bp.route("/requests/deletion", methods=["GET", "POST"])
@signed_in_required
def deletion() -> Answer:
    """Everything of hers shall go. Staff leave in another way: their names stand in other people's logs."""
    account, form = _subject(), _for_whom(DeleteForm())
    if account.role not in MAY_LEAVE:
        abort(404)
    if requests.open_deletion_of(account.id):
        return redirect(url_for(".asked"), 303)
    return _asked(
        form,
        account,
        "delete",
        lambda: closing.ask_for_deletion(current_actor(), account, form.password.data),
        shop=account.seller,
        has_record=account.seller_id is not None and record_of(account.seller_id) is not None,
        parcels=[(one, _(LABELS[one.state])) for one in open_parcels_of(account)],
    )


@bp.post("/requests/<reference>/withdrawal")
@signed_in_required
def withdrawal(reference: str) -> Answer:
    """She has changed her mind."""
    mine = requests.own_request(_subject().id, reference) or abort(404)
    closing.take_back(current_actor(), mine)
    flash(_("Permintaan ditarik kembali."), "good")
    return redirect(url_for(".asked"), 303)


def _subject() -> Account:
    """Whose data it is about: whoever is signed in, or the seller whom her assistant is acting for."""
    shop = acting_for()
    return (owner_of(shop.id) or abort(404)) if shop else my_account()


def _for_whom(form: Any) -> Any:
    """The form; the tick that the seller is there stands on it for an assistant alone."""
    if not acting_for():
        del form.is_present
    return form


def _ask(account: Account, kind: RequestKind, form: Any) -> DataRequest:
    return requests.ask(current_actor(), account, kind, form.field.data, form.words.data)


def _asked(form: FlaskForm, account: Account, page: str, act: Callable[[], DataRequest], **more: Any) -> Answer:
    made = submitted(form, act)
    if made is False:
        return _page(page, account, form=form, **more), 422 if form.errors else 200
    flash(_("Permintaan diterima. Dijawab paling lambat %(when)s.", when=by_when(made.due_at)), "good")
    has_left_care = made.kind is RequestKind.DELETE and made.assisted_by_id is not None
    return redirect("/coaching/" if has_left_care else url_for(".asked"), 303)


def _page(name: str, account: Account, **values: Any) -> str:
    return render_template(f"privacy/{name}.html", frame=frame_of(account), is_acting=bool(acting_for()), **values)


def _correctable(account: Account) -> dict[str, str]:
    if account.role is not Role.SELLER:
        return ACCOUNT_FIELDS | ANYTHING_ELSE
    has_record = account.seller_id is not None and record_of(account.seller_id) is not None
    return ACCOUNT_FIELDS | SHOP_FIELDS | (RECORD_FIELDS if has_record else {}) | ANYTHING_ELSE


def _translated(choices: dict[str, str]) -> dict[str, str]:
    return {code: _(label) for code, label in choices.items()}
