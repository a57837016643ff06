"""The forms of the programme desk."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from products import regions
from products.actor import Role
from storefront.graduation.area import Area
from storefront.graduation.models import Kind
from storefront.graduation.words import lazy_words
from storefront.programme.carers import assistants
from storefront.programme.scope import my_area

NEEDED = InputRequired(_l("Bagian ini perlu diisi."))
REASON_NEEDED = Length(min=10, max=500, message=_l("Tulis alasannya dalam 10 sampai 500 huruf."))
TOO_LONG = _l("Terlalu panjang, paling banyak %(max)d huruf.")


class UploadForm(FlaskForm):
    """A file of graduation records."""

    file = FileField(_l("Berkas CSV atau Excel"), [FileRequired(_l("Pilih berkasnya dulu."))])


class WagesForm(FlaskForm):
    """A file of minimum wages."""

    file = FileField(_l("Berkas UMK"), [FileRequired(_l("Pilih berkasnya dulu."))])


class NikForm(FlaskForm):
    """One identity number, sent in the body of the request and never in an address."""

    nik = StringField(_l("NIK"), [NEEDED, Length(max=40, message=_l("NIK terdiri atas 16 angka."))])


class AssistantForm(FlaskForm):
    """Which assistant somebody is given to."""

    assistant = SelectField(_l("Pendamping"), coerce=int)


def assistant_form() -> AssistantForm:
    """The form above with every assistant of my area who can sign in to choose from."""
    form = AssistantForm()
    form.assistant.choices = [SelectChoice(str(one.id), one.display_name) for one in assistants(my_area())]
    return form


class DecisionForm(FlaskForm):
    """Why an officer decides as she does; it is kept with the record."""

    reason = TextAreaField(_l("Alasan"), [REASON_NEEDED])


class TakeDownForm(FlaskForm):
    """Why a listing is taken down, in words that its seller reads."""

    reason = TextAreaField(_l("Alasan"), [NEEDED, REASON_NEEDED])


class StateForm(FlaskForm):
    """What becomes of a record, and why; a seller who loses it reads the reason."""

    state = RadioField(_l("Keadaan baru"), [InputRequired(_l("Pilih keadaannya dulu."))])
    reason = TextAreaField(_l("Alasan"), [REASON_NEEDED])


class CorrectionForm(FlaskForm):
    """What a field of a record shall say, and why; the rules lie in ``graduation.corrections``."""

    value = StringField()
    reason = TextAreaField(_l("Alasan"), [REASON_NEEDED])


class KindForm(CorrectionForm):
    """The same for the kind, which is chosen."""

    value = RadioField(choices=[SelectChoice(kind.value, lazy_words(kind.value, "kind")) for kind in Kind])


class DistrictForm(CorrectionForm):
    """The same for the district, which is chosen from those of a regency."""

    value = SelectField()


class StaffForm(FlaskForm):
    """Somebody who is to work for the programme; the rules lie in ``programme.staff``."""

    display_name = StringField(_l("Nama"), [NEEDED, Length(max=80, message=TOO_LONG)])
    identifier = StringField(_l("Alamat e-mail"), [NEEDED, Length(max=254, message=TOO_LONG)])
    role = RadioField(_l("Tugas"), [NEEDED], default=Role.ASSISTANT.value)
    province = SelectField(_l("Provinsi"))


def staff_form(area: Area) -> StaffForm:
    """The form above with the places and roles that an officer of this area may fill."""
    form = StaffForm()
    roles = {Role.ASSISTANT: _("Pendamping"), Role.OFFICER: _("Petugas program")}
    form.role.choices = [
        SelectChoice(role.value, said) for role, said in roles.items() if area.is_nation or role is Role.ASSISTANT
    ]
    places = [SelectChoice(one.code, one.name) for one in regions.provinces() if area.covers(one.code)]
    form.province.choices = [SelectChoice("", _("Seluruh Indonesia")), *places] if area.is_nation else places
    return form
