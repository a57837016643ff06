"""The whole number in a claim she decides, or of a seller in her care: with a reason, shown once in the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, make_response, render_template, url_for
from werkzeug.wrappers import Response

from storefront.accounts.acting import my_account
from storefront.accounts.guards import assistant_required
from storefront.coaching.blueprint import bp
from storefront.coaching.scope import my_seller, myself
from storefront.fields import submitted
from storefront.graduation import identity
from storefront.graduation.claiming import waiting
from storefront.graduation.forms import NumberForm
from storefront.graduation.links import record_of
from storefront.graduation.looking import whole_number
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import Claim
from storefront.graduation.showing import masked_nik

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that may be asked for: whose it is, what may be seen of it anyway, and how it is had whole."""

    place: str
    back: str
    reference: str
    why: str
    name: str
    masked: str
    whole: Callable[[str, str], str]


@bp.get("/claims/<reference>/number")
@assistant_required
def claim_number(reference: str) -> Answer:
    """The question about the number that a seller wrote into her claim."""
    return _question(_of_claim(reference), NumberForm())


@bp.post("/claims/<reference>/number")
@assistant_required
def see_claim_number(reference: str) -> Answer:
    """That number, once."""
    return _answer(_of_claim(reference))


@bp.get("/sellers/<int:seller_id>/number")
@assistant_required
def seller_number(seller_id: int) -> Answer:
    """The question about the number of a seller in her care."""
    return _question(_of_seller(seller_id), NumberForm())


@bp.post("/sellers/<int:seller_id>/number")
@assistant_required
def see_seller_number(seller_id: int) -> Answer:
    """That number, once."""
    return _answer(_of_seller(seller_id))


def _of_claim(reference: str) -> Number:
    claim: Claim = waiting.claim_for(myself(), reference) or abort(404)
    typed = identity.unseal(claim.nik_sealed, identity.place_of(Claim.__tablename__, claim.reference))
    return Number(
        place="claims",
        back=url_for("coaching.claim", reference=reference),
        reference=claim.reference,
        why="claim",
        name=claim.name,
        masked=identity.masked(typed),
        whole=lambda because, own_words: whole_number.of_claim(myself(), claim, because, own_words),
    )


def _of_seller(seller_id: int) -> Number:
    record = record_of(my_seller(seller_id).id) or abort(404)
    return Number(
        place="sellers",
        back=url_for("coaching.seller", seller_id=seller_id),
        reference=record.reference,
        why="care",
        name=record.name,
        masked=masked_nik(record),
        whole=lambda because, own_words: whole_number.of_record(myself(), record, "care", because, own_words),
    )


def _question(number: Number, form: NumberForm) -> str:
    note_look(myself(), number.reference, number.why)
    left = whole_number.left_today(my_account().id)
    return render_template("coaching/number_ask.html", number=number, form=form, left=left)


def _answer(number: Number) -> Answer:
    form = NumberForm()
    nik = submitted(form, lambda: number.whole(form.because.data, form.own_words.data or ""))
    if nik is False:
        return _question(number, form), 422
    response = make_response(render_template("coaching/number.html", number=number, nik=nik))
    response.headers["Cache-Control"] = "no-store"
    return response
