"""New keys: all is brought under them and found all the while, and nobody is told to drop what is needed."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from products.actor import Actor, Role
from products.database import db, transaction
from storefront.accounts import second_step
from storefront.graduation import identity
from storefront.graduation.looking.look_audit import broken_links
from storefront.graduation.looking.looks import forget_old, note_look
from storefront.graduation.models import (
    BatchState,
    Claim,
    GraduationRecord,
    ImportBatch,
    LookChain,
    RecordChange,
)
from storefront.graduation.showing import masked_nik
from storefront.sealing import Keyring, keyring
from storefront.stockroom import rotation
from storefront.stockroom.sealed_rows import Pass, Sealed, renewal_of
from tests.factories import make_account
from tests.storefront.graduation.records import a_nik, make_claim, make_record
from tests.storefront.test_sealing import key

KK = "3171011503150007"
OLD = f"k1:{key('a')},lookup:{key('l')},log:{key('g')}"
NEW = f"k2:{key('b')},lookup2:{key('m')},log2:{key('h')}"
BOTH = f"{NEW},{OLD}"
RECORD = GraduationRecord.__table__


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases, under its old keys."""
    app: Flask = request.getfixturevalue(request.param)
    use(app, OLD)
    return app


def use(app: Flask, field_keys: str) -> None:
    """Restart the shop with other keys."""
    app.extensions["keyring"] = Keyring.parse(field_keys)


def fill(app: Flask) -> list[str]:
    """A record with a family card and a change of it, two more, a claim, an officer's app and a look; their numbers."""
    numbers = [a_nik() for _ in range(3)]
    first, *_others = [make_record(nik) for nik in numbers]
    make_claim(numbers[0])
    officer = make_account(Role.OFFICER)
    second_step.set_up(officer, "JBSWY3DPEHPK3PXP")
    note_look(Actor(Role.OFFICER, officer.id), first.reference, "open")
    sealed = {"kk_sealed": identity.seal(KK, _place(first)), "kk_lookup": identity.lookup(KK)}
    with transaction() as session:
        session.execute(update(GraduationRecord).where(GraduationRecord.id == first.id).values(sealed))
        batch = ImportBatch(
            file_name="a.csv", file_sha256="0" * 64, state=BatchState.IMPORTED, created_at=first.created_at
        )
        session.add(batch)
        session.flush()
        session.add(RecordChange(batch_id=batch.id, record_id=first.id, before=sealed | {"name": "Sari"}))
        session.add(RecordChange(batch_id=batch.id, record_id=first.id, before={"kk_sealed": None, "kk_lookup": None}))
    return numbers


def _place(record: GraduationRecord) -> str:
    return identity.place_of("graduation_record", record.reference, "kk_sealed")


def found(numbers: list[str]) -> int:
    """How many of the numbers lead to a record that opens and shows them."""
    return sum(
        masked_nik(record) == identity.masked(nik)
        for nik in numbers
        for record in db.session.scalars(
            select(GraduationRecord).where(GraduationRecord.nik_lookup.in_(identity.lookups(nik)))
        )
    )


def test_everything_is_brought_under_the_new_keys_and_found_before_and_after(shop: Flask) -> None:
    numbers = fill(shop)
    use(shop, BOTH)
    assert found(numbers) == 3
    done = rotation.rotate(lambda *_: None)
    assert done.renewed == {"graduation_record": 3, "claim": 1, "account": 1, "record_change": 1}
    assert rotation.still_needed(done) == {
        "k1": "",
        "lookup": "",
        "log": "1 entries of the log of looks are under it",
    }
    use(shop, f"{NEW},log:{key('g')}")
    assert found(numbers) == 3
    record = db.session.scalars(select(GraduationRecord).order_by(GraduationRecord.id)).first()
    assert record is not None
    assert identity.unseal(record.kk_sealed or "", _place(record)) == KK
    assert record.kk_lookup == identity.lookup(KK)
    claim = db.session.scalars(select(Claim)).one()
    assert identity.unseal(claim.nik_sealed, identity.place_of("claim", claim.reference)) == numbers[0]
    assert claim.nik_lookup == identity.lookup(numbers[0])
    before = db.session.scalars(select(RecordChange).order_by(RecordChange.id)).first()
    assert before is not None
    assert identity.unseal(before.before["kk_sealed"], _place(record)) == KK
    assert before.before["name"] == "Sari"
    assert db.session.scalars(text("SELECT totp_secret FROM account WHERE totp_secret IS NOT NULL")).one()[:3] == "k2."
    assert list(broken_links()) == []


def test_a_second_run_finds_nothing_to_do(shop: Flask) -> None:
    fill(shop)
    use(shop, BOTH)
    rotation.rotate(lambda *_: None)
    assert not rotation.rotate(lambda *_: None).renewed.total()


def test_a_dry_run_says_what_it_would_do_and_does_nothing(app: Flask) -> None:
    use(app, OLD)
    fill(app)
    before = db.session.execute(select(RECORD)).all()
    use(app, BOTH)
    done = app.test_cli_runner().invoke(args=["rotate-keys", "--dry-run"])
    assert done.exit_code == 0, done.output
    assert "graduation_record: 3 rows, 3 to be renewed" in done.output
    assert "no longer needed" not in done.output
    db.session.rollback()
    assert db.session.execute(select(RECORD)).all() == before


def test_the_command_names_what_may_go_and_what_must_stay(app: Flask) -> None:
    use(app, OLD)
    fill(app)
    use(app, BOTH)
    done = app.test_cli_runner().invoke(args=["rotate-keys"])
    assert done.exit_code == 0, done.output
    for words in (
        "graduation_record: 3 rows, 3 renewed",
        "The key k1 is no longer needed here.",
        "The key lookup is no longer needed here.",
        "Keep the key log: 1 entries of the log of looks are under it.",
    ):
        assert words in done.output


def test_a_log_key_may_go_when_its_entries_are_forgotten(app: Flask) -> None:
    use(app, OLD)
    fill(app)
    use(app, BOTH)
    done = rotation.rotate(lambda *_: None)
    assert db.session.get_one(LookChain, 1).key_id == "log2"
    from_now = db.session.scalars(select(GraduationRecord.created_at)).first()
    assert from_now is not None
    forget_old(from_now.replace(year=from_now.year + 1))
    assert rotation.still_needed(done)["log"] == ""


def test_what_cannot_be_opened_is_named_by_its_row_and_the_old_keys_stay(app: Flask) -> None:
    use(app, OLD)
    numbers = fill(app)
    broken = db.session.scalars(select(GraduationRecord.id).order_by(GraduationRecord.id.desc())).first()
    with transaction() as session:
        session.execute(update(GraduationRecord).where(GraduationRecord.id == broken).values(reference="e" * 32))
    use(app, BOTH)
    done = app.test_cli_runner().invoke(args=["rotate-keys"])
    assert done.exit_code == 1
    assert f"graduation_record {broken}: nik_sealed cannot be opened" in done.output
    assert "Keep the key k1: 1 are under it." in done.output
    assert "Keep the key lookup: what cannot be opened may need it." in done.output
    assert not any(nik in done.output for nik in numbers)
    use(app, BOTH)
    assert found(numbers[:2]) == 2


def test_a_key_that_is_gone_leaves_its_rows_named_and_untouched(app: Flask) -> None:
    use(app, OLD)
    fill(app)
    before = db.session.execute(select(RECORD)).all()
    use(app, NEW)
    done = rotation.rotate(lambda *_: None)
    assert len(done.faults) == 7
    db.session.rollback()
    assert db.session.execute(select(RECORD)).all() == before


def test_one_number_that_came_in_under_both_lookup_keys_is_told_and_left_alone(shop: Flask) -> None:
    nik = a_nik()
    old = make_record(nik)
    use(shop, BOTH)
    new = make_record(nik, name="Sari Kedua")
    done = rotation.rotate(lambda *_: None)
    assert done.faults == [f"graduation_record {new.id} and {old.id} hold the same number"]
    assert rotation.still_needed(done)["lookup"] == "1 are under it"
    assert done.renewed.total() == 0


def test_a_row_that_somebody_changes_meanwhile_is_not_written_over(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    use(app, OLD)
    numbers = fill(app)
    use(app, BOTH)
    changed: list[tuple[int, str]] = []

    def slow(sealed: Sealed, row: object, found: Pass) -> object:
        made = renewal_of(sealed, row, found)  # type: ignore[arg-type]
        if sealed.table.name == "graduation_record" and not changed:
            changed.append(make_newer(numbers[0]))
        return made

    monkeypatch.setattr(rotation, "renewal_of", slow)
    rotation.rotate(lambda *_: None)
    db.session.rollback()
    (kept,) = db.session.scalars(select(RECORD.c.nik_sealed).where(RECORD.c.id == changed[0][0])).all()
    assert kept == changed[0][1]
    assert found(numbers) == 3


def make_newer(nik: str) -> tuple[int, str]:
    """Somebody else seals the number anew, while a run holds the old text in its hands."""
    record = db.session.scalars(
        select(GraduationRecord).where(GraduationRecord.nik_lookup.in_(identity.lookups(nik)))
    ).one()
    sealed = keyring().seal(nik, identity.place_of("graduation_record", record.reference))
    with transaction() as session:
        session.execute(update(GraduationRecord).where(GraduationRecord.id == record.id).values(nik_sealed=sealed))
    return record.id, sealed


def test_a_number_that_was_taken_out_keeps_its_fingerprint_of_nothing(app: Flask) -> None:
    use(app, OLD)
    claim = make_claim(a_nik())
    with transaction() as session:
        session.execute(
            update(Claim).values(
                nik_sealed=keyring().seal("", identity.place_of("claim", claim.reference)), nik_lookup="5" * 64
            )
        )
    use(app, BOTH)
    assert rotation.still_needed(rotation.rotate(lambda *_: None))["k1"] == ""
    assert db.session.scalars(select(Claim.nik_lookup)).all() == ["5" * 64]
