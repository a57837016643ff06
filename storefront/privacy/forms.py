"""The forms of requests and their answers. The rules themselves lie in the services."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

NEEDED = InputRequired(_l("Bagian ini perlu diisi."))
WORDS = Length(max=1000, message=_l("Terlalu panjang, paling banyak %(max)d huruf."))


class PresentForm(FlaskForm):
    """Ticked by an assistant who types for a seller, and by nobody before her."""

    is_present = BooleanField(
        _l("Penjual ada di samping saya, sudah membaca ini, dan setuju."),
        [InputRequired(_l("Permintaan ini hanya boleh ditulis bersama penjualnya."))],
    )


class CorrectForm(PresentForm):
    """Which of her data are wrong, and what they should say."""

    field = SelectField(_l("Bagian mana yang salah?"), [NEEDED])
    words = TextAreaField(_l("Seharusnya bagaimana?"), [NEEDED, WORDS])


class ObjectForm(PresentForm):
    """Which use of her data she does not want."""

    field = RadioField(_l("Pemakaian mana yang Anda tolak?"), [NEEDED])
    words = TextAreaField(_l("Ceritakan alasannya"), [NEEDED, WORDS])


class DeleteForm(PresentForm):
    """That she means it, and that it is she."""

    means_it = BooleanField(
        _l("Saya sudah membaca apa yang hilang dan apa yang tetap disimpan."),
        [InputRequired(_l("Baca dulu bagian di atas, lalu beri tanda."))],
    )
    password = PasswordField(_l("Kata sandi"), [NEEDED])


class WholeForm(FlaskForm):
    """Her password, for a download with her own number whole."""

    password = PasswordField(_l("Kata sandi"), [NEEDED])
    kind = RadioField(
        _l("Bentuk berkas"),
        [NEEDED],
        choices=[SelectChoice("csv", _l("Tabel (CSV)")), SelectChoice("json", "JSON")],
        default="csv",
    )


class AnswerForm(FlaskForm):
    """What an officer says to a request; for a correction also what shall stand there."""

    value = StringField(_l("Isi yang benar"), [Length(max=254, message=_l("Terlalu panjang."))])
    answer = TextAreaField(_l("Jawaban untuk pemohon"), [NEEDED, WORDS])
