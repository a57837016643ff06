"""The public notice on personal data, and the pages on which a person sees and takes hers. For herself alone."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, current_app, render_template, stream_with_context
from werkzeug.wrappers import Response

from products.actor import Role
from storefront.accounts.acting import acting_for, my_account
from storefront.accounts.guards import signed_in_required
from storefront.accounts.models import Account
from storefront.fields import submitted
from storefront.privacy import download, views_queue, views_requests
from storefront.privacy.blueprint import Answer, bp, frame_of
from storefront.privacy.closing import refuse_wrong_password
from storefront.privacy.forms import WholeForm
from storefront.privacy.held import Whom

PAGES = (views_requests, views_queue)
__all__ = ["bp"]

WRITERS = {"json": (download.as_json, "application/json"), "csv": (download.as_csv, "text/csv; charset=utf-8")}


@bp.get("")
def notice() -> str:
    """What the shop keeps of buyers and sellers, for how long, and what they may ask."""
    return render_template("privacy/notice.html", address=current_app.config["SETTINGS"].mail_from)


@bp.get("/data")
@signed_in_required
def data() -> Answer:
    """Everything that is held about whoever is signed in."""
    return _data_page(_myself(), WholeForm())


@bp.post("/data")
@signed_in_required
def whole_data() -> Answer:
    """The same as a file with her own numbers whole, once she has given her password again."""
    account, form = _myself(), WholeForm()
    if submitted(form, lambda: refuse_wrong_password(account, form.password.data)) is False:
        return _data_page(account, form), 422
    return _file(download.whom(account, is_whole=True), form.kind.data)


@bp.get("/data.json")
@signed_in_required
def data_json() -> Answer:
    """All of it for machines."""
    return _file(download.whom(_myself()), "json")


@bp.get("/data.csv")
@signed_in_required
def data_csv() -> Answer:
    """All of it as a table."""
    return _file(download.whom(_myself()), "csv")


def _myself() -> Account:
    """Whoever is signed in, in her own name: an assistant who acts for a seller sees her records, and takes nothing."""
    if acting_for():
        abort(403)
    return my_account()


def _data_page(account: Account, form: WholeForm) -> str:
    of = download.whom(account)
    return render_template(
        "privacy/data.html",
        frame=frame_of(account),
        groups=download.shown(of),
        has_number=account.role is Role.SELLER,
        form=form,
    )


def _file(of: Whom, kind: str) -> Response:
    writer, mimetype = WRITERS[kind]
    rows: Iterator[str] = stream_with_context(writer(of))
    response = current_app.response_class(rows, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="data-saya.{kind}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
