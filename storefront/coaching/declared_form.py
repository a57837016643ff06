"""What there is to choose from when an assistant enters a record for a seller in her care."""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice

from products import clock, regions
from storefront.coaching.forms import DeclaredForm
from storefront.graduation.models import Kind, Reason
from storefront.graduation.words import words

FIRST_YEAR = 2007
"""The year the programme began."""
KIND_NOTES = {
    Kind.ALAMIAH: _l("Anak sudah lulus, atau tidak ada lagi yang memenuhi syarat."),
    Kind.SEJAHTERA_MANDIRI: _l("Keluarga sudah mampu dan mundur dengan surat pernyataan."),
    Kind.PENA_PPSE: _l("Penghasilan usahanya sudah melewati upah minimum."),
    Kind.ADMINISTRATIF: _l("Data ganda, pindah, atau dihentikan sistem. Bukan graduasi."),
}


def declared_form(regency_code: str) -> DeclaredForm:
    """The form with the districts of a regency, the months and the years to choose from."""
    form = DeclaredForm()
    empty, years = (
        SelectChoice("", _("Tidak tahu")),
        [str(year) for year in range(clock.today().year, FIRST_YEAR - 1, -1)],
    )
    districts = [SelectChoice(one.code, one.name) for one in regions.districts(regency_code)]
    months = (get_locale() or "id").months["stand-alone"]["wide"]  # type: ignore[union-attr]
    form.district.choices = [SelectChoice("", _("Pilih kecamatan")), *districts]
    form.month.choices = [SelectChoice("", _("Pilih bulan")), *(SelectChoice(str(n), months[n]) for n in range(1, 13))]
    form.year.choices = [SelectChoice("", _("Pilih tahun")), *(SelectChoice(year, year) for year in years)]
    form.joined_year.choices = [empty, *(SelectChoice(year, year) for year in years)]
    form.reason.choices = [empty, *(SelectChoice(one.value, words(one, "reason")) for one in Reason)]
    return form
