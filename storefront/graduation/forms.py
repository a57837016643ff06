"""The forms of claiming a record and of passing a seller on."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from storefront.accounts.models import Account
from storefront.graduation.consenting.consent_form import way_field
from storefront.graduation.looking.whole_number import MOST_LETTERS, Because
from storefront.graduation.words import lazy_words

TOO_LONG = _l("Terlalu panjang, paling banyak %(max)d huruf.")
NOBODY = "0"
NEEDED = InputRequired(_l("Bagian ini perlu diisi."))
TICK_FIRST = InputRequired(_l("Beri tanda dulu kalau Anda setuju. Tanpa itu permintaan tidak bisa dikirim."))


class NumberField(StringField):
    """An identity number. It is read and never written back: a page that comes again shows an empty field."""

    def _value(self) -> str:
        return ""


class ClaimForm(FlaskForm):
    """District, name and number as they were in the programme, and a consent that nobody ticks for her."""

    district = SelectField(_l("Kecamatan saat masih menerima PKH"), [NEEDED])
    name = StringField(_l("Nama seperti di KTP"), [NEEDED, Length(max=100, message=_l("Terlalu panjang."))])
    nik = NumberField(_l("NIK"), [NEEDED, Length(max=40, message=_l("NIK terdiri atas 16 angka."))])
    link_record = BooleanField(validators=[TICK_FIRST])
    way = way_field()


class WayForm(FlaskForm):
    """How she agreed whom somebody helps."""

    way = way_field()


class StoryForm(FlaskForm):
    """Her story, in her own words."""

    words = TextAreaField(_l("Kisah Anda"))


class OfferForm(FlaskForm):
    """To whom a seller is offered, and what the receiver should know of her."""

    assistant = SelectField(_l("Kepada pendamping"), coerce=int)
    note = TextAreaField(
        _l("Pesan untuknya"), [Length(max=300, message=_l("Terlalu panjang, paling banyak %(max)d huruf."))]
    )


class AnswerForm(FlaskForm):
    """Why an assistant cannot take a seller over."""

    reason = TextAreaField(
        _l("Alasannya"),
        [
            InputRequired(_l("Tulis alasannya, supaya bisa dicarikan pendamping lain.")),
            Length(max=300, message=_l("Terlalu panjang, paling banyak %(max)d huruf.")),
        ],
    )


class NumberForm(FlaskForm):
    """Why an identity number has to be seen whole; the rules lie in ``whole_number``."""

    because = RadioField(
        _l("Untuk apa?"),
        [InputRequired(_l("Pilih alasannya dulu."))],
        choices=[SelectChoice(one.value, lazy_words(one.value, "whole")) for one in Because],
    )
    own_words = TextAreaField(_l("Keterangan"), [Length(max=MOST_LETTERS, message=TOO_LONG)])


def offer_form(choices: Sequence[Account]) -> OfferForm:
    """The form above with these assistants to choose from."""
    form = OfferForm()
    named = [SelectChoice(str(one.id), one.display_name) for one in choices]
    form.assistant.choices = [SelectChoice(NOBODY, _l("Pilih pendamping")), *named] if named else []
    return form
