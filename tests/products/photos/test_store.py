"""Only pictures below ``public/`` have an address, and writes are whole or nothing."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from products.photos import PhotoStore, PictureFormat, make_sizes
from tests.products.photos.pictures import file_of, scene, sent

WEBP, JPEG = PictureFormat.WEBP, PictureFormat.JPEG
KEY = "ab12" + "0" * 60


def test_names_fan_out_over_folders_by_the_beginning_of_the_key(store: PhotoStore) -> None:
    assert store.url_path(KEY, 640, WEBP) == f"ab/12/{KEY}-640.webp"
    assert store.path_of(KEY, 640, JPEG) == store.public / "ab" / "12" / f"{KEY}-640.jpg"


@pytest.mark.parametrize("key", ["", "../../etc/passwd", KEY.upper(), KEY[:-1], KEY + "0", KEY + "\n", "z" * 64])
def test_nothing_but_a_key_names_a_file(store: PhotoStore, key: str) -> None:
    for place in (store.original_of, store.master_of, store.files_of, store.remove):
        with pytest.raises(ValueError, match="not a photo key"):
            place(key)
    with pytest.raises(ValueError, match="not a photo key"):
        store.path_of(key, 320, WEBP)


def test_a_public_picture_is_found_by_its_address(store: PhotoStore) -> None:
    key = sent(file_of(scene()), store).key

    assert store.find(store.url_path(key, 320, WEBP)) == store.path_of(key, 320, WEBP)
    assert store.find(store.url_path(key, 640, WEBP)) is None


def test_no_address_leads_to_an_original_a_master_or_out_of_the_folder(store: PhotoStore) -> None:
    key = sent(file_of(scene()), store).key
    fan = f"{key[:2]}/{key[2:4]}"

    for address in (
        f"../incoming/{key}",
        f"{fan}/../../../incoming/{key}",
        f"../masters/{fan}/{key}.jpg",
        f"{fan}/{key}-320.webp\n",
        f"00/11/{key}-320.webp",
        f"{fan}/{key}-320.png",
        str(store.path_of(key, 320, WEBP)),
        fan,
        "",
    ):
        assert store.find(address) is None, address


def test_a_removed_photo_leaves_no_file(store: PhotoStore) -> None:
    key = sent(file_of(scene()), store).key
    make_sizes(key, store)
    sent(file_of(scene(700, 700)), store)

    assert store.remove(key)

    assert store.files_of(key) == []
    assert len(list(store.keys())) == 1
    assert store.remove(key)


def test_a_photo_that_was_just_sent_again_outlives_its_removal(store: PhotoStore) -> None:
    content = file_of(scene())
    key = sent(content, store).key
    make_sizes(key, store)
    for path in store.files_of(key):
        os.utime(path, (0, 0))
    sent(content, store)

    assert not store.remove(key, unused_for=timedelta(minutes=10))
    assert store.exists(key, 640, WEBP)


def test_the_audit_is_told_of_every_photo_once(store: PhotoStore) -> None:
    made, waiting = sent(file_of(scene()), store).key, sent(file_of(scene(700, 700)), store).key
    make_sizes(made, store)

    assert list(store.keys()) == sorted((made, waiting))


def test_a_write_that_fails_leaves_the_folder_as_it_was(store: PhotoStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)

    with pytest.raises(OSError, match="No space"):
        store.write(store.path_of(KEY, 320, WEBP), b"picture")

    assert [path for path in store.root.rglob("*") if path.is_file()] == []


def test_what_a_killed_process_left_half_written_is_cleared_when_it_is_old(store: PhotoStore) -> None:
    stale = store.new_unfinished(store.incoming, private=True)
    os.utime(stale, (0, 0))
    fresh = store.new_unfinished(store.public / "ab", private=False)

    assert store.clear_leftovers() == 1
    assert not stale.exists()
    assert fresh.exists()
