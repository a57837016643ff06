"""The pages of an order, for the buyer who placed it. To everybody else there is no such order."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.actor import Actor, Role
from products.errors import Refusal
from storefront.accounts.acting import current_account, is_in_care
from storefront.accounts.throttle import TooSoon
from storefront.language import in_words
from storefront.orders import services as orders
from storefront.orders.access import grant, opened_order, order_by_link
from storefront.orders.hiding import is_hidden
from storefront.orders.models import Order, Parcel
from storefront.orders.places import label
from storefront.payments import receipts
from storefront.payments import services as payments
from storefront.phones import national
from storefront.tracking.finding import find_order
from storefront.tracking.forms import ComplaintForm, FindForm, ReceiptForm
from storefront.tracking.page import orders_here, parcels_of

bp = Blueprint("orders", __name__)

Answer = str | Response | tuple[str, int]


@bp.get("/orders")
def mine() -> str:
    """The orders of this account, and those opened in this browser."""
    return render_template("tracking/orders.html", orders=orders_here())


@bp.route("/orders/find", methods=["GET", "POST"])
def find() -> Answer:
    """An order by its number and phone, for a buyer who has lost her link."""
    form = FindForm()
    if not form.validate_on_submit():
        return render_template("tracking/find.html", form=form), 422 if form.errors else 200
    try:
        found = find_order(form.number.data, form.phone.data, request.remote_addr)
    except TooSoon as too_soon:
        minutes = -(-too_soon.seconds // 60)
        sentence = _("Terlalu banyak percobaan. Tunggu %(minutes)s menit, lalu coba lagi.", minutes=minutes)
        return render_template("tracking/find.html", form=form, sentence=sentence), 429
    except Refusal as refusal:
        return render_template("tracking/find.html", form=form, sentence=in_words(refusal)), 422
    grant(found)
    return redirect(url_for("orders.order", number=found.number), 303)


@bp.get("/orders/<number>")
def order(number: str) -> Answer:
    """One order. The link in a mail carries a token, which is exchanged for a grant and leaves the address bar."""
    by_link = order_by_link(number, request.args.get("t", ""))
    if by_link is not None:
        grant(by_link)
        return redirect(url_for("orders.order", number=number), 303)
    return _page(_opened(number), ReceiptForm())


@bp.post("/orders/<number>/parcels/<int:parcel_id>/receipt")
def send_receipt(number: str, parcel_id: int) -> Answer:
    """The buyer shows the photo of her transfer."""
    placed = _opened(number)
    parcel = _parcel(placed, parcel_id)
    form = ReceiptForm()
    try:
        if not form.validate():
            return _page(placed, form, parcel_id), 422
        key = receipts.take_receipt(form.photo.data.stream, form.photo.data.filename or "")
        payments.claim_payment(_buyer(), parcel, key)
    except Refusal as refusal:
        form.photo.errors = [in_words(refusal)]
        return _page(placed, form, parcel_id), 422
    flash(_("Bukti transfer sudah dikirim ke penjual."), "good")
    return _back(number)


@bp.get("/orders/<number>/parcels/<int:parcel_id>/receipt")
def receipt(number: str, parcel_id: int) -> Response:
    """The photo of the receipt, for the buyer, the shop and her assistant."""
    parcel = orders.find_parcel(number, parcel_id) or abort(404)
    if opened_order(number) is None and not _is_shown_to_shop(parcel):
        abort(404)
    path = receipts.receipt_file(payments.payment_of(parcel).receipt_key) or abort(404)
    response = Response(path.read_bytes(), mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/orders/<number>/parcels/<int:parcel_id>/cancellation")
def cancel(number: str, parcel_id: int) -> Response:
    """The buyer changes her mind before it is packed."""
    return _do(number, parcel_id, payments.cancel, _("Pesanan dibatalkan."))


@bp.post("/orders/<number>/parcels/<int:parcel_id>/arrival")
def arrived(number: str, parcel_id: int) -> Response:
    """The buyer says that it has arrived."""
    return _do(number, parcel_id, payments.mark_delivered, _("Terima kasih, sudah dicatat sampai."))


@bp.post("/orders/<number>/parcels/<int:parcel_id>/completion")
def complete(number: str, parcel_id: int) -> Response:
    """The buyer says that all is well."""
    return _do(number, parcel_id, orders.complete, _("Terima kasih. Pesanan selesai."))


@bp.route("/orders/<number>/parcels/<int:parcel_id>/complaint", methods=["GET", "POST"])
def complaint(number: str, parcel_id: int) -> Answer:
    """The buyer says what is wrong with what arrived."""
    parcel = _parcel(_opened(number), parcel_id)
    form = ComplaintForm()
    if not form.validate_on_submit():
        code = 422 if form.errors else 200
        return render_template("tracking/complaint.html", form=form, parcel=parcel, number=number), code
    return _do(
        number,
        parcel_id,
        lambda actor, one: orders.complain(actor, one, form.text.data),
        _("Keluhan Anda sudah diteruskan ke penjual."),
    )


def _opened(number: str) -> Order:
    return opened_order(number) or abort(404)


def _parcel(placed: Order, parcel_id: int) -> Parcel:
    return next((one for one in placed.parcels if one.id == parcel_id), None) or abort(404)


def _buyer() -> Actor:
    account = current_account()
    return Actor(Role.BUYER, account.id if account else None)


def _is_shown_to_shop(parcel: Parcel) -> bool:
    """Whether the shop at hand is this parcel's, and still to know who bought."""
    return _is_of_shop(parcel.seller_id) and not is_hidden(parcel.state, parcel.changed_at)


def _is_of_shop(seller_id: int) -> bool:
    account = current_account()
    if account is None:
        return False
    own = account.role is Role.SELLER and account.seller_id == seller_id
    return own or (account.role is Role.ASSISTANT and is_in_care(account.id, seller_id))


def _do(number: str, parcel_id: int, deed: Callable[[Actor, Parcel], object], said: str) -> Response:
    """One deed of the buyer, and back to the page with what came of it."""
    try:
        deed(_buyer(), _parcel(_opened(number), parcel_id))
        flash(said, "good")
    except Refusal as refusal:
        flash(in_words(refusal), "look")
    return _back(number)


def _back(number: str) -> Response:
    return redirect(url_for("orders.order", number=number), 303)


def _page(placed: Order, form: ReceiptForm, of_parcel: int | None = None) -> str:
    parcels = parcels_of(placed)
    codes_idr = sum(one.payment.unique_code_idr for one in parcels)
    return render_template(
        "tracking/order.html",
        order=placed,
        phone=national(placed.contact_phone),
        parcels=parcels,
        codes_idr=codes_idr,
        due_idr=placed.total_idr + codes_idr,
        place=label(placed.regency_code) if placed.regency_code else "",
        form=form,
        form_of=of_parcel,
    )
