"""Requests have their three days, officers answer those of their area, and what was asked happens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account, Deed
from storefront.graduation.area import Area
from storefront.graduation.looking.looks import looks_at
from storefront.outbox.models import Job
from storefront.privacy import closing, correcting, queue, requests
from storefront.privacy.due import time_left
from storefront.privacy.models import DataRequest, RequestKind, RequestState
from tests.conftest import StoppedClock
from tests.factories import make_account, make_product
from tests.sessions import signed_in
from tests.storefront.privacy.people import EMAIL, NIK, PASSWORD, Scene, a_buyer, by_transfer

YOGYA, BALI = "34", "51"
WORDS = "Sudah kami betulkan, terima kasih."


def a_correction(scene: Scene, field: str = "record.name", words: str = "Wulandari S. Dewi") -> DataRequest:
    """What she asked."""
    return requests.ask(scene.actor, scene.account, RequestKind.CORRECT, field, words)


def an_officer(province: str | None = None) -> Account:
    """Of a province, or of the nation."""
    return make_account(Role.OFFICER, province_code=province)


def as_actor(account: Account) -> Actor:
    """An account in its own name."""
    return Actor(account.role, account.id)


def test_a_request_is_due_in_three_times_twenty_four_hours(scene: Scene, stopped_clock: StoppedClock) -> None:
    asked = a_correction(scene)
    assert (asked.due_at - asked.asked_at).total_seconds() == 72 * 3600
    assert (time_left(asked.due_at).words, time_left(asked.due_at).tone) == ("Sisa 3 hari", "")
    stopped_clock.move(hours=48)
    assert (time_left(asked.due_at).words, time_left(asked.due_at).tone) == ("Sisa 1 hari", "look")
    stopped_clock.move(hours=23, minutes=30)
    assert time_left(asked.due_at).words == "Sisa kurang dari 1 jam"
    stopped_clock.move(hours=3)
    assert (time_left(asked.due_at).words, time_left(asked.due_at).tone) == ("Terlambat 2 jam", "alert")


def test_she_reads_the_day_and_the_hour_in_words(scene: Scene, app: Flask, stopped_clock: StoppedClock) -> None:
    a_correction(scene)
    page = signed_in(app, scene.account).get("/privacy/requests").text
    assert "Kamis, 5 Maret 2026, pukul 10.00 WIB" in page


def test_officers_see_their_province_and_the_nation_whoever_has_no_shop(scene: Scene) -> None:
    hers = a_correction(scene)
    buyer = a_buyer_of("lain@example.com")
    his = requests.ask(as_actor(buyer), buyer, RequestKind.CORRECT, "account.phone", "0812 9999 0000")
    assert list(queue.waiting(Area(YOGYA))) == [hers]
    assert list(queue.waiting(Area(BALI))) == []
    assert list(queue.waiting(Area())) == [hers, his]
    assert [queue.waiting_count(Area(code)) for code in (YOGYA, BALI, None)] == [1, 0, 2]
    assert queue.request_in(Area(BALI), hers.reference) is None


def a_buyer_of(email: str) -> Account:
    """Another buyer."""
    return make_account(Role.BUYER, email=email)


def test_a_request_outside_my_area_does_not_exist(app: Flask, scene: Scene) -> None:
    address = f"/programme/requests/{a_correction(scene).reference}"
    stranger, officer = signed_in(app, an_officer(BALI)), signed_in(app, an_officer(YOGYA))
    assert [stranger.get(address).status_code, officer.get(address).status_code] == [404, 200]
    for end in ("fulfilment", "refusal"):
        assert stranger.post(f"{address}/{end}", data={"answer": WORDS}).status_code == 404
    assert "Nama di catatan program" in officer.get("/programme/requests").text
    assert "Nama di catatan program" not in stranger.get("/programme/requests").text


def test_a_corrected_record_is_dated_and_the_look_noted(app: Flask, scene: Scene) -> None:
    asked = a_correction(scene)
    officer = signed_in(app, an_officer())
    address = f"/programme/requests/{asked.reference}"
    assert "Wulandari Sukmawati" in officer.get(address).text
    assert looks_at(scene.record.reference)[0].why == "request"
    done = officer.post(f"{address}/fulfilment", data={"value": "Wulandari Dewi", "answer": WORDS})
    assert done.status_code == 303
    assert scene.record.name == "Wulandari Dewi"
    assert (asked.state, asked.answer) == (RequestState.DONE, WORDS)


def test_account_and_shop_are_put_right_at_once(scene: Scene) -> None:
    officer = as_actor(an_officer())
    for field, typed, kept in (
        ("account.display_name", "  Sari   Dewi ", "Sari Dewi"),
        ("account.email", "BARU@example.com", "baru@example.com"),
        ("account.phone", "0812 3333 4444", "+6281233334444"),
        ("seller.name", "Dapur Baru", "Dapur Baru"),
        ("seller.whatsapp", "0812 3333 4444", "+6281233334444"),
    ):
        correcting.correct(officer, a_correction(scene, field, "Tolong dibetulkan."), typed, WORDS)
        owner = scene.shop if field.startswith("seller") else scene.account
        assert getattr(owner, field.partition(".")[2]) == kept


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("account.email", "baru@example.com", [EMAIL, "baru@example.com"]),
        ("account.phone", "0812 3333 4444", [EMAIL, EMAIL]),
        ("account.display_name", "Sari Dewi", [EMAIL]),
    ],
)
def test_who_signs_in_with_something_else_is_told_where_she_was_before(
    scene: Scene, field: str, value: str, told: list[str]
) -> None:
    correcting.correct(as_actor(an_officer()), a_correction(scene, field, "Tolong dibetulkan."), value, WORDS)
    letters = [job.payload for job in db.session.query(Job).filter(Job.key.contains("request-")).order_by(Job.id)]
    assert [letter["to"] for letter in letters] == told
    for private in (value, EMAIL, "graduasi", "PKH", "pendamping"):
        assert all(private not in letter["subject"] + letter["text"] for letter in letters)


def test_what_she_signs_in_with_an_assistant_does_not_ask_to_change(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.assistant)
    with client.session_transaction() as session:
        session["acting_for"] = scene.shop.id
    for field in ("account.email", "account.phone"):
        form = {"field": field, "words": "baru@example.com", "is_present": "y"}
        answer = client.post("/privacy/requests/correction", data=form)
        assert (answer.status_code, "buatkan kode masuk" in answer.text) == (422, True)
    assert db.session.query(DataRequest).count() == 0


def test_a_value_that_cannot_be_changes_nothing(app: Flask, scene: Scene) -> None:
    officer = signed_in(app, an_officer())
    for field, typed in (("account.email", "bukan"), ("account.phone", "12"), ("seller.name", " ")):
        asked = a_correction(scene, field, "Tolong dibetulkan.")
        address = f"/programme/requests/{asked.reference}/fulfilment"
        assert officer.post(address, data={"value": typed, "answer": WORDS}).status_code == 422
        assert asked.state == "open"


def test_an_address_that_somebody_has_is_refused_in_words(scene: Scene) -> None:
    a_buyer_of("ada@example.com")
    asked = a_correction(scene, "account.email", "ada@example.com")
    with pytest.raises(Refusal, match="sudah dipakai"):
        correcting.correct(as_actor(an_officer()), asked, "ada@example.com", WORDS)
    assert (asked.state, scene.account.email) == (RequestState.OPEN, EMAIL)


def test_a_declined_request_keeps_its_reason_and_the_mail_says_nothing_of_it(app: Flask, scene: Scene) -> None:
    asked = a_correction(scene)
    officer = signed_in(app, an_officer())
    address = f"/programme/requests/{asked.reference}/refusal"
    assert officer.post(address, data={"answer": "tidak"}).status_code == 422
    assert officer.post(address, data={"answer": "Nama di KTP Anda sama."}).status_code == 303
    assert asked.state == "declined"
    assert "Nama di KTP Anda sama." in signed_in(app, scene.account).get("/privacy/requests").text
    letter = db.session.query(Job).filter(Job.key.contains("request-")).one().payload["text"]
    assert not re.search(r"graduasi|PKH|KPM|pendamping|KTP", letter, re.IGNORECASE)


def test_no_identity_number_is_kept_in_a_request(scene: Scene) -> None:
    for typed in (f"NIK saya {NIK}", "3171 0157 0845 0777", "3171.0157.0845.0777"):
        with pytest.raises(Refusal):
            a_correction(scene, "record.nik", typed)
    assert db.session.query(DataRequest).count() == 0


def test_she_takes_an_open_request_back_and_an_answered_one_not(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    asked = a_correction(scene)
    address = f"/privacy/requests/{asked.reference}/withdrawal"
    assert signed_in(app, a_buyer_of("lain@example.com")).post(address).status_code == 404
    assert client.post(address).status_code == 303
    assert asked.state == "withdrawn"
    assert client.post(address).status_code == 422


def test_a_deletion_taken_back_leaves_the_shop_resting_and_the_link_cut(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    form = {"means_it": "y", "password": PASSWORD}
    assert client.post("/privacy/requests/deletion", data=form).status_code == 303
    asked = db.session.query(DataRequest).one()
    closing.take_back(scene.actor, asked)
    assert scene.shop.state == "resting"
    assert scene.sold.state == "withdrawn"
    assert scene.record.seller_id is None


def test_a_deletion_needs_the_tick_and_the_password(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    for form in ({"means_it": "y", "password": "salah sekali"}, {"password": PASSWORD}, {"means_it": "y"}):
        assert client.post("/privacy/requests/deletion", data=form).status_code == 422
        assert scene.shop.state == "open"


def test_a_shop_under_deletion_cannot_be_opened_beside_it(app: Flask, scene: Scene) -> None:
    closing.ask_for_deletion(scene.actor, scene.account, PASSWORD)
    form = {"name": "Dapur Lagi", "maker": "Sari", "regency": "34.02", "state": "open"}
    assert signed_in(app, scene.account).post("/selling/shop", data=form).status_code == 422
    assert scene.shop.state == "closed"


def test_she_is_shown_what_is_open_what_goes_and_what_stays(app: Flask, scene: Scene) -> None:
    page = signed_in(app, scene.account).get("/privacy/requests/deletion").text
    assert scene.order.number in page
    for words in ("Yang hilang", "Yang tetap disimpan", "Peraturan Pemerintah Nomor 80 Tahun 2019 pasal 25"):
        assert words in page


def test_an_officer_carries_a_deletion_out_or_declines_it(app: Flask, scene: Scene) -> None:
    asked = closing.ask_for_deletion(scene.actor, scene.account, PASSWORD)
    officer = signed_in(app, an_officer(YOGYA))
    address = f"/programme/requests/{asked.reference}"
    assert scene.order.number in officer.get(address).text
    assert officer.post(f"{address}/refusal", data={"answer": "Ada sengketa di pengadilan."}).status_code == 303
    assert scene.shop.state == "resting"
    again = closing.ask_for_deletion(scene.actor, scene.account, PASSWORD)
    assert officer.post(f"/programme/requests/{again.reference}/fulfilment").status_code == 303
    assert not scene.account.is_enabled


def test_an_assistant_writes_for_a_seller_who_is_there_and_it_is_kept_who_helped(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.assistant)
    with client.session_transaction() as session:
        session["acting_for"] = scene.shop.id
    form = {"field": "seller.name", "words": "Dapur Wulan"}
    assert client.post("/privacy/requests/correction", data=form).status_code == 422
    assert client.post("/privacy/requests/correction", data=form | {"is_present": "y"}).status_code == 303
    asked = db.session.query(DataRequest).one()
    assert (asked.account_id, asked.assisted_by_id) == (scene.account.id, scene.assistant.id)
    assert [deed.what for deed in db.session.query(Deed)][-1] == "request.correct"


def test_with_the_deletion_the_assistant_who_helped_leaves_her_shop(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.assistant)
    with client.session_transaction() as session:
        session["acting_for"] = scene.shop.id
    form = {"means_it": "y", "is_present": "y", "password": PASSWORD}
    done = client.post("/privacy/requests/deletion", data=form)
    assert (done.status_code, done.headers["Location"]) == (303, "/coaching/")
    assert client.get("/selling/").status_code != 200


def test_nothing_can_be_objected_to_that_nobody_could_stop(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    page = client.get("/privacy/requests/objection").text
    assert set(re.findall(r'name="field"[^>]*value="(\w+)"', page)) == {"coaching", "mail", "other"}
    form = {"field": "figures", "words": "Jangan dihitung."}
    assert client.post("/privacy/requests/objection", data=form).status_code == 422
    with pytest.raises(Refusal):
        requests.ask(scene.actor, scene.account, RequestKind.OBJECT, "figures", "Jangan dihitung.")


def test_staff_correct_and_object_but_leave_in_another_way(app: Flask) -> None:
    officer = signed_in(app, an_officer())
    assert officer.get("/privacy/requests").status_code == 200
    assert officer.get("/privacy/requests/correction").status_code == 200
    assert officer.get("/privacy/requests/deletion").status_code == 404


def test_a_buyer_asks_for_deletion_with_what_she_waits_for_in_view(app: Flask) -> None:
    buyer = a_buyer()
    from_ = a_seller_order(buyer)
    client = signed_in(app, buyer)
    assert from_ in client.get("/privacy/requests/deletion").text
    form = {"means_it": "y", "password": PASSWORD}
    assert client.post("/privacy/requests/deletion", data=form).status_code == 303
    assert client.get("/privacy/requests/deletion").status_code == 303, "once is enough"


def a_seller_order(buyer: Account) -> str:
    """The number of an order that waits for its transfer."""
    return by_transfer(make_product(), buyer).number


def test_pages_say_no_to_whom_they_are_not_for(app: Flask, client: FlaskClient, scene: Scene) -> None:
    reference = a_correction(scene).reference
    for address in ("/programme/requests", f"/programme/requests/{reference}"):
        assert client.get(address).status_code == 303
        for account in (scene.account, scene.assistant):
            assert signed_in(app, account).get(address).status_code == 403


def test_the_desk_says_how_many_wait(app: Flask, scene: Scene, work: Callable[[], None]) -> None:
    a_correction(scene)
    page = signed_in(app, an_officer(YOGYA)).get("/programme/requests").text
    assert re.search(r'desk-link-count">1<', page)
