"""What a phone sends becomes one small public picture and one private original."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import BinaryIO
from zlib import crc32

import pytest
from PIL import Image

from products.errors import Refusal
from products.photos import PhotoStore, PictureFormat, accept, make_sizes
from tests.products.photos.pictures import difference, file_of, noise, phone_photo, scene, sent

WEBP, JPEG = PictureFormat.WEBP, PictureFormat.JPEG


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("iphone.heic", (3024, 4032)),
        ("odd_exif_12mp_4032x3024.jpg", (4032, 3024)),
        ("orientation_1.jpg", (600, 450)),
        ("orientation_2_mirrored.jpg", (450, 600)),
        ("orientation_6.jpg", (450, 600)),
        ("orientation_8.jpg", (600, 450)),
        ("phone_3264x2448.jpg", (3264, 2448)),
        ("phone_landscape_4608x1976.jpg", (4608, 1976)),
        ("with_gps_640x480.jpg", (640, 480)),
    ],
)
def test_a_real_phone_photo_is_taken_and_seen_upright_at_once(
    store: PhotoStore, name: str, size: tuple[int, int]
) -> None:
    photo = sent(phone_photo(name), store, name)

    assert (photo.width, photo.height) == size
    with (
        Image.open(store.path_of(photo.key, 320, WEBP)) as small,
        Image.open(store.path_of(photo.key, 320, JPEG)) as old,
    ):
        assert max(small.size) == 320
        assert small.size == old.size
        assert (small.width > small.height) == (size[0] > size[1])
        assert (small.format, old.format) == ("WEBP", "JPEG")


def test_the_key_is_the_fingerprint_of_what_was_sent(store: PhotoStore) -> None:
    content = file_of(scene())

    assert sent(content, store).key == hashlib.sha256(content).hexdigest()


def test_the_original_waits_where_only_the_shop_can_read_it(store: PhotoStore) -> None:
    content = phone_photo("with_gps_640x480.jpg")

    original = store.original_of(sent(content, store).key)

    assert original.read_bytes() == content
    assert original.stat().st_mode & 0o777 == 0o600
    assert store.incoming.stat().st_mode & 0o777 == 0o700
    assert store.public not in original.parents


def test_the_same_photo_sent_twice_is_one_photo(store: PhotoStore) -> None:
    content = file_of(scene())
    first = sent(content, store)
    before = store.path_of(first.key, 320, WEBP).read_bytes()

    assert sent(content, store, "lain.jpg") == first
    assert store.path_of(first.key, 320, WEBP).read_bytes() == before
    assert list(store.keys()) == [first.key]


def test_a_photo_sent_again_after_its_sizes_are_made_leaves_no_original(store: PhotoStore) -> None:
    content = file_of(scene())
    key = sent(content, store).key
    make_sizes(key, store)

    sent(content, store)

    assert list(store.incoming.iterdir()) == []


def test_the_mean_colour_is_given_for_the_ground(store: PhotoStore) -> None:
    photo = sent(file_of(Image.new("RGB", (700, 700), (200, 100, 50)), "PNG"), store)

    assert photo.colour == "#c86432"


class LongFile:
    """A file of 40 MB that remembers how much of it was read."""

    def __init__(self) -> None:
        self.done = 0

    def read(self, size: int) -> bytes:
        self.done += size
        return b"\xff\xd8\xff\xe0".ljust(size, b"\0") if self.done <= 40_000_000 else b""


def test_a_file_of_40_mb_is_refused_before_it_is_read_to_its_end(store: PhotoStore) -> None:
    file = LongFile()
    stream: BinaryIO = file  # type: ignore[assignment]

    with pytest.raises(Refusal, match="lebih dari 15 MB"):
        accept(stream, "besar.jpg", store)

    assert file.done < 16 * 1024 * 1024
    assert list(store.incoming.iterdir()) == []


IHDR = b"IHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0"
BOMB = b"\x89PNG\r\n\x1a\n\0\0\0\r" + IHDR + crc32(IHDR).to_bytes(4, "big") + b"\0\1\0\0IDAT" + bytes(100)
HALF_BOMB = file_of(Image.new("1", (8000, 4000)), "PNG")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"Daftar harga keripik\n" * 50, "bukan foto", id="text called jpg"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "bukan foto", id="SVG"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n", "bukan foto", id="EPS"),
        pytest.param(file_of(scene(), "GIF"), "bukan foto", id="GIF"),
        pytest.param(file_of(scene(), "TIFF"), "bukan foto", id="TIFF"),
        pytest.param(file_of(scene(), "AVIF"), "bukan foto", id="AVIF"),
        pytest.param(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "bukan foto", id="video"),
        pytest.param(b"", "kosong", id="nothing"),
        pytest.param(b"\xff\xd8\xff", "rusak", id="three bytes of a JPEG"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", "rusak", id="head of a HEIC"),
        pytest.param(phone_photo("corrupted_3648x2736.jpg"), "rusak", id="photo from a dying memory card"),
        pytest.param(phone_photo("iphone.heic")[:1_000_000], "rusak", id="half a HEIC"),
        pytest.param(file_of(noise(), "JPEG")[:-4000], "rusak", id="JPEG without its end"),
        pytest.param(file_of(noise(), "JPEG", progressive=True)[:-4000], "rusak", id="progressive without its end"),
        pytest.param(file_of(noise(), "PNG")[:-4000], "rusak", id="PNG without its end"),
        pytest.param(file_of(noise(), "WEBP")[:-4000], "rusak", id="WebP without its end"),
        pytest.param(BOMB, "terlalu besar", id="bomb of 65535 x 65535"),
        pytest.param(HALF_BOMB, "terlalu besar", id="4 kB that unfold to 32 megapixels"),
        pytest.param(file_of(scene(299, 900)), "terlalu kecil", id="under 300"),
    ],
)
def test_what_is_no_usable_photo_is_refused_by_name_and_leaves_nothing(
    store: PhotoStore, content: bytes, words: str
) -> None:
    with pytest.raises(Refusal, match=rf"^foto saya\.jpg .*{words}"):
        sent(content, store, "C:\\fakepath\\foto saya.jpg")

    assert list(store.keys()) == []
    assert list(store.incoming.iterdir()) == []


def test_a_refusal_of_a_small_photo_tells_its_size_as_she_sees_it(store: PhotoStore) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    with pytest.raises(Refusal) as refused:
        sent(file_of(scene(400, 200), exif=exif), store)

    assert refused.value.values == {"name": "keripik.jpg", "width": 200, "height": 400}


def test_a_long_file_name_is_cut_in_the_sentence(store: PhotoStore) -> None:
    with pytest.raises(Refusal) as refused:
        sent(b"?", store, "a" * 300 + ".jpg")

    assert refused.value.values["name"] == "a" * 39 + "…"


def test_a_photo_of_300_pixels_is_taken_with_advice_and_not_enlarged(store: PhotoStore) -> None:
    photo = sent(file_of(scene(300, 300)), store)

    assert any("kecil" in sentence for sentence in photo.advice)
    with Image.open(store.path_of(photo.key, 320, WEBP)) as small:
        assert small.size == (300, 300)


def test_a_second_picture_behind_the_first_is_let_be(store: PhotoStore) -> None:
    both = file_of(scene(), "MPO", save_all=True, append_images=[scene(320, 320)])

    assert sent(both, store).width == 800


def test_the_store_keeps_the_bytes_a_public_picture_is_made_of(store: PhotoStore) -> None:
    photo = sent(file_of(scene()), store)

    with store.open(photo.key, 320, JPEG) as file, Image.open(BytesIO(file.read())) as small:
        assert difference(small, scene().resize((320, 240))) < 6
