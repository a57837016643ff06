"""What the shop itself has to say about a listing, softly: how it is packed, and its papers."""

from __future__ import annotations

from products import clock
from products.advice import Advice
from products.categories import category_facts
from products.models import Product
from products.packaging.advice import Pack, PackAdvice, pack_advice
from products.packaging.guides import guide_for
from products.permits import PermitKind, check_permit, check_rule


def packaging_advice(product: Product, category_slug: str | None) -> PackAdvice | None:
    """What to change about the pack; ``None`` while the category or the material is not known."""
    guide = guide_for(category_slug) if category_slug else None
    if guide is None or product.material is None:
        return None
    return pack_advice(guide, Pack(product.material, product.closure, product.travels, product.shelf_life_days))


def permit_advice(product: Product, category_slug: str | None) -> list[Advice]:
    """What is worth saying about the permit number, or about there being none."""
    facts = category_facts(category_slug) if category_slug else None
    if facts is None:
        return []
    found = check_rule(facts.permit, product.permit_kind if product.permit_number else None, product.shelf_life_days)
    if product.permit_kind and product.permit_number:
        found += check_permit(
            product.permit_kind,
            product.permit_number,
            clock.today(),
            regency_code=product.seller.regency_code,
            food_kinds=facts.food_kinds,
            material=product.material,
        )
    return found


def halal_advice(product: Product) -> list[Advice]:
    """What is worth saying about the halal number, where there is one."""
    return check_permit(PermitKind.HALAL, product.halal_number, clock.today()) if product.halal_number else []
