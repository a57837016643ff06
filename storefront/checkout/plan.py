"""A whole order before it is placed: who delivers what how, and every amount. The parts add up to the total."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from products.errors import N_, Refusal
from storefront.cart.contents import Basket
from storefront.checkout.choices import PaymentOption, Shop, goes_with
from storefront.orders.models import DeliveryWay
from storefront.payments.models import PaymentWay


@dataclass(frozen=True, slots=True)
class Pick:
    """What a buyer picked for one shop."""

    delivery: DeliveryWay
    payment: PaymentWay


@dataclass(frozen=True, slots=True)
class Contact:
    """Who buys and where the goods go. ``regency_code`` is ``None`` and ``address`` empty when all is picked up."""

    name: str
    phone: str
    email: str | None = None
    regency_code: str | None = None
    address: str = ""
    landmark: str = ""
    postal_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParcelPlan:
    """One shop's part."""

    basket: Basket
    delivery: DeliveryWay
    delivery_idr: int
    payment: PaymentOption

    @property
    def total_idr(self) -> int:
        """Goods and delivery, in whole rupiah."""
        return self.basket.items_idr + self.delivery_idr


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole order."""

    parcels: tuple[ParcelPlan, ...]

    @property
    def items_idr(self) -> int:
        """All goods, in whole rupiah."""
        return sum(parcel.basket.items_idr for parcel in self.parcels)

    @property
    def delivery_idr(self) -> int:
        """All deliveries, in whole rupiah."""
        return sum(parcel.delivery_idr for parcel in self.parcels)

    @property
    def total_idr(self) -> int:
        """Everything, in whole rupiah."""
        return sum(parcel.total_idr for parcel in self.parcels)

    @property
    def has_transfer(self) -> bool:
        """Whether a unique code of up to three digits will be added somewhere."""
        return any(parcel.payment.way is PaymentWay.BANK_TRANSFER for parcel in self.parcels)

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change with any product, number, price or fee of it."""
        parts = [
            (line.product_id, line.quantity, line.price_idr, parcel.delivery, parcel.delivery_idr, parcel.payment.way)
            for parcel in self.parcels
            for line in parcel.basket.lines
        ]
        return hashlib.sha256(repr(sorted(parts)).encode()).hexdigest()[:16]


class NotComplete(Refusal):
    """An order lacks something; ``fields`` says for each field what."""

    def __init__(self, fields: dict[str, Refusal]) -> None:
        super().__init__(N_("Sebelum memesan, lengkapi dulu beberapa bagian."))
        self.fields = fields


def plan_of(shops: Sequence[Shop], picks: Mapping[int, Pick], contact: Contact) -> Plan:
    """Put an order together.

    Args:
        shops: the baskets of the cart with what their shops offer.
        picks: what the buyer picked, by seller id.
        contact: the buyer.

    Raises:
        NotComplete: when something is missing, or does not go together.
    """
    problems = _missing_address(picks, contact)
    parcels: list[ParcelPlan] = []
    for shop in shops:
        try:
            parcels.append(_parcel(shop, picks.get(shop.basket.seller_id), contact.regency_code))
        except Refusal as refusal:
            problems.setdefault(refusal.field or f"delivery_{shop.basket.seller_id}", refusal)
    if problems:
        raise NotComplete(problems)
    return Plan(tuple(parcels))


def _missing_address(picks: Mapping[int, Pick], contact: Contact) -> dict[str, Refusal]:
    problems: dict[str, Refusal] = {}
    if all(pick.delivery is DeliveryWay.PICK_UP for pick in picks.values()):
        return problems
    if contact.regency_code is None:
        problems["regency"] = Refusal(N_("Pilih kabupaten atau kota tujuan."))
    if len(contact.address) < 10:
        problems["address"] = Refusal(N_("Tulis alamat lengkap: jalan atau dusun, RT/RW, desa, kecamatan."))
    return problems


def _parcel(shop: Shop, pick: Pick | None, to_regency: str | None) -> ParcelPlan:
    seller_id = shop.basket.seller_id
    if pick is None or pick.delivery not in {one.way for one in shop.deliveries}:
        raise Refusal(N_("Pilih cara barangnya sampai."), field=f"delivery_{seller_id}")
    payment = next((one for one in shop.payments if one.way is pick.payment), None)
    if payment is None:
        raise Refusal(N_("Pilih cara membayar."), field=f"payment_{seller_id}")
    if not goes_with(pick.delivery, pick.payment):
        raise Refusal(
            N_("Bayar di tempat hanya untuk barang yang diantar penjual atau diambil sendiri."),
            field=f"payment_{seller_id}",
        )
    needs_place = pick.delivery is not DeliveryWay.PICK_UP
    if needs_place and to_regency is None:
        raise Refusal(N_("Pilih kabupaten atau kota tujuan."), field="regency")
    return ParcelPlan(shop.basket, pick.delivery, shop.delivery_idr(pick.delivery, to_regency), payment)
