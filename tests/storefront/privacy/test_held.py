"""Everything held about a person is shown to her and handed to her; nothing of anybody else is."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from products.actor import Role
from products.database import Model, transaction
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.privacy.held import LEFT_OUT, SECTIONS
from tests.factories import CONTACT, make_account, make_order, make_product
from tests.queries import counted_queries
from tests.sessions import signed_in
from tests.storefront.privacy.people import BANK_ACCOUNT, EMAIL, NAME, NIB, NIK, PASSWORD, SHOP, Scene, a_buyer

KK = "3171015001100021"
NAMES_SOMEBODY = {"account_id", "seller_id", "for_seller_id"}


def test_every_table_that_knows_a_person_is_in_the_download_or_left_out_for_a_reason() -> None:
    told = {one for section in SECTIONS for one in section.answers}
    assert told & set(LEFT_OUT) == set(), "either told or left out"
    assert owned() - told - set(LEFT_OUT) == set()
    assert (told | set(LEFT_OUT)) - owned() - tables() == set(), "no such table"


def test_a_table_that_names_nobody_itself_is_thought_of_too() -> None:
    told = {one for section in SECTIONS for one in section.answers} | set(LEFT_OUT)
    thought_of = {one.partition(".")[0] for one in told} | {"account", "order", "parcel", "product"}
    assert tables() - thought_of == set()


def owned() -> set[str]:
    """Every column that names an account or a shop, as ``table.column``."""
    return {
        f"{table.name}.{column.name}"
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if column.name in NAMES_SOMEBODY
        or any(key.column.table.name in ("account", "seller") for key in column.foreign_keys)
    }


def tables() -> set[str]:
    """The names of all tables."""
    return {table.name for table in Model.metadata.sorted_tables}


def test_the_json_file_holds_all_of_a_seller_and_her_number_masked(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    answer = client.get("/privacy/data.json", buffered=True)
    held = json.loads(answer.text)
    filled = {code for code, rows in held.items() if rows}
    assert filled >= {"account", "consents", "shop", "ways", "listings", "photos", "remarks", "sales", "record"}
    assert filled >= {"claims", "looks", "deeds", "care", "contacts", "steps", "sales_lines", "parcel_history"}
    for own in (NAME, EMAIL, SHOP, BANK_ACCOUNT, NIB, "3171********0777"):
        assert own in answer.text
    assert NIK not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_consents_come_with_the_words_that_were_shown(app: Flask, scene: Scene) -> None:
    held = json.loads(signed_in(app, scene.account).get("/privacy/data.json", buffered=True).text)
    assert any("graduasi" in one["text"] for one in held["consents"])


def test_the_number_is_whole_only_after_the_password(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    wrong = client.post("/privacy/data", data={"password": "bukan ini", "kind": "json"})
    assert wrong.status_code == 422
    assert NIK not in wrong.text
    right = client.post("/privacy/data", data={"password": PASSWORD, "kind": "json"}, buffered=True)
    assert json.loads(right.text)["record"][0]["nik"] == NIK
    assert NIK in client.post("/privacy/data", data={"password": PASSWORD, "kind": "csv"}, buffered=True).text


def test_the_family_cards_number_is_her_own_to_read_and_only_after_the_password(app: Flask, scene: Scene) -> None:
    with transaction():
        place = identity.place_of("graduation_record", scene.record.reference, "kk_sealed")
        scene.record.kk_sealed = identity.seal(KK, place)
    client = signed_in(app, scene.account)
    masked = client.get("/privacy/data.json", buffered=True).text
    assert (json.loads(masked)["record"][0]["kk"], KK in masked) == ("3171********0021", False)
    whole = client.post("/privacy/data", data={"password": PASSWORD, "kind": "json"}, buffered=True)
    assert json.loads(whole.text)["record"][0]["kk"] == KK


def test_the_table_says_the_same_in_plain_words(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    rows = list(csv.reader(io.StringIO(client.get("/privacy/data.csv", buffered=True).get_data().decode("utf-8-sig"))))
    assert rows[0] == ["Bagian", "Nomor", "Keterangan", "Isi"]
    assert ["Akun", "1", "Nama", NAME] in rows
    assert ["Data graduasi", "1", "NIK", "3171********0777"] in rows
    assert {row[0] for row in rows} >= {"Lapak", "Pesanan di lapak saya", "Siapa melihat data saya"}


def test_a_spreadsheet_runs_nothing_that_somebody_typed(app: Flask) -> None:
    buyer = make_account(Role.BUYER, display_name="=HYPERLINK(1)")
    assert "Nama,'=HYPERLINK(1)" in signed_in(app, buyer).get("/privacy/data.csv", buffered=True).text


def test_a_seller_takes_nothing_of_her_buyers(app: Flask, scene: Scene) -> None:
    client = signed_in(app, scene.account)
    for address in ("/privacy/data", "/privacy/data.json", "/privacy/data.csv"):
        page = client.get(address, buffered=True).text
        for private in (CONTACT.name, CONTACT.phone, CONTACT.address, str(CONTACT.email)):
            assert private not in page, address
    assert "R***" in client.get("/privacy/data.json", buffered=True).text


def test_a_buyer_has_her_orders_whole(app: Flask) -> None:
    buyer = a_buyer()
    order = make_order((make_product(), 1), account=buyer)
    held = json.loads(signed_in(app, buyer).get("/privacy/data.json", buffered=True).text)
    assert [one["number"] for one in held["orders"]] == [order.number]
    assert held["orders"][0]["address"] == CONTACT.address
    assert [one["quantity"] for one in held["orders_lines"]] == [1]
    assert held["sales"] == held["record"] == []


def test_an_assistant_has_her_own_work_and_no_word_of_others(app: Flask, scene: Scene) -> None:
    page = signed_in(app, scene.assistant).get("/privacy/data.json", buffered=True).text
    held = json.loads(page)
    assert {one["work"] for one in held["work"]} >= {"Melihat catatan", "Mencatat kontak dengan penjual"}
    for private in (NAME, SHOP, EMAIL, NIK, "Bertemu"):
        assert private not in page


FILES = ("/privacy/data", "/privacy/data.json", "/privacy/data.csv")


def test_an_assistant_takes_nothing_while_she_acts_for_a_seller(app: Flask, scene: Scene) -> None:
    client = acting(app, scene.assistant, scene.shop.id)
    assert [client.get(address).status_code for address in FILES] == [403, 403, 403]
    assert client.post("/privacy/data", data={"password": PASSWORD, "kind": "csv"}).status_code == 403


def test_a_guest_signs_in_first(client: FlaskClient) -> None:
    assert [client.get(address).status_code for address in (*FILES, "/privacy/requests")] == [303] * 4


def test_everybody_reads_the_notice_and_finds_it_at_the_foot_of_the_page(client: FlaskClient) -> None:
    assert client.get("/privacy").status_code == 200
    assert 'href="/privacy"' in client.get("/").text


def test_the_page_asks_as_often_for_many_orders_as_for_few(app: Flask) -> None:
    buyer, product = a_buyer(), make_product()
    client = signed_in(app, buyer)
    counts: list[int] = []
    for _more in range(2):
        for _order in range(3):
            make_order((product, 1), account=buyer)
        client.get("/privacy/data")
        with counted_queries() as statements:
            client.get("/privacy/data")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def acting(app: Flask, assistant: Account, seller_id: int) -> Any:
    """The assistant's browser while she acts for a seller."""
    client = signed_in(app, assistant)
    with client.session_transaction() as session:
        session["acting_for"] = seller_id
    return client
