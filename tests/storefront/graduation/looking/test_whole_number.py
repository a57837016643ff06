"""Seeing a number whole: asked with a reason, shown once, told to its owner, and not often."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import release_from_care, take_into_care
from storefront.graduation.looking import whole_number
from storefront.graduation.looking.look_audit import broken_links
from storefront.graduation.looking.whole_number import MOST_IN_A_DAY
from storefront.graduation.models import Claim, GraduationRecord, RecordLook, RecordState
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.sessions import signed_in
from tests.storefront.graduation.records import GAMBIR, NIK, make_claim, make_claimant, make_record

WORDS = "Mencocokkan surat pindah dari desa"


@pytest.fixture
def dewi(app: Flask) -> Account:
    """An assistant."""
    return make_account(Role.ASSISTANT, display_name="Dewi")


@pytest.fixture
def bambang(app: Flask) -> Account:
    """An officer of the nation."""
    return make_account(Role.OFFICER, display_name="Bambang")


@pytest.fixture
def sari(app: Flask, dewi: Account) -> Account:
    """A seller in Dewi's care, with her record."""
    owner = make_claimant()
    make_record(NIK, seller_id=owner.seller_id, assistant_id=dewi.id, state=RecordState.MATCHED)
    take_into_care(dewi.id, owner.seller_id or 0)
    return owner


@pytest.fixture
def record(sari: Account) -> GraduationRecord:
    """Sari's record."""
    return db.session.scalars(select(GraduationRecord)).one()


def whole_looks() -> list[tuple[str, str, str]]:
    """Each look at a whole number: at what, for what errand, and why."""
    rows = db.session.execute(
        select(RecordLook.record_reference, RecordLook.why, RecordLook.reason)
        .where(RecordLook.is_whole)
        .order_by(RecordLook.number)
    )
    return [(row.record_reference, row.why, row.reason) for row in rows]


def shows_once(visitor: FlaskClient, path: str) -> None:
    """The whole way: a question without the number, an answer with it once, and no second look for free."""
    question = visitor.get(path)
    assert question.status_code == 200
    assert NIK not in question.text
    assert "3171********0001" in question.text
    answer = visitor.post(path, data={"because": "other", "own_words": WORDS})
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    shown = answer.text.replace("</span> <span>", "")
    assert shown.count(NIK) == 1
    assert NIK not in visitor.get(path).text


def test_an_officer_sees_it_once_and_its_owner_reads_who_and_why(
    app: Flask, bambang: Account, sari: Account, record: GraduationRecord
) -> None:
    shows_once(signed_in(app, bambang), f"/programme/records/{record.reference}/number")
    assert whole_looks() == [(record.reference, "open", f"other: {WORDS}")]
    page = signed_in(app, sari).get("/me/looks").text
    assert "Bambang" in page
    assert WORDS in page
    assert list(broken_links()) == []


def test_her_assistant_sees_it_while_she_is_in_her_care(
    app: Flask, dewi: Account, sari: Account, record: GraduationRecord
) -> None:
    path = f"/coaching/sellers/{sari.seller_id}/number"
    shows_once(signed_in(app, dewi), path)
    assert whole_looks() == [(record.reference, "care", f"other: {WORDS}")]
    release_from_care(sari.seller_id or 0)
    for ask in (signed_in(app, dewi).get, signed_in(app, dewi).post):
        assert ask(path).status_code == 404


def test_whoever_decides_a_claim_sees_the_number_in_it(app: Flask, dewi: Account) -> None:
    record = make_record(NIK, assistant_id=dewi.id)
    claim = make_claim()
    path = f"/coaching/claims/{claim.reference}/number"
    shows_once(signed_in(app, dewi), path)
    said = f"other: {WORDS}"
    assert whole_looks() == [(claim.reference, "claim", said), (record.reference, "claim", said)]
    owner = db.session.scalars(select(Account).where(Account.seller_id == claim.seller_id)).one()
    assert WORDS in signed_in(app, owner).get("/me/looks").text


@pytest.mark.parametrize("who", ["another assistant", "an officer", "the seller", "a guest"])
def test_for_a_stranger_there_is_no_such_number(
    app: Flask, dewi: Account, sari: Account, record: GraduationRecord, who: str
) -> None:
    make_record("3171015708450002", assistant_id=dewi.id, district_code=GAMBIR)
    claim = make_claim("3171015708450002")
    people: dict[str, Callable[[], Account | None]] = {
        "another assistant": lambda: make_account(Role.ASSISTANT),
        "an officer": lambda: make_account(Role.OFFICER),
        "the seller": lambda: sari,
        "a guest": lambda: None,
    }
    visitor = signed_in(app, people[who]())
    expected = {"another assistant": 404, "an officer": 403, "the seller": 403, "a guest": 303}[who]
    for path in (f"/coaching/claims/{claim.reference}/number", f"/coaching/sellers/{sari.seller_id}/number"):
        assert visitor.get(path).status_code == expected, path
        assert visitor.post(path, data={"because": "compare_card"}).status_code == expected, path
    assert not whole_looks()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"because": "curiosity"},
        {"own_words": WORDS},
        {"because": "other"},
        {"because": "other", "own_words": "1234567890 !!"},
        {"because": "other", "own_words": "perlu saja"},
        {"because": "compare_card", "own_words": f"NIK {NIK}"},
        {"because": "compare_card", "own_words": "3171 0157 0845 0001"},
        {"because": "compare_card", "own_words": "x" * 151},
    ],
)
def test_without_a_reason_nothing_is_shown_or_noted(
    app: Flask, bambang: Account, record: GraduationRecord, data: dict[str, str]
) -> None:
    answer = signed_in(app, bambang).post(f"/programme/records/{record.reference}/number", data=data)
    assert answer.status_code == 422
    assert NIK not in answer.text.replace("</span> <span>", "") or NIK in data.get("own_words", "")
    assert not whole_looks()


def test_twenty_a_day_are_enough_and_the_nations_officers_learn_who_needed_them(
    app: Flask, bambang: Account, dewi: Account, sari: Account, record: GraduationRecord, stopped_clock: StoppedClock
) -> None:
    actor = Actor(Role.ASSISTANT, dewi.id)
    for used in range(MOST_IN_A_DAY):
        assert whole_number.left_today(dewi.id) == MOST_IN_A_DAY - used
        assert not whole_number.at_their_limit()
        assert whole_number.of_record(actor, record, "care", "compare_card", "") == NIK
        stopped_clock.move(minutes=1)
    with pytest.raises(Refusal, match="20 nomor"):
        whole_number.of_record(actor, record, "care", "compare_card", "")
    (asker,) = whole_number.at_their_limit()
    assert (asker.name, asker.times) == ("Dewi", MOST_IN_A_DAY)
    path = f"/coaching/sellers/{sari.seller_id}/number"
    assert "20 nomor utuh" in signed_in(app, dewi).get(path).text
    assert signed_in(app, dewi).post(path, data={"because": "compare_card"}).status_code == 422
    for page in ("/programme/", "/programme/numbers"):
        assert "Dewi melihat 20 nomor utuh" in signed_in(app, bambang).get(page).text, page
    assert whole_number.left_today(bambang.id) == MOST_IN_A_DAY
    stopped_clock.move(hours=24)
    assert whole_number.of_record(actor, record, "care", "compare_card", "") == NIK


def test_a_number_in_a_claim_with_its_record_counts_once(app: Flask, dewi: Account) -> None:
    make_record(NIK, assistant_id=dewi.id)
    claim = make_claim()
    whole_number.of_claim(Actor(Role.ASSISTANT, dewi.id), db.session.get_one(Claim, claim.id), "compare_card", "")
    assert whole_number.left_today(dewi.id) == MOST_IN_A_DAY - 1


def test_who_saw_numbers_whole_is_for_the_officers_of_the_nation(
    app: Flask, bambang: Account, record: GraduationRecord
) -> None:
    whole_number.of_record(Actor(Role.OFFICER, bambang.id), record, "open", "official_letter", "ke dinas")
    page = signed_in(app, bambang).get("/programme/numbers").text
    assert "Menulis surat resmi: ke dinas" in page
    assert record.name not in page
    province = signed_in(app, make_account(Role.OFFICER, province_code="31"))
    assert province.get("/programme/numbers").status_code == 404
