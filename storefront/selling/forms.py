"""The seller's forms. A draft may be saved with anything missing; only what is typed must make sense."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from products.models import Unit
from products.packaging.materials import Closure, Material, Travel
from products.permits import PRODUCT_PERMITS
from products.stock import MOST_ON_HAND
from storefront.fields import PhoneField, RupiahField, WholeNumberField
from storefront.orders.models import DeliveryWay
from storefront.payments.models import PaymentWay

FROM_LIST = _l("Pilih dari daftar.")
A_TON_IN_GRAMS = 1_000_000
TEN_YEARS_IN_DAYS = 3_650


def in_one_line(typed: str | None) -> str:
    """Words with one blank between them, and no line breaks."""
    return " ".join((typed or "").split())


def short(most: int) -> Length:
    """At most so many letters."""
    return Length(max=most, message=_l("Terlalu panjang, paling banyak %(max)d huruf."))


class ListingForm(FlaskForm):
    """Everything about one product."""

    photos = MultipleFileField(_l("Foto"))
    name = StringField(_l("Nama barang"), [short(100)])
    category = SelectField(_l("Jenis barang"), invalid_choice_message=FROM_LIST)
    description = TextAreaField(_l("Cerita barang"), [short(4000)])
    price_idr = RupiahField(_l("Harga satu kemasan"))
    net_amount = WholeNumberField(_l("Isi bersih"), most=A_TON_IN_GRAMS)
    net_unit = RadioField(_l("Satuan"), default=Unit.GRAM.value, invalid_choice_message=FROM_LIST)
    on_hand = WholeNumberField(_l("Stok sekarang"), most=MOST_ON_HAND)
    stock_seen = WholeNumberField(_l("Stok sebelumnya"), most=MOST_ON_HAND)
    ship_weight_g = WholeNumberField(_l("Berat kirim dengan kemasan"), most=A_TON_IN_GRAMS)
    ingredients = TextAreaField(_l("Komposisi"), [short(1000)])
    storage = TextAreaField(_l("Cara menyimpan"), [short(500)])
    shelf_life_days = WholeNumberField(_l("Tahan berapa hari"), most=TEN_YEARS_IN_DAYS)
    material = SelectField(_l("Bahan kemasan"), [Optional()], invalid_choice_message=FROM_LIST)
    closure = SelectField(_l("Ditutup dengan"), [Optional()], invalid_choice_message=FROM_LIST)
    travels = RadioField(_l("Sampai ke pembeli"), [Optional()], invalid_choice_message=FROM_LIST)
    permit_kind = SelectField(_l("Jenis izin"), [Optional()], invalid_choice_message=FROM_LIST)
    permit_number = StringField(_l("Nomor izin"), [short(40)])
    halal_number = StringField(_l("Nomor sertifikat halal"), [short(40)])
    name_en = StringField(_l("Nama dalam bahasa Inggris"), [short(100)])
    description_en = TextAreaField(_l("Cerita dalam bahasa Inggris"), [short(4000)])


class ShopForm(FlaskForm):
    """How the shop presents itself."""

    name = StringField(
        _l("Nama lapak"),
        [Length(min=3, max=80, message=_l("Tulis nama lapak, 3 sampai 80 huruf."))],
        filters=[in_one_line],
    )
    maker = StringField(_l("Dibuat oleh"), [short(80)])
    story = TextAreaField(_l("Cerita lapak"), [short(4000)])
    story_en = TextAreaField(_l("Cerita dalam bahasa Inggris"), [short(4000)])
    regency = SelectField(_l("Kabupaten atau kota"), invalid_choice_message=FROM_LIST)
    whatsapp = PhoneField(_l("Nomor WhatsApp untuk pembeli"))
    nib = StringField(_l("NIB"), [short(20)])
    state = RadioField(_l("Lapak sekarang"), invalid_choice_message=FROM_LIST)
    agreed = BooleanField()


class DeliveryForm(FlaskForm):
    """How goods reach the buyer."""

    ways = SelectMultipleField(
        _l("Cara barang sampai"),
        choices=[
            SelectChoice(DeliveryWay.SELLER_BRINGS.value, _l("Saya antar sendiri")),
            SelectChoice(DeliveryWay.PICK_UP.value, _l("Pembeli mengambil di tempat saya")),
            SelectChoice(DeliveryWay.COURIER.value, _l("Saya kirim lewat kurir")),
        ],
        invalid_choice_message=FROM_LIST,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    seller_brings_fee = RupiahField(_l("Ongkos antar sendiri"))
    seller_brings_note = StringField(_l("Kapan diantar"), [short(200)])
    pick_up_note = StringField(_l("Kapan bisa diambil"), [short(200)])
    same_regency = RupiahField(_l("Dalam kabupaten atau kota yang sama"))
    same_province = RupiahField(_l("Dalam provinsi yang sama"))
    other = RupiahField(_l("Ke provinsi lain"))


class PaymentForm(FlaskForm):
    """How the shop is paid."""

    ways = SelectMultipleField(
        _l("Cara pembeli membayar"),
        choices=[
            SelectChoice(PaymentWay.CASH_ON_DELIVERY.value, _l("Tunai saat barang diterima")),
            SelectChoice(PaymentWay.BANK_TRANSFER.value, _l("Transfer ke rekening saya")),
        ],
        invalid_choice_message=FROM_LIST,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    bank = StringField(_l("Bank"), [short(40)])
    account_number = StringField(_l("Nomor rekening"), [short(30)])
    account_holder = StringField(_l("Atas nama"), [short(80)])


class HandOverForm(FlaskForm):
    """With whom a parcel travels."""

    courier = StringField(_l("Kurir"), [short(40)])
    tracking_number = StringField(_l("Nomor resi"), [short(40)])


class ReasonForm(FlaskForm):
    """Why something cannot be done, in words for the buyer."""

    reason = TextAreaField(_l("Alasannya"), [short(500)])


class AnswerForm(FlaskForm):
    """What the shop says to a complaint."""

    answer = TextAreaField(_l("Jawaban untuk pembeli"), [short(2000)])


def choices_of(kind: type[Material] | type[Closure] | type[Travel]) -> dict[str, str]:
    """The members of a list of choices with their labels in the reader's language."""
    return {one.value: _(one.label) for one in kind}


def permit_choices() -> dict[str, str]:
    """The kinds of permit that a product can carry."""
    return {one.value: _(one.label) for one in PRODUCT_PERMITS}
