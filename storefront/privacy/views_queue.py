"""The officers' side of requests: what waits, with the time that is left, and a page to answer each.

The pages stand in the programme's own desk and under its guard (``programme.blueprint``).
"""

from __future__ import annotations

from flask import Flask, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from storefront.accounts.acting import current_actor
from storefront.fields import submitted
from storefront.graduation.links import record_of
from storefront.graduation.looking.looks import note_look
from storefront.orders.parcel import LABELS
from storefront.privacy import closing, correcting, erasure, queue, requests
from storefront.privacy.due import by_when, time_left
from storefront.privacy.forms import AnswerForm
from storefront.privacy.models import DataRequest, RequestKind, RequestState
from storefront.privacy.words import RECORD_FIELDS, TONES, about_words, kind_words, state_words
from storefront.programme.blueprint import Answer, bp
from storefront.programme.scope import my_area
from storefront.programme.waiting import lists

SHOWN_WORDS = {"kind": kind_words, "state": state_words, "about": about_words}


def init_app(app: Flask) -> None:
    """Let the desk's tabs say ``{{ requests_waiting() }}``: they lie below this area and cannot ask it."""
    app.jinja_env.globals["requests_waiting"] = lambda: queue.waiting_count(my_area())


@bp.get("/requests", endpoint="requests")
def waiting() -> Answer:
    """What waits in my area, whoever is due first, and what was answered."""
    area = my_area()
    return render_template(
        "privacy/queue.html",
        lists_waiting=lists(current_actor()),
        waiting=[(one, time_left(one.due_at), by_when(one.due_at)) for one in queue.waiting(area)],
        answered=queue.answered(area),
        words=SHOWN_WORDS,
        tones=TONES,
    )


@bp.get("/requests/<reference>")
def request_details(reference: str) -> Answer:
    """One request and what can be said to it."""
    asked = _mine(reference)
    return _page(asked, AnswerForm(formdata=None, value=correcting.value_now(asked)))


@bp.post("/requests/<reference>/fulfilment")
def fulfil_request(reference: str) -> Answer:
    """What was asked is done."""
    asked, form = _mine(reference), AnswerForm()
    if asked.kind is RequestKind.DELETE:
        erasure.erase(current_actor(), asked)
    elif submitted(form, lambda: _fulfil(asked, form)) is False:
        return _page(asked, form), 422
    return _answered(_("Sudah dikerjakan, dan pemohon diberi tahu."))


@bp.post("/requests/<reference>/refusal")
def decline_request(reference: str) -> Answer:
    """What was asked cannot be, for a reason that she reads."""
    asked, form = _mine(reference), AnswerForm()
    if submitted(form, lambda: _decline(asked, form)) is False:
        return _page(asked, form), 422
    return _answered(_("Jawaban dikirim kepada pemohon."))


def _mine(reference: str) -> DataRequest:
    return queue.request_in(my_area(), reference) or abort(404)


def _fulfil(asked: DataRequest, form: AnswerForm) -> bool:
    if asked.kind is RequestKind.CORRECT:
        correcting.correct(current_actor(), asked, form.value.data or "", form.answer.data)
    else:
        requests.fulfil(current_actor(), asked, form.answer.data)
    return True


def _decline(asked: DataRequest, form: AnswerForm) -> bool:
    closing.decline(current_actor(), asked, form.answer.data)
    return True


def _answered(words: str) -> Answer:
    flash(words, "good")
    return redirect(url_for(".requests"), 303)


def _page(asked: DataRequest, form: AnswerForm) -> str:
    """The page; what it shows of a record is noted for its owner."""
    record = record_of(asked.seller_id) if asked.seller_id and asked.field in RECORD_FIELDS else None
    if record:
        note_look(current_actor(), record.reference, "request")
    is_deletion = asked.kind is RequestKind.DELETE and asked.state is RequestState.OPEN
    parcels = erasure.open_parcels_of(asked.account) if is_deletion else ()
    return render_template(
        "privacy/request.html",
        asked=asked,
        left=time_left(asked.due_at),
        when=by_when(asked.due_at),
        form=form,
        now=correcting.value_now(asked),
        is_applied=correcting.is_applied_here(asked.field),
        parcels=[(one, _(LABELS[one.state])) for one in parcels],
        words=SHOWN_WORDS,
        tones=TONES,
    )
