"""The question that whoever agrees in a seller's name must answer: how did she say yes?"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice

from products.actor import Actor
from storefront.graduation.models import ConsentWay

WAYS = {
    ConsentWay.READ_ALOUD.value: _l("Saya bacakan semuanya, lalu penjual setuju"),
    ConsentWay.PAPER.value: _l("Penjual sudah tanda tangan di kertas"),
}


def way_field() -> Any:
    """A field for a form that an assistant may send for a seller. Nothing is chosen beforehand."""
    choices = [SelectChoice(value, label) for value, label in WAYS.items()]
    return RadioField(_l("Bagaimana penjual menyetujui?"), choices=choices, validate_choice=False)


def way_of(actor: Actor, chosen: str | None) -> ConsentWay:
    """How a consent is given. A seller at her own phone ticks; whoever acts for her says how, and
    ``consent.give`` refuses her who did not."""
    is_helped = actor.for_seller_id is not None
    return ConsentWay(chosen) if is_helped and chosen in WAYS else ConsentWay.TICK
