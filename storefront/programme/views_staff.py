"""Who works for the programme: the list, inviting, one person, leaving, coming back, and help with a lost phone."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.actor import Actor, Role
from products.errors import Refusal
from storefront.accounts.acting import current_actor, my_account
from storefront.accounts.models import Account
from storefront.accounts.reset import LIFE
from storefront.accounts.staff import deeds_about
from storefront.fields import submitted
from storefront.graduation.caring.leaving import held_by
from storefront.language import in_words
from storefront.programme import staff
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import staff_form
from storefront.programme.scope import my_area
from storefront.programme.staff_page import done, groups, place_of


@bp.get("/staff")
def all_staff() -> Answer:
    """The assistants of my area, and the officers too for whoever works for the nation."""
    return render_template("programme/staff.html", groups=groups(staff.people(my_area())), me=my_account().id)


@bp.get("/staff/new")
def new_staff() -> Answer:
    """The form for somebody new."""
    return render_template("programme/staff_new.html", form=staff_form(my_area()))


@bp.post("/staff")
def invite() -> Answer:
    """Make the account. Its code is the answer itself and no redirect, so that it is kept nowhere on the way."""
    form = staff_form(my_area())
    made = submitted(
        form,
        lambda: staff.invite(
            current_actor(),
            Role(form.role.data),
            form.display_name.data,
            form.identifier.data,
            form.province.data or None,
        ),
    )
    if made is False:
        return render_template("programme/staff_new.html", form=form), 422
    return _code_page(*made)


@bp.get("/staff/<int:account_id>")
def person(account_id: int) -> Answer:
    """One of them: whether she is in service, whom she holds, and what was done to her account."""
    return _person_page(_person(account_id))


@bp.get("/staff/<int:account_id>/ending")
def before_ending(account_id: int) -> Answer:
    """The first tap: what it means that she leaves."""
    account = _person(account_id)
    if not account.is_enabled:
        return redirect(url_for(".person", account_id=account.id))
    return render_template("programme/staff_ending.html", person=account, held=held_by(account.id))


@bp.post("/staff/<int:account_id>/ending")
def end(account_id: int) -> Answer:
    """The second tap: from now on nothing opens to her."""
    account = _person(account_id)
    try:
        staff.end(current_actor(), account)
    except Refusal as refusal:
        return _refused(account, refusal)
    flash(
        _("Tugas %(name)s sudah berakhir. Tidak ada halaman yang terbuka lagi untuknya.", name=account.display_name),
        "good",
    )
    return redirect(url_for(".caseloads" if account.role is Role.ASSISTANT else ".all_staff"), 303)


@bp.post("/staff/<int:account_id>/return")
def bring_back(account_id: int) -> Answer:
    """In service again, with a code to set a new password."""
    return _code_answer(account_id, staff.bring_back)


@bp.post("/staff/<int:account_id>/code")
def give_code(account_id: int) -> Answer:
    """A code for somebody who has lost her password."""
    return _code_answer(account_id, staff.new_code)


@bp.get("/staff/<int:account_id>/return")
@bp.get("/staff/<int:account_id>/code")
def after_code(account_id: int) -> Answer:
    """Coming back to the code's address shows the person and no code."""
    return redirect(url_for(".person", account_id=_person(account_id).id))


@bp.post("/staff/<int:account_id>/app")
def forget_app(account_id: int) -> Answer:
    """The phone with her app is gone."""
    account = _person(account_id)
    try:
        staff.forget_app(current_actor(), account)
    except Refusal as refusal:
        return _refused(account, refusal)
    flash(_("%(name)s memasang aplikasi kode yang baru saat masuk nanti.", name=account.display_name), "good")
    return redirect(url_for(".person", account_id=account.id), 303)


def _code_answer(account_id: int, give: Callable[[Actor, Account], str]) -> Answer:
    account = _person(account_id)
    try:
        return _code_page(account, give(current_actor(), account))
    except Refusal as refusal:
        return _refused(account, refusal)


def _code_page(account: Account, code: str) -> Response:
    minutes = int(LIFE.total_seconds() // 60)
    response = make_response(render_template("programme/staff_code.html", person=account, code=code, minutes=minutes))
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(account: Account, refusal: Refusal) -> Answer:
    flash(in_words(refusal), "alert")
    return _person_page(account), 422


def _person_page(account: Account) -> str:
    return render_template(
        "programme/staff_person.html",
        person=account,
        place=place_of(account),
        held=held_by(account.id),
        deeds=done(deeds_about(account.id)),
        is_me=account.id == my_account().id,
    )


def _person(account_id: int) -> Account:
    """Somebody whom an officer of my area sees to, or 404."""
    return staff.person(my_area(), account_id) or abort(404)
