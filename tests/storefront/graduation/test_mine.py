"""The front page of a seller's data."""

from __future__ import annotations

import pytest
from flask import Flask

from products.actor import SYSTEM, Actor, Role
from products.database import db, transaction
from storefront.accounts.models import Account, Deed
from storefront.graduation import corrections, links, record
from storefront.graduation.claiming import decisions
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import Kind, RecordState
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.sessions import signed_in
from tests.storefront.graduation.records import NIK, make_assistant, make_claim, make_claimant, make_record

OFFICER_NAME = "Hendra Contoh"


@pytest.fixture
def sari(app: Flask) -> Account:
    """A seller with a shop."""
    return make_claimant()


@pytest.fixture
def officer(app: Flask) -> Actor:
    """An officer of the nation."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER, display_name=OFFICER_NAME).id)


def page_of(app: Flask, seller: Account) -> str:
    """What she reads."""
    return signed_in(app, seller).get("/me/mine").text


@pytest.mark.parametrize("kind", Kind)
def test_she_is_spoken_to_as_her_way_out_was_and_nobody_is_congratulated_on_a_matter_of_the_files(
    app: Flask, sari: Account, kind: Kind
) -> None:
    make_record(NIK, seller_id=sari.seller_id, kind=kind)
    page = page_of(app, sari).lower()
    congratulates = "selamat" in page or "lulus" in page
    assert congratulates == kind.is_graduation


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RecordState.MATCHED, "Sudah dicocokkan"),
        (RecordState.UNVERIFIED, "menunggu diperiksa petugas"),
        (RecordState.MISMATCHED, "Ada isi yang belum cocok"),
        (RecordState.REVOKED, "Dicabut petugas"),
    ],
)
def test_how_far_the_record_is_known_to_be_true_is_said(
    app: Flask, sari: Account, state: RecordState, words: str
) -> None:
    make_record(NIK, seller_id=sari.seller_id, state=state)
    page = page_of(app, sari)
    assert words in page
    assert "3171********0001" in page
    assert NIK not in page


def test_her_assistant_is_named_with_the_day_it_began(app: Flask, sari: Account, stopped_clock: StoppedClock) -> None:
    dewi = Actor(Role.ASSISTANT, make_account(Role.ASSISTANT, display_name="Dewi Contoh").id)
    make_record(NIK, assistant_id=dewi.account_id)
    decisions.confirm(dewi, make_claim(NIK, sari))
    page = page_of(app, sari)
    assert "Dewi Contoh" in page
    assert "Menemani lapak ini sejak 2 Mar 2026" in page


def test_the_three_choices_stand_there_as_they_are(app: Flask, sari: Account) -> None:
    herself = Actor(Role.SELLER, sari.id)
    consent.give(herself, sari.id, [Purpose.SHOP, Purpose.STORY])
    consent.withdraw(herself, sari.id, Purpose.STORY)
    page = page_of(app, sari)
    assert page.count("/me/choices#") == 3
    assert (page.count(">Ya<"), page.count(">Tidak<"), page.count("Belum dijawab")) == (1, 1, 1)


def test_five_visits_are_told_and_the_rest_is_a_page_away(
    app: Flask, sari: Account, stopped_clock: StoppedClock
) -> None:
    record = make_record(NIK, seller_id=sari.seller_id)
    for _visit in range(7):
        note_look(make_assistant(), record.reference, "care")
        stopped_clock.move(days=1)
    assert page_of(app, sari).count("mendampingi lapak Anda") == 5
    assert signed_in(app, sari).get("/me/looks").text.count("mendampingi lapak Anda") == 7


def test_what_became_of_her_record_is_told_kindly(
    app: Flask, sari: Account, officer: Actor, stopped_clock: StoppedClock
) -> None:
    hers = make_record(NIK, seller_id=sari.seller_id, state=RecordState.MATCHED, linked_at=stopped_clock.moment)
    record.move(hers, RecordState.MISMATCHED, officer, "Nama di Dukcapil lain, tanya Bu Tini")
    stopped_clock.move(days=1)
    corrections.apply(officer, hers, "name", "Sari Lestari", "Sesuai KTP")
    record.move(hers, RecordState.MATCHED, officer, "Cocok")
    stopped_clock.move(days=1)
    record.move(hers, RecordState.REVOKED, officer, "Ganda")
    page = page_of(app, sari)
    for words in ("Sedang diperiksa, lapak Anda tetap jalan.", "Dibetulkan: nama", "Isinya sudah cocok"):
        assert words in page
    assert page.index("Catatan dicabut petugas.") < page.index("Isinya sudah cocok")
    assert page.count(OFFICER_NAME) >= 4
    assert "Bu Tini" not in page


def test_after_the_parting_she_reads_of_it_and_of_nothing_later(
    app: Flask, sari: Account, officer: Actor, stopped_clock: StoppedClock
) -> None:
    dewi = make_assistant()
    hers = make_record(NIK, assistant_id=dewi.account_id)
    decisions.confirm(dewi, make_claim(NIK, sari))
    stopped_clock.move(hours=1)
    links.cut(SYSTEM, sari.seller_id or 0, "no consent")
    stopped_clock.move(hours=1)
    links.link(officer, hers, make_claimant().seller_id or 0)
    page = page_of(app, sari)
    assert "Hubungan dengan data graduasi diputus" in page
    assert "Tidak ada persetujuan yang berlaku." in page
    assert page.count("Data graduasi dihubungkan dengan lapak Anda") == 1
    assert "3171********0001" not in page


def test_deeds_done_in_her_name_are_told_the_newest_first(app: Flask, sari: Account) -> None:
    dewi = make_account(Role.ASSISTANT, display_name="Dewi Contoh")
    with transaction() as session:
        for day in range(1, 8):
            at = sari.created_at.replace(day=day)
            session.add(
                Deed(at=at, account_id=dewi.id, seller_id=sari.seller_id, what="shop.changed", subject=f"ke-{day}")
            )
    page = page_of(app, sari)
    assert page.index("ke-7") < page.index("ke-3") < page.index("Yang lebih lama") < page.index("ke-2")
    assert db.session.query(Deed).count() == 7


def test_the_way_to_her_rights_and_to_her_story_is_there(app: Flask, sari: Account) -> None:
    page = page_of(app, sari)
    assert 'href="/privacy/data"' in page
    assert 'href="/me/story"' in page
