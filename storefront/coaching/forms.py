"""The assistant's forms."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from storefront.care.contact_lines import WAYS
from storefront.care.contacts import MOST_WORDS as MOST_CONTACT_WORDS
from storefront.care.models import ContactWay
from storefront.graduation.claiming.declared import Told
from storefront.graduation.consenting.consent_form import way_field
from storefront.graduation.forms import NumberField
from storefront.graduation.models import Kind
from storefront.graduation.words import WORDS
from storefront.review.services import FIELDS, MOST_WORDS

PREFIX = "remark_"
NEEDED = InputRequired(_l("Bagian ini perlu diisi."))
TOO_LONG = _l("Terlalu panjang, paling banyak %(max)d huruf.")


class ReviewForm(FlaskForm):
    """A remark for any field of a listing, and a word on the whole. ``seen`` is the listing as it was looked at."""

    seen = HiddenField()
    reason = TextAreaField(_l("Pesan untuk penjual"), [Length(max=MOST_WORDS, message=TOO_LONG)])

    @property
    def typed(self) -> dict[str, str]:
        """The remarks written just now, by field of the listing."""
        words = {name: (self[PREFIX + name].data or "").strip() for name in FIELDS}
        return {name: text for name, text in words.items() if text}


for _name, _label in FIELDS.items():
    setattr(ReviewForm, PREFIX + _name, TextAreaField(_l(_label), [Length(max=MOST_WORDS, message=TOO_LONG)]))


class DeclineForm(FlaskForm):
    """Why a claim is not this seller's."""

    reason = TextAreaField(
        _l("Alasannya"),
        [
            DataRequired(_l("Tulis alasannya, supaya penjual tahu apa yang perlu dicek.")),
            Length(max=500, message=TOO_LONG),
        ],
    )


class DayField(DateField):
    """A day as the phone's own calendar gives it; anything else is refused in plain words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            raise ValueError(_("Pilih hari dari kalender.")) from None


class ContactForm(FlaskForm):
    """That they were in touch, and when to be again."""

    way = RadioField(
        _l("Bagaimana"),
        [InputRequired(_l("Pilih bagaimana Anda bertemu."))],
        choices=[SelectChoice(way.value, _l(words)) for way, words in WAYS.items()],
        default=ContactWay.VISIT.value,
        invalid_choice_message=_l("Pilih bagaimana Anda bertemu."),
    )
    on_day = DayField(_l("Kapan"), [InputRequired(_l("Pilih harinya."))])
    words = TextAreaField(_l("Apa yang disepakati"), [Length(max=MOST_CONTACT_WORDS, message=TOO_LONG)])
    next_on = DayField(_l("Bertemu lagi"), [Optional()])


class DeclaredForm(FlaskForm):
    """Number, name, how and when she left, where, and how she agreed. Nothing about health, children or neighbours."""

    nik = NumberField(_l("NIK di KTP-nya"), [NEEDED, Length(max=40, message=_l("NIK terdiri atas 16 angka."))])
    name = StringField(_l("Nama di KTP-nya"), [NEEDED, Length(max=100, message=_l("Terlalu panjang."))])
    district = SelectField(_l("Kecamatan saat masih menerima PKH"), [NEEDED])
    kind = RadioField(
        _l("Bagaimana ia selesai dari PKH?"),
        [InputRequired(_l("Pilih salah satu."))],
        choices=[SelectChoice(kind, _l(label)) for kind, label in WORDS["kind"].items()],
        invalid_choice_message=_l("Pilih salah satu."),
    )
    month = SelectField(_l("Bulan graduasi"), [NEEDED])
    year = SelectField(_l("Tahun graduasi"), [NEEDED])
    joined_year = SelectField(_l("Tahun mulai menerima PKH"))
    reason = SelectField(_l("Alasan"))
    way = way_field()

    @property
    def told(self) -> Told:
        """What was entered, once the form is in order."""
        return Told(
            nik=self.nik.data,
            name=self.name.data,
            kind=Kind(self.kind.data),
            graduated_on=date(int(self.year.data), int(self.month.data), 1),
            district_code=self.district.data,
            joined_year=int(self.joined_year.data) if self.joined_year.data else None,
            reason=self.reason.data or "",
        )


class SearchForm(FlaskForm):
    """Look for a seller by name."""

    class Meta:
        """Only reads, so it needs no token."""

        csrf = False

    q = StringField(_l("Cari penjual"), [Length(max=80, message=TOO_LONG)])
