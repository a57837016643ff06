"""Importing records: good rows in, bad rows named, nothing twice."""

from __future__ import annotations

import base64
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db, transaction
from storefront.graduation import corrections, identity
from storefront.graduation.area import Area
from storefront.graduation.importing import batches, importer
from storefront.graduation.importing.batch_counts import OvertakenError, note_part
from storefront.graduation.importing.importer import NATION, Terms
from storefront.graduation.importing.part import Part
from storefront.graduation.importing.record_file import OPTIONAL
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch, Kind, RecordSource, RecordState
from tests.factories import make_account, make_seller
from tests.storefront.graduation.records import HEADER, NIK, a_nik, csv_file, line, make_record

KK = "3171010101050001"
OTHER_KK = "3171010101060002"
LIKE_A_KK = "3171010101150001"


def bring_in(path: Path) -> Part:
    """Import a small file and say what became of it."""
    batch = begun()
    (part,) = bringing_in(path, batch)
    return part


def bringing_in(path: Path, batch: ImportBatch, **terms: Any) -> Iterator[Part]:
    parts = importer.bring_in(path, Terms(batch.id, **terms), lambda one: note_part(batch.id, one))
    return (part for part in parts if part.lines)


def checked(path: Path, area: Area = NATION) -> Part:
    """Check a small file."""
    (part,) = (part for part in importer.check(path, area) if part.lines)
    return part


def begun() -> ImportBatch:
    batch = batches.new_batch("records.csv", "0" * 64, None)
    batch.state = BatchState.IMPORTING
    with transaction() as session:
        session.add(batch)
    return batch


def counts(part: Part) -> tuple[int, int, int, int]:
    return len(part.new), len(part.changed), part.unchanged, len(part.refused)


def test_a_new_row_becomes_a_record_whose_number_nobody_can_read(app: Flask, tmp_path: Path) -> None:
    assert counts(bring_in(csv_file(tmp_path, line()))) == (1, 0, 0, 0)
    record = db.session.query(GraduationRecord).one()
    assert (record.name, record.kind, record.state) == ("Sari Contoh", Kind.ALAMIAH, RecordState.UNVERIFIED)
    assert identity.unseal(record.nik_sealed, identity.place_of("graduation_record", record.reference)) == NIK
    raw = db.session.connection().exec_driver_sql("SELECT * FROM graduation_record").one()
    assert not [value for value in raw if NIK in str(value)]


def test_good_rows_go_in_beside_bad_ones_which_are_named(app: Flask, tmp_path: Path) -> None:
    path = csv_file(tmp_path, line(), line("3171"), line(a_nik(), kind="x"), line(a_nik()), line(NIK, name="Sari Lain"))
    part = bring_in(path)
    assert counts(part) == (2, 0, 0, 3)
    assert [(one.line, one.column) for one in part.refused] == [(3, "nik"), (4, "kind"), (6, "nik")]
    assert "baris 2" in str(part.refused[2].refusal)


def test_importing_twice_changes_nothing(app: Flask, tmp_path: Path) -> None:
    make_account(Role.ASSISTANT, email="dewi@example.com")
    path = csv_file(tmp_path, line(assistant="dewi@example.com"), line(a_nik(), graduated_on="2024-06"))
    bring_in(path)
    before = [(one.changed_at, one.batch_id) for one in db.session.query(GraduationRecord)]
    assert counts(bring_in(path)) == (0, 0, 2, 0)
    assert [(one.changed_at, one.batch_id) for one in db.session.query(GraduationRecord)] == before


def test_a_changed_row_changes_what_it_says_and_keeps_the_link_and_the_rest(app: Flask, tmp_path: Path) -> None:
    shop = make_seller()
    make_record(NIK, seller_id=shop.id, state=RecordState.MATCHED, reason="usaha", joined_year=2012)
    other = make_record(kind=Kind.PENA_PPSE)
    changed = line(name="Sari Contoh Jaya", kind="pena_ppse", joined_year="", graduated_on="2024-06")
    part = bring_in(csv_file(tmp_path, changed))
    (change,) = part.changed
    assert {name: (str(old), str(new)) for name, (old, new) in change.differences.items()} == {
        "name": ("Sari Contoh", "Sari Contoh Jaya"),
        "kind": ("sejahtera_mandiri", "pena_ppse"),
        "graduated_on": ("2024-06-15", "2024-06-01"),
        "is_day_known": ("True", "False"),
        "programmes": ("", "KUR, PENA"),
    }
    record = db.session.query(GraduationRecord).filter_by(seller_id=shop.id).one()
    assert (record.name, record.kind, record.graduated_on) == ("Sari Contoh Jaya", Kind.PENA_PPSE, date(2024, 6, 1))
    assert (record.state, record.joined_year, record.batch_id is None) == (RecordState.MATCHED, 2012, False)
    assert db.session.get_one(GraduationRecord, other.id).name == "Sari Contoh"


def test_rows_that_change_in_different_columns_go_in_together(app: Flask, tmp_path: Path) -> None:
    niks = [a_nik() for _ in range(4)]
    bring_in(csv_file(tmp_path, *(line(nik) for nik in niks)))
    changed: tuple[dict[str, str], ...] = (
        {"name": "Sari Contoh Tini"},
        {"kind": "pena_ppse"},
        {"name": "Bu Sari Contoh", "reason": "kerja"},
        {},
    )
    part = bring_in(csv_file(tmp_path, *(line(nik, **cells) for nik, cells in zip(niks, changed, strict=True))))
    assert counts(part) == (0, 3, 1, 0)
    rows = db.session.query(GraduationRecord).order_by(GraduationRecord.id)
    assert [(one.name, one.kind.value, one.reason) for one in rows] == [
        ("Sari Contoh Tini", "alamiah", "usaha"),
        ("Sari Contoh", "pena_ppse", "usaha"),
        ("Bu Sari Contoh", "alamiah", "pekerjaan"),
        ("Sari Contoh", "alamiah", "usaha"),
    ]


def test_a_check_says_the_same_and_changes_nothing(app: Flask, tmp_path: Path) -> None:
    make_record(NIK)
    path = csv_file(tmp_path, line(), line(a_nik()), line("x"))
    part = checked(path)
    assert counts(part) == (1, 1, 0, 1)
    assert db.session.query(GraduationRecord).one().kind is Kind.SEJAHTERA_MANDIRI


def test_only_assistants_are_assistants(app: Flask, tmp_path: Path) -> None:
    make_account(Role.SELLER, email="sari@example.com")
    assert counts(bring_in(csv_file(tmp_path, line(assistant="sari@example.com")))) == (0, 0, 0, 1)


def test_an_assistant_who_has_left_is_refused_by_name(app: Flask, tmp_path: Path) -> None:
    make_account(Role.ASSISTANT, email="dewi@example.com", is_enabled=False)
    part = bring_in(csv_file(tmp_path, line(assistant="dewi@example.com"), line(a_nik())))
    assert counts(part) == (1, 0, 0, 1)
    (refused,) = part.refused
    assert (refused.line, refused.column) == (2, "assistant")
    assert "“dewi@example.com” sudah tidak bertugas" in str(refused.refusal)


def test_the_needed_columns_alone_are_enough(app: Flask, tmp_path: Path) -> None:
    header = ",".join(name for name in HEADER.split(",") if name not in OPTIONAL)
    path = csv_file(tmp_path, f"{NIK},Sari,alamiah,2024-06,31.71.01", header=header)
    assert counts(bring_in(path)) == (1, 0, 0, 0)


def test_work_that_fell_goes_on_behind_what_is_in_and_still_knows_every_number(app: Flask, tmp_path: Path) -> None:
    niks = [f"31710157{month:02d}45{serial:04d}" for month in range(1, 13) for serial in range(1, 101)]
    path = csv_file(tmp_path, *(line(nik) for nik in niks), line(niks[0]))
    batch = begun()
    parts = bringing_in(path, batch)
    next(parts)
    rest = list(bringing_in(path, batch, lines_done=1000))
    assert [counts(part) for part in rest] == [(200, 0, 0, 1)]
    db.session.refresh(batch)
    assert (batch.rows_seen, batch.rows_new, batch.rows_refused) == (1201, 1200, 1)


def test_reading_cards_first_and_passing_over_what_is_in_are_done_in_parts_too(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 2)
    path = csv_file(tmp_path, *(line(a_nik()) for _ in range(5)))
    batch = begun()
    next(bringing_in(path, batch))
    parts = importer.bring_in(path, Terms(batch.id, lines_done=2), lambda one: note_part(batch.id, one))
    assert [part.lines for part in parts] == [0, 0, 0, 0, 2, 1]
    assert db.session.query(GraduationRecord).count() == 5


def test_two_workers_on_one_import_do_not_count_twice(app: Flask, tmp_path: Path) -> None:
    path = csv_file(tmp_path, line())
    batch = begun()
    slow = bringing_in(path, batch)
    list(bringing_in(path, batch))
    with pytest.raises(OvertakenError):
        list(slow)
    db.session.refresh(batch)
    assert (batch.rows_seen, batch.rows_new) == (1, 1)


def test_a_number_twice_in_the_file_is_told_apart_by_what_the_lines_say(app: Flask, tmp_path: Path) -> None:
    lines = (line(), line(), line(name="Bu Sari Contoh"), line(name="Tini Lain"))
    part = bring_in(csv_file(tmp_path, *lines))
    assert counts(part) == (1, 0, 0, 3)
    words = [str(one.refusal) for one in part.refused]
    for sentence, word in zip(words, ("sama persis", "isian yang lain", "nama lain"), strict=True):
        assert word in sentence
        assert "baris 2" in sentence
    assert db.session.query(GraduationRecord).one().name == "Sari Contoh"


def test_a_number_that_is_recorded_under_another_name_changes_nothing(app: Flask, tmp_path: Path) -> None:
    shop = make_seller()
    make_record(NIK, name="Tini Lain", seller_id=shop.id, state=RecordState.MATCHED)
    part = bring_in(csv_file(tmp_path, line()))
    assert counts(part) == (0, 0, 0, 1)
    assert "atas nama lain" in str(part.refused[0].refusal)
    assert "Tini" not in str(part.refused[0].refusal)
    record = db.session.query(GraduationRecord).one()
    assert (record.name, record.seller_id, record.state) == ("Tini Lain", shop.id, RecordState.MATCHED)


def test_the_family_card_is_sealed_found_again_and_changed_but_never_shown(app: Flask, tmp_path: Path) -> None:
    bring_in(csv_file(tmp_path, line(kk=KK)))
    record = db.session.query(GraduationRecord).one()
    place = identity.place_of("graduation_record", record.reference, "kk_sealed")
    assert (identity.unseal(record.kk_sealed or "", place), record.kk_lookup) == (KK, identity.lookup(KK))
    assert counts(bring_in(csv_file(tmp_path, line(kk=KK)))) == (0, 0, 1, 0)
    assert counts(bring_in(csv_file(tmp_path, line()))) == (0, 0, 1, 0)
    (change,) = bring_in(csv_file(tmp_path, line(kk=OTHER_KK))).changed
    assert change.differences == {"kk": ("", "")}
    db.session.refresh(record)
    assert identity.unseal(record.kk_sealed or "", place) == OTHER_KK
    for table in ("graduation_record", "record_change", "import_batch"):
        for raw in db.session.connection().exec_driver_sql(f"SELECT * FROM {table}"):
            assert not [value for value in raw if KK in str(value) or OTHER_KK in str(value)]


def test_a_family_card_in_the_column_of_the_nik_is_refused_wherever_it_is_known_from(
    app: Flask, tmp_path: Path
) -> None:
    make_record(kk_lookup=identity.lookup(KK))
    other = "3171010203900007"
    path = csv_file(tmp_path, line(NIK, kk=NIK), line(other), line(KK), line(a_nik(), kk=other))
    part = bring_in(path)
    assert [(one.line, one.column) for one in part.refused] == [(2, "nik"), (3, "nik"), (4, "nik")]
    words = [str(one.refusal) for one in part.refused]
    for sentence, word in zip(words, ("nomor yang sama", "baris 5", "tercatat sebagai nomor KK"), strict=True):
        assert word in sentence
    assert part.tally.like_card == 2


def test_a_number_that_only_looks_odd_goes_in_when_it_is_taken_and_stays_outside_when_not(
    app: Flask, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, line(), line(LIKE_A_KK))
    batch = begun()
    (part,) = bringing_in(path, batch, takes_odd=False)
    assert (counts(part), [one.line for one in part.odd]) == ((1, 0, 0, 0), [3])
    part = checked(path)
    assert (counts(part), [one.line for one in part.odd]) == ((1, 0, 1, 0), [3])
    assert counts(bring_in(path)) == (1, 0, 1, 0)
    part = checked(path)
    assert (counts(part), part.odd) == ((0, 0, 2, 0), [])


def test_what_an_officer_put_right_looks_odd_when_a_file_would_change_it_again(app: Flask, tmp_path: Path) -> None:
    record = make_record(NIK)
    officer = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    corrections.apply(officer, record, "kind", "pena_ppse", "salah ketik di berkas")
    part = bring_in(csv_file(tmp_path, line(kind="alamiah")))
    assert [(one.line, one.column) for one in part.odd] == [(2, "kind")]


def test_lines_and_records_outside_the_province_are_refused(app: Flask, tmp_path: Path) -> None:
    make_record(NIK, district_code="33.01.01")
    path = csv_file(tmp_path, line(), line(a_nik(), district_code="33.01.02"), line(a_nik()))
    part = checked(path, Area("31"))
    assert counts(part) == (1, 0, 0, 2)
    assert [(one.line, one.column) for one in part.refused] == [(2, "nik"), (3, "district_code")]
    part = checked(path)
    assert counts(part) == (2, 1, 0, 0)


def test_a_record_kept_under_an_older_lookup_key_is_found_and_new_ones_are_written_under_the_first(
    app: Flask, tmp_path: Path, make_app: Callable[..., Flask]
) -> None:
    bring_in(csv_file(tmp_path, line(kk=KK)))
    old = db.session.scalars(select(GraduationRecord.nik_lookup)).one()
    keys = app.config["SETTINGS"].field_keys
    new_key = base64.b64encode(b"n" * 32).decode()
    with make_app({"FIELD_KEYS": f"lookup2:{new_key},{keys}"}).app_context():
        another = a_nik()
        part = bring_in(csv_file(tmp_path, line(kk=KK), line(another, kk=KK)))
        assert counts(part) == (1, 0, 1, 0)
        lookups = set(db.session.scalars(select(GraduationRecord.nik_lookup)))
        assert lookups == {old, identity.lookup(another)}


def test_an_excel_file_goes_in_like_any_other(app: Flask, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["NIK", "Nama", "Jenis", "Tanggal graduasi", "Kode kecamatan", "No. KK"])
    sheet.append([NIK, "Sari Contoh", "alamiah", date(2024, 6, 15), 317101, KK])
    sheet.append([int(a_nik()), "Tini Contoh", "alamiah", date(2024, 6, 15), "31.71.01", None])
    book.save(tmp_path / "records.xlsx")
    part = bring_in(tmp_path / "records.xlsx")
    assert counts(part) == (1, 0, 0, 1)
    assert part.refused[0].line == 3
    assert "membulatkan" in str(part.refused[0].refusal)
    record = db.session.query(GraduationRecord).one()
    assert (record.name, record.graduated_on, record.is_day_known) == ("Sari Contoh", date(2024, 6, 15), True)


def test_what_an_assistant_declared_becomes_the_programmes_own_when_a_file_says_it(app: Flask, tmp_path: Path) -> None:
    make_record(NIK, source=RecordSource.DECLARED)
    (change,) = bring_in(csv_file(tmp_path, line())).changed
    assert change.differences["source"] == (RecordSource.DECLARED, RecordSource.IMPORTED)
    assert db.session.query(GraduationRecord).one().source is RecordSource.IMPORTED


def test_memory_does_not_grow_with_the_file(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 100)

    def peak(lines: int) -> int:
        path = csv_file(tmp_path, *(line(f"317101{n // 999 + 41}0845{n % 999 + 1:04d}") for n in range(lines)))
        tracemalloc.start()
        for part in importer.check(path):
            assert not part.refused
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(100)
    assert peak(1600) < 1.15 * peak(400)


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_app: Flask, tmp_path: Path) -> None:
    path = csv_file(tmp_path, line(), line(a_nik()), line("x"))
    assert counts(bring_in(path)) == (2, 0, 0, 1)
    assert counts(bring_in(path)) == (0, 0, 2, 1)
    changed = csv_file(tmp_path, line(name="Sari", graduated_on="2023-01"))
    assert counts(bring_in(changed)) == (0, 1, 0, 0)
    assert db.session.query(GraduationRecord).filter_by(name="Sari", is_day_known=False).count() == 1
