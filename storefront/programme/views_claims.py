"""What waits for an officer: claims without an assistant, cases, and records to verify; each of her own area."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from storefront.accounts.acting import current_actor
from storefront.fields import submitted, told
from storefront.graduation.claiming import decisions, pauses, verifying, waiting
from storefront.graduation.looking.looks import note_looks
from storefront.graduation.models import ClaimPause, GraduationRecord, RecordSource
from storefront.graduation.showing import district_and_regency
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import AssistantForm, assistant_form
from storefront.programme.waiting import lists


@dataclass(frozen=True, slots=True)
class Entered:
    """A record that an assistant has entered, in the list of those to verify."""

    reference: str
    name: str
    shop: str
    place: str
    by: str
    is_in_a_file: bool


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
    one = _pause(pause_id)
    told(lambda: pauses.mark_seen(current_actor(), one), _("Tercatat. Penjual ini Anda bantu."))
    return redirect(url_for(".claims"), 303)


@bp.post("/pauses/<int:pause_id>/opening")
def open_pause(pause_id: int) -> Answer:
    """We have spoken: she may try again now."""
    one = _pause(pause_id)
    name = one.seller.maker or one.seller.name
    told(lambda: pauses.open_again(current_actor(), one), _("%(name)s bisa mencoba lagi sekarang.", name=name))
    return redirect(url_for(".claims"), 303)


def _claims_page(form: AssistantForm) -> str:
    found = waiting.waiting_for(current_actor())
    places = {one.id: district_and_regency(one.district_code) for one in found}
    return _page("alone", claims=found, places=places, form=form, paused=pauses.pauses_for(current_actor()))


def _declared_page() -> str:
    rows = [_entered(one) for one in verifying.to_verify(current_actor())]
    note_looks(current_actor(), [one.reference for one in rows], "list")
    return _page("declared", records=rows)


def _entered(record: GraduationRecord) -> Entered:
    return Entered(
        reference=record.reference,
        name=record.name,
        shop=record.seller.name if record.seller else "",
        place=district_and_regency(record.district_code),
        by=record.assistant.display_name if record.assistant else "",
        is_in_a_file=record.source is RecordSource.IMPORTED,
    )


def _page(show: str, **found: object) -> str:
    return render_template(f"programme/claims_{show}.html", show=show, waiting=lists(current_actor()), **found)


def _pause(pause_id: int) -> ClaimPause:
    """A pause of a seller of my area, or 404."""
    return pauses.pause_for(current_actor(), pause_id) or abort(404)
