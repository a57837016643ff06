"""The forms on an order's page, and the one that finds it again."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from storefront.orders.services import LEAST_COMPLAINT, MOST_WORDS


class FindForm(FlaskForm):
    """An order by its number and the phone it was placed with."""

    number = StringField(_l("Nomor pesanan"), [DataRequired(_l("Tulis nomor pesanan, misalnya LK-7F3K-9Q2M."))])
    phone = StringField(_l("Nomor HP"), [DataRequired(_l("Tulis nomor HP yang dipakai saat memesan."))])


class ReceiptForm(FlaskForm):
    """The photo of a transfer receipt."""

    photo = FileField(_l("Foto bukti transfer"), [FileRequired(_l("Pilih foto bukti transfernya."))])


class ComplaintForm(FlaskForm):
    """What was wrong with what arrived."""

    text = TextAreaField(
        _l("Apa yang terjadi?"),
        [
            Length(min=LEAST_COMPLAINT, message=_l("Tulis paling sedikit 30 huruf supaya penjual bisa membantu.")),
            Length(max=MOST_WORDS, message=_l("Terlalu panjang, paling banyak %(max)d huruf.")),
        ],
    )
