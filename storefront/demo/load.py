"""The demo shop from nothing to a lively afternoon. Every part keeps what is there already, so a load that was killed
can be started again at any time; each listing, shop and order is there whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from products import clock
from products.packshots import Packshot
from products.search import check_all, health, rebuild_all
from products.shelves import stock_categories
from storefront.accounts.models import Account
from storefront.demo import catalogue, newcomer
from storefront.demo.calendar import Past
from storefront.demo.care import tend
from storefront.demo.listings import Item, make_listing, missing_items
from storefront.demo.orders import place_orders
from storefront.demo.people import ASSISTANT, OFFICER, account_of, make_people
from storefront.demo.pictures import Drawn
from storefront.demo.shops import connect, import_records, make_shop, open_shops
from storefront.demo.wages import set_example_wages
from storefront.programme.reporting import figures

Tell = Callable[[str], None]
Shot = tuple[str, int]
Draw = Callable[[Mapping[Shot, Packshot], Collection[Shot]], Iterator[tuple[Shot, Drawn]]]


def load(draw: Draw, tell: Tell) -> None:
    """Load whatever of the demo is missing.

    Args:
        draw: draws pictures by name and hands them out in order, such as ``pictures.take_in``.
        tell: says to whoever waits what is being done.
    """
    past, shops, orders = Past(clock.now()), catalogue.sellers(), catalogue.orders()
    stock_categories()
    with past.at(past.day(90)):
        make_people()
    assistant = account_of(ASSISTANT)
    tell(f"Opening {len(shops)} shops")
    open_shops(shops, past)
    make_shop(newcomer.SHOP, past.day(1, 16))
    _connect_records(past)
    ordered = {slug for order in orders for parcel in order.parcels for slug in parcel.items}
    _make_listings(missing_items(shops, ordered, past), draw, assistant, past)
    tell(f"Placing {len(orders)} orders")
    place_orders(orders, catalogue.buyers(), assistant, past)
    tend(catalogue.cares(), assistant, past)
    newcomer.begin_first_listing(past)
    set_example_wages(past.now.year)
    figures.count()
    if health() != "ok" or check_all():
        rebuild_all()


def _connect_records(past: Past) -> None:
    """All records are imported, and all claims on them confirmed but the newcomer's."""
    rows = catalogue.graduations()
    import_records((*rows, newcomer.RECORD), account_of(OFFICER), past)
    for row in rows:
        connect(row, account_of(ASSISTANT), past)
    connect(newcomer.RECORD, account_of(ASSISTANT), past, confirmed=False)


def _make_listings(items: list[Item], draw: Draw, assistant: Account, past: Past) -> None:
    """Make each listing as soon as its pictures are there."""
    shots = {(item.product.slug, at): shot for item in items for at, shot in enumerate(item.shots)}
    drawn = draw(shots, {name for name in shots if name[1]}) if shots else iter(())
    for item in items:
        make_listing(item, [next(drawn)[1].jpeg for _ in item.shots], assistant, past)
