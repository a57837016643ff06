"""Looking through the graduation records."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from storefront.accounts.acting import current_actor
from storefront.fields import submitted
from storefront.programme import records as found
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import NikForm

LAST_PAGE = 10_000


@bp.get("/records")
def records() -> Answer:
    """The list, narrowed by name and place."""
    return _list_page(NikForm(formdata=None))


@bp.post("/records")
def find_by_nik() -> Answer:
    """Go to the record with an identity number, which travels in the body and never in an address."""
    form = NikForm()
    reference = submitted(form, lambda: found.reference_of(form.nik.data))
    if reference is False:
        return _list_page(form), 422
    if reference is None:
        flash(_("Tidak ada catatan dengan NIK itu."), "look")
        return redirect(url_for(".records"), 303)
    return redirect(url_for(".record", reference=reference), 303)


@bp.get("/records/<reference>")
def record(reference: str) -> Answer:
    """One record; that it was opened is noted for the seller to see."""
    details = found.opened(current_actor(), reference) or abort(404)
    return render_template("programme/record.html", details=details)


def _list_page(form: NikForm) -> str:
    name, place = request.args.get("name", "")[:100], request.args.get("place", "")[:100]
    number = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    page = found.find(name, place, number)
    words: dict[str, Any] = {"name": name or None, "place": place or None}
    return render_template(
        "programme/records.html",
        form=form,
        page=page,
        name=name,
        place=place,
        previous=url_for(".records", page=number - 1, **words) if number > 1 else None,
        next=url_for(".records", page=number + 1, **words) if page.has_more else None,
    )
