import re
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from products.categories import all_categories
from products.packaging.guides import Certainty, Guide, GuideText, guide_for, guides, read_guide
from products.packaging.materials import Enemy

LISTS = {"why", "mistakes", "label"}
A_CLAIM = re.compile(
    r"sembuh|obati|berkhasiat|penyakit|stamina|kolesterol|diabetes|kanker|imun|pelangsing"
    r"|\bcures?\b|\bheals?\b|illness|disease|immun|cancer|cholesterol",
    re.IGNORECASE,
)
EVERY_GUIDE = pytest.mark.parametrize("guide", list(guides().values()), ids=list(guides()))


def sentences(text: GuideText) -> Iterator[str]:
    for value in asdict(text).values():
        yield from [value] if isinstance(value, str) else value


def test_every_category_has_a_guide_and_every_guide_a_category() -> None:
    assert {guide.key for category in all_categories() if (guide := guide_for(category.slug))} == set(guides())


def test_a_category_that_somebody_made_has_no_guide() -> None:
    assert guide_for("buatan-sendiri") is None


@EVERY_GUIDE
def test_both_languages_are_complete(guide: Guide) -> None:
    for text in (guide.id, guide.en):
        for field in fields(GuideText):
            value = getattr(text, field.name)
            assert isinstance(value, tuple if field.name in LISTS else str)
            assert value
        assert all(sentence.strip() == sentence != "" for sentence in sentences(text))
        assert len(text.why) == 2
    assert [len(guide.id.mistakes), len(guide.id.label)] == [len(guide.en.mistakes), len(guide.en.label)]


@EVERY_GUIDE
def test_the_two_languages_differ_and_answer_by_name(guide: Guide) -> None:
    assert guide.in_language("id") is guide.id
    assert guide.in_language("en") is guide.en
    assert not set(sentences(guide.id)) & set(sentences(guide.en)) - {"Berat bersih"}


@EVERY_GUIDE
def test_sentences_are_short_enough_to_read_with_ease(guide: Guide) -> None:
    for text in (guide.id, guide.en):
        for part in sentences(text):
            assert max(len(one.split()) for one in re.split(r"(?<=[.:;])\s", part)) <= 21, part


@EVERY_GUIDE
def test_no_guide_promises_health_or_names_a_price(guide: Guide) -> None:
    for text in (guide.id, guide.en):
        for part in sentences(text):
            assert not A_CLAIM.search(part)
            assert not re.search(r"\bRp|rupiah", part)


@EVERY_GUIDE
def test_every_shelf_life_is_called_an_estimate_and_has_a_source(guide: Guide) -> None:
    if guide.shelf_life is None:
        return
    assert 0 < guide.shelf_life.min_days <= guide.shelf_life.max_days
    assert "erkiraan" in guide.id.shelf_life
    assert "estimate" in guide.en.shelf_life
    assert "shelf_life" in {source.about for source in guide.sources}


@EVERY_GUIDE
def test_scores_and_sources_stay_within_their_words(guide: Guide) -> None:
    assert all(0 <= guide.needs.against(enemy) <= 3 for enemy in Enemy)
    assert 1 <= guide.cost.first <= guide.cost.next <= 4
    assert guide.sources
    assert {source.about for source in guide.sources} <= {field.name for field in fields(GuideText)}
    assert all(source.where and source.certainty in Certainty for source in guide.sources)


def test_what_is_frozen_or_fresh_is_not_for_the_post() -> None:
    at_home = {category.slug for category in all_categories() if not _guide(category.slug).by_post}

    assert at_home == {"tempe-tahu", "makanan-beku", "sayur-buah"}


@pytest.mark.parametrize(
    ("line", "instead", "named"),
    [
        ('closure = "Segel panas', 'closing = "Segel panas', "closing, closure"),
        ('never = ["paper"]', 'never = ["gold"]', "gold"),
        ('certainty = "measured"', 'certainty = "certain"', "certain"),
        ("water = 3, ", "", "water"),
    ],
)
def test_a_slip_in_a_guide_is_named(tmp_path: Path, line: str, instead: str, named: str) -> None:
    whole = Path(__file__).parents[3].joinpath("products/packaging/guides/kopi_bubuk.toml").read_text()
    spoilt = tmp_path / "spoilt.toml"
    spoilt.write_text(whole.replace(line, instead))

    with pytest.raises(ValueError, match=named):
        read_guide(spoilt)


def _guide(slug: str) -> Guide:
    guide = guide_for(slug)
    assert guide is not None
    return guide
