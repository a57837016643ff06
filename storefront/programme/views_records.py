"""Looking through the graduation records of an area, and putting one right."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from products import regions
from storefront.accounts.acting import current_actor
from storefront.fields import submitted
from storefront.graduation import corrections
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import GraduationRecord, RecordState
from storefront.graduation.words import words
from storefront.programme import records as found
from storefront.programme import verdicts
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import CorrectionForm, DistrictForm, KindForm, NikForm, StateForm
from storefront.programme.record_page import LABELS, opened, record_in, said
from storefront.programme.scope import my_area

FORMS: dict[str, type[CorrectionForm]] = {"kind": KindForm, "district_code": DistrictForm}


@bp.get("/records")
def records() -> Answer:
    """The list, narrowed by name and place; every record on it is noted."""
    return _list_page(NikForm(formdata=None))


@bp.post("/records")
def find_by_nik() -> Answer:
    """Go to the record with an identity number, which travels in the body and never in an address."""
    form = NikForm()
    reference = submitted(form, lambda: found.reference_of(current_actor(), my_area(), form.nik.data))
    if reference is False:
        return _list_page(form), 422
    if reference is None:
        flash(_("Tidak ada catatan dengan NIK itu."), "look")
        return redirect(url_for(".records"), 303)
    return redirect(url_for(".record", reference=reference), 303)


@bp.get("/records/<reference>")
def record(reference: str) -> Answer:
    """One record; that it was opened is noted for the seller to see."""
    details = opened(current_actor(), mine(reference))
    return render_template("programme/record.html", details=details, labels=LABELS)


@bp.get("/records/<reference>/state")
def state(reference: str) -> Answer:
    """What the record may become, and why."""
    return _state_page(mine(reference))


@bp.post("/records/<reference>/state")
def decide(reference: str) -> Answer:
    """Call it another seller's, revoke it, or open it again."""
    one = mine(reference)
    form = _state_form(one)
    act = lambda: verdicts.decide(current_actor(), one, RecordState(form.state.data), form.reason.data)  # noqa: E731
    if submitted(form, act) is False:
        return _state_page(one, form), 422
    flash(_("Keadaan catatan diubah."), "good")
    return redirect(url_for(".record", reference=reference), 303)


@bp.get("/records/<reference>/correction/<field>")
def correction(reference: str, field: str) -> Answer:
    """What a field says, to be put right."""
    one = mine(reference)
    return _correction_page(one, field, _correction_form(one, field))


@bp.post("/records/<reference>/correction/<field>")
def correct(reference: str, field: str) -> Answer:
    """Put a field right."""
    one = mine(reference)
    form = _correction_form(one, field)
    act = lambda: corrections.apply(current_actor(), one, field, form.value.data or "", form.reason.data)  # noqa: E731
    if submitted(form, act) is False:
        return _correction_page(one, field, form), 422
    flash(_("%(field)s sudah diperbaiki.", field=LABELS[field]), "good")
    return redirect(url_for(".record", reference=reference), 303)


def mine(reference: str) -> GraduationRecord:
    """A record of my area, or 404."""
    return record_in(my_area(), reference) or abort(404)


def _list_page(form: NikForm) -> str:
    name, place = request.args.get("name", "")[:100], request.args.get("place", "")[:100]
    number = min(max(request.args.get("page", 1, type=int), 1), found.LAST_PAGE)
    page = found.find(current_actor(), my_area(), name, place, number)
    asked: dict[str, Any] = {"name": name or None, "place": place or None}
    return render_template(
        "programme/records.html",
        form=form,
        page=page,
        name=name,
        place=place,
        is_nation=my_area().is_nation,
        previous=url_for(".records", page=number - 1, **asked) if number > 1 else None,
        next=url_for(".records", page=number + 1, **asked) if page.has_more else None,
    )


def _state_form(one: GraduationRecord) -> StateForm:
    form = StateForm()
    form.state.choices = [SelectChoice(to.value, words(to, "record")) for to in verdicts.choices_for(one)]
    return form


def _state_page(one: GraduationRecord, form: StateForm | None = None) -> str:
    note_look(current_actor(), one.reference, "open")
    return render_template("programme/record_state.html", record=one, form=form or _state_form(one))


def _correction_form(one: GraduationRecord, field: str) -> CorrectionForm:
    if field not in corrections.FIELDS:
        abort(404)
    form = FORMS.get(field, CorrectionForm)(value=corrections.written(one, field))
    form.value.label.text = LABELS[field]
    if field == "district_code":
        districts = regions.districts(_regency(one).code)
        form.value.choices = [SelectChoice(district.code, district.name) for district in districts]
    return form


def _correction_page(one: GraduationRecord, field: str, form: CorrectionForm) -> str:
    note_look(current_actor(), one.reference, "open")
    area = my_area()
    return render_template(
        "programme/record_correction.html",
        record=one,
        field=field,
        form=form,
        now=said(field, corrections.written(one, field)),
        regency=_regency(one),
        regencies=regions.regencies_by_province(
            one for one in regions.provinces() if field == "district_code" and area.covers(one.code)
        ),
    )


def _regency(one: GraduationRecord) -> regions.Region:
    """The regency whose districts are offered: the record's, unless another one of my area was chosen."""
    chosen = request.args.get("regency", "")
    is_mine = regions.is_regency(chosen) and my_area().covers(chosen)
    return regions.regency(chosen) if is_mine else regions.regency_of(one.district_code)
