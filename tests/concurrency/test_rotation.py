"""A change of keys killed half-way: what was done is done, everything opens and is found, and the next run finishes."""

from __future__ import annotations

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert, select

from products import clock
from products.database import db, transaction
from storefront.graduation import identity
from storefront.graduation.models import GraduationRecord, Kind, RecordSource, RecordState
from storefront.stockroom import rotation
from storefront.stockroom.rotation import AT_ONCE
from tests.concurrency.crowd import at_once
from tests.storefront.graduation.records import GAMBIR, make_record
from tests.storefront.stockroom.test_rotation import BOTH, NEW, OLD, found, use

pytestmark = pytest.mark.concurrency
PROJECT = Path(__file__).parents[2]
ROWS = 8 * AT_ONCE


@pytest.fixture
def numbers(app: Flask) -> list[str]:
    """The numbers of some thousand records, all under the old keys."""
    use(app, OLD)
    made = [f"3171015708{45 + row // 9000:02d}{row % 9000 + 100:04d}" for row in range(ROWS)]
    with transaction() as session:
        session.execute(insert(GraduationRecord), [_record(nik) for nik in made])
    return made


def test_a_run_that_is_killed_leaves_all_found_and_the_next_one_finishes(
    app: Flask, numbers: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "data" / "shop.sqlite"
    with _running(tmp_path) as run:
        while not 0 < _renewed(file) < ROWS:
            assert run.poll() is None, "it was over before it could be killed"
            time.sleep(0.002)
        run.send_signal(signal.SIGKILL)
        run.wait()
    mixed = _renewed(file)
    assert 0 < mixed < ROWS, "the kill must fall between the first row and the last"
    assert mixed % AT_ONCE == 0, "a thousand rows become true together"
    use(app, BOTH)
    db.session.rollback()
    assert found(numbers[::37]) == len(numbers[::37])
    assert rotation.rotate(lambda *_: None).renewed["graduation_record"] == ROWS - mixed
    use(app, f"{NEW},{OLD.rpartition(',')[2]}")
    assert _renewed(file) == ROWS
    assert found(numbers[::37]) == len(numbers[::37])


def test_people_bring_in_records_while_keys_are_changed(app: Flask, numbers: list[str]) -> None:
    use(app, BOTH)
    newer = [f"3271015708450{row:03d}" for row in range(100, 140)]
    answers = at_once(app, [lambda: rotation.rotate(lambda *_: None).faults, _bringing(newer)])
    assert answers == [[], None]
    use(app, f"{NEW},{OLD.rpartition(',')[2]}")
    assert found([*numbers[::371], *newer]) == len([*numbers[::371], *newer])
    assert all(sealed.startswith("k2.") for sealed in db.session.scalars(select(GraduationRecord.nik_sealed)))


def _bringing(niks: list[str]) -> Callable[[], None]:
    def bring() -> None:
        for nik in niks:
            make_record(nik)

    return bring


def _record(nik: str) -> dict[str, object]:
    reference, at = secrets.token_hex(16), clock.now()
    return {
        "reference": reference,
        "nik_sealed": identity.seal(nik, identity.place_of("graduation_record", reference)),
        "nik_lookup": identity.lookup(nik),
        "name": "Sari Contoh",
        "kind": Kind.ALAMIAH,
        "graduated_on": at.date(),
        "district_code": GAMBIR,
        "state": RecordState.UNVERIFIED,
        "source": RecordSource.IMPORTED,
        "created_at": at,
        "changed_at": at,
    }


def _renewed(file: Path) -> int:
    """How many rows are under the new key in the file, as another process sees it."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as shop:
        (rows,) = shop.execute("SELECT count(*) FROM graduation_record WHERE nik_sealed LIKE 'k2.%'").fetchone()
    return int(rows)


def _running(folder: Path) -> subprocess.Popen[bytes]:
    """The command itself, in a process of its own."""
    environment = os.environ | {
        "STOREFRONT_DATA": str(folder / "data"),
        "UPLOAD_ROOT": str(folder / "uploads"),
        "FIELD_KEYS": BOTH,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "rotate-keys"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
