"""The sellers in an assistant's care: the list, one of them, working in her name, and her reset code."""

from __future__ import annotations

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from storefront.accounts.acting import my_account, start_acting
from storefront.accounts.guards import assistant_required
from storefront.accounts.reset import LIFE, give_reset_code
from storefront.coaching.blueprint import bp
from storefront.coaching.forms import SearchForm
from storefront.coaching.scope import my_seller, myself
from storefront.coaching.seller_list import MOST_SHOWN, Order, seller_rows
from storefront.coaching.seller_page import account_of, seller_page
from storefront.language import own_path

Answer = str | Response | tuple[str, int]
DESK = "/selling/"


@bp.get("/sellers")
@assistant_required
def sellers() -> Answer:
    """Her caseload, searched by name; whoever needs a word first, or by name."""
    form = SearchForm(request.args)
    asked = (form.q.data or "").strip() if form.validate() else ""
    order = Order.NAME if request.args.get("sort") == Order.NAME else Order.NEED
    rows = seller_rows(my_account().id, asked, order)
    return render_template("coaching/sellers.html", form=form, asked=asked, rows=rows, most=MOST_SHOWN, order=order)


@bp.get("/sellers/<int:seller_id>")
@assistant_required
def seller(seller_id: int) -> Answer:
    """One seller in her care."""
    return render_template("coaching/seller.html", page=seller_page(my_seller(seller_id), my_account()))


@bp.post("/sellers/<int:seller_id>/acting")
@assistant_required
def act_for(seller_id: int) -> Answer:
    """From now on at the seller's own desk, in her name."""
    start_acting(seller_id)
    wanted = own_path(request.form.get("next", ""))
    return redirect(wanted if wanted.startswith(DESK) else DESK, 303)


@bp.post("/sellers/<int:seller_id>/reset-code")
@assistant_required
def reset_code(seller_id: int) -> Answer:
    """A one-time code to read aloud. It is the answer itself and no redirect, so that it is kept nowhere on the way."""
    shop = my_seller(seller_id)
    account = account_of(shop) or abort(404)
    code = give_reset_code(myself(), account)
    minutes = int(LIFE.total_seconds() // 60)
    page = render_template("coaching/reset_code.html", seller=shop, account=account, code=code, minutes=minutes)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/sellers/<int:seller_id>/reset-code")
@assistant_required
def after_reset_code(seller_id: int) -> Answer:
    """Coming back to the code's address shows the seller and no code."""
    return redirect(url_for("coaching.seller", seller_id=my_seller(seller_id).id))
