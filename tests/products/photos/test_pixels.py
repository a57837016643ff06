"""Whatever the file, the pixels come out upright, in plain colours and with nothing written beside them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, ImageOps
from PIL.Image import Transpose
from PIL.JpegImagePlugin import JpegImageFile

from products.photos import PhotoStore, PictureFormat, make_sizes
from tests.products.photos.pictures import difference, file_of, phone_photo, scene, sent

WEBP, JPEG = PictureFormat.WEBP, PictureFormat.JPEG
# What a camera that noted each orientation had done to the upright scene.
HELD = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
LAB_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def shown(content: bytes, store: PhotoStore, kind: PictureFormat = JPEG) -> Image.Image:
    """The smallest public picture made of a file."""
    key = sent(content, store).key
    with Image.open(store.path_of(key, 320, kind)) as small:
        return small.convert("RGB")


@pytest.mark.parametrize("orientation", HELD)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_way_of_holding_the_phone_gives_the_same_picture(store: PhotoStore, orientation: int, kind: str) -> None:
    turn = HELD[orientation]
    as_held = scene() if turn is None else scene().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert difference(shown(file_of(as_held, kind, exif=exif), store), scene().resize((320, 240))) < 8


@pytest.mark.parametrize(
    ("turned", "upright"),
    [("orientation_8.jpg", "orientation_1.jpg"), ("orientation_2_mirrored.jpg", "orientation_6.jpg")],
)
def test_two_photos_of_one_view_held_differently_look_alike(store: PhotoStore, turned: str, upright: str) -> None:
    one, other = shown(phone_photo(turned), store), shown(phone_photo(upright), store)

    assert difference(one, other) < 8
    assert difference(ImageOps.mirror(one), other) > 20


@pytest.mark.parametrize("name", ["with_gps_640x480.jpg", "orientation_6.jpg"])
def test_nothing_that_is_kept_of_a_photo_holds_a_word_about_where_it_was_taken(store: PhotoStore, name: str) -> None:
    key = sent(phone_photo(name), store).key
    make_sizes(key, store)

    kept = store.files_of(key)

    assert len(kept) >= 5
    assert {path.name: parts_of(path) for path in kept} == {
        path.name: ["VP8 "] if path.suffix == ".webp" else ["APP0"] for path in kept
    }


def test_the_photo_with_a_position_really_had_one(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(phone_photo("with_gps_640x480.jpg"))

    assert "APP1" in parts_of(photo)
    with Image.open(photo) as picture:
        assert picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)


def parts_of(path: Path) -> list[str]:
    """What lies in a file beside and around the pixels: the chunks of a WebP, the notes of a JPEG (APP0 is JFIF)."""
    content = path.read_bytes()
    if path.suffix == ".webp":
        return chunks_of(content)
    with Image.open(path) as picture:
        assert isinstance(picture, JpegImageFile)
        return [name for name, _ in picture.applist]


def chunks_of(webp: bytes) -> list[str]:
    names, at = [], 12
    while at < len(webp):
        names.append(webp[at : at + 4].decode())
        at += 8 + (int.from_bytes(webp[at + 4 : at + 8], "little") + 1) // 2 * 2
    return names


def test_comments_and_text_in_a_file_are_left_behind(store: PhotoStore) -> None:
    key = sent(file_of(scene(), comment=b"rumah Bu Sri"), store).key
    make_sizes(key, store)

    assert not any(b"rumah" in path.read_bytes() for path in store.files_of(key))


def test_what_is_transparent_becomes_white(store: PhotoStore) -> None:
    clear = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (200, 200, 400, 400))

    small = shown(file_of(clear, "PNG"), store)

    assert min(small.getpixel((5, 5))) > 250  # type: ignore[arg-type]
    assert difference(small.crop((140, 140, 180, 180)), Image.new("RGB", (40, 40), (200, 0, 0))) < 5


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_odd_kinds_of_pixels_look_like_the_scene(store: PhotoStore, mode: str) -> None:
    grey = scene().convert("L")
    pictures = {
        "I;16": grey.convert("I").point(lambda level: level * 257).convert("I;16"),
        "1": grey.point(lambda level: 255 * (level > 127)).convert("1"),
    }
    picture = pictures.get(mode, scene().convert(mode))
    expected = picture.convert("RGB") if mode != "I;16" else grey.convert("RGB")

    small = shown(file_of(picture, "JPEG" if mode == "CMYK" else "PNG"), store)

    assert difference(small, expected.resize((320, 240))) < 6


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_moment_is_kept(store: PhotoStore, kind: str) -> None:
    moving = file_of(scene(), kind, save_all=True, append_images=[Image.new("RGB", (800, 600), "black")])

    assert difference(shown(moving, store), scene().resize((320, 240))) < 8


def test_a_photo_in_the_wide_colours_of_an_iphone_is_shown_in_those_of_the_web(store: PhotoStore) -> None:
    with Image.open(BytesIO(phone_photo("iphone.heic"))) as picture:
        display_p3 = picture.info["icc_profile"]
    leaf = Image.new("RGB", (600, 600), (100, 200, 100))

    small = shown(file_of(leaf, "PNG", icc_profile=display_p3), store)

    assert difference(small, Image.new("RGB", (320, 320), (45, 203, 86))) < 3


@pytest.mark.parametrize("profile", [LAB_PROFILE, b"not a profile"])
def test_a_profile_that_does_not_fit_is_let_go(store: PhotoStore, profile: bytes) -> None:
    bowl = Image.new("RGB", (600, 600), (200, 120, 40))

    assert difference(shown(file_of(bowl, icc_profile=profile), store), bowl.resize((320, 320))) < 4
