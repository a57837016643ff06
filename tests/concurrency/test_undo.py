"""An import is undone while sellers claim its records: what came into use stays, whoever was first.

The control: with the guard taken away, undoing runs into what hangs on a record.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.claiming import matching
from storefront.graduation.importing import undo
from storefront.graduation.models import BatchState, Claim, ClaimMatch, GraduationRecord, ImportBatch
from tests.concurrency.crowd import at_once
from tests.storefront.graduation.importing.test_undo import imported
from tests.storefront.graduation.records import a_nik, line, make_claim, make_claimant

pytestmark = pytest.mark.concurrency
CROWD = 5


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def claiming(nik: str) -> Callable[[], int]:
    """A seller about to claim the record with this number."""
    account_id = make_claimant().id
    return lambda: make_claim(nik, db.session.get_one(Account, account_id)).id


def undoing(batch: ImportBatch) -> Callable[[], list[None]]:
    """The worker about to undo an import."""
    batch_id = batch.id
    return lambda: list(undo.undo_batch(batch_id=batch_id))


def test_what_is_claimed_while_an_import_is_undone_stays(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "AT_ONCE", 1)
    niks = [a_nik() for _ in range(2 * CROWD)]
    batch = imported(*(line(nik) for nik in niks))
    undo.undo(batch, None)
    undone, *claimed = at_once(shop, [undoing(batch), *(claiming(nik) for nik in niks[:CROWD])])
    assert isinstance(undone, list)
    assert [answer for answer in claimed if not isinstance(answer, int)] == []
    db.session.refresh(batch)
    left = set(db.session.scalars(select(GraduationRecord.id)))
    assert {record_id for record_id in db.session.scalars(select(Claim.record_id)) if record_id} == left
    assert (batch.state, batch.rows_undone) == (BatchState.UNDONE, len(niks) - len(left))


def test_without_the_guard_undoing_runs_into_the_claim(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    nik = a_nik()
    batch = imported(line(nik))
    undo.undo(batch, None)
    make_claim(nik)
    monkeypatch.setattr(undo, "_held", lambda _batch, _record_ids: set[int]())
    with pytest.raises(IntegrityError):
        list(undo.undo_batch(batch_id=batch.id))


@pytest.fixture
def undone_in_between(postgres_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """A claim for a record whose import is undone after the claim has met it and before it is written."""
    nik = a_nik()
    batch = imported(line(nik))
    undo.undo(batch, None)
    met = matching._met
    undoing_it = undoing(batch)

    def undo_it() -> None:
        with postgres_app.app_context():
            undoing_it()

    def undone_meanwhile(*claimed: str) -> matching.Match:
        found = met(*claimed)
        with ThreadPoolExecutor(1) as other:
            other.submit(undo_it).result(timeout=30)
        return found

    monkeypatch.setattr(matching, "_met", undone_meanwhile)
    claimant = claiming(nik)
    return lambda: at_once(postgres_app, [claimant])[0]


@pytest.mark.postgres
def test_a_claim_for_a_record_that_is_deleted_this_very_moment_meets_nothing(
    undone_in_between: Callable[[], object],
) -> None:
    claim = db.session.get_one(Claim, undone_in_between())
    assert (claim.match, claim.record_id) == (ClaimMatch.NONE, None)
    assert db.session.query(GraduationRecord).count() == 0


@pytest.mark.postgres
def test_without_the_lock_such_a_claim_is_an_error(
    undone_in_between: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "_held", lambda met: met)
    assert isinstance(undone_in_between(), IntegrityError)
