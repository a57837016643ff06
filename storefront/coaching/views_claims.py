"""Claims on graduation records: compared side by side, confirmed with two taps, or declined with a reason."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.actor import Actor
from products.errors import Refusal
from storefront.accounts.guards import assistant_required
from storefront.coaching.blueprint import bp
from storefront.coaching.claim_page import claim_page
from storefront.coaching.forms import DeclineForm
from storefront.coaching.scope import myself
from storefront.coaching.today import claim_lines
from storefront.fields import submitted
from storefront.graduation.caring.caseload import in_care
from storefront.graduation.claiming import decisions, pauses, waiting
from storefront.graduation.looking.looks import note_looks
from storefront.graduation.models import Claim
from storefront.language import in_words

Answer = str | Response | tuple[str, int]


@bp.get("/claims")
@assistant_required
def all_claims() -> Answer:
    """Claims that wait for her, the oldest first; those an officer decides; and sellers whose way is closed."""
    return render_template(
        "coaching/claims.html",
        lines=claim_lines(myself()),
        cases=waiting.cases_for(myself()),
        paused=pauses.pauses_for(myself()),
    )


@bp.get("/claims/<reference>")
@assistant_required
def claim(reference: str) -> Answer:
    """The claim beside its record; the seller can read that it was opened."""
    return _page(_mine(reference), DeclineForm())


@bp.post("/claims/<reference>/search")
@assistant_required
def look_again(reference: str) -> Answer:
    """Compare with what has been imported since."""
    return _tried(_mine(reference), decisions.look_again, _after_looking)


@bp.get("/claims/<reference>/confirmation")
@assistant_required
def before_confirming(reference: str) -> Answer:
    """The first tap: what a yes means."""
    one = _mine(reference)
    if not claim_page(one, myself().account_id).has_record:
        return redirect(url_for("coaching.claim", reference=reference))
    return render_template("coaching/claim_yes.html", claim=one)


@bp.post("/claims/<reference>/confirmation")
@assistant_required
def confirm(reference: str) -> Answer:
    """The second tap: it is her, and from now on she is in my care. What another seller has got is an officer's."""
    return _tried(_mine(reference), decisions.confirm, _after_confirming)


@bp.post("/claims/<reference>/refusal")
@assistant_required
def decline(reference: str) -> Answer:
    """It is not her, or not yet sure."""
    one, form = _mine(reference), DeclineForm()
    if submitted(form, lambda: decisions.decline(myself(), one, form.reason.data)) is False:
        return _page(one, form, 422)
    flash(_("Jawaban terkirim. %(name)s bisa mencoba lagi setelah datanya dicek.", name=one.name), "good")
    return redirect(_list(), 303)


def _tried(one: Claim, act: Callable[[Actor, Claim], bool], then: Callable[[Claim, bool], Response]) -> Answer:
    """Do it and go on with what came of it; what is refused is said on the claim's own page."""
    try:
        is_so = act(myself(), one)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return _page(one, DeclineForm(formdata=None), 422)
    return then(one, is_so)


def _after_looking(one: Claim, is_found: bool) -> Response:
    if not is_found:
        flash(_("Belum ada catatan yang cocok."), "look")
    is_mine_still = waiting.claim_for(myself(), one.reference) is not None
    return redirect(url_for("coaching.claim", reference=one.reference) if is_mine_still else _list(), 303)


def _after_confirming(one: Claim, is_linked: bool) -> Response:
    if not is_linked:
        flash(_("Ini perlu diputuskan petugas program. Permintaannya sudah kami teruskan."), "look")
        return redirect(_list(), 303)
    if not in_care(myself().account_id or 0, one.seller_id):
        flash(_("%(name)s sudah terhubung. Pendampingnya tetap yang sekarang.", name=one.name), "good")
        return redirect(_list(), 303)
    flash(_("%(name)s sekarang Anda dampingi.", name=one.name), "good")
    return redirect(url_for("coaching.seller", seller_id=one.seller_id), 303)


def _mine(reference: str) -> Claim:
    """A waiting claim that is mine to see, or 404."""
    return waiting.claim_for(myself(), reference) or abort(404)


def _page(one: Claim, form: DeclineForm, status: int = 200) -> Answer:
    """Noted under the claim whatever it met, so that its seller reads the same, and under the record that is shown."""
    page = claim_page(one, myself().account_id)
    shown = [one.record.reference] if one.record is not None and page.has_record else []
    note_looks(myself(), [one.reference, *shown], "claim")
    return render_template("coaching/claim.html", page=page, form=form), status


def _list() -> str:
    return url_for("coaching.all_claims")
