"""Labels: each layout takes short and long names, and nothing runs off the sticker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from products.packshots import Label
from products.packshots.emblem import EMBLEMS, emblem
from products.packshots.label import back, front
from products.packshots.label_layouts import LAYOUTS
from products.packshots.lettering import fitted, font, lines_that_fit, wrapped

LABEL = Label("Kopi Gayo", brand="Kopi Contoh", kind="Arabika · bubuk halus", place="Bener Meriah, Aceh", net="200 g")
NAMES = ("Teh", "Keripik Singkong Balado", "Kopi Gula Aren Instan")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("shape", [(300, 400), (300, 320), (320, 200)])
def test_a_layout_fits_its_sticker(layout: str, shape: tuple[int, int]) -> None:
    stickers = [front(replace(LABEL, layout=layout, name=name), *shape) for name in NAMES]
    assert {sticker.size for sticker in stickers} == {shape}
    assert len({sticker.tobytes() for sticker in stickers}) == len(NAMES)


@pytest.mark.parametrize("layout", ["pita", "bingkai", "tegak", "polos"])
def test_words_keep_away_from_the_right_edge(layout: str) -> None:
    plain, long = (
        np.asarray(front(replace(LABEL, layout=layout, name=name, kind=name, brand=name), 300, 400).convert("RGB"))
        for name in ("Teh", "Keripik Singkong Balado Manis")
    )
    assert (plain[:, -8:] == long[:, -8:]).all()


def test_layouts_look_different() -> None:
    assert len({front(replace(LABEL, layout=layout), 200, 260).tobytes() for layout in LAYOUTS}) == len(LAYOUTS)


def test_the_back_prints_the_notes_that_fit_and_leaves_out_the_rest() -> None:
    none, one, many = (
        np.asarray(back(replace(LABEL, notes=(("Komposisi", "Kopi."),) * count), 300, 300)) for count in (0, 1, 40)
    )
    assert (none != one).any()
    assert (none[-50:] == many[-50:]).all()


@pytest.mark.parametrize("kind", EMBLEMS)
def test_a_sign_is_neither_empty_nor_full(kind: str) -> None:
    drawn = np.asarray(emblem(kind, 60, "nila"))[..., 3] / 255
    assert 0.05 < drawn.mean() < 0.85


def test_a_line_is_fitted_to_its_width() -> None:
    assert fitted("Kopi Gayo", "sans", 120, 200).getlength("Kopi Gayo") <= 121
    assert fitted("Teh", "serif", 900, 40).size == 40


def test_names_break_where_the_lines_are_most_alike() -> None:
    assert lines_that_fit("Kopi") == ["Kopi"]
    assert lines_that_fit("Keripik Tempe") == ["Keripik", "Tempe"]
    assert lines_that_fit("Keripik Singkong Balado") == ["Keripik", "Singkong", "Balado"]


def test_small_print_wraps_between_words() -> None:
    letters = font("sans", 20, 500)
    lines = wrapped("Simpan di tempat sejuk dan kering, tutup rapat", letters, 180)
    assert " ".join(lines) == "Simpan di tempat sejuk dan kering, tutup rapat"
    assert all(letters.getlength(line) <= 180 for line in lines)
