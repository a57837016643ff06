"""What waits for an officer: claims without an assistant, cases, and records to verify; each of her own area."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from storefront.accounts.acting import current_actor
from storefront.fields import submitted
from storefront.graduation import decisions, declared, pauses, waiting
from storefront.graduation.looks import note_looks
from storefront.graduation.mine import district_and_regency
from storefront.graduation.models import ClaimPause
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import AssistantForm, assistant_form


@bp.get("/claims")
def claims() -> Answer:
    """One of the three lists; ``show`` says which, and without it the first."""
    match request.args.get("show"):
        case "cases":
            return _page("cases", cases=waiting.cases_for(current_actor()))
        case "declared":
            return _declared_page()
        case _:
            return _claims_page(assistant_form())


@bp.post("/claims/<reference>")
def hand_claim(reference: str) -> Answer:
    """Give a claim to an assistant."""
    one = waiting.claim_for(current_actor(), reference) or abort(404)
    form = assistant_form()
    if submitted(form, lambda: decisions.hand_to(current_actor(), one, form.assistant.data)) is False:
        return _claims_page(form), 422
    flash(_("Permintaan diberikan kepada pendamping."), "good")
    return redirect(url_for(".claims"), 303)


@bp.post("/pauses/<int:pause_id>/seen")
def take_up_pause(pause_id: int) -> Answer:
    """I take it up: it leaves the lists of what waits."""
    pauses.mark_seen(current_actor(), _pause(pause_id))
    flash(_("Tercatat. Penjual ini Anda bantu."), "good")
    return redirect(url_for(".claims"), 303)


@bp.post("/pauses/<int:pause_id>/opening")
def open_pause(pause_id: int) -> Answer:
    """We have spoken: she may try again now."""
    one = _pause(pause_id)
    pauses.open_again(current_actor(), one)
    flash(_("%(name)s bisa mencoba lagi sekarang.", name=one.seller.maker or one.seller.name), "good")
    return redirect(url_for(".claims"), 303)


def _claims_page(form: AssistantForm) -> str:
    found = waiting.waiting_for(current_actor())
    places = {one.id: district_and_regency(one.district_code) for one in found}
    return _page("alone", claims=found, places=places, form=form, paused=pauses.pauses_for(current_actor()))


def _declared_page() -> str:
    found = declared.to_verify(current_actor())
    note_looks(current_actor(), [one.reference for one in found], "list")
    places = {one.id: district_and_regency(one.district_code) for one in found}
    return _page("declared", records=found, places=places)


def _page(show: str, **lists: object) -> str:
    actor = current_actor()
    counts = {
        "alone": waiting.count_waiting_for(actor),
        "cases": waiting.count_cases_for(actor),
        "declared": declared.count_to_verify(actor),
    }
    return render_template(f"programme/claims_{show}.html", show=show, waiting=counts, **lists)


def _pause(pause_id: int) -> ClaimPause:
    """A pause of a seller of my area, or 404."""
    return pauses.pause_for(current_actor(), pause_id) or abort(404)
