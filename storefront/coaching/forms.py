"""The assistant's forms."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from storefront.review.services import FIELDS, MOST_WORDS

PREFIX = "remark_"
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


class SearchForm(FlaskForm):
    """Look for a seller by name."""

    class Meta:
        """Only reads, so it needs no token."""

        csrf = False

    q = StringField(_l("Cari penjual"), [Length(max=80, message=TOO_LONG)])
