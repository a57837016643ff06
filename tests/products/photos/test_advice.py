"""Advice finds what is wrong with a photo and is silent about good ones."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from products.photos import PhotoStore
from products.photos.advice import BLURRED, DARK, LONG, SMALL, WASHED_OUT, advise
from tests.products.photos.pictures import file_of, phone_photo, scene, sent

GOOD = ["odd_exif_12mp_4032x3024.jpg", "phone_3264x2448.jpg", "phone_landscape_4608x1976.jpg"]


def small(name: str) -> Image.Image:
    with Image.open(BytesIO(phone_photo(name))) as picture:
        picture.draft("RGB", (640, 640))
        picture.thumbnail((640, 640))
        return picture.convert("RGB")


def advice_on(picture: Image.Image) -> tuple[str, ...]:
    """On a photo large enough, of the usual shape."""
    return advise(picture.resize((320, 240)), 4000, 3000)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_photo_gets_no_advice(store: PhotoStore, name: str) -> None:
    assert sent(phone_photo(name), store).advice == ()


@pytest.mark.parametrize("name", GOOD)
def test_a_shaken_photo_is_called_blurred(name: str) -> None:
    assert advice_on(small(name).filter(ImageFilter.GaussianBlur(3.2))) == (BLURRED,)


@pytest.mark.parametrize("name", GOOD)
def test_a_photo_by_the_light_of_a_weak_lamp_is_called_dark(name: str) -> None:
    assert advice_on(ImageEnhance.Brightness(small(name)).enhance(0.4)) == (DARK,)


@pytest.mark.parametrize("name", ["odd_exif_12mp_4032x3024.jpg", "phone_landscape_4608x1976.jpg"])
def test_a_photo_in_the_glaring_sun_is_called_too_bright(name: str) -> None:
    assert WASHED_OUT in advice_on(small(name).point(lambda level: min(255, 160 + level)))


def test_a_dark_pack_on_a_white_ground_is_well_lit() -> None:
    pack = Image.new("RGB", (640, 480), "white")
    pack.paste((30, 24, 20), (120, 40, 520, 440))

    assert advice_on(pack) == ()


def test_a_white_jar_with_a_dark_label_on_a_white_ground_is_no_fault() -> None:
    jar = Image.new("RGB", (640, 480), (252, 252, 252))
    jar.paste((60, 30, 20), (290, 220, 350, 260))

    assert advice_on(jar) == ()


def test_a_plain_cloth_has_nothing_to_be_sharp_and_is_not_called_blurred() -> None:
    assert advice_on(Image.new("RGB", (640, 480), (120, 60, 40))) == ()


@pytest.mark.parametrize(("size", "expected"), [((599, 800), True), ((600, 800), False)])
def test_a_photo_under_600_pixels_is_called_small(size: tuple[int, int], expected: bool) -> None:
    assert (SMALL in advise(scene(320, 240), *size)) is expected


def test_a_screenshot_is_guessed_by_its_length(store: PhotoStore) -> None:
    assert sent(file_of(scene(700, 1800)), store).advice == (LONG,)
