"""Deciding what officers alone decide: two sellers and one record, and a record that an assistant entered."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from products.actor import Actor
from products.errors import Refusal
from storefront.accounts.acting import current_actor
from storefront.fields import submitted
from storefront.graduation.claiming import cases, verifying, waiting
from storefront.graduation.claiming.case_sides import case_page
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import Claim, GraduationRecord
from storefront.graduation.showing import district_and_regency, graduation_day, masked_nik
from storefront.language import in_words
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import DecisionForm

Decide = Callable[[Actor, Claim, str], None]


@bp.get("/cases/<reference>")
def case(reference: str) -> Answer:
    """Both shops side by side; both sellers can read that it was opened, once the record is theirs."""
    return _case_page(_case(reference), DecisionForm())


@bp.post("/cases/<reference>/keeping")
def keep_first(reference: str) -> Answer:
    """The record stays where it is."""
    return _decided(reference, cases.keep_first, _("Catatan tetap di lapak yang pertama."))


@bp.post("/cases/<reference>/move")
def move_link(reference: str) -> Answer:
    """The record goes to the seller who claims it."""
    return _decided(reference, cases.move_link, _("Catatan sudah dipindahkan."))


@bp.get("/declared/<reference>")
def declared_record(reference: str) -> Answer:
    """A record to verify."""
    return _declared_page(_to_verify(reference), DecisionForm())


@bp.post("/declared/<reference>/verification")
def verify(reference: str) -> Answer:
    """It is true."""
    record = _to_verify(reference)
    try:
        verifying.verify(current_actor(), record)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return _declared_page(record, DecisionForm(formdata=None)), 422
    flash(_("Catatan sudah diperiksa dan cocok."), "good")
    return redirect(url_for(".claims", show="declared"), 303)


@bp.post("/declared/<reference>/mismatch")
def say_mismatched(reference: str) -> Answer:
    """It is not so; the assistant reads why."""
    record, form = _to_verify(reference), DecisionForm()
    if submitted(form, lambda: verifying.say_mismatched(current_actor(), record, form.reason.data)) is False:
        return _declared_page(record, form), 422
    flash(_("Tercatat tidak cocok. Pendamping membaca alasannya."), "good")
    return redirect(url_for(".claims", show="declared"), 303)


def _decided(reference: str, decide: Decide, said: str) -> Answer:
    one, form = _case(reference), DecisionForm()
    if submitted(form, lambda: decide(current_actor(), one, form.reason.data)) is False:
        return _case_page(one, form), 422
    flash(said, "good")
    return redirect(url_for(".claims", show="cases"), 303)


def _case_page(one: Claim, form: DecisionForm) -> str:
    record = one.record or abort(404)
    note_look(current_actor(), record.reference, "case")
    return render_template("programme/case.html", page=case_page(one, record), form=form)


def _declared_page(record: GraduationRecord, form: DecisionForm) -> str:
    note_look(current_actor(), record.reference, "verify")
    return render_template(
        "programme/declared.html",
        record=record,
        nik=masked_nik(record),
        place=district_and_regency(record.district_code),
        graduated=graduation_day(record.graduated_on, record.is_day_known),
        form=form,
    )


def _case(reference: str) -> Claim:
    """A case of my area, or 404."""
    return waiting.case_for(current_actor(), reference) or abort(404)


def _to_verify(reference: str) -> GraduationRecord:
    """A record of my area that waits, or 404."""
    return verifying.one_to_verify(current_actor(), reference) or abort(404)
