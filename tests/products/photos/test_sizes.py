"""The worker's sizes: the right ones, made once, whatever happens in between."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from products.photos import PhotoStore, PictureFormat, Rendition, make_sizes, renditions
from tests.products.photos.pictures import difference, file_of, noise, phone_photo, scene, sent

WEBP, JPEG = PictureFormat.WEBP, PictureFormat.JPEG
MAKE = """
import sys
from pathlib import Path
from products.photos import PhotoStore, make_sizes
make_sizes(sys.argv[1], PhotoStore(Path(sys.argv[2])))
"""
KILLED_AT_THE_THIRD_FILE = """
import os
from products.photos import PhotoStore
finish, done = PhotoStore.finish, []
def dying(store, unfinished, path):
    if len(done) == 2:
        os.kill(os.getpid(), 9)
    done.append(finish(store, unfinished, path))
PhotoStore.finish = dying
"""


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4032, 3024), [(320, 320, 240), (640, 640, 480), (1280, 1280, 960)]),
        ((3024, 4032), [(320, 240, 320), (640, 480, 640), (1280, 960, 1280)]),
        ((600, 450), [(320, 320, 240), (640, 600, 450)]),
        ((640, 640), [(320, 320, 320), (640, 640, 640)]),
        ((641, 641), [(320, 320, 320), (640, 640, 640), (1280, 641, 641)]),
        ((310, 300), [(320, 310, 300)]),
        ((9000, 300), [(320, 320, 11), (640, 640, 21), (1280, 1280, 43)]),
    ],
)
def test_sizes_never_enlarge_and_end_with_the_photo_itself(
    size: tuple[int, int], expected: list[tuple[int, int, int]]
) -> None:
    assert renditions(*size) == tuple(Rendition(*each) for each in expected)


@pytest.mark.parametrize("name", ["phone_landscape_4608x1976.jpg", "orientation_6.jpg"])
def test_all_sizes_are_made_in_both_formats_and_the_original_goes(store: PhotoStore, name: str) -> None:
    photo = sent(phone_photo(name), store, name)

    make_sizes(photo.key, store)

    for edge, width, height in renditions(photo.width, photo.height):
        for kind in PictureFormat:
            with Image.open(store.path_of(photo.key, edge, kind)) as picture:
                assert picture.size == (width, height)
    assert not store.original_of(photo.key).exists()
    assert len(store.files_of(photo.key)) == 2 * len(renditions(photo.width, photo.height)) + 1


def test_each_size_shows_the_same_view(store: PhotoStore) -> None:
    key = sent(file_of(scene(1500, 1000)), store).key
    make_sizes(key, store)

    with Image.open(store.path_of(key, 320, JPEG)) as quick:
        for edge in (640, 1280):
            for kind in PictureFormat:
                with Image.open(store.path_of(key, edge, kind)) as picture:
                    assert difference(picture.convert("RGB").resize(quick.size), quick) < 5


def test_the_master_is_clean_private_and_at_most_1600_pixels(store: PhotoStore) -> None:
    key = sent(file_of(scene(1720, 1290)), store).key
    make_sizes(key, store)

    master = store.master_of(key)

    with Image.open(master) as picture:
        assert picture.size == (1600, 1200)
    assert master.stat().st_mode & 0o777 == 0o600
    assert store.masters.stat().st_mode & 0o777 == 0o700


def test_making_them_twice_changes_nothing(store: PhotoStore) -> None:
    key = sent(file_of(scene()), store).key
    make_sizes(key, store)
    before = everything_in(store)

    make_sizes(key, store)

    assert everything_in(store) == before


def test_a_size_that_got_lost_is_made_again_from_the_master(store: PhotoStore) -> None:
    key = sent(file_of(scene()), store).key
    make_sizes(key, store)
    for edge in (320, 640):
        store.path_of(key, edge, WEBP).unlink()

    make_sizes(key, store)

    for edge, size in ((320, (320, 240)), (640, (640, 480))):
        with Image.open(store.path_of(key, edge, WEBP)) as picture:
            assert picture.size == size


def test_without_original_and_master_it_says_so(store: PhotoStore) -> None:
    with pytest.raises(FileNotFoundError):
        make_sizes("0" * 64, store)


class PowerCutError(BaseException):
    """The machine stops here."""


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("writes", range(6))
def test_stopped_at_any_file_and_repeated_the_set_is_the_same(
    store: PhotoStore, monkeypatch: pytest.MonkeyPatch, writes: int, before: bool
) -> None:
    photo = sent(file_of(scene()), store)
    uninterrupted = finished_copy(store, photo.key)
    stop_after(writes, monkeypatch, before=before)

    with pytest.raises(PowerCutError):
        make_sizes(photo.key, store)
    monkeypatch.undo()
    assert writes == 5 or store.original_of(photo.key).exists()
    make_sizes(photo.key, store)

    assert everything_in(store) == uninterrupted


def stop_after(writes: int, monkeypatch: pytest.MonkeyPatch, *, before: bool) -> None:
    """Cut the power around the file that follows ``writes`` others: before or after it has its name.

    The sizes 640 and 1280 of an 800-pixel photo in two formats and its master are five; the sixth deed is the removal
    of the original.
    """
    left = writes

    def cutting(deed: Callable[..., Any]) -> Callable[..., Any]:
        def deed_or_darkness(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left >= 0:
                return deed(*given, **named)
            if not before:
                deed(*given, **named)
            raise PowerCutError

        return deed_or_darkness

    monkeypatch.setattr(PhotoStore, "finish", cutting(PhotoStore.finish))
    if writes == 5:
        monkeypatch.setattr(Path, "unlink", cutting(Path.unlink))


def finished_copy(store: PhotoStore, key: str) -> dict[str, bytes]:
    """What an uninterrupted worker makes of the store as it is now."""
    copy = PhotoStore(store.root.with_name("copy"))
    shutil.copytree(store.root, copy.root)
    make_sizes(key, copy)
    return everything_in(copy)


def everything_in(store: PhotoStore) -> dict[str, bytes]:
    return {str(path.relative_to(store.root)): path.read_bytes() for path in store.root.rglob("*") if path.is_file()}


def worker(key: str, store: PhotoStore, code: str = MAKE) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code, key, str(store.root)])


@pytest.mark.concurrency
def test_a_worker_killed_in_its_work_is_followed_by_one_that_finishes_it(store: PhotoStore) -> None:
    photo = sent(file_of(scene()), store)
    uninterrupted = finished_copy(store, photo.key)

    assert worker(photo.key, store, KILLED_AT_THE_THIRD_FILE + MAKE).wait(timeout=60) == -signal.SIGKILL
    assert store.original_of(photo.key).exists()
    assert len(store.files_of(photo.key)) == 2 + 2 + 1

    make_sizes(photo.key, store)
    assert store.clear_leftovers(timedelta(0)) == 1
    assert everything_in(store) == uninterrupted


@pytest.mark.concurrency
def test_two_workers_at_once_are_as_good_as_one(store: PhotoStore) -> None:
    photo = sent(file_of(noise(1400, 1400)), store)
    uninterrupted = finished_copy(store, photo.key)

    workers = [worker(photo.key, store) for _ in range(2)]

    assert [each.wait(timeout=60) for each in workers] == [0, 0]
    assert everything_in(store) == uninterrupted
