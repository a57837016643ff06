"""What people do in more than one journey: they come, open a shop, claim a record and say that it is hers."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
from playwright.sync_api import Page, expect

from products.shelves import stock_categories
from tests.browser.words import Words
from tests.servers.shop import LiveShop

PASSWORD = "kopi-harum-pagi-hari"
OFFICER, ASSISTANT, SELLER = "petugas@example.com", "tuti@example.com", "0812 0000 0101"
NIK = "3171015708450001"
RECORDS = (
    "nik,name,kind,graduated_on,district_code,joined_year,reason,assistant,programmes\n"
    f"{NIK},Sari Wulandari,sejahtera_mandiri,2025-06-15,34.02.01,2018,usaha,{ASSISTANT},\n"
    f"3171011708450001,Budi Contoh,alamiah,2024-13,34.02.01,2017,komponen_habis,{ASSISTANT},\n"
)


def prepare(shop: LiveShop, language: str) -> dict[str, str]:
    """The shelves of the shop, and its first officer and assistant; gives the code each sets her password with."""
    stock_categories()
    codes = {}
    for email, role, name in ((OFFICER, "officer", "Petugas"), (ASSISTANT, "assistant", "Tuti")):
        words = ("--role", role, "--name", name, "--province", "34", "--language", language)
        said = shop.flask("accounts", "add", email, *words)
        found = re.search(r"\b\d{4}[ -]?\d{4}\b", said)
        assert found is not None
        codes[email] = found.group()
    return codes


def officer_imports(page: Page, say: Words, code: str, folder: Path) -> None:
    """She sets her password and her second step, and imports a file with one good row and one bad one."""
    set_first_password(page, say, OFFICER, code)
    secret = page.locator("code").inner_text().replace(" ", "").strip()
    fill(page, code=pyotp.TOTP(secret).now())
    press(page, say("Pasang dan masuk"))
    read_in(page, say.language)
    file = folder / "graduasi.csv"
    file.write_text(RECORDS)
    page.goto("/programme/imports")
    page.set_input_files("[name=file]", file)
    press(page, say("Periksa dulu"))
    expect(page.get_by_role("button", name=say("Masukkan"), exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name=say("Baris yang ditolak"))).to_be_visible()
    press(page, say("Masukkan"))
    expect(page.get_by_text(say("Selesai. Berkas aslinya sudah dihapus dari penyimpanan."))).to_be_visible()


def seller_opens_her_shop(page: Page, say: Words) -> None:
    """She registers with her phone number and says what her shop is, how goods reach buyers and how she is paid."""
    page.goto("/selling/")
    page.get_by_role("link", name=say("Mulai daftar")).click()
    expect(page.get_by_role("heading", name=say("Buat akun"))).to_be_visible()
    page.locator("[name=role][value=seller]").check()
    fill(page, display_name="Sari Wulandari", identifier=SELLER, password=PASSWORD)
    press(page, say("Buat akun"))
    page.goto("/selling/shop")
    fill(page, name="Dapur Bu Sari", story="Kami menyangrai kopi di belakang rumah.", whatsapp=SELLER)
    page.select_option("[name=regency]", "34.02")
    page.locator("[name=agreed]").check()
    press(page, say("Buka lapak"))
    page.locator("[name=ways][value=courier]").check()
    fill(page, same_regency="9.000", same_province="12.000", other="32rb")
    press(page, say("Simpan"))
    page.locator("[name=ways][value=bank_transfer]").check()
    fill(page, bank="BRI", account_number="0011 2233 4455", account_holder="Sari Wulandari")
    press(page, say("Simpan"))
    expect(page.get_by_role("heading", name="Dapur Bu Sari")).to_be_visible()


def seller_claims_her_record(page: Page, say: Words) -> None:
    """She says which record is hers and agrees, by a tick, to its being linked."""
    page.goto("/me/claim")
    fill(page, nik=NIK, name="Sari Wulandari")
    page.select_option("[name=district]", "34.02.01")
    page.locator("[name=link_record]").check()
    press(page, say("Kirim ke pendamping"))
    expect(page.get_by_text(say("Permintaan Anda menunggu pendamping. Kami kabari di sini."))).to_be_visible()


def assistant_confirms(page: Page, say: Words) -> None:
    """Two taps."""
    page.goto("/coaching/claims")
    page.get_by_role("link", name=re.compile("Sari Wulandari")).click()
    assert NIK not in page.content()
    page.get_by_role("link", name=say("Ya, ini orangnya")).click()
    press(page, say("Ya, hubungkan"))
    page.goto("/coaching/sellers")
    expect(page.get_by_text("Dapur Bu Sari").first).to_be_visible()


def set_first_password(page: Page, say: Words, identifier: str, code: str) -> None:
    """What whoever was made on the command line does first."""
    page.goto("/accounts/reset")
    fill(page, identifier=identifier, code=code, password=PASSWORD)
    press(page, say("Pakai kata sandi baru"))
    if page.locator("[name=identifier]").count():
        sign_in(page, say, identifier)


def read_in(page: Page, language: str) -> None:
    """Staff accounts begin in Indonesian; whoever reads English chooses it at the foot of a page."""
    if page.locator("html").get_attribute("lang") != language:
        with page.expect_navigation():
            page.locator(f"button[name=language][value={language}]").click()


def sign_in(page: Page, say: Words, identifier: str) -> None:
    """With her password."""
    page.goto("/accounts/login")
    fill(page, identifier=identifier, password=PASSWORD)
    press(page, say("Masuk"))


def fill(page: Page, **fields: str) -> None:
    """Type into the fields of these names."""
    for name, text in fields.items():
        page.locator(f"main [name={name}]").fill(text)


def press(page: Page, words: str) -> None:
    """Press the button that says this, as a thumb would, and wait for the answer."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def press_and_mean_it(page: Page, words: str) -> None:
    """The same where the shop asks back: yes, really."""
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()
    with page.expect_navigation():
        page.locator("dialog").get_by_role("button", name=words, exact=True).click()
