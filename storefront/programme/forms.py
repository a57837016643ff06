"""The forms of the programme desk."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from storefront.programme.overview import assistants

NEEDED = InputRequired(_l("Bagian ini perlu diisi."))


class UploadForm(FlaskForm):
    """A file of graduation records."""

    file = FileField(_l("Berkas CSV"), [FileRequired(_l("Pilih berkasnya dulu."))])


class NikForm(FlaskForm):
    """One identity number, sent in the body of the request and never in an address."""

    nik = StringField(_l("NIK"), [NEEDED, Length(max=40, message=_l("NIK terdiri atas 16 angka."))])


class AssistantForm(FlaskForm):
    """Which assistant somebody is given to."""

    assistant = SelectField(_l("Pendamping"), coerce=int)


def assistant_form() -> AssistantForm:
    """The form above with every assistant who can sign in to choose from."""
    form = AssistantForm()
    form.assistant.choices = [SelectChoice(str(one.id), one.display_name) for one in assistants()]
    return form


class TakeDownForm(FlaskForm):
    """Why a listing is taken down, in words that its seller reads."""

    reason = TextAreaField(
        _l("Alasan"), [NEEDED, Length(min=10, max=500, message=_l("Tulis alasannya dalam 10 sampai 500 huruf."))]
    )
