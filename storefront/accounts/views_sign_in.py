"""Signing in, with its second step, and signing out."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from storefront.accounts import reset, second_step, sign_in
from storefront.accounts.acting import current_account
from storefront.accounts.forms import CodeForm, LoginForm, ResetForm, ResetMailForm
from storefront.accounts.models import Account
from storefront.accounts.sessions import EXPECTED, close_session, expect, expected, home_of, next_step, open_session
from storefront.accounts.views import Answer
from storefront.fields import submitted

bp = Blueprint("sign_in", __name__, url_prefix="/accounts")
FRESH_SECRET = "fresh_secret"  # noqa: S105 - the name of a place in the session


@bp.get("/login")
def login() -> Answer:
    """The form to sign in with."""
    account, wanted = current_account(), request.args.get("next", "")
    if account:
        return redirect(home_of(account, wanted), 303)
    return render_template("accounts/login.html", form=LoginForm(next=wanted))


@bp.post("/login")
def check_password() -> Answer:
    """Check name and password and go on to the next step, or in."""
    form = LoginForm()
    found = submitted(form, lambda: sign_in.authenticate(form.identifier.data, form.password.data, request.remote_addr))
    if found is False:
        return render_template("accounts/login.html", form=form), 422
    expect(found, form.next.data)
    return redirect(url_for(".who") if len(found) > 1 else next_step(found[0]), 303)


@bp.get("/login/who")
def who() -> Answer:
    """A family that shares phone and password says which of its accounts is meant."""
    return render_template("accounts/who.html", accounts=_expected())


@bp.post("/login/who")
def choose_account() -> Answer:
    """Go on with the account that was meant."""
    meant = [one for one in _expected() if str(one.id) == request.form.get("account")]
    return redirect(next_step(meant[0]), 303) if meant else abort(404)


@bp.get("/login/code")
def code() -> Answer:
    """The form for the six digits."""
    _expected()
    return render_template("accounts/code.html", form=CodeForm())


@bp.post("/login/code")
def check_code() -> Answer:
    """Check the six digits and sign in."""
    account, form = _expected()[0], CodeForm()
    if submitted(form, lambda: sign_in.confirm_second_step(account, form.code.data)) is False:
        return render_template("accounts/code.html", form=form), 422
    return redirect(open_session(account, session[EXPECTED]["next"]), 303)


@bp.get("/login/app")
def app() -> Answer:
    """Show the secret that goes into the app, to an account that needs one and has none."""
    account = _without_app()
    secret = session.setdefault(FRESH_SECRET, second_step.new_secret())
    return _app_page(account, CodeForm(), secret)


@bp.post("/login/app")
def set_up_app() -> Answer:
    """The first code from the app proves that it is set up."""
    account, form, secret = _without_app(), CodeForm(), session.get(FRESH_SECRET, "")
    if submitted(form, lambda: sign_in.set_up_second_step(account, secret, form.code.data)) is False:
        return _app_page(account, form, secret), 422
    return redirect(open_session(account, session[EXPECTED]["next"]), 303)


@bp.post("/logout")
def logout() -> Answer:
    """Sign out, here and everywhere."""
    account = current_account()
    if account:
        close_session(account)
        flash(_("Anda sudah keluar. Sampai jumpa."), "good")
    return redirect("/", 303)


@bp.get("/reset")
def forgotten() -> Answer:
    """The form for a code and a new password."""
    return render_template("accounts/reset.html", form=ResetForm())


@bp.post("/reset")
def redeem() -> Answer:
    """Replace the password with a code."""
    form = ResetForm()
    done = submitted(
        form,
        lambda: reset.redeem(form.identifier.data, form.code.data, form.password.data, request.remote_addr),
    )
    if done is False:
        return render_template("accounts/reset.html", form=form), 422
    flash(_("Kata sandi baru sudah berlaku. Silakan masuk."), "good")
    return redirect(url_for(".login"), 303)


@bp.get("/reset/mail")
def ask_for_mail() -> Answer:
    """The form that asks where to mail a code."""
    return render_template("accounts/reset_mail.html", form=ResetMailForm())


@bp.post("/reset/mail")
def mail_code() -> Answer:
    """Mail a code; the answer is the same whether or not the address is known."""
    form = ResetMailForm()
    if submitted(form, lambda: reset.mail_reset_code(form.identifier.data, request.remote_addr)) is False:
        return render_template("accounts/reset_mail.html", form=form), 422
    flash(_("Bila alamat itu punya akun, kodenya sedang dikirim. Lihat juga kotak spam."), "info")
    return redirect(url_for(".forgotten"), 303)


def _expected() -> list[Account]:
    """Whose password was right a moment ago; nobody's sends back to the start."""
    return expected() or abort(redirect(url_for(".login"), 303))


def _without_app() -> Account:
    account = _expected()[0]
    return account if account.totp_secret is None else abort(404)


def _app_page(account: Account, form: CodeForm, secret: str) -> str:
    picture = second_step.picture(account, secret, current_app.config["SETTINGS"].brand)
    return render_template("accounts/app.html", form=form, secret=secret, picture=picture)
