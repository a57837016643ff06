"""Whatever page shows something of a graduation record, to whomever but its owner, has noted it.

Every page of every desk is opened with everything there is to open. A page that shows a record's own name, or its
masked number, must have left an entry of this person in the log of looks. A new page is walked over without a word
here, as long as its address is made of what ``things_to_open`` names.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule

from products.actor import Actor, Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.caring.offers import offer
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent_words import Purpose
from storefront.graduation.looking import looks
from storefront.graduation.looking.chain import tie
from storefront.graduation.models import Claim, GraduationRecord, ImportBatch, LookChain, RecordLook, RecordState
from storefront.privacy.models import RequestKind
from storefront.privacy.requests import ask
from tests.factories import make_account, make_product
from tests.sessions import signed_in
from tests.storefront.graduation.records import HEADER, a_nik, line, make_claim, make_claimant, make_record

NIK = "3171015708459777"
MASKED = "3171********9777"
LINKED, CLAIMED, FREE, TAKEN = "Wulandari Penanda", "Tarminah Penanda", "Kasiyem Penanda", "Suminten Penanda"
DESKS = ("programme.", "coaching.", "graduation.", "selling.", "privacy.")


@dataclass(frozen=True, slots=True)
class Scene:
    """A seller in care with her record, a claim on another, one nobody has, a case, a file, and who opens the desks."""

    visitors: dict[str, tuple[FlaskClient, Account]]
    markers: dict[str, str]
    things: dict[str, list[str]]


@pytest.fixture
def scene(app: Flask, work: Callable[[], None]) -> Scene:
    """Everything there is to open, and who opens it."""
    dewi, rahmat = make_account(Role.ASSISTANT), make_account(Role.ASSISTANT)
    bambang, owner = make_account(Role.OFFICER), make_claimant()
    numbers = {"claimed": a_nik(), "free": a_nik(), "taken": a_nik()}
    seller_id = owner.seller_id or 0
    linked = make_record(NIK, name=LINKED, seller_id=seller_id, assistant_id=dewi.id, state=RecordState.MATCHED)
    claimed = make_record(numbers["claimed"], name=CLAIMED, assistant_id=dewi.id)
    free = make_record(numbers["free"], name=FREE)
    take_into_care(dewi.id, seller_id)
    consent.give(Actor(Role.SELLER, owner.id), owner.id, [Purpose.RECORD])
    taken = make_record(numbers["taken"], name=TAKEN, seller_id=make_claimant().seller_id, state=RecordState.MATCHED)
    claims = [
        make_claim(numbers["claimed"], name="Tarmina Penanda"),
        make_claim(numbers["taken"], name="Sumiten Penanda"),
    ]
    visitors = {
        "officer": (signed_in(app, bambang), bambang),
        "assistant": (signed_in(app, dewi), dewi),
        "assistant acting": (signed_in(app, dewi), dewi),
    }
    with visitors["assistant acting"][0].session_transaction() as session:
        session["acting_for"] = seller_id
    lines = [line(NIK, name="Wulandary Penanda"), line(numbers["free"], name="Kasijem Penanda"), line("3171")]
    file = io.BytesIO("\n".join([HEADER, *lines]).encode())
    visitors["officer"][0].post("/programme/imports", data={"file": (file, "juni.csv")})
    work()
    return Scene(
        visitors,
        {
            LINKED: linked.reference,
            MASKED: linked.reference,
            CLAIMED: claimed.reference,
            FREE: free.reference,
            TAKEN: taken.reference,
        },
        things_to_open(owner, dewi, rahmat, [linked, claimed, free, taken], claims),
    )


def things_to_open(
    owner: Account, dewi: Account, rahmat: Account, records: list[GraduationRecord], claims: list[Claim]
) -> dict[str, list[str]]:
    """What may stand in each place of an address."""
    shop = owner.seller
    assert shop is not None
    asked = [
        ask(Actor(Role.SELLER, owner.id), owner, RequestKind.CORRECT, field, "Bukan begitu tulisannya.").reference
        for field in ("record.name", "record.kind")
    ]
    offered = offer(Actor(Role.ASSISTANT, dewi.id), shop.id, rahmat.id, "Rumahnya lebih dekat.")
    return {
        "reference": [*(one.reference for one in records), *(one.reference for one in claims), *asked],
        "seller_id": [str(shop.id)],
        "slug": [shop.slug, make_product(shop).slug],
        "product_id": [str(make_product(shop).id)],
        "assistant_id": [str(dewi.id)],
        "account_id": [str(dewi.id), str(rahmat.id)],
        "batch_id": [str(one) for one in db.session.scalars(select(ImportBatch.id))],
        "field": ["district_code"],
        "province": ["31"],
        "offer_id": [str(offered.id)],
        "pause_id": ["1"],
        "parcel_id": ["1"],
    }


def addresses(app: Flask, things: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every page of the desks, with each thing that its address may name."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(DESKS) and "GET" in (rule.methods or ()):
            names = sorted(rule.arguments)
            unknown = set(names) - set(things)
            assert not unknown, f"{rule.rule}: say in things_to_open what {unknown} may be"
            for values in product(*(things[name] for name in names)):
                yield rule.rule, filled(rule, dict(zip(names, values, strict=True)))


def filled(rule: Rule, values: dict[str, str]) -> str:
    """The address with something in its places."""
    address = rule.rule
    for name, value in values.items():
        address = re.sub(rf"<(?:\w+:)?{name}>", value, address)
    return address


def newest() -> int:
    """The number of the newest entry in the log."""
    return db.session.scalar(select(func.max(RecordLook.number))) or 0


def walked(app: Flask, scene: Scene) -> tuple[set[str], set[str]]:
    """The pages that show a record to somebody, and those of them that did not note it."""
    shown, silent = set(), set()
    for who, (visitor, account) in scene.visitors.items():
        for page, address in addresses(app, scene.things):
            before = newest()
            answer = visitor.get(address, buffered=True)
            assert answer.status_code < 500, address
            for marker, reference in scene.markers.items():
                if marker not in answer.text:
                    continue
                shown.add(page)
                noted = select(RecordLook.id).where(
                    RecordLook.number > before,
                    RecordLook.account_id == account.id,
                    RecordLook.record_reference == reference,
                )
                if db.session.scalar(noted.limit(1)) is None:
                    silent.add(f"{who} reads {marker!r} at {page}")
    return shown, silent


def test_no_page_shows_a_record_without_noting_it(app: Flask, scene: Scene) -> None:
    shown, silent = walked(app, scene)
    assert silent == set()
    assert {
        "/programme/records",
        "/programme/records/<reference>",
        "/programme/imports/<int:batch_id>",
        "/coaching/claims/<reference>",
        "/coaching/sellers/<int:seller_id>/number",
        "/me/mine",
    } <= shown, "the walk must come past the pages that do show one"


def test_a_look_that_is_not_noted_as_hers_is_found(app: Flask, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def tie_to_nobody(chain: LookChain, entries: list[dict[str, object]]) -> None:
        for entry in entries:
            entry["account_id"] = None
        tie(chain, entries)

    monkeypatch.setattr(looks, "tie", tie_to_nobody)
    monkeypatch.setitem(globals(), "DESKS", ("programme.record",))
    shown, silent = walked(app, scene)
    assert {said.rpartition(" at ")[2] for said in silent} == shown
    assert len(shown) > 1
