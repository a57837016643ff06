"""Undoing an import while nothing hangs on it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.graduation import corrections, identity, links, record
from storefront.graduation.importing import batches, undo
from storefront.graduation.importing.undo import Hanging
from storefront.graduation.models import (
    BatchState,
    GraduationRecord,
    ImportBatch,
    Kind,
    RecordChange,
    RecordSource,
    RecordState,
)
from tests.conftest import StoppedClock
from tests.factories import make_account, make_seller
from tests.storefront.graduation.records import HEADER, NIK, a_nik, line, make_claim, make_record

KK, OTHER_KK = "3171010101050001", "3171010101060002"
REASON = "salah ketik di berkas"


@pytest.fixture
def officer(app: Flask) -> Actor:
    """An officer, as the services know her."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER).id)


def imported(*lines: str) -> ImportBatch:
    """A file of these lines, brought in as an officer does."""
    content = io.BytesIO("\n".join([HEADER, *lines]).encode())
    batch = batches.receive(content, "juni.csv", make_account(Role.OFFICER))
    list(batches.check_batch(batch_id=batch.id))
    batches.approve(batch)
    list(batches.import_batch(batch_id=batch.id))
    db.session.refresh(batch)
    assert batch.state is BatchState.IMPORTED
    return batch


def undone(batch: ImportBatch) -> ImportBatch:
    undo.undo(batch, None)
    list(undo.undo_batch(batch_id=batch.id))
    db.session.refresh(batch)
    return batch


def the_record(nik: str = NIK) -> GraduationRecord:
    return db.session.scalars(select(GraduationRecord).where(GraduationRecord.nik_lookup == identity.lookup(nik))).one()


def test_new_records_go_and_changed_ones_say_again_what_they_said(app: Flask) -> None:
    reference = make_record(NIK, source=RecordSource.DECLARED, reason="usaha").reference
    before = everything_of(NIK)
    news = line(name="Bu Sari Contoh", kind="pena_ppse", graduated_on="2023-01", reason="lain", kk=KK)
    batch = imported(news, line(a_nik()))
    assert everything_of(NIK) != before
    undone(batch)
    assert (batch.state, batch.rows_undone, undo.kept(batch)) == (BatchState.UNDONE, 2, 0)
    assert everything_of(NIK) == before
    assert [one.reference for one in db.session.query(GraduationRecord)] == [reference]
    assert db.session.query(RecordChange).count() == 0


def everything_of(nik: str) -> dict[str, object]:
    found = the_record(nik)
    db.session.refresh(found)
    return {column: getattr(found, column) for column in GraduationRecord.__table__.columns.keys()}  # noqa: SIM118


def test_the_family_card_comes_back_too(app: Flask) -> None:
    imported(line(kk=KK))
    undone(imported(line(kk=OTHER_KK)))
    found = the_record()
    place = identity.place_of("graduation_record", found.reference, "kk_sealed")
    assert (identity.unseal(found.kk_sealed or "", place), found.kk_lookup) == (KK, identity.lookup(KK))


def test_imports_are_undone_from_the_last_to_the_first(app: Flask) -> None:
    first, second = imported(line()), imported(line(kind="pena_ppse"))
    assert undo.hanging_on(first) == Hanging(0, 0, 0, 0, 1)
    with pytest.raises(Refusal, match="1 diubah berkas lain"):
        undo.undo(first, None)
    undone(second)
    assert the_record().kind is Kind.ALAMIAH
    undone(first)
    assert db.session.query(GraduationRecord).count() == 0


def test_whatever_hangs_on_a_record_is_counted_and_keeps_the_import(app: Flask, officer: Actor) -> None:
    niks = [a_nik() for _ in range(5)]
    batch = imported(*(line(nik) for nik in niks))
    links.link(officer, the_record(niks[0]), make_seller().id)
    make_claim(niks[1])
    record.move(the_record(niks[2]), RecordState.REVOKED, officer, REASON)
    corrections.apply(officer, the_record(niks[3]), "kind", "pena_ppse", REASON)
    assert undo.hanging_on(batch) == Hanging(linked=1, claimed=1, moved=2, corrected=1, changed_later=0)
    with pytest.raises(Refusal) as refused:
        undo.undo(batch, None)
    for count in ("1 catatan terhubung", "1 diminta", "2 berganti status", "1 diperbaiki"):
        assert count in str(refused.value)
    db.session.refresh(batch)
    assert batch.state is BatchState.IMPORTED


def test_what_a_changed_record_had_before_does_not_hang_on_the_import(
    app: Flask, officer: Actor, stopped_clock: StoppedClock
) -> None:
    links.link(officer, make_record(NIK), make_seller().id)
    stopped_clock.move(days=1)
    batch = imported(line())
    assert not undo.hanging_on(batch)
    undone(batch)
    found = the_record()
    assert (found.kind, found.state, found.seller_id is None) == (
        Kind.SEJAHTERA_MANDIRI,
        RecordState.MATCHED,
        False,
    )


def test_nobody_waits_while_it_is_counted_what_hangs_on_an_import(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    batch, hanging_on = imported(line()), undo.hanging_on
    counted_while_writing = []

    def noted(batch: ImportBatch) -> Hanging:
        counted_while_writing.append("writing" in db.session().info)
        return hanging_on(batch)

    monkeypatch.setattr(undo, "hanging_on", noted)
    undo.undo(batch, None)
    assert counted_while_writing == [False]


def test_a_record_that_comes_into_use_meanwhile_is_kept_and_told(app: Flask, officer: Actor) -> None:
    changed = a_nik()
    make_record(changed)
    batch = imported(line(), line(a_nik()), line(changed))
    undo.undo(batch, None)
    make_claim(NIK)
    corrections.apply(officer, the_record(changed), "kind", "pena_ppse", REASON)
    list(undo.undo_batch(batch_id=batch.id))
    db.session.refresh(batch)
    assert (batch.state, batch.rows_undone, undo.kept(batch)) == (BatchState.UNDONE, 1, 2)
    assert the_record(changed).kind is Kind.PENA_PPSE
    assert db.session.query(GraduationRecord).count() == 2


def test_a_worker_that_died_half_way_is_followed_by_one_that_goes_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    niks = [a_nik() for _ in range(5)]
    for nik in niks[:3]:
        make_record(nik)
    batch = imported(*(line(nik) for nik in [*niks, a_nik()]))
    monkeypatch.setattr(undo, "AT_ONCE", 2)
    undo.undo(batch, None)
    remove = undo._remove

    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(undo, "_remove", die)
    with pytest.raises(KeyboardInterrupt):
        list(undo.undo_batch(batch_id=batch.id))
    monkeypatch.setattr(undo, "_remove", remove)
    for _ in range(2):
        list(undo.undo_batch(batch_id=batch.id))
    db.session.refresh(batch)
    assert (batch.state, batch.rows_undone) == (BatchState.UNDONE, 6)
    assert {one.kind for one in db.session.query(GraduationRecord)} == {Kind.SEJAHTERA_MANDIRI}
    assert db.session.query(GraduationRecord).count() == 3


def test_after_ninety_days_it_is_too_late(stopped_clock: StoppedClock, app: Flask) -> None:
    batch = imported(line())
    stopped_clock.move(days=90)
    undo.refuse_unless_undoable(batch)
    stopped_clock.move(seconds=1)
    with pytest.raises(Refusal, match="90 hari"):
        undo.undo(batch, None)


def test_only_an_import_that_brought_something_is_undone_and_only_once(app: Flask) -> None:
    batch = imported(line(graduated_on=date(2024, 6, 15).isoformat()))
    with pytest.raises(Refusal, match="Tidak ada"):
        undo.undo(imported(line()), None)
    undone(batch)
    with pytest.raises(Refusal, match="Tidak ada"):
        undo.undo(batch, None)


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_app: Flask) -> None:
    make_record(NIK)
    batch = undone(imported(line(), line(a_nik())))
    assert (batch.state, batch.rows_undone) == (BatchState.UNDONE, 2)
    assert the_record().kind is Kind.SEJAHTERA_MANDIRI
