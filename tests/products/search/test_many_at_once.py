"""One process writes and is killed, others read all the time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from products.search.backend import SearchQuery
from products.search.whoosh_index import WhooshIndex
from tests.products.search.shelves import make_row

pytestmark = pytest.mark.concurrency

WRITER = """
import itertools, pathlib, sys
from products.search.whoosh_index import WhooshIndex
from tests.products.search.shelves import make_row
index = WhooshIndex(pathlib.Path(sys.argv[1]))
for number in itertools.count(1):
    index.apply([make_row(number, f"Teh nomor{number}")], [])
    print(number, flush=True)
"""


def test_threads_read_while_a_process_writes_until_it_is_killed(tmp_path: Path) -> None:
    WhooshIndex(tmp_path).rebuild(make_row(number) for number in range(1, 200))
    reader = WhooshIndex(tmp_path)
    faults: list[Exception] = []
    stop = threading.Event()
    threads = [threading.Thread(target=read_on, args=(reader, stop, faults)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        acknowledged = write_and_be_killed(tmp_path, seconds=0.5)
    stop.set()
    for thread in threads:
        thread.join()

    assert faults == []
    fresh = WhooshIndex(tmp_path)
    assert fresh.search(SearchQuery(text=f"nomor{acknowledged}")).product_ids == (acknowledged,)
    assert fresh.search(SearchQuery()).total >= 199
    fresh.apply([make_row(1, "Sesudah semua")], [])
    assert fresh.search(SearchQuery(text="sesudah")).product_ids == (1,)


def test_a_change_of_another_process_is_found_within_a_second(tmp_path: Path) -> None:
    WhooshIndex(tmp_path).rebuild([make_row(1)])
    reader = WhooshIndex(tmp_path)
    assert reader.search(SearchQuery(text="teh")).total == 0
    WhooshIndex(tmp_path).apply([make_row(2, "Teh")], [])
    until = time.monotonic() + 1
    while not reader.search(SearchQuery(text="teh")).total:
        assert time.monotonic() < until
        time.sleep(0.02)


def read_on(index: WhooshIndex, stop: threading.Event, faults: list[Exception]) -> None:
    while not stop.is_set():
        try:
            for text in ("kopi", "teh", "gayo dapur", "nomor7"):
                index.search(SearchQuery(text=text))
                index.suggest(text[:3])
                time.sleep(0.005)
        except Exception as fault:
            faults.append(fault)
            return


def write_and_be_killed(folder: Path, seconds: float) -> int:
    """The number of the last change that was acknowledged."""
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as writer:
        assert writer.stdout
        lines = [writer.stdout.readline()]
        threading.Timer(seconds, os.kill, (writer.pid, signal.SIGKILL)).start()
        lines += writer.stdout.readlines()
    return int(lines[-1])
