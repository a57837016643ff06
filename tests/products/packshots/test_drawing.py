"""The whole way from a description to a JPEG."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from products.packshots import SIDE, Label, Packshot, View, draw

LABEL = Label("Kopi Gayo", brand="Kopi Contoh", kind="Bubuk halus", place="Bener Meriah", net="200 g")
SHOT = Packshot("tin", LABEL, contents="kopi-bubuk", props=("biji-kopi",), seed=7)


@pytest.fixture(scope="module")
def picture() -> bytes:
    return draw(SHOT)


def test_a_picture_is_a_square_jpeg_without_metadata(picture: bytes) -> None:
    image = Image.open(BytesIO(picture))
    assert (image.format, image.size, image.mode) == ("JPEG", (SIDE, SIDE), "RGB")
    assert not image.getexif()


def test_the_same_description_gives_the_same_bytes_and_another_seed_does_not(picture: bytes) -> None:
    assert draw(SHOT) == picture
    assert draw(replace(SHOT, seed=8)) != picture


def test_a_picture_is_light_and_uses_the_whole_range(picture: bytes) -> None:
    grey = np.asarray(Image.open(BytesIO(picture)).convert("L"))
    assert 120 < grey.mean() < 230
    assert np.percentile(grey, 1) < 70
    assert np.percentile(grey, 99) > 225


def test_the_goods_fill_the_frame_when_the_camera_goes_close() -> None:
    close = np.asarray(Image.open(BytesIO(draw(replace(SHOT, contents="biji-kopi", view=View.DETAIL)))).convert("L"))
    corners = [close[:200, :200], close[:200, -200:], close[-200:, :200], close[-200:, -200:]]
    assert all(corner.std() > 8 for corner in corners)


def test_a_pack_that_nobody_makes_is_an_error() -> None:
    with pytest.raises(KeyError, match="amphora"):
        draw(replace(SHOT, vessel="amphora"))
