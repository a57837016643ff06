"""How much is in a pack, and what it costs by weight, in words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from products.models import Unit
from products.money import rupiah
from storefront.language import current


def unit_price(price_idr: int, net_amount: int, net_unit: Unit) -> str:
    """``Rp24.000 / 100 g``, or the price of one piece when there are several; empty where it would say nothing new."""
    if net_unit is Unit.PIECE:
        each = round(price_idr / net_amount) if net_amount > 1 else 0
        return _("%(price)s per buah", price=rupiah(each)) if each else ""
    if net_amount <= 0 or net_amount == 100:
        return ""
    return f"{rupiah(round(price_idr * 100 / net_amount))} / 100 {net_unit.value}"


def net_content(net_amount: int, net_unit: Unit) -> str:
    """``200 g``, ``1,5 kg``, ``3 buah``."""
    if net_unit is Unit.PIECE:
        return ngettext("%(num)s buah", "%(num)s buah", net_amount)
    large = "kg" if net_unit is Unit.GRAM else _("liter")
    if net_amount < 1000:
        return f"{net_amount} {net_unit.value}"
    number = f"{net_amount / 1000:g}"
    return f"{number.replace('.', ',') if current() == 'id' else number} {large}"
