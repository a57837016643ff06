"""Every pack, small: it has a form, stands on its foot, and wears its label."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from products.packshots import Label, Packshot, View
from products.packshots.cutout import Cutout, stand
from products.packshots.drawing import SIDE
from products.packshots.vessels import VESSELS

LABEL = Label("Kue Contoh", brand="Dapur", kind="Renyah", place="Tegal", net="200 g", notes=(("Komposisi", "Tepung"),))
SMALL = 180


def _shot(vessel: str) -> Packshot:
    return Packshot(vessel, LABEL, contents="nastar", material="matte", seed=3)


@cache
def _drawn(vessel: str, name: str = LABEL.name, view: View = View.FRONT) -> Cutout:
    shot = replace(_shot(vessel), label=replace(LABEL, name=name), view=view)
    return VESSELS[vessel].draw(shot, SMALL)


@pytest.mark.parametrize("vessel", VESSELS)
def test_a_pack_has_a_form_and_stands_within_its_picture(vessel: str) -> None:
    thing = _drawn(vessel)
    height, width = thing.cover.shape
    assert thing.colour.shape == (height, width, 3)
    assert np.isfinite(thing.colour).all()
    assert 0.2 < float(thing.cover.mean()) < 0.99
    assert 0 < thing.foot[0] < width
    assert 0 < thing.foot[1] <= height


@pytest.mark.parametrize("vessel", VESSELS)
def test_a_pack_shows_other_words_on_another_label(vessel: str) -> None:
    one = _drawn(vessel)
    other = _drawn(vessel, "Abon")
    assert np.abs(one.colour - other.colour).max() > 0.2


@pytest.mark.parametrize("vessel", VESSELS)
def test_a_pack_has_a_back_with_the_small_print(vessel: str) -> None:
    front = _drawn(vessel)
    back = _drawn(vessel, view=View.BACK)
    assert front.colour.shape == back.colour.shape
    assert np.abs(front.colour - back.colour).max() > 0.2


@pytest.mark.parametrize("vessel", VESSELS)
def test_a_pack_fills_the_frame_without_being_cut(vessel: str) -> None:
    shape = _drawn(vessel).cover
    grown = VESSELS[vessel].size / SMALL
    rows, columns = np.flatnonzero(shape.max(1) > 0.5), np.flatnonzero(shape.max(0) > 0.5)
    tall, wide = (rows[-1] - rows[0]) * grown, (columns[-1] - columns[0]) * grown
    assert 0.62 * SIDE < max(tall, wide) < 0.97 * SIDE


def test_a_thing_throws_its_shadow_away_from_the_window() -> None:
    scene = np.full((300, 400, 3), 0.8, np.float32)
    post = Cutout(np.zeros((160, 30, 3), np.float32), np.ones((160, 30), np.float32), (15, 158), 15)
    stand(scene, post, 200, 220)
    left, right = scene[190:230, 100:180].mean(), scene[190:230, 220:300].mean()
    assert right < left - 0.02


def test_a_clear_film_shows_the_goods_behind() -> None:
    clear = replace(_shot("pouch"), material="clear")
    orange, green = (replace(clear, contents=goods) for goods in ("keripik-balado", "teh-hijau"))
    first, second = (VESSELS["pouch"].draw(shot, SMALL).colour[82:115, 18:34].mean((0, 1)) for shot in (orange, green))
    assert first[0] > 1.5 * second[0]
