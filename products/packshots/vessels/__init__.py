"""The packs, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from products.packshots.cutout import Cutout
from products.packshots.packshot import Packshot
from products.packshots.vessels import bag, boxes, carrying_bag, cloth, glassware, leaf_wrap, tin, woven_ware


class Vessel(NamedTuple):
    """A pack and its size in a picture of 1200 pixels, chosen so that it fills the frame."""

    draw: Callable[[Packshot, int], Cutout]
    size: int
    lies: bool = False


VESSELS: dict[str, Vessel] = {
    "pouch": Vessel(bag.pouch, 890),
    "gusset": Vessel(bag.gusset, 940),
    "pillow": Vessel(bag.pillow, 880),
    "vacuum": Vessel(bag.vacuum, 840),
    "sack": Vessel(bag.sack, 930),
    "jar": Vessel(glassware.jar, 870),
    "bottle": Vessel(glassware.bottle, 970),
    "tin": Vessel(tin.tin, 850),
    "box": Vessel(boxes.box, 890),
    "besek": Vessel(boxes.besek, 800),
    "soap": Vessel(boxes.soap, 790),
    "eggs": Vessel(boxes.eggs, 830),
    "leaf": Vessel(leaf_wrap.leaf_wrap, 920),
    "tas": Vessel(carrying_bag.carrying_bag, 980),
    "keranjang": Vessel(woven_ware.round_basket, 860),
    "wadah": Vessel(woven_ware.market_basket, 860),
    "kain": Vessel(cloth.folded, 900, lies=True),
}
