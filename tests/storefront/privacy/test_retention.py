"""The table in the docs, the rules in the code and what the worker does are one and the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from products import clock
from products.actor import Actor, Role
from products.database import Model, db, transaction
from products.photos import accept
from storefront import jobs
from storefront.accounts.models import Account, Deed, ResetCode, SignInFailure, StaffDeed
from storefront.care.models import Contact, PlanStep
from storefront.graduation.caring.caseload import release_from_care
from storefront.graduation.looking.look_audit import broken_links
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import (
    BatchState,
    CareOffer,
    CaseloadEntry,
    Claim,
    ClaimPause,
    Consent,
    GraduationRecord,
    ImportBatch,
    OfferState,
    RecordChange,
    RecordLook,
    RefusedRow,
)
from storefront.orders.models import Complaint, Order, Parcel, ParcelLine, ParcelMove, ParcelState
from storefront.outbox.models import Job, JobState
from storefront.payments.models import Payment
from storefront.payments.services import confirm_payment, refuse
from storefront.photo_jobs import GRACE
from storefront.privacy import requests, retention
from storefront.privacy.models import DataRequest, RequestKind
from storefront.privacy.retention import RULES, enforce_when_due, rule, table
from storefront.privacy.rule import YEAR, Rule
from storefront.review.models import FieldComment
from storefront.stockroom.audit import disagreements
from storefront.uploads import photo_store
from tests.conftest import StoppedClock
from tests.factories import CONTACT, make_account, make_product
from tests.storefront.graduation.records import make_record
from tests.storefront.privacy.people import Scene, a_picture, by_transfer, with_receipt

PRIVACY = Path(__file__).parents[3] / "docs" / "privacy.md"


def test_the_table_in_the_docs_is_the_code_line_by_line() -> None:
    written = [line for line in PRIVACY.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert written == [one.line() for one in RULES]
    assert table() in PRIVACY.read_text("utf-8")


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({one.code for one in RULES}) == len(RULES)


def test_the_command_prints_the_table_and_counts_without_touching_anything(
    app: Flask, scene: Scene, stopped_clock: StoppedClock
) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(args=["retention", "--table"]).output.strip() == table()
    stopped_clock.move(days=11 * 365)
    before = everything()
    counted = runner.invoke(args=["retention", "--dry-run"]).output
    assert everything() == before
    assert any(line.split()[:2] == ["1", "record-link"] for line in counted.splitlines())
    done = runner.invoke(args=["retention"]).output
    assert any(line.split()[:2] == ["1", "record-link"] for line in done.splitlines())
    assert everything() != before
    again = runner.invoke(args=["retention", "--dry-run"]).output
    assert {line.split()[0] for line in again.splitlines()} == {"0"}


def test_after_eleven_years_the_worker_has_left_nothing_but_the_shop_window(
    scene: Scene, stopped_clock: StoppedClock, work: Callable[[], None]
) -> None:
    order = by_transfer(make_product())
    refuse(Actor(Role.SELLER, shop_account(order).id), order.parcels[0], "Bahannya habis.")
    refuse(scene.actor, scene.order.parcels[0], "Bahannya habis.")
    release_from_care(scene.shop.id)
    stopped_clock.move(days=11 * 365)
    work()
    assert [rows(model) for model in (GraduationRecord, Order)] == [1, 0], "its link is cut only now"
    stopped_clock.move(days=2 * 365, hours=1)
    work()
    for model in (Order, Parcel, Deed, Contact, PlanStep, CaseloadEntry, Claim, RecordLook, GraduationRecord):
        assert rows(model) == 0, model
    assert list(broken_links()) == []
    assert [words for words in disagreements() if not words.startswith("photos")] == []


def test_the_link_ends_a_year_after_the_last_contact(scene: Scene, stopped_clock: StoppedClock) -> None:
    stopped_clock.move(days=200)
    with transaction() as session:
        session.query(Contact).update({"on_day": clock.today()})
    stopped_clock.move(days=364)
    assert rule("record-link").enforce() == 0
    stopped_clock.move(days=3)
    assert rule("record-link").over() == 1
    assert rule("record-link").enforce() == 1
    assert scene.record.seller_id is None


def test_what_was_done_in_her_name_is_a_contact_too(scene: Scene, stopped_clock: StoppedClock) -> None:
    stopped_clock.move(days=300)
    with transaction() as session:
        at = clock.now()
        session.add(Deed(at=at, account_id=scene.assistant.id, seller_id=scene.shop.id, what="listing.saved"))
    stopped_clock.move(days=300)
    assert rule("record-link").enforce() == 0


def test_a_record_nobody_is_linked_to_goes_after_two_years_and_a_linked_one_stays(
    scene: Scene, stopped_clock: StoppedClock
) -> None:
    make_record()
    stopped_clock.move(days=2 * 365)
    assert rule("records").over() == 0
    stopped_clock.move(seconds=1)
    assert rule("records").enforce() == 1
    assert db.session.scalars(select(GraduationRecord.seller_id)).all() == [scene.shop.id]


def test_looks_go_after_two_years_and_the_rest_still_proves_itself(scene: Scene, stopped_clock: StoppedClock) -> None:
    stopped_clock.move(days=365)
    note_look(Actor(Role.ASSISTANT, scene.assistant.id), scene.record.reference, "care")
    stopped_clock.move(days=366)
    assert rule("looks").enforce() == 1
    assert rows(RecordLook) == 1
    assert list(broken_links()) == []
    assert rule("looks").enforce() == 0


def test_a_receipt_goes_ninety_days_after_the_parcel_is_done(
    app: Flask, stopped_clock: StoppedClock, work: Callable[[], None]
) -> None:
    order = by_transfer(make_product())
    key = with_receipt(order)
    seller = Actor(Role.SELLER, shop_account(order).id)
    confirm_payment(seller, order.parcels[0])
    refuse(seller, order.parcels[0], "Bahannya habis.")
    work()
    stopped_clock.move(days=90)
    work()
    assert db.session.scalar(select(Payment.receipt_key)) == key
    stopped_clock.move(hours=2)
    work()
    assert db.session.scalar(select(Payment.receipt_key)) == ""


def test_the_buyer_goes_after_five_years_and_the_books_after_ten(
    app: Flask, stopped_clock: StoppedClock, work: Callable[[], None]
) -> None:
    done, waiting = by_transfer(make_product()), by_transfer(make_product())
    refuse(Actor(Role.SELLER, shop_account(done).id), done.parcels[0], "Bahannya habis.")
    with transaction():
        waiting.parcels[0].state = ParcelState.DISPUTED
    stopped_clock.move(days=5 * 365, hours=2)
    work()
    assert done.contact_name == "Pembeli dihapus"
    assert waiting.contact_name == CONTACT.name, "what is not settled keeps its buyer"
    total, number = done.total_idr, done.number
    assert db.session.execute(select(Order.total_idr).where(Order.number == number)).scalar() == total
    stopped_clock.move(days=5 * 365)
    work()
    assert db.session.scalars(select(Order.number)).all() == [waiting.number]
    assert [rows(model) for model in (Parcel, ParcelLine, Payment)] == [1, 1, 1]
    assert rows(ParcelMove) > 0


ROWS: list[tuple[str, type[Model], timedelta]] = [
    ("sign-in-failures", SignInFailure, timedelta(hours=24)),
    ("reset-codes", ResetCode, timedelta(days=1, minutes=30)),
    ("dead-jobs", Job, timedelta(days=30)),
    ("refused-rows", RefusedRow, timedelta(days=90)),
    ("record-changes", RecordChange, timedelta(days=90)),
    ("claim-pauses", ClaimPause, timedelta(days=91)),
    ("claims", Claim, timedelta(days=365)),
    ("contacts", Contact, timedelta(days=365)),
    ("plan-steps", PlanStep, timedelta(days=365)),
    ("remarks", FieldComment, timedelta(days=365)),
    ("care-offers", CareOffer, timedelta(days=365)),
    ("complaints", Complaint, timedelta(days=5 * 365)),
    ("consents", Consent, timedelta(days=5 * 365)),
    ("care", CaseloadEntry, timedelta(days=5 * 365)),
    ("requests", DataRequest, timedelta(days=5 * 365)),
    ("deeds", Deed, timedelta(days=5 * 365)),
    ("staff-deeds", StaffDeed, timedelta(days=5 * 365)),
]


def test_rows_stay_to_the_last_second_and_go_after_it(scene: Scene, stopped_clock: StoppedClock) -> None:
    something_of_everything(scene)
    start = clock.now()
    for code, model, lasts in ROWS:
        there = rows(model)
        stopped_clock.set(start + lasts)
        assert (rule(code).over(), rule(code).enforce()) == (0, 0), code
        stopped_clock.set(start + lasts + timedelta(seconds=1))
        assert rule(code).over() == there > 0, code
        assert rule(code).enforce() == there, code
        assert rows(model) == 0, code


def test_examples_of_an_import_go_after_ninety_days(scene: Scene, stopped_clock: StoppedClock) -> None:
    something_of_everything(scene)
    stopped_clock.move(days=90, seconds=1)
    assert (rule("import-examples").over(), rule("import-examples").enforce()) == (1, 1)
    assert db.session.scalars(select(ImportBatch.examples)).all() == [[]]
    assert rule("import-examples").over() == 0


@pytest.mark.parametrize(("code", "name", "days"), [("letters", "mail/a.eml", 30), ("logs", "server.log.1", 90)])
def test_files_of_the_house_go_by_their_age(app: Flask, code: str, name: str, days: int) -> None:
    path = Path(app.config["SETTINGS"].data) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert (rule(code).over(), rule(code).enforce()) == (0, 0)
    old = (clock.now() - timedelta(days=days, seconds=1)).timestamp()
    os.utime(path, (old, old))
    assert (rule(code).over(), rule(code).enforce()) == (1, 1)
    assert not path.exists()


def test_the_worker_tidies_photos_when_it_starts_and_then_once_a_day(app: Flask, stopped_clock: StoppedClock) -> None:
    for colour, moved, gone in (("green", 0, True), ("blue", 2, False), ("red", 24, True)):
        stopped_clock.move(hours=moved)
        key = accept(a_picture(colour), "foto.jpg", photo_store()).key
        for path in photo_store().files_of(key):
            old = path.stat().st_mtime - GRACE.total_seconds() - 60
            os.utime(path, (old, old))
        while enforce_when_due():
            pass
        assert (photo_store().files_of(key) == []) is gone, colour


def test_a_rule_that_fails_keeps_no_other_from_its_turn(
    app: Flask, scene: Scene, stopped_clock: StoppedClock, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storefront.outbox.worker.Worker._guarded", guarded)
    monkeypatch.setattr(retention, "RULES", (*RULES[:4], broken_rule(), *RULES[4:]))
    stopped_clock.move(days=6 * 365)
    work()
    assert rows(Deed) == 0


def test_the_chore_stands_in_the_workers_list_and_the_old_ones_do_not() -> None:
    assert jobs.CHORES["retention"] is enforce_when_due
    assert set(jobs.CHORES) & {"carts", "jobs", "imports", "photos", "receipts"} == set()


def guarded(_worker: object, _what: str, act: Callable[[], bool]) -> bool:
    """As the worker does it, without its pause."""
    try:
        return act()
    except RuntimeError:
        db.session.rollback()
        return True


def broken_rule() -> Rule:
    """One that always fails."""

    def fail(_before: object) -> int:
        raise RuntimeError("broken")

    return Rule("broken", "x", YEAR, "x", "x", fail, fail)


def shop_account(order: Order) -> Account:
    """The seller's account of an order's shop, made now."""
    return make_account(Role.SELLER, seller_id=order.parcels[0].seller_id)


def something_of_everything(scene: Scene) -> None:
    """Rows that the scene lacks, each at its end: answered, settled, withdrawn, run out."""
    at, assistant = clock.now(), scene.assistant.id
    release_from_care(scene.shop.id)
    asked = requests.ask(scene.actor, scene.account, RequestKind.OBJECT, "mail", "Jangan kirim surat.")
    requests.decline(Actor(Role.OFFICER, assistant), asked, "Surat ini tentang pesanan Anda.")
    with transaction() as session:
        batch = ImportBatch(
            file_name="a.csv",
            file_sha256="0" * 64,
            state=BatchState.IMPORTED,
            created_at=at,
            finished_at=at,
            examples=[{"line": 2}],
        )
        session.add(batch)
        session.flush()
        session.query(FieldComment).update({"settled_at": at})
        session.query(Consent).update({"withdrawn_at": at})
        session.query(Claim).update({"decided_at": at})
        session.query(Job).delete()
        session.add_all(
            [
                SignInFailure(subject="0" * 64, at=at),
                ResetCode(account_id=assistant, code_hash="!", created_at=at, expires_at=at + timedelta(minutes=30)),
                Job(kind="mail.send", key="a", payload={}, state=JobState.DEAD, run_at=at, created_at=at),
                Complaint(parcel_id=scene.order.parcels[0].id, text="Pecah.", at=at, answered_at=at),
                ClaimPause(seller_id=scene.shop.id, district_code="34.02.01", since=at, until=at + timedelta(days=1)),
                CareOffer(
                    seller_id=scene.shop.id,
                    to_id=assistant,
                    offered_by_id=assistant,
                    offered_at=at,
                    state=OfferState.DECLINED,
                    answered_at=at,
                ),
                StaffDeed(at=at, account_id=assistant, what="invited"),
                RefusedRow(batch_id=batch.id, line=3, column="nik", reason="x"),
                RecordChange(batch_id=batch.id, record_id=scene.record.id, before={"name": "Sari"}),
            ]
        )


def rows(model: type[Model]) -> int:
    """How many there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def everything() -> dict[str, int]:
    """How many rows each table has."""
    return {name: rows_of(name) for name in Model.metadata.tables}


def rows_of(name: str) -> int:
    """How many rows one table has."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Model.metadata.tables[name])) or 0
