"""Importing records: send a file, see what it would change, then bring it in or throw it away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from products.database import db
from products.errors import Refusal
from storefront.accounts.acting import my_account
from storefront.fields import submitted
from storefront.graduation import batches
from storefront.graduation.models import BatchState, ImportBatch, RefusedRow
from storefront.graduation.record_file import NEEDED, OPTIONAL
from storefront.language import in_words
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import UploadForm

BUSY = (BatchState.WAITING, BatchState.CHECKING, BatchState.IMPORTING)
MOST_BATCHES = 50
MOST_REFUSED_SHOWN = 50


@bp.get("/imports")
def imports() -> Answer:
    """The form for a file, and the imports so far."""
    return _imports_page(UploadForm())


@bp.post("/imports")
def upload() -> Answer:
    """Keep a file and have it checked."""
    form = UploadForm()
    batch = submitted(
        form, lambda: batches.receive(form.file.data.stream, form.file.data.filename or "csv", my_account().id)
    )
    if batch is False:
        return _imports_page(form), 422
    return redirect(url_for(".import_details", batch_id=batch.id), 303)


@bp.get("/imports/<int:batch_id>")
def import_details(batch_id: int) -> Answer:
    """How far an import is and what it changes."""
    batch = _batch(batch_id)
    refused = select(RefusedRow).where(RefusedRow.batch_id == batch_id).order_by(RefusedRow.line)
    return render_template(
        "programme/import.html",
        batch=batch,
        is_busy=batch.state in BUSY,
        refused=[(row, _reason(row)) for row in db.session.scalars(refused.limit(MOST_REFUSED_SHOWN))],
    )


@bp.post("/imports/<int:batch_id>/approve")
def approve_import(batch_id: int) -> Answer:
    """Bring in what was checked."""
    batches.approve(_batch(batch_id))
    return redirect(url_for(".import_details", batch_id=batch_id), 303)


@bp.post("/imports/<int:batch_id>/discard")
def discard_import(batch_id: int) -> Answer:
    """Throw the file away."""
    batches.throw_away(_batch(batch_id))
    flash(_("Berkas dibuang. Tidak ada yang berubah."), "good")
    return redirect(url_for(".imports"), 303)


@bp.get("/imports/<int:batch_id>/refused.csv")
def refused_rows(batch_id: int) -> Answer:
    """The refused lines with their reasons, and without any identity number."""
    batch = _batch(batch_id)
    headers = {"Content-Disposition": f'attachment; filename="refused-{batch.id}.csv"'}
    return Response("".join(_refused_csv(batch_id)), mimetype="text/csv", headers=headers)


def _imports_page(form: UploadForm) -> str:
    newest = select(ImportBatch).options(joinedload(ImportBatch.account)).order_by(ImportBatch.id.desc())
    rows = db.session.scalars(newest.limit(MOST_BATCHES)).all()
    return render_template("programme/imports.html", form=form, batches=rows, needed=NEEDED, optional=OPTIONAL)


def _batch(batch_id: int) -> ImportBatch:
    return db.session.get(ImportBatch, batch_id) or abort(404)


def _reason(row: RefusedRow) -> str:
    return in_words(Refusal(row.reason, **row.values))


def _refused_csv(batch_id: int) -> Iterator[str]:
    """Line by line, after a byte order mark by which Excel knows the encoding."""
    line = io.StringIO()
    writer = csv.writer(line)
    rows = db.session.scalars(select(RefusedRow).where(RefusedRow.batch_id == batch_id).order_by(RefusedRow.line))
    yield "\ufeff"
    for values in ((_("baris"), _("kolom"), _("alasan")), *((row.line, row.column, _reason(row)) for row in rows)):
        writer.writerow(values)
        yield line.getvalue()
        line.seek(line.truncate(0))
