"""Importing records: send a file, see what it would change, then bring it in or throw it away; and undo it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from products.database import db
from storefront.accounts.acting import current_actor, my_account
from storefront.csv_file import harmless
from storefront.fields import submitted
from storefront.graduation.importing import batches, undo
from storefront.graduation.importing.record_file import NEEDED, OPTIONAL
from storefront.graduation.models import ImportBatch, RefusedRow
from storefront.graduation.words import words
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import UploadForm
from storefront.programme.import_page import import_page, reason
from storefront.programme.scope import my_area, refuse_outside

MOST_BATCHES = 50


@bp.get("/imports")
def imports() -> Answer:
    """The form for a file, and the imports so far."""
    return _imports_page(UploadForm())


@bp.post("/imports")
def upload() -> Answer:
    """Keep a file and have it checked."""
    form = UploadForm()
    batch = submitted(
        form, lambda: batches.receive(form.file.data.stream, form.file.data.filename or "csv", my_account())
    )
    if batch is False:
        return _imports_page(form), 422
    return redirect(url_for(".import_details", batch_id=batch.id), 303)


@bp.get("/imports/<int:batch_id>")
def import_details(batch_id: int) -> Answer:
    """How far an import is and what it changes."""
    page = import_page(_batch(batch_id), my_area(), current_actor())
    return render_template("programme/import.html", page=page, batch=page.batch)


@bp.post("/imports/<int:batch_id>/approve")
def approve_import(batch_id: int) -> Answer:
    """Bring in what was checked; ``odd`` says whether with the lines that look wrong."""
    batches.approve(_batch(batch_id), takes_odd=request.form.get("odd") == "take")
    return redirect(url_for(".import_details", batch_id=batch_id), 303)


@bp.post("/imports/<int:batch_id>/discard")
def discard_import(batch_id: int) -> Answer:
    """Throw the file away."""
    batches.throw_away(_batch(batch_id))
    flash(_("Berkas dibuang. Tidak ada yang berubah."), "good")
    return redirect(url_for(".imports"), 303)


@bp.get("/imports/<int:batch_id>/undo")
def confirm_undo(batch_id: int) -> Answer:
    """What undoing an import would do, or what hangs on it."""
    batch = _batch(batch_id)
    undo.refuse_unless_undoable(batch)
    return render_template("programme/import_undo.html", batch=batch, hanging=undo.hanging_on(batch))


@bp.post("/imports/<int:batch_id>/undo")
def undo_import(batch_id: int) -> Answer:
    """Undo an import."""
    undo.undo(_batch(batch_id), my_account().id)
    return redirect(url_for(".import_details", batch_id=batch_id), 303)


@bp.get("/imports/<int:batch_id>/refused.csv")
def refused_rows(batch_id: int) -> Answer:
    """The lines that were refused or look wrong, with their reasons, and without any identity number."""
    batch = _batch(batch_id)
    headers = {"Content-Disposition": f'attachment; filename="refused-{batch.id}.csv"'}
    return Response("".join(_refused_csv(batch_id)), mimetype="text/csv", headers=headers)


def _imports_page(form: UploadForm) -> str:
    newest = select(ImportBatch).options(joinedload(ImportBatch.account)).order_by(ImportBatch.id.desc())
    mine = newest.where(my_area().holds(ImportBatch.province_code)).limit(MOST_BATCHES)
    rows = db.session.scalars(mine).all()
    return render_template("programme/imports.html", form=form, batches=rows, needed=NEEDED, optional=OPTIONAL)


def _batch(batch_id: int) -> ImportBatch:
    batch = db.session.get(ImportBatch, batch_id) or abort(404)
    refuse_outside(batch.province_code)
    return batch


def _refused_csv(batch_id: int) -> Iterator[str]:
    """Line by line, after a byte order mark by which Excel knows the encoding."""
    line = io.StringIO()
    writer = csv.writer(line)
    rows = db.session.scalars(select(RefusedRow).where(RefusedRow.batch_id == batch_id).order_by(RefusedRow.line))
    yield "\ufeff"
    head = (_("baris"), _("kolom"), _("ditolak atau janggal"), _("alasan"))
    for values in (head, *((row.line, words(row.column, "column"), _fate(row), reason(row)) for row in rows)):
        writer.writerow(harmless(str(value)) for value in values)
        yield line.getvalue()
        line.seek(line.truncate(0))


def _fate(row: RefusedRow) -> str:
    return _("janggal") if row.is_odd else _("ditolak")
