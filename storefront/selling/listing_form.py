"""Between a listing and its form: what may be chosen, what was typed, and what of it makes sense."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms.form import BaseForm

from products.models import Product, Unit
from products.packaging.materials import Closure, Material, Travel
from products.permits import PermitKind
from storefront.catalogue import tree
from storefront.selling.forms import ListingForm, choices_of, permit_choices

CHOICES: dict[str, type[Material] | type[Closure] | type[Travel] | type[PermitKind]] = {
    "material": Material,
    "closure": Closure,
    "travels": Travel,
    "permit_kind": PermitKind,
}
WORDS = ("name", "name_en", "description", "description_en", "ingredients", "storage", "permit_number", "halal_number")
NUMBERS = ("price_idr", "net_amount", "ship_weight_g")


def listing_form(product: Product) -> ListingForm:
    """The form for ``product``, filled with what was typed, else with what is kept."""
    form = ListingForm(data=_kept(product))
    form.category.choices = _categories()
    form.net_unit.choices = {
        Unit.GRAM.value: _("gram"),
        Unit.MILLILITRE.value: _("mililiter"),
        Unit.PIECE.value: _("buah"),
    }
    unknown = {"": _("Belum tahu")}
    form.material.choices = unknown | choices_of(Material)
    form.closure.choices = unknown | choices_of(Closure)
    form.travels.choices = choices_of(Travel)
    form.permit_kind.choices = {"": _("Belum ada izin")} | permit_choices()
    return form


def typed_values(form: ListingForm) -> dict[str, Any]:
    """What was typed and makes sense, as ``save_listing`` takes it; fields with an error are left as they were."""
    sound = {name: field.data for name, field in form._fields.items() if name in form.data and not field.errors}
    values: dict[str, Any] = {name: sound[name].strip() for name in WORDS if isinstance(sound.get(name), str)}
    values |= {name: sound[name] or 0 for name in NUMBERS if name in sound}
    values |= {name: kind(sound[name]) if sound[name] else None for name, kind in CHOICES.items() if name in sound}
    if "net_unit" in sound:
        values["net_unit"] = Unit(sound["net_unit"] or Unit.GRAM)
    return values | {
        name: sound[name] for name in ("category", "shelf_life_days", "on_hand", "stock_seen") if name in sound
    }


def show_missing(form: BaseForm, missing: dict[str, str]) -> None:
    """Put what a listing still lacks beside the fields it concerns."""
    fields = {"price": "price_idr"}
    for name, sentence in missing.items():
        field = form._fields[fields.get(name, name)]
        field.errors = [*field.errors, _(sentence)]


def _kept(product: Product) -> dict[str, Any]:
    names = (*WORDS, *NUMBERS, *CHOICES, "shelf_life_days", "on_hand")
    kept: dict[str, Any] = {name: getattr(product, name) for name in names}
    kept |= {name: kept[name] or None for name in NUMBERS}
    kept |= {name: kept[name].value if kept[name] else "" for name in CHOICES}
    category = tree().by_id.get(product.category_id) if product.category_id else None
    return kept | {
        "net_unit": product.net_unit.value,
        "category": category.slug if category else "",
        "stock_seen": product.on_hand,
    }


def _categories() -> dict[str, str | dict[str, str]]:
    """The categories under their groups, "not chosen yet" first."""
    known = tree()
    grouped = {group.name: {one.slug: one.name for one in known.within(group)} for group in known.groups()}
    return {"": _("Pilih jenis barang"), **grouped}
