"""The form with which a seller claims her record."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length

NEEDED = InputRequired(_l("Bagian ini perlu diisi."))
TICK_FIRST = InputRequired(_l("Beri tanda dulu kalau Anda setuju. Tanpa itu permintaan tidak bisa dikirim."))


class ClaimForm(FlaskForm):
    """Number, name and district as they were in the programme, and two consents that nobody ticks for her."""

    nik = StringField(_l("NIK"), [NEEDED, Length(max=40, message=_l("NIK terdiri atas 16 angka."))])
    name = StringField(_l("Nama seperti di KTP"), [NEEDED, Length(max=100, message=_l("Terlalu panjang."))])
    district = SelectField(_l("Kecamatan saat masih menerima PKH"), [NEEDED])
    shop_data = BooleanField(validators=[TICK_FIRST])
    link_record = BooleanField(validators=[TICK_FIRST])
