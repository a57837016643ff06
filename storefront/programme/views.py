"""The caseloads, and the jobs that are stuck."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from products.actor import Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.fields import submitted
from storefront.graduation.caseload import sellers_of, take_into_care
from storefront.outbox import queue
from storefront.programme import overview, views_claims, views_home, views_imports, views_listings, views_records
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import AssistantForm, assistant_form

PAGES = (views_claims, views_home, views_imports, views_listings, views_records)
__all__ = ["bp"]


@bp.get("/caseloads")
def caseloads() -> Answer:
    """Every assistant and what she has to do, and the sellers nobody cares for."""
    return _caseloads_page(assistant_form())


@bp.get("/caseloads/<int:assistant_id>")
def caseload(assistant_id: int) -> Answer:
    """The sellers in one assistant's care."""
    assistant = db.session.query(Account).filter_by(id=assistant_id, role=Role.ASSISTANT).one_or_none() or abort(404)
    return render_template(
        "programme/caseload.html", assistant=assistant, sellers=sellers_of(assistant.id), form=assistant_form()
    )


@bp.post("/sellers/<slug>/care")
def hand_over(slug: str) -> Answer:
    """Put a seller into an assistant's care; whoever cared for her before stops at this moment."""
    seller = db.session.query(Seller).filter_by(slug=slug).one_or_none() or abort(404)
    form = assistant_form()
    if submitted(form, lambda: take_into_care(form.assistant.data, seller.id)) is False:
        return _caseloads_page(form), 422
    flash(_("%(shop)s sekarang punya pendamping yang Anda pilih.", shop=seller.name), "good")
    return redirect(url_for(".caseload", assistant_id=form.assistant.data), 303)


@bp.get("/jobs")
def jobs() -> Answer:
    """Jobs that were tried often enough and wait for a person."""
    return render_template("programme/jobs.html", jobs=overview.dead_jobs())


@bp.post("/jobs/<int:job_id>/requeue")
def requeue(job_id: int) -> Answer:
    """Try a job again."""
    if not queue.requeue(job_id):
        abort(404)
    flash(_("Pekerjaan dicoba lagi. Muat ulang halaman sebentar lagi."), "good")
    return redirect(url_for(".jobs"), 303)


def _caseloads_page(form: AssistantForm) -> str:
    lonely = overview.sellers_without_care()
    return render_template("programme/caseloads.html", caseloads=overview.caseloads(), lonely=lonely, form=form)
