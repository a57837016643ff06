"""The forms of the account pages. The rules themselves lie in the services; their words come back beside the field."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from products.actor import Role
from storefront.language import LANGUAGES

NEEDED = InputRequired(_l("Bagian ini perlu diisi."))
SHORT = Length(max=80, message=_l("Terlalu panjang, paling banyak %(max)d huruf."))
IN_LANGUAGES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]
LINE = Length(max=254, message=_l("Terlalu panjang, paling banyak %(max)d huruf."))


class LoginForm(FlaskForm):
    """Who, and the password."""

    identifier = StringField(_l("Nomor HP atau e-mail"), [NEEDED])
    password = PasswordField(_l("Kata sandi"), [NEEDED])
    next = HiddenField()


class CodeForm(FlaskForm):
    """Six digits from the app."""

    code = StringField(_l("Kode 6 angka"), [NEEDED])


class RegisterForm(FlaskForm):
    """A new account."""

    role = RadioField(
        _l("Anda ingin"),
        [NEEDED],
        choices=[
            SelectChoice(Role.BUYER.value, _l("Belanja")),
            SelectChoice(Role.SELLER.value, _l("Berjualan")),
        ],
        default=Role.BUYER.value,
    )
    display_name = StringField(_l("Nama"), [NEEDED, SHORT])
    identifier = StringField(_l("Nomor HP atau e-mail"), [NEEDED, LINE])
    password = PasswordField(_l("Kata sandi"), [NEEDED])
    locale = SelectField(_l("Bahasa"), choices=IN_LANGUAGES)
    next = HiddenField()


class DetailsForm(FlaskForm):
    """What an account may change about itself."""

    display_name = StringField(_l("Nama"), [NEEDED, SHORT])
    locale = SelectField(_l("Bahasa"), choices=IN_LANGUAGES)


class PasswordForm(FlaskForm):
    """The old password and a new one."""

    old = PasswordField(_l("Kata sandi sekarang"), [NEEDED])
    password = PasswordField(_l("Kata sandi baru"), [NEEDED])


class ResetForm(FlaskForm):
    """A one-time code and a new password."""

    identifier = StringField(_l("Nomor HP atau e-mail"), [NEEDED, LINE])
    code = StringField(_l("Kode 8 angka"), [NEEDED])
    password = PasswordField(_l("Kata sandi baru"), [NEEDED])


class ResetMailForm(FlaskForm):
    """Where the code should be mailed."""

    identifier = StringField(_l("Alamat e-mail"), [NEEDED, LINE])
