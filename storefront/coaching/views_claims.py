"""Claims on graduation records: compared side by side, confirmed with two taps, or declined with a reason."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.errors import Refusal
from storefront.accounts.guards import assistant_required
from storefront.coaching.blueprint import bp
from storefront.coaching.claim_page import claim_page
from storefront.coaching.forms import DeclineForm
from storefront.coaching.scope import myself
from storefront.coaching.today import claim_lines
from storefront.fields import submitted
from storefront.graduation.claiming import decisions, pauses, waiting
from storefront.graduation.looking.looks import note_look
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
    one = _mine(reference)
    try:
        found = decisions.look_again(myself(), one)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return _page(one, DeclineForm(formdata=None), 422)
    if not found:
        flash(_("Belum ada catatan yang cocok."), "look")
    is_mine_still = waiting.claim_for(myself(), reference) is not None
    return redirect(url_for("coaching.claim", reference=reference) if is_mine_still else _list(), 303)


@bp.get("/claims/<reference>/confirmation")
@assistant_required
def before_confirming(reference: str) -> Answer:
    """The first tap: what a yes means."""
    one = _mine(reference)
    if not claim_page(one).has_record:
        return redirect(url_for("coaching.claim", reference=reference))
    return render_template("coaching/claim_yes.html", claim=one)


@bp.post("/claims/<reference>/confirmation")
@assistant_required
def confirm(reference: str) -> Answer:
    """The second tap: it is her, and from now on she is in my care. What another seller has got is an officer's."""
    one = _mine(reference)
    try:
        is_linked = decisions.confirm(myself(), one)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return _page(one, DeclineForm(formdata=None), 422)
    if not is_linked:
        flash(_("Ini perlu diputuskan petugas program. Permintaannya sudah kami teruskan."), "look")
        return redirect(_list(), 303)
    flash(_("%(name)s sekarang Anda dampingi.", name=one.name), "good")
    return redirect(url_for("coaching.seller", seller_id=one.seller_id), 303)


@bp.post("/claims/<reference>/refusal")
@assistant_required
def decline(reference: str) -> Answer:
    """It is not her, or not yet sure."""
    one, form = _mine(reference), DeclineForm()
    if submitted(form, lambda: decisions.decline(myself(), one, form.reason.data)) is False:
        return _page(one, form, 422)
    flash(_("Jawaban terkirim. %(name)s bisa mencoba lagi setelah datanya dicek.", name=one.name), "good")
    return redirect(_list(), 303)


def _mine(reference: str) -> Claim:
    """A waiting claim that is mine to see, or 404."""
    return waiting.claim_for(myself(), reference) or abort(404)


def _page(one: Claim, form: DeclineForm, status: int = 200) -> Answer:
    page = claim_page(one)
    if one.record is not None and page.has_record:
        note_look(myself(), one.record.reference, "claim")
    return render_template("coaching/claim.html", page=page, form=form), status


def _list() -> str:
    return url_for("coaching.all_claims")
