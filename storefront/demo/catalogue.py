"""The demo shop's goods, makers, buyers and orders, read from the TOML files beside this one and checked.

``catalogue/sellers/`` has a file for each shop, named by its slug; ``buyers.toml``, ``orders.toml`` and
``graduations.toml`` the people around it, ``care.toml`` what each seller and her assistant did. Everybody in them is
made up. Nothing here touches the database.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from products import regions
from products.models import Unit
from products.packaging.materials import Closure, Material, Travel
from products.packshots import Packshot
from products.permits import PermitKind
from products.regions import Zone
from storefront.care.models import ContactWay
from storefront.demo.look import Look, Picture, packshots
from storefront.graduation.models import Kind
from storefront.orders.models import DeliveryWay, ParcelState
from storefront.payments.models import PaymentWay

T = TypeVar("T")

_HERE = Path(__file__).parent / "catalogue"
_NET = re.compile(r"([1-9]\d*) (g|kg|ml|l|pcs)")
_UNITS = {
    "g": (Unit.GRAM, 1),
    "kg": (Unit.GRAM, 1000),
    "ml": (Unit.MILLILITRE, 1),
    "l": (Unit.MILLILITRE, 1000),
    "pcs": (Unit.PIECE, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoProduct:
    """One listing. Amounts are grams, millilitres or pieces; money is whole rupiah; the first picture is the cover."""

    slug: str
    name: str
    name_en: str
    category: str
    description: str
    description_en: str
    ingredients: str
    storage: str
    price_idr: int
    net_amount: int
    net_unit: Unit
    ship_weight_g: int
    stock: int
    shelf_life_days: int | None
    material: Material
    closure: Closure
    travels: Travel
    permit_kind: PermitKind | None
    permit_number: str
    permit_until: date | None
    halal_number: str
    pictures: tuple[Packshot, ...]


@dataclass(frozen=True, slots=True)
class DemoDelivery:
    """A way a shop delivers."""

    way: DeliveryWay
    fee_idr: int
    note: str


@dataclass(frozen=True, slots=True)
class DemoPayment:
    """A way a shop is paid; the bank's words are empty for cash."""

    way: PaymentWay
    bank: str = ""
    account_number: str = ""
    account_holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSeller:
    """A shop with its goods. ``postage`` is rupiah for each started kilogram."""

    slug: str
    name: str
    maker: str
    regency_code: str
    place: str
    whatsapp: str
    nib: str
    story: str
    story_en: str
    deliveries: tuple[DemoDelivery, ...]
    postage: Mapping[Zone, int]
    payments: tuple[DemoPayment, ...]
    products: tuple[DemoProduct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoGraduation:
    """A seller's private record, with the columns of an officer's import."""

    seller: str
    nik: str
    name: str
    kind: Kind
    graduated_on: date
    district_code: str
    joined_year: int
    reason: str
    assistant: str
    programmes: str


@dataclass(frozen=True, slots=True)
class DemoContact:
    """One time in touch, and in how many days they agreed on the next."""

    days_ago: int
    way: ContactWay
    words: str
    next_in: int


@dataclass(frozen=True, slots=True)
class DemoCare:
    """What a seller and her assistant did: steps of the plan by how many days ago, and contacts, the oldest first."""

    seller: str
    steps: Mapping[str, int]
    contacts: tuple[DemoContact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBuyer:
    """Somebody who buys. ``email`` may be empty."""

    key: str
    name: str
    phone: str
    email: str = ""
    regency_code: str
    address: str
    landmark: str = ""
    postal_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoParcel:
    """One seller's part of an order, and how far it has come. ``items`` are quantities by the products' slugs."""

    items: Mapping[str, int]
    delivery: DeliveryWay
    payment: PaymentWay
    state: ParcelState
    courier: str = ""
    tracking: str = ""
    reason: str = ""
    complaint: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """What one buyer placed, so many days before the demo is loaded."""

    buyer: str
    days_ago: int
    note: str
    parcels: tuple[DemoParcel, ...]


def sellers(folder: Path = _HERE) -> tuple[DemoSeller, ...]:
    """Every shop, in the order of their slugs.

    Raises:
        ValueError: naming the file, when a word in it is missing, unknown or of the wrong kind.
    """
    return tuple(_named(path, _seller) for path in sorted((folder / "sellers").glob("*.toml")))


def graduations(folder: Path = _HERE) -> tuple[DemoGraduation, ...]:
    """The sellers' private records. Raises ``ValueError`` like ``sellers``."""
    return _named(folder / "graduations.toml", lambda _, table: tuple(map(_graduation, table["graduations"])))


def cares(folder: Path = _HERE) -> tuple[DemoCare, ...]:
    """What was done together with each seller. Raises ``ValueError`` like ``sellers``."""
    return _named(folder / "care.toml", lambda _, table: tuple(map(_care, table["care"])))


def buyers(folder: Path = _HERE) -> tuple[DemoBuyer, ...]:
    """Those who buy. Raises ``ValueError`` like ``sellers``."""
    return _named(folder / "buyers.toml", lambda _, table: tuple(DemoBuyer(**row) for row in table["buyers"]))


def orders(folder: Path = _HERE) -> tuple[DemoOrder, ...]:
    """What was bought, oldest first. Raises ``ValueError`` like ``sellers``."""
    return _named(folder / "orders.toml", lambda _, table: tuple(map(_order, table["orders"])))


def _named(path: Path, read: Callable[[str, dict[str, Any]], T]) -> T:
    try:
        return read(path.stem, tomllib.loads(path.read_text("utf-8")))
    except (KeyError, TypeError, ValueError) as trouble:
        raise ValueError(f"{path.name}: {trouble!r}") from trouble


def _seller(slug: str, table: dict[str, Any]) -> DemoSeller:
    look = Look(maker=table["name"], place=table["place"], **table.pop("look"))
    rows = table.pop("products")
    delivery, payment = table.pop("delivery"), table.pop("payment")
    if not regions.is_regency(table["regency_code"]):
        raise ValueError(f"no regency has the code {table['regency_code']}")
    return DemoSeller(
        slug=slug,
        deliveries=tuple(_deliveries(delivery)),
        postage={Zone(zone): int(fee) for zone, fee in delivery.get("courier", {}).items()},
        payments=tuple(_payments(payment)),
        products=tuple(_product(row, look) for row in rows),
        **{name: _unwrapped(text) for name, text in table.items()},
    )


def _deliveries(table: dict[str, Any]) -> Iterable[DemoDelivery]:
    for name, words in table.items():
        way = DeliveryWay(name)
        is_courier = way is DeliveryWay.COURIER
        yield DemoDelivery(way, 0 if is_courier else words.get("fee_idr", 0), "" if is_courier else words["note"])


def _payments(table: dict[str, Any]) -> Iterable[DemoPayment]:
    if table["cash_on_delivery"]:
        yield DemoPayment(PaymentWay.CASH_ON_DELIVERY)
    bank = table["bank"]
    yield DemoPayment(PaymentWay.BANK_TRANSFER, bank["name"], bank["account_number"], bank["holder"])


def _product(row: dict[str, Any], look: Look) -> DemoProduct:
    row = {name: _unwrapped(value) for name, value in row.items()}
    net, number = row.pop("net"), row.pop("permit", "")
    amount, unit = _net(net)
    picture = Picture(**row.pop("picture"))
    kind = PermitKind(row.pop("permit_kind")) if number else None
    return DemoProduct(
        net_amount=amount,
        net_unit=unit,
        shelf_life_days=row.pop("shelf_life_days", None),
        material=Material(row.pop("material")),
        closure=Closure(row.pop("closure")),
        travels=Travel(row.pop("travels", Travel.POST)),
        permit_kind=kind,
        permit_number=number,
        permit_until=_valid_until(number) if kind is PermitKind.PIRT else None,
        halal_number=row.pop("halal", ""),
        pictures=packshots(look, picture, slug=row["slug"], net=net, number=number, words=row),
        **row,
    )


def _net(text: str) -> tuple[int, Unit]:
    found = _NET.fullmatch(text)
    if not found:
        raise ValueError(f"net amount {text!r} is not like '200 g'")
    unit, factor = _UNITS[found[2]]
    return int(found[1]) * factor, unit


def _valid_until(number: str) -> date:
    """The last two digits of a P-IRT number are the year in which it runs out."""
    return date(2000 + int(number[-2:]), 12, 31)


def _graduation(row: dict[str, Any]) -> DemoGraduation:
    if not regions.is_district(row["district_code"]):
        raise ValueError(f"no district has the code {row['district_code']}")
    return DemoGraduation(**(row | {"kind": Kind(row["kind"])}))


def _care(row: dict[str, Any]) -> DemoCare:
    contacts = tuple(DemoContact(**(one | {"way": ContactWay(one["way"])})) for one in row["contacts"])
    return DemoCare(row["seller"], row["steps"], contacts)


def _order(row: dict[str, Any]) -> DemoOrder:
    return DemoOrder(row["buyer"], row["days_ago"], row.get("note", ""), tuple(map(_parcel, row["parcels"])))


def _parcel(row: dict[str, Any]) -> DemoParcel:
    ways = {"delivery": DeliveryWay(row["delivery"]), "payment": PaymentWay(row["payment"])}
    return DemoParcel(**(row | ways | {"state": ParcelState(row["state"])}))


def _unwrapped(value: Any) -> Any:
    """Long text is wrapped in the files; a reader gets one line for each paragraph."""
    if not isinstance(value, str):
        return value
    return "\n\n".join(" ".join(part.split()) for part in value.strip().split("\n\n"))
