"""The log of looks: whatever somebody does to it without the log key is found, and what cannot be found is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from storefront.graduation.links import cut, link
from storefront.graduation.looking import look_audit
from storefront.graduation.looking.look_audit import End, broken_links, departures_from
from storefront.graduation.looking.looks import (
    count_old,
    forget_old,
    hers,
    looks_at,
    looks_where,
    note_look,
    note_looks,
)
from storefront.graduation.models import LookChain, RecordLook
from storefront.logs import log
from storefront.sealing import Keyring
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.graduation.records import make_claim, make_claimant, make_record
from tests.storefront.test_sealing import key

NUMBER = RecordLook.number
WHOLE = "compare_card: di balai desa"


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases."""
    app: Flask = request.getfixturevalue(request.param)
    return app


@pytest.fixture
def dewi(app: Flask) -> Actor:
    """Somebody who has looked seven times."""
    return seven_looks()


def seven_looks() -> Actor:
    """Somebody who looks at two records, at odd moments of a second, once at the whole number."""
    actor = Actor(Role.ASSISTANT, make_account(Role.ASSISTANT, display_name="Dewi").id)
    for number in range(7):
        with clock.freeze(datetime(2026, 3, 2, 3, number, 5, 123_456 * number, tzinfo=UTC)):
            note_look(actor, f"{number % 2:032x}", "care", whole_because=WHOLE if number == 3 else "")
    return actor


def tamper(*statements: Any) -> None:
    """What somebody with the database and without the key does."""
    with transaction() as session:
        for statement in statements:
            session.execute(statement.execution_options(synchronize_session=False))


def test_an_untouched_log_proves_itself_and_a_touched_one_does_not_on_both_databases(shop: Flask) -> None:
    seven_looks()
    assert list(broken_links()) == []
    assert db.session.scalars(select(NUMBER).order_by(RecordLook.id)).all() == [1, 2, 3, 4, 5, 6, 7]
    tamper(update(RecordLook).where(NUMBER == 4).values(at=datetime(2026, 3, 2, 3, 3, 5, 370_369, tzinfo=UTC)))
    assert list(broken_links()) == ["entries were changed, or put in another place: 4"]


def test_a_shop_where_nobody_looked_has_nothing_to_prove(app: Flask) -> None:
    assert list(broken_links()) == []
    assert look_audit.end() == End(0, "")
    assert forget_old(clock.now()) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "compare_card: di rumah"},
        {"reason": ""},
        {"at": datetime(2026, 3, 2, 3, 3, 5, 370_369, tzinfo=UTC)},
        {"why": "claim"},
        {"is_whole": False},
        {"record_reference": "f" * 32},
        {"account_id": None},
        {"key_id": "k1"},
        {"mac": "0" * 64},
    ],
    ids=lambda change: next(iter(change)) + "-" + str(next(iter(change.values())))[:6],
)
def test_a_changed_entry_is_found(dewi: Actor, change: dict[str, object]) -> None:
    tamper(update(RecordLook).where(NUMBER == 4).values(change))
    assert any("4" in words or "'k1'" in words for words in broken_links())


def test_another_account_in_an_entry_is_found(dewi: Actor) -> None:
    other = make_account(Role.OFFICER).id
    tamper(update(RecordLook).where(NUMBER == 4).values(account_id=other))
    assert list(broken_links()) == ["entries were changed, or put in another place: 4"]


@pytest.mark.parametrize(
    ("which", "said"),
    [
        (NUMBER == 1, ["entry 1 is missing"]),
        (NUMBER.in_([3, 4]), ["entries 3 to 4 are missing"]),
        (NUMBER == 7, ["the log ends with entry 6, it was written up to 7"]),
        (NUMBER > 4, ["the log ends with entry 4, it was written up to 7"]),
        (NUMBER > 0, ["the log ends with entry 0, it was written up to 7"]),
    ],
)
def test_a_deleted_entry_is_found_at_the_front_in_the_middle_and_at_the_end(
    dewi: Actor, which: Any, said: list[str]
) -> None:
    tamper(delete(RecordLook).where(which))
    assert list(broken_links()) == said


def test_two_entries_that_change_places_are_found(dewi: Actor) -> None:
    tamper(
        update(RecordLook).where(NUMBER == 3).values(number=99),
        update(RecordLook).where(NUMBER == 4).values(number=3),
        update(RecordLook).where(NUMBER == 99).values(number=4),
    )
    assert list(broken_links()) == ["entries were changed, or put in another place: 3, 4, 5"]


def test_what_is_deleted_and_closed_up_again_is_found(dewi: Actor) -> None:
    tamper(delete(RecordLook).where(NUMBER == 4), *(_moved(number, number - 1) for number in (5, 6, 7)))
    assert "entries were changed, or put in another place: 4, 5, 6" in list(broken_links())


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (8, "the log ends with entry 8, it was written up to 7"),
        (1_000_000_000, "entries 8 to 999999999 are missing"),
        (0, "entries from before the first one are there: 0"),
        (None, "1 entries without a number were put in"),
    ],
)
def test_an_entry_put_in_is_found(dewi: Actor, number: int | None, said: str) -> None:
    told = {"record_reference": "0" * 32, "account_id": dewi.account_id, "at": clock.now(), "why": "care"}
    tamper(insert(RecordLook).values(told | {"number": number, "mac": "ab" * 32, "key_id": "log"}))
    assert said in list(broken_links())


@pytest.mark.parametrize("column", ["first_number", "last_number", "before_mac", "last_mac", "seal", "key_id"])
def test_a_change_of_the_row_with_the_two_ends_is_found(dewi: Actor, column: str) -> None:
    tamper(update(LookChain).values({column: 3 if column.endswith("number") else "ab"}))
    assert "the row with the two ends of the log was changed" in list(broken_links())


def test_cutting_the_end_off_and_saying_so_in_the_row_needs_the_key(dewi: Actor) -> None:
    mac = db.session.scalar(select(RecordLook.mac).where(RecordLook.number == 5))
    tamper(delete(RecordLook).where(NUMBER > 5), update(LookChain).values(last_number=5, last_mac=mac))
    assert list(broken_links()) == ["the row with the two ends of the log was changed"]


def test_a_lost_row_with_the_two_ends_is_found_and_looking_goes_on(dewi: Actor) -> None:
    tamper(delete(LookChain))
    assert list(broken_links()) == ["7 entries are there, the row with the two ends of the log is not"]
    note_look(dewi, "0" * 32, "care")
    assert list(broken_links()) == ["entries from before the first one are there: 1, 2, 3, 4, 5, 6, 7"]


def test_both_ends_put_back_together_prove_themselves_and_only_an_end_kept_elsewhere_tells(dewi: Actor) -> None:
    """What no log finds by itself: an older copy of all of it. ``docs/identity.md`` says what to do."""
    columns = {name: getattr(db.session.get_one(LookChain, 1), name) for name in LookChain.__mapper__.columns.keys()}  # noqa: SIM118
    note_looks(dewi, ["0" * 32, "1" * 32], "list")
    kept = look_audit.end()
    assert list(departures_from(kept)) == []
    tamper(delete(RecordLook).where(NUMBER > 7), update(LookChain).values(columns))
    assert list(broken_links()) == []
    assert list(departures_from(kept)) == [
        "entry 9 is not the one that was the newest then: the log was put back or written anew"
    ]
    note_looks(dewi, ["0" * 32, "2" * 32], "list")
    assert list(broken_links()) == []
    assert len(list(departures_from(kept))) == 1


def test_an_end_kept_elsewhere_is_read_back_as_it_was_printed(dewi: Actor) -> None:
    kept = look_audit.end()
    assert End.parse(str(kept)) == kept
    for nonsense in ("", "7", "seven:" + kept.mac, "7:ab"):
        with pytest.raises(ValueError, match=r"."):
            End.parse(nonsense)


def test_forgetting_the_oldest_leaves_a_log_that_proves_itself(shop: Flask) -> None:
    seven_looks()
    whole, half = look_audit.end(), datetime(2026, 3, 2, 3, 3, tzinfo=UTC)
    assert count_old(half) == 3
    assert forget_old(half) == 3
    assert list(broken_links()) == []
    assert list(departures_from(whole)) == []
    tamper(delete(RecordLook).where(NUMBER == 4))
    assert list(broken_links()) == ["entry 4 is missing"]


def test_forgetting_everything_leaves_an_end_to_go_on_from(dewi: Actor) -> None:
    whole = look_audit.end()
    assert forget_old(clock.now() + timedelta(days=1)) == 7
    assert list(broken_links()) == []
    assert list(departures_from(whole)) == []
    note_look(dewi, "0" * 32, "care")
    assert look_audit.end().number == 8
    assert list(broken_links()) == []
    assert "older than what is kept" in next(departures_from(End(3, "ab" * 32)))


def test_entries_from_before_the_log_was_chained_become_its_first(shop: Flask) -> None:
    actor = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    old = {"account_id": actor.account_id, "at": clock.now(), "why": "care"}
    tamper(*(insert(RecordLook).values(old | {"record_reference": f"{number:032x}"}) for number in range(3)))
    assert list(broken_links()) == []
    note_look(actor, "f" * 32, "care")
    rows = db.session.execute(select(RecordLook.number, RecordLook.record_reference).order_by(RecordLook.number)).all()
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.record_reference[-1] for row in rows] == ["0", "1", "2", "f"]
    assert list(broken_links()) == []
    tamper(update(RecordLook).where(NUMBER == 2).values(why="claim"))
    assert list(broken_links()) == ["entries were changed, or put in another place: 2"]


def test_entries_under_an_older_key_prove_themselves_while_the_key_is_there(dewi: Actor, app: Flask) -> None:
    keys = app.extensions["keyring"]
    newer = Keyring.parse(f"k9:{key('a')},lookup:{key('b')},log2:{key('c')}")
    app.extensions["keyring"] = Keyring(keys.sealing, keys.lookup, newer.log | keys.log)
    note_look(dewi, "0" * 32, "care")
    assert list(broken_links()) == []
    app.extensions["keyring"] = Keyring(keys.sealing, keys.lookup, newer.log)
    assert list(broken_links()) == ["entries cannot be proven without the key 'log': put it back into FIELD_KEYS"]


def test_everybody_who_looked_is_told_the_newest_first(dewi: Actor) -> None:
    looks = looks_at("1".zfill(32))
    assert [look.at.minute for look in looks] == [5, 3, 1]
    assert {look.who for look in looks} == {"Dewi"}
    assert [look.is_whole for look in looks] == [False, True, False]
    assert looks[1].reason == "Mencocokkan dengan KTP atau KK: di balai desa"


def test_what_a_seller_reads_is_about_her_record_and_her_claims(app: Flask, dewi: Actor) -> None:
    sari = make_claimant()
    claim, others = make_claim(claimant=sari), make_claim()
    record, strange = make_record(seller_id=sari.seller_id), make_record()
    for number, reference in enumerate((claim.reference, others.reference, record.reference, strange.reference)):
        note_look(dewi, reference, f"why{number}")
    assert {look.why for look in looks_where(hers(sari.seller_id or 0))} == {"why0", "why2"}


def test_what_was_looked_at_while_the_record_was_anothers_is_not_hers_to_read(
    app: Flask, dewi: Actor, stopped_clock: StoppedClock
) -> None:
    before, after = make_claimant(), make_claimant()
    record = make_record()
    for seller, why in ((before, "hers"), (after, "mine")):
        link(dewi, record, seller.seller_id or 0)
        stopped_clock.move(minutes=5)
        note_look(dewi, record.reference, why, whole_because="other: words about whoever has it")
        stopped_clock.move(minutes=5)
        if seller is before:
            cut(dewi, seller.seller_id or 0, "moved")
            stopped_clock.move(minutes=5)
            note_look(dewi, record.reference, "between")
    assert [look.why for look in looks_where(hers(after.seller_id or 0))] == ["mine", "between"]


def test_once_a_day_the_end_of_the_log_goes_into_the_servers_log(
    dewi: Actor, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(look_audit, "_told", [])
    monkeypatch.setattr(log, "info", _into(told), raising=False)
    assert look_audit.tell_end_daily() is False
    assert look_audit.tell_end_daily() is False
    newest = look_audit.end()
    assert told == [{"number": 7, "mac": newest.mac}]


def _moved(number: int, to: int) -> Any:
    return update(RecordLook).where(RecordLook.number == number).values(number=to)


def _into(told: list[dict[str, object]]) -> Callable[..., None]:
    return lambda _event, **values: told.append(values)
