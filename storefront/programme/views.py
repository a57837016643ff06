"""The caseloads, offering a seller to an assistant, and the jobs that are stuck."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from products import regions
from products.database import db
from products.models import Seller
from storefront.accounts.acting import current_actor
from storefront.accounts.models import Account
from storefront.fields import submitted
from storefront.graduation.caring import offer_lists, offers
from storefront.graduation.caring.caseload import assistant_of, sellers_of
from storefront.graduation.forms import OfferForm, offer_form
from storefront.outbox import queue
from storefront.programme import (
    carers,
    overview,
    views_cases,
    views_claims,
    views_home,
    views_imports,
    views_listings,
    views_number,
    views_records,
    views_staff,
)
from storefront.programme.blueprint import Answer, bp
from storefront.programme.offer_page import told
from storefront.programme.reporting import views_figures, views_wages
from storefront.programme.scope import my_area, nation_only

PAGES = (
    views_cases,
    views_claims,
    views_figures,
    views_home,
    views_imports,
    views_listings,
    views_number,
    views_records,
    views_staff,
    views_wages,
)
__all__ = ["bp"]


@bp.get("/caseloads")
def caseloads() -> Answer:
    """Every assistant of my area and what she has to do, and the sellers nobody cares for."""
    lonely = carers.sellers_without_care(my_area())
    offered = offer_lists.open_offers([one.id for one in lonely])
    return render_template(
        "programme/caseloads.html", caseloads=carers.carers(my_area()), lonely=lonely, offered=offered
    )


@bp.get("/caseloads/<int:assistant_id>")
def caseload(assistant_id: int) -> Answer:
    """The sellers in one assistant's care."""
    assistant = carers.assistant(my_area(), assistant_id) or abort(404)
    sellers = sellers_of(assistant.id, my_area())
    offered = offer_lists.open_offers([one.id for one in sellers])
    return render_template("programme/caseload.html", assistant=assistant, sellers=sellers, offered=offered)


@bp.get("/sellers/<slug>/offer")
def offer_seller(slug: str) -> Answer:
    """Whom to offer her to, and what became of earlier offers."""
    seller = _seller(slug)
    return _offer_page(seller, _offer_form(seller))


@bp.post("/sellers/<slug>/offer")
def send_offer(slug: str) -> Answer:
    """Ask an assistant to take her over; until she says yes nothing changes."""
    seller = _seller(slug)
    form = _offer_form(seller)
    done = submitted(form, lambda: offers.offer(current_actor(), seller.id, form.assistant.data, form.note.data or ""))
    if done is False:
        return _offer_page(seller, form), 422
    flash(_("Tawaran terkirim. %(shop)s berpindah setelah diterima.", shop=seller.name), "good")
    return redirect(url_for(".offer_seller", slug=slug), 303)


@bp.post("/sellers/<slug>/offer/withdrawal")
def withdraw_offer(slug: str) -> Answer:
    """Take an offer back that nobody has answered yet."""
    seller = _seller(slug)
    waiting = offer_lists.open_offers([seller.id]).get(seller.id) or abort(404)
    offers.take_back(current_actor(), waiting.id)
    flash(_("Tawaran ditarik kembali."), "good")
    return redirect(url_for(".offer_seller", slug=slug), 303)


@bp.get("/jobs")
def jobs() -> Answer:
    """Jobs that were tried often enough and wait for a person."""
    nation_only()
    return render_template("programme/jobs.html", jobs=overview.dead_jobs())


@bp.post("/jobs/<int:job_id>/requeue")
def requeue(job_id: int) -> Answer:
    """Try a job again."""
    nation_only()
    if not queue.requeue(job_id):
        abort(404)
    flash(_("Pekerjaan dicoba lagi. Muat ulang halaman sebentar lagi."), "good")
    return redirect(url_for(".jobs"), 303)


def _seller(slug: str) -> Seller:
    """A shop of my area that the programme knows, or 404."""
    return carers.seller_in(my_area(), slug) or abort(404)


def _carer(seller_id: int) -> Account | None:
    carer = assistant_of(seller_id)
    return db.session.get(Account, carer) if carer else None


def _offer_form(seller: Seller) -> OfferForm:
    return offer_form(offer_lists.receivers(my_area(), assistant_of(seller.id)))


def _offer_page(seller: Seller, form: OfferForm) -> str:
    past = offer_lists.offers_of(seller.id)
    waiting = next((one for one in past if one.answered_at is None), None)
    return render_template(
        "programme/caseload_offer.html",
        seller=seller,
        place=regions.place_name(seller.regency_code),
        carer=_carer(seller.id),
        waiting=waiting,
        past=told(past),
        form=form,
    )
