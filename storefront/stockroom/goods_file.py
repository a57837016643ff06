"""One line of a file of products: what stands in each column, or which column cannot be understood and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from products.errors import N_, Refusal
from products.money import parse_rupiah
from products.stock import MOST_ON_HAND

NEEDED = ("seller", "category", "name", "price_idr")
OPTIONAL = ("description", "weight_g", "stock", "photo")
LONGEST_NAME = 100
MOST_WORDS = 10_000
MOST_GRAMS = 1_000_000


@dataclass(frozen=True, slots=True)
class Goods:
    """One product as the file tells it.

    Attributes:
        seller, category: a slug or a name.
        weight_g: of the contents, in grams; 0 when the file does not say.
        photo: the file of its picture; ``None`` when the file names none.
    """

    seller: str
    category: str
    name: str
    description: str
    price_idr: int
    weight_g: int
    stock: int
    photo: Path | None


def understand(cells: Mapping[str, str], photos: Path) -> Goods:
    """The goods of one line; ``photos`` is the folder that the pictures lie in.

    Raises:
        Refusal: naming the column as its ``field``.
    """
    return Goods(
        seller=_words("seller", cells["seller"], 80),
        category=_words("category", cells["category"], 80),
        name=_words("name", cells["name"], LONGEST_NAME),
        description=_text(cells["description"]),
        price_idr=_price(cells["price_idr"]),
        weight_g=_count("weight_g", cells["weight_g"], MOST_GRAMS),
        stock=_count("stock", cells["stock"], MOST_ON_HAND),
        photo=_photo(cells["photo"], photos),
    )


def _words(column: str, typed: str, most: int) -> str:
    words = " ".join(typed.split())
    if not any(letter.isalpha() for letter in words):
        raise Refusal(N_("Kolom ini belum diisi."), field=column)
    if len(words) > most:
        raise Refusal(N_("Terlalu panjang, paling banyak %(most)s huruf."), field=column, most=most)
    return words


def _text(typed: str) -> str:
    if len(typed) > MOST_WORDS:
        raise Refusal(N_("Terlalu panjang, paling banyak %(most)s huruf."), field="description", most=MOST_WORDS)
    return typed.replace("\r\n", "\n")


def _price(typed: str) -> int:
    try:
        price_idr = parse_rupiah(typed)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="price_idr", **refusal.values) from refusal
    if price_idr < 1:
        raise Refusal(N_("Tulis harga satu kemasan."), field="price_idr")
    return price_idr


def _count(column: str, typed: str, most: int) -> int:
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None
    if not typed:
        return 0
    if number is None or number > most:
        raise Refusal(N_("Tulis bilangan bulat antara 0 dan %(most)s."), field=column, most=most)
    return number


def _photo(named: str, photos: Path) -> Path | None:
    """The file of that name; one that leads out of the folder is treated as missing."""
    if not named:
        return None
    folder = photos.resolve()
    path = (folder / named).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise Refusal(N_("Berkas foto ini tidak ada di folder foto."), field="photo")
    return path
