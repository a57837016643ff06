"""A person who asks to be deleted is found nowhere afterwards, and the books still add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.actor import SYSTEM, Actor, Role
from products.database import Model, db, transaction
from products.errors import Refusal
from products.models import Product
from products.search import rebuild_all
from storefront.accounts.models import Account, Deed
from storefront.graduation.looking.look_audit import broken_links
from storefront.graduation.looking.looks import looks_at
from storefront.graduation.models import (
    Claim,
    Consent,
    GraduationRecord,
    RecordSource,
)
from storefront.mail import send
from storefront.orders.models import Order
from storefront.orders.services import hand_over, pack
from storefront.payments.models import Payment
from storefront.payments.receipts import receipt_store
from storefront.payments.services import mark_delivered
from storefront.privacy import erasure, pseudonyms, requests
from storefront.privacy.closing import ask_for_deletion
from storefront.privacy.erasure import erase, erase_one_due
from storefront.privacy.models import DataRequest, RequestKind
from storefront.stockroom.audit import disagreements
from tests.conftest import StoppedClock
from tests.factories import CONTACT, make_account, make_order, make_product
from tests.storefront.privacy.people import (
    EMAIL,
    NAME,
    PASSWORD,
    TRACES,
    Scene,
    a_buyer,
    a_seller,
    by_transfer,
    with_receipt,
)


@pytest.fixture
def officer(app: Flask) -> Actor:
    """Somebody who presses."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER).id)


def asked_by(scene: Scene) -> DataRequest:
    """The seller's request."""
    return ask_for_deletion(scene.actor, scene.account, PASSWORD)


def test_nothing_of_a_deleted_seller_is_left_in_the_database_or_the_files(
    app: Flask, scene: Scene, officer: Actor, work: Callable[[], None], tmp_path: Path
) -> None:
    rebuild_all()
    send("hello-wulansuk@example.com", EMAIL, "Halo", f"Halo {NAME}")
    work()
    assert list(found_in_database(ours=True)), "the scene leaves traces, or this test would prove nothing"
    erase(officer, asked_by(scene))
    work()
    assert list(found_in_database()) == []
    assert found_in_files(tmp_path) == []
    assert list(disagreements()) == []


def test_of_all_letters_to_her_the_last_alone_stays(
    app: Flask, scene: Scene, officer: Actor, work: Callable[[], None], tmp_path: Path
) -> None:
    earlier = requests.ask(scene.actor, scene.account, RequestKind.OBJECT, "mail", "Tolong berhenti.")
    requests.decline(officer, earlier, "Surat ini tentang pesanan Anda.")
    work()
    assert letters_to_her(tmp_path) == [f"request-{earlier.id}-declined.eml"]
    asked = asked_by(scene)
    erase(officer, asked)
    work()
    assert letters_to_her(tmp_path) == [f"request-{asked.id}-done.eml"]


def letters_to_her(folder: Path) -> list[str]:
    """The letters about requests in the folder of the mail that no server took."""
    return sorted(path.name for path in folder.rglob("request-*.eml"))


def test_the_programmes_own_record_stays_and_is_linked_to_nobody(app: Flask, scene: Scene, officer: Actor) -> None:
    erase(officer, asked_by(scene))
    assert db.session.scalars(select(GraduationRecord.seller_id)).all() == [None]
    assert len(looks_at(scene.record.reference)) == 1
    assert list(broken_links()) == []


def test_not_even_the_bytes_of_the_database_file_remember_her(
    app: Flask, officer: Actor, work: Callable[[], None]
) -> None:
    scene = a_seller(source=RecordSource.DECLARED)
    work()
    assert traces_in_bytes(app), "the scene leaves traces, or this test would prove nothing"
    erase(officer, asked_by(scene))
    work()
    assert traces_in_bytes(app) == []


def test_a_record_that_stood_by_her_word_alone_goes_with_her(app: Flask, officer: Actor) -> None:
    scene = a_seller(source=RecordSource.DECLARED)
    reference = scene.record.reference
    erase(officer, asked_by(scene))
    assert db.session.query(GraduationRecord).count() == 0
    assert len(looks_at(reference)) == 1, "the log outlives the record"


def test_whoever_does_not_know_the_password_deletes_nothing(app: Flask, scene: Scene) -> None:
    with pytest.raises(Refusal):
        ask_for_deletion(scene.actor, scene.account, "bukan ini")
    assert db.session.query(DataRequest).count() == 0
    assert scene.shop.state == "open"


def test_proof_and_books_stay(app: Flask, scene: Scene, officer: Actor) -> None:
    before = db.session.execute(select(Order.number, Order.total_idr)).all()
    erase(officer, asked_by(scene))
    assert db.session.execute(select(Order.number, Order.total_idr)).all() == before
    assert db.session.query(Consent).count() >= 1
    assert [deed.what for deed in db.session.query(Deed)] == ["shop.changed"]
    assert [one.name for one in db.session.query(Product)] == [pseudonyms.NO_PRODUCT], "the one never sold is gone"


def test_deleting_twice_changes_nothing(app: Flask, scene: Scene, officer: Actor, work: Callable[[], None]) -> None:
    asked = asked_by(scene)
    erase(officer, asked)
    work()
    before = everything()
    with pytest.raises(Refusal):
        erase(officer, asked)
    work()
    assert everything() == before


def test_killed_half_way_nothing_has_happened_and_the_worker_goes_on(
    app: Flask, scene: Scene, stopped_clock: StoppedClock, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_by(scene)
    stopped_clock.move(hours=61)
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(erasure, "forget_account", interrupted)
        erase_one_due()
    db.session.rollback()
    assert asked.state == "open"
    assert scene.account.display_name == NAME
    work()
    assert asked.state == "done"
    assert list(found_in_database()) == []


def interrupted(_account: Account) -> None:
    """The moment of the kill."""
    raise KeyboardInterrupt


def test_an_order_not_yet_on_its_way_is_called_off_and_its_buyer_told(
    app: Flask, scene: Scene, officer: Actor, work: Callable[[], None]
) -> None:
    on_hand = scene.sold.on_hand
    erase(officer, asked_by(scene))
    work()
    parcel = scene.order.parcels[0]
    assert parcel.state == "cancelled"
    assert parcel.moves[-1].reason == "Penjual menutup lapaknya."
    assert scene.sold.on_hand == on_hand + 2
    assert list(disagreements()) == []


def test_a_parcel_on_its_way_goes_on_without_her(app: Flask, scene: Scene, officer: Actor) -> None:
    parcel = scene.order.parcels[0]
    pack(scene.actor, parcel)
    hand_over(scene.actor, parcel)
    erase(officer, asked_by(scene))
    assert parcel.state == "shipped"
    assert scene.order.contact_phone == CONTACT.phone, "her buyer's address is the buyer's own"
    mark_delivered(Actor(Role.BUYER), parcel)
    assert parcel.state == "delivered"


def test_a_buyer_is_taken_off_her_orders_and_her_receipt_goes(
    app: Flask, officer: Actor, work: Callable[[], None], tmp_path: Path
) -> None:
    buyer, product = a_buyer(), make_product()
    order = by_transfer(product, buyer)
    key = with_receipt(order)
    work()
    erase(officer, ask_for_deletion(Actor(Role.BUYER, buyer.id), buyer, PASSWORD))
    work()
    assert (order.contact_name, order.contact_phone, order.contact_email) == (pseudonyms.NO_BUYER, "-", None)
    assert (order.address, order.landmark, order.note, order.postal_code) == ("", "", "", "")
    assert db.session.scalar(select(Payment.receipt_key)) == ""
    assert receipt_store().files_of(key) == []
    assert list(found_in_database()) == []
    assert [words for words in disagreements() if not words.startswith("photos")] == []


def test_an_order_of_hers_keeps_its_address_until_it_has_come(
    app: Flask, officer: Actor, work: Callable[[], None], stopped_clock: StoppedClock
) -> None:
    buyer, product = a_buyer(), make_product()
    order = make_order((product, 1), account=buyer)
    seller = Actor(Role.SELLER, make_account(Role.SELLER, seller_id=product.seller_id).id)
    pack(seller, order.parcels[0])
    erase(officer, ask_for_deletion(Actor(Role.BUYER, buyer.id), buyer, PASSWORD))
    stopped_clock.move(hours=2)
    work()
    assert order.contact_phone == CONTACT.phone
    hand_over(seller, order.parcels[0])
    mark_delivered(seller, order.parcels[0])
    stopped_clock.move(days=9)
    work()
    assert (order.contact_phone, order.contact_name) == ("-", pseudonyms.NO_BUYER)


def test_the_number_in_a_claim_is_written_over_and_points_nowhere(app: Flask, scene: Scene, officer: Actor) -> None:
    sealed, lookup = scene.claim.nik_sealed, scene.claim.nik_lookup
    erase(officer, asked_by(scene))
    claim = db.session.query(Claim).one()
    assert (claim.record_id, claim.name, claim.district_code) == (None, "", "")
    assert claim.nik_sealed != sealed
    assert claim.nik_lookup != lookup


def test_a_photo_that_another_shop_shows_too_is_left(
    app: Flask, scene: Scene, officer: Actor, work: Callable[[], None]
) -> None:
    shared = scene.sold.photos[0]
    with transaction() as session:
        copy = {name: getattr(shared, name) for name in ("key", "width", "height", "added_at")}
        session.add(type(shared)(product_id=make_product().id, **copy))
    key, own = shared.key, scene.never_sold.photos[0].key
    erase(officer, asked_by(scene))
    work()
    store = app.config["SETTINGS"].upload_root
    assert list(store.rglob(f"{key}*"))
    assert not list(store.rglob(f"{own}*"))


def test_nobody_finds_a_forgotten_order_by_typing_no_phone(app: Flask, officer: Actor, client: FlaskClient) -> None:
    buyer = a_buyer()
    number = by_transfer(make_product(), buyer).number
    erase(officer, ask_for_deletion(Actor(Role.BUYER, buyer.id), buyer, PASSWORD))
    for phone in ("-", "0", "+62"):
        assert client.post("/orders/find", data={"number": number, "phone": phone}).status_code == 422


def test_of_two_who_carry_it_out_one_is_refused(app: Flask, scene: Scene, officer: Actor) -> None:
    asked = asked_by(scene)
    erase(officer, asked)
    with pytest.raises(Refusal):
        erase(SYSTEM, asked)


def found_in_database(*, ours: bool = False) -> Iterator[str]:
    """Every cell that holds a trace of her. The programme's own record is not hers to delete."""
    db.session.rollback()
    for table in Model.metadata.sorted_tables:
        for row in db.session.execute(select(table)).mappings():
            if table.name == "graduation_record" and not ours:
                continue
            for column, value in row.items():
                if any(trace in str(value) for trace in TRACES):
                    yield f"{table.name}.{column}: {value}"


def traces_in_bytes(app: Flask) -> list[str]:
    """Every trace of her in the raw file, its journal brought in first."""
    db.session.rollback()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    content = (app.config["SETTINGS"].data / "shop.sqlite").read_bytes()
    return [trace for trace in TRACES if trace.encode() in content]


def found_in_files(folder: Path) -> list[str]:
    """Every file that holds a trace of her, but the database, the last letter to her, and such as a buyer has got in
    his own letter box: their copies go thirty days after they were written.
    """
    left_out = ("request-", "order-", "parcel-move-")
    files = [path for path in folder.rglob("*") if path.is_file() and "shop.sqlite" not in path.name]
    return [
        path.name
        for path in files
        if not path.name.startswith(left_out) and any(trace.encode() in path.read_bytes() for trace in TRACES)
    ]


def everything() -> dict[str, list[object]]:
    """All rows of all tables but the outbox's own."""
    db.session.rollback()
    return {
        table.name: list(db.session.execute(select(table)))
        for table in Model.metadata.sorted_tables
        if table.name not in ("job", "heartbeat")
    }
