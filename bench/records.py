"""What a large file of graduation records costs, and how fast a seller's number is found among them.

    python -m bench.records [--lines 1000000] [--seed 1] [--looks 2000] [--no-postgres]

Invents a file of that many lines, the same for the same seed: numbers that pass every check and belong to nobody,
names put together at random, one line in three with a family card. ``import-graduations`` brings it into a fresh data
folder in a process of its own, whose time, CPU time and largest memory are printed. Then the look-up of a claim is
timed: the number alone (fingerprint and query), and the whole match with its search for near records in the district.
First on SQLite, then on PostgreSQL where its programs are installed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path

from products import regions
from products.database import db
from storefront import create_app
from storefront.graduation.claiming import matching
from storefront.graduation.models import Kind, Reason
from tests.servers.postgres import PACKAGE, running_server

PROJECT = Path(__file__).parents[1]
HEADER = "nik,name,kind,graduated_on,district_code,joined_year,reason,programmes,kk\n"
BEGINNINGS = ("Su", "Si", "Wa", "Ra", "Nu", "Ma", "Yu", "De", "Har", "Kar", "Las", "Mur", "Pur", "Ros", "Sul", "Tri")
ENDINGS = ("ti", "ri", "ni", "wi", "mi", "yah", "mah", "lan", "tun", "sih", "nah", "tini", "wati", "yani", "lastri")
WARM_UP = 50
KIBIBYTES_A_MEBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented family."""

    nik: str
    name: str
    district_code: str
    line: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    seconds: float
    cpu_seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Look:
    """What one look-up took; on a busy machine the clock counts the others too."""

    wall_ms: float
    cpu_ms: float


def main() -> None:
    """Print what was measured."""
    options = argparse.ArgumentParser(description="Measure the import of graduation records and the match look-up.")
    options.add_argument("--lines", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--looks", type=int, default=2000)
    options.add_argument("--no-postgres", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="records-") as room, ExitStack() as stack:
        file = Path(room) / "records.csv"
        write_file(file, chosen.lines, chosen.seed)
        print(f"{chosen.lines:,} lines, {file.stat().st_size / 1e6:,.0f} MB", flush=True)
        measure("SQLite", file, Path(room) / "sqlite", {}, chosen)
        if not chosen.no_postgres and find_spec(PACKAGE):
            url = stack.enter_context(running_server()).render_as_string(hide_password=False)
            measure("PostgreSQL", file, Path(room) / "postgres", {"DATABASE_URL": url}, chosen)


def measure(name: str, file: Path, folder: Path, settings: dict[str, str], chosen: argparse.Namespace) -> None:
    """Import the file into an empty shop, and look numbers up in it."""
    environment = os.environ | {
        "STOREFRONT_DATA": str(folder),
        "UPLOAD_ROOT": str(folder / "uploads"),
        "PUBLIC_URL": "http://127.0.0.1:8000",
        **settings,
    }
    flask(environment, "db", "upgrade")
    cost = flask(environment, "import-graduations", str(file))
    print(
        f"{name}: imported in {cost.seconds:,.0f} s ({chosen.lines / cost.seconds:,.0f} lines a second, "
        f"{cost.cpu_seconds:,.0f} s of CPU), largest memory {cost.peak_mib:,.0f} MiB",
        flush=True,
    )
    with create_app(environment, TESTING=True).app_context():
        families = list(islice(invented(chosen.seed), min(chosen.looks, chosen.lines)))
        random.Random(chosen.seed).shuffle(families)
        tell(name, "number found", timed(lambda one: matching.record_with(one.nik), families))
        tell(name, "number unknown", timed(lambda one: matching.record_with(one.nik[::-1]), families))
        tell(name, "whole match", timed(lambda one: matching.match(one.nik, one.name, one.district_code), families))
        db.session.remove()
        db.engine.dispose()


def flask(environment: dict[str, str], *words: str) -> Cost:
    """Run a command of the shop in a process of its own, which must succeed."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    process = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{words[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / KIBIBYTES_A_MEBIBYTE)


def timed(look: Callable[[Invented], object], families: list[Invented]) -> list[Look]:
    """What each look-up took; a transaction for each, as in a request."""
    spent = []
    for family in [*families[:WARM_UP], *families]:
        began, cpu = time.perf_counter(), time.thread_time()
        look(family)
        spent.append(Look((time.perf_counter() - began) * 1000, (time.thread_time() - cpu) * 1000))
        db.session.rollback()
    return spent[WARM_UP:]


def tell(name: str, what: str, spent: list[Look]) -> None:
    """Print the median and the slowest of a hundred, by the clock and by what this process worked."""
    wall, cpu = [one.wall_ms for one in spent], [one.cpu_ms for one in spent]
    figures = (
        f"p50 {statistics.median(of):.2f} ms, p99 {statistics.quantiles(of, n=100)[98]:.2f} ms" for of in (wall, cpu)
    )
    print(f"{name}: {what:<15} {', CPU '.join(figures)}", flush=True)


def write_file(path: Path, lines: int, seed: int) -> None:
    """The invented families as the CSV file that an officer would have."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(one.line for one in islice(invented(seed), lines))


def invented(seed: int) -> Iterator[Invented]:
    """Families, nearly five million of them with no number twice: day by chance, month, year and serial by count."""
    chance = random.Random(seed)
    districts = [
        district.code
        for province in regions.provinces()
        for regency in regions.regencies(province.code)
        for district in regions.districts(regency.code)
    ]
    kinds, reasons = list(Kind), list(Reason)
    for number in count():
        rest, serial = divmod(number, 9999)
        year, month = 60 + rest % 40, 1 + rest // 40 % 12
        code = chance.choice(districts)
        place = code.replace(".", "")
        nik = f"{place}{chance.randint(41, 68)}{month:02d}{year}{serial + 1:04d}"
        card = f"{place}{chance.randint(1, 28):02d}{month:02d}15{serial + 1:04d}" if number % 3 == 0 else ""
        name = f"{_name(chance)} {_name(chance)}"
        day = f"{chance.randint(2018, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        cells = (nik, name, chance.choice(kinds), day, code, "2012", chance.choice(reasons), "", card)
        yield Invented(nik, name, code, ",".join(cells) + "\n")


def _name(chance: random.Random) -> str:
    """One of 3,600 words that sound like a name."""
    return f"{chance.choice(BEGINNINGS)}{chance.choice(ENDINGS[:10])}{chance.choice(ENDINGS)}"


if __name__ == "__main__":
    main()
