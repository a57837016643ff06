"""The whole number of a record: asked for with a reason, shown once in the answer itself, kept nowhere on the way."""

from __future__ import annotations

from flask import make_response, render_template
from werkzeug.wrappers import Response

from storefront.accounts.acting import current_actor, my_account
from storefront.fields import submitted
from storefront.graduation.forms import NumberForm
from storefront.graduation.looking import whole_number
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import GraduationRecord
from storefront.graduation.showing import masked_nik
from storefront.programme.blueprint import Answer, bp
from storefront.programme.scope import nation_only
from storefront.programme.views_records import mine


@bp.get("/records/<reference>/number")
def number(reference: str) -> Answer:
    """The question: what for?"""
    return _question(mine(reference), NumberForm())


@bp.post("/records/<reference>/number")
def see_number(reference: str) -> Answer | Response:
    """The number, once; its owner reads that it was seen and why."""
    one, form = mine(reference), NumberForm()
    nik = submitted(
        form,
        lambda: whole_number.of_record(current_actor(), one, "open", form.because.data, form.own_words.data or ""),
    )
    if nik is False:
        return _question(one, form), 422
    response = make_response(render_template("programme/number.html", record=one, nik=nik))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/numbers")
def numbers() -> Answer:
    """Who saw numbers whole and why, for the officers of the nation."""
    nation_only()
    return render_template(
        "programme/numbers.html", looks=whole_number.recent(), at_their_limit=whole_number.at_their_limit()
    )


def _question(one: GraduationRecord, form: NumberForm) -> str:
    note_look(current_actor(), one.reference, "open")
    left = whole_number.left_today(my_account().id)
    return render_template("programme/number_ask.html", record=one, masked=masked_nik(one), form=form, left=left)
