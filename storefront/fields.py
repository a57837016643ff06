"""Form fields that speak the shop's language: rupiah, whole numbers as people type them, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from flask import flash
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from products.errors import Refusal
from products.money import parse_rupiah, rupiah
from storefront.language import in_words
from storefront.phones import international, national

T = TypeVar("T")
WHOLE = re.compile(r"\d{1,9}|\d{1,3}(\.\d{3}){1,2}")
"""A whole number, dots only between thousands: ``1.5`` is one and a half, not fifteen."""


class RupiahField(StringField):
    """An amount of whole rupiah, typed as ``25000``, ``25.000`` or ``25rb``; ``data`` is an ``int`` or ``None``."""

    raw_data: list[str] | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nonsense is kept to be shown again."""
        self.raw_data = valuelist
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        self.data = _read(valuelist[0], parse_rupiah)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return rupiah(self.data).removeprefix("Rp") if self.data else ""


class WholeNumberField(StringField):
    """A count or an amount without a fraction, with or without dots between thousands; an ``int`` or ``None``."""

    raw_data: list[str] | None

    def __init__(self, label: str, *, most: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nonsense is kept to be shown again."""
        self.raw_data = valuelist
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        if not WHOLE.fullmatch(typed):
            raise ValueError(_("Tulis dengan angka bulat saja, misalnya 250."))
        typed = typed.replace(".", "")
        if int(typed) > self.most:
            raise ValueError(_("Paling banyak %(most)s.", most=self.most))
        self.data = int(typed)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class PhoneField(StringField):
    """An Indonesian phone number however it is written; ``data`` is E.164 such as ``+6281200000101``, or ``None``."""

    raw_data: list[str] | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nonsense is kept to be shown again."""
        self.raw_data = valuelist
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = _read(valuelist[0], international)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return national(self.data) if self.data else ""


def filled(message: str) -> Any:
    """A validator that wants something in the field and says so in ``message``."""

    def check(_form: object, field: Any) -> None:
        if field.data in (None, "", []):
            raise ValidationError(message)

    return check


def submitted(form: FlaskForm, act: Callable[[], T]) -> T | Literal[False]:
    """What ``act`` answers when the form is in order; ``False``, with words on the form, when it or a rule says no."""
    if not form.validate_on_submit():
        return False
    try:
        return act()
    except Refusal as refusal:
        field = form[refusal.field] if refusal.field in form else next(iter(form))
        field.errors = [*field.errors, in_words(refusal)]
        return False


def told(act: Callable[[], object], said: str) -> None:
    """Do it and say so at the top of the next page; what a rule refuses is said there instead."""
    try:
        act()
        flash(said, "good")
    except Refusal as refusal:
        flash(in_words(refusal), "alert")


def _read(typed: str, reader: Callable[[str], T]) -> T:
    """What ``reader`` makes of it; its "no" becomes the field's error."""
    try:
        return reader(typed)
    except Refusal as refusal:
        raise ValueError(in_words(refusal)) from refusal
