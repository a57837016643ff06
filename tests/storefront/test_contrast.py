"""Everything written in the shop's colours can be read: WCAG AA, in the light and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "storefront" / "static" / "css" / "tokens.css"
FOR_TEXT = 4.5
FOR_SHAPES = 3.0
ON_GROUNDS = [
    (text, ground)
    for text in ("ink", "ink-soft", "action", "alert", "craft", "good")
    for ground in ("ground", "surface")
]
TEXT_PAIRS = [
    *ON_GROUNDS,
    ("ink", "sunken"),
    ("ink-soft", "sunken"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-alert", "alert"),
    ("on-look", "look"),
    ("on-deep", "deep"),
    ("on-deep-soft", "deep"),
    ("on-deep", "deep-line"),
    ("look", "deep"),
    ("ground", "ink"),
    ("action", "action-tint"),
    ("alert", "alert-tint"),
    ("craft", "craft-tint"),
    ("good", "good-tint"),
    *(("ink", f"{tint}-tint") for tint in ("action", "alert", "craft", "good", "look")),
    *(("ink-soft", f"{tint}-tint") for tint in ("action", "good", "look")),
]
SHAPE_PAIRS = [("field-line", "ground"), ("field-line", "surface"), ("action", "ground")]


def colours(theme: str) -> dict[str, str]:
    light, _, dark = TOKENS.read_text().partition("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if theme == "dark" else {})


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    palette = colours(theme)
    weak = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in TEXT_PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < FOR_TEXT} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_border_of_a_field_can_be_seen(theme: str) -> None:
    palette = colours(theme)
    assert all(contrast(palette[line], palette[ground]) >= FOR_SHAPES for line, ground in SHAPE_PAIRS)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
