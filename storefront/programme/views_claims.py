"""What waits for an officer: claims that have no assistant."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from storefront.accounts.acting import current_actor
from storefront.fields import submitted
from storefront.graduation import decisions, waiting
from storefront.graduation.mine import district_and_regency
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import AssistantForm, assistant_form


@bp.get("/claims")
def claims() -> Answer:
    """Claims that have no assistant yet."""
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


def _claims_page(form: AssistantForm) -> str:
    found = waiting.waiting_for(current_actor())
    places = {one.id: district_and_regency(one.district_code) for one in found}
    return render_template("programme/claims.html", claims=found, places=places, form=form)
