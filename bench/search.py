"""What the search costs: build, first use of words, warm questions, changes. Synthetic products, the same every time.

    python -m bench.search [--products 20000] [--seed 1]

CPU milliseconds of this process, median and worst of the repeats. No database is used.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path

from products.search.backend import SearchQuery, SearchRow, Sort
from products.search.whoosh_index import WhooshIndex

GOODS = ("kopi", "teh", "keripik", "kerupuk", "sambal", "rendang", "batik", "tenun", "gula", "madu", "abon", "sirup")
KINDS = ("gayo", "bubuk", "singkong", "pisang", "pedas", "manis", "aren", "hutan", "hijau", "melati", "tulis", "ikat")
FILLER = ("produk", "asli", "khas", "rasa", "kemasan", "segar", "pilihan", "keluarga", "buatan", "tangan", "hadiah")
SYLLABLES = (("ba", "ci", "du", "le", "mo", "sa"), ("ka", "lo", "ri", "tu"), ("ban", "cur", "dil", "gam", "jes", "pon"))
REGENCIES = ("11.17", "13.75", "32.04", "33.74", "34.71", "35.78", "51.71", "53.71", "64.72", "73.71", "81.71", "91.71")
REPEATS = 200


def main() -> None:
    """Print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--products", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(WhooshIndex(Path(folder)), list(rows(chosen.products, chosen.seed)), Path(folder))


def measure(index: WhooshIndex, all_rows: list[SearchRow], folder: Path) -> None:
    """Build, ask, change, ask again."""
    print(f"{len(all_rows):,} products; CPU ms")
    once("build", lambda: index.rebuild(all_rows))
    print(f"{'index on disk':40}{sum(f.stat().st_size for f in folder.rglob('*') if f.is_file()) / 1e6:10.1f} MB")
    once("open, and browse for the first time", lambda: index.search(SearchQuery()))
    for words in ("kopi", "kopi gayo", "produk asli khas", "keripik singkong pedas"):
        once(f"first use: {words}", partial(index.search, SearchQuery(text=words)))
    ask(index)
    one, hundred = all_rows[:1], all_rows[100:200]
    once("one change, on the disk", lambda: index.apply(one, []))
    once("kopi after it, newly opened", lambda: index.search(SearchQuery(text="kopi")))
    once("a hundred changes, on the disk", lambda: index.apply(hundred, []))
    once("kopi after it, newly opened", lambda: index.search(SearchQuery(text="kopi")))
    for row in all_rows[200:220]:
        index.apply([row], [])
    once("one change after twenty more", lambda: index.apply(one, []))
    print("after the changes:")
    ask(index)


def ask(index: WhooshIndex) -> None:
    """Warm questions, each with its count and both facets."""
    questions = {
        "kopi": SearchQuery(text="kopi"),
        "kopi gayo": SearchQuery(text="kopi gayo"),
        "produk asli khas": SearchQuery(text="produk asli khas"),
        "kopi, category, province, price": SearchQuery(
            text="kopi", category_ids=frozenset({3}), province="11", min_price=10_000, max_price=90_000
        ),
        "kopi by price": SearchQuery(text="kopi", sort=Sort.PRICE_LOW),
        "kopi, page 50": SearchQuery(text="kopi", page=50),
        "everything": SearchQuery(),
        "everything, newest, province": SearchQuery(sort=Sort.NEWEST, province="11"),
        "one seller": SearchQuery(seller_id=7),
    }
    for name, query in questions.items():
        repeatedly(name, partial(index.search, query))
    for text in ("ko", "kopi ga", "cof"):
        repeatedly(f"suggest {text}", partial(index.suggest, text))


def rows(count: int, seed: int) -> Iterator[SearchRow]:
    """Products with the common words about as common as in a real shop: kopi in one of six."""
    chance = random.Random(seed)
    rare = ["".join(parts) for parts in product(*SYLLABLES)]
    for number in range(1, count + 1):
        good = GOODS[min(int(chance.expovariate(0.28)), len(GOODS) - 1)]
        kinds = chance.sample(KINDS, 2)
        code = chance.choice(REGENCIES)
        group = GOODS.index(good) // 3 + 1
        yield SearchRow(
            product_id=number,
            name=f"{good} {' '.join(kinds)} {chance.choice(rare)}".title(),
            name_en="",
            size="250 g",
            category_words=f"{good} . {GOODS[group]}",
            seller_name=f"Dapur {chance.choice(rare)}",
            place_words=f"Kabupaten {code}",
            description=" ".join(
                chance.choices(FILLER, k=20) + chance.choices(rare, k=30) + chance.choices(KINDS, k=5)
            ),
            description_en=" ".join(chance.choices(rare, k=20)),
            category_id=GOODS.index(good) + 20,
            group_id=group,
            seller_id=chance.randrange(1, count // 10 + 2),
            province_code=code[:2],
            regency_code=code,
            price_idr=chance.randrange(5, 200) * 1_000,
            grams=chance.choice((100, 250, 500, None)),
            in_stock=chance.random() < 0.9,
            has_permit=chance.random() < 0.5,
            is_halal=chance.random() < 0.5,
            published_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        )


def once(name: str, act: Callable[[], object]) -> None:
    """One figure."""
    print(f"{name:40}{cpu_ms(act):10.2f}")


def repeatedly(name: str, act: Callable[[], object]) -> None:
    """Median and worst of many."""
    spent = [cpu_ms(act) for _ in range(REPEATS)]
    print(f"{name:40}{statistics.median(spent):10.2f}{max(spent):10.2f}")


def cpu_ms(act: Callable[[], object]) -> float:
    """The CPU time of one call in milliseconds."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1_000


if __name__ == "__main__":
    main()
