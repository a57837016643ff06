"""My account: making one, my details, my password."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.actor import Role
from storefront.accounts import identifiers, services, throttle
from storefront.accounts.acting import my_account, stop_acting
from storefront.accounts.forms import DetailsForm, PasswordForm, RegisterForm
from storefront.accounts.guards import assistant_required, signed_in_required
from storefront.accounts.models import Account
from storefront.accounts.sessions import HOMES, open_session, renew_session
from storefront.fields import submitted
from storefront.language import current
from storefront.phones import national

bp = Blueprint("accounts", __name__, url_prefix="/accounts")
Answer = Response | str | tuple[str, int]


@bp.app_errorhandler(throttle.TooSoon)
def too_soon(error: throttle.TooSoon) -> Response:
    """Too many tries: the page for it, and when to come back."""
    response = make_response(render_template("errors/429.html"), 429)
    response.headers["Retry-After"] = str(error.seconds)
    return response


@bp.get("/register")
def register() -> Answer:
    """The form for a new account."""
    form = RegisterForm(locale=current(), role=_wanted_role(), next=request.args.get("next", ""))
    return render_template("accounts/register.html", form=form)


@bp.post("/register")
def make_account() -> Answer:
    """Make the account and sign it in."""
    form = RegisterForm()
    account = submitted(form, lambda: _new_account(form))
    if account is False:
        return render_template("accounts/register.html", form=form), 422
    return redirect(open_session(account, form.next.data), 303)


@bp.get("/")
@signed_in_required
def home() -> Answer:
    """My details and the ways on."""
    account = my_account()
    return _home_page(account, DetailsForm(display_name=account.display_name, locale=account.locale))


@bp.post("/")
@signed_in_required
def change_details() -> Answer:
    """Keep a changed name or language."""
    account, form = my_account(), DetailsForm()
    changed = submitted(form, lambda: services.change_details(account, form.display_name.data, form.locale.data))
    if changed is False:
        return _home_page(account, form), 422
    renew_session(account)
    flash(_("Perubahan sudah disimpan."), "good")
    return redirect(url_for(".home"), 303)


@bp.get("/password")
@signed_in_required
def password() -> Answer:
    """The form for a new password."""
    return render_template("accounts/password.html", form=PasswordForm())


@bp.post("/password")
@signed_in_required
def change_password() -> Answer:
    """Replace the password; all other browsers are signed out."""
    account, form = my_account(), PasswordForm()
    changed = submitted(form, lambda: _change_password(account, form))
    if changed is False:
        return render_template("accounts/password.html", form=form), 422
    renew_session(account)
    flash(_("Kata sandi sudah diganti. Perangkat lain perlu masuk lagi."), "good")
    return redirect(url_for(".home"), 303)


@bp.post("/acting/stop")
@assistant_required
def acting_stop() -> Answer:
    """The assistant acts for herself again."""
    stop_acting()
    return redirect(HOMES[Role.ASSISTANT], 303)


def _home_page(account: Account, form: DetailsForm) -> str:
    phone = national(account.phone) if account.phone else ""
    return render_template("accounts/home.html", account=account, phone=phone, form=form, desk=HOMES[account.role])


def _change_password(account: Account, form: PasswordForm) -> None:
    name = throttle.by_name("password", str(account.id))
    tries = throttle.note_try(name)
    services.change_password(account, form.old.data, form.password.data)
    throttle.strike_out(tries, name)


def _wanted_role() -> str:
    return Role.SELLER if request.args.get("role") == Role.SELLER else Role.BUYER


def _new_account(form: RegisterForm) -> Account:
    throttle.note_try(throttle.by_address("register", request.remote_addr, free=60))
    return services.create_account(
        Role(form.role.data),
        form.display_name.data,
        identifiers.read(form.identifier.data),
        form.password.data,
        locale=form.locale.data,
    )
