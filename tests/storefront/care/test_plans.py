"""The plans: one for every kind, in both languages, and no congratulation where there is nothing to congratulate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from storefront.care import plans as plans_module
from storefront.care.plans import Fact, PlanText, Step, plans
from storefront.graduation.models import Kind

OVER_HER_SHOULDER = re.compile(
    r"pkh|kpm|graduasi|graduat|lulus|program|bantuan|\baid\b|miskin|poor|pendamping|puskesos|slrt|dtks|dtsen|sembako"
    r"|prasejahtera|kemensos|pena\b|ppse|komponen",
    re.IGNORECASE,
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Path]]:
    """Copies of the two files, read by ``plans()`` until the test ends."""
    copies = {}
    for name in ("_PLANS", "_STEPS"):
        original = getattr(plans_module, name)
        copies[name] = tmp_path / original.name
        copies[name].write_text(original.read_text())
        monkeypatch.setattr(plans_module, name, copies[name])
    plans.cache_clear()
    yield copies
    plans.cache_clear()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_plan_has_every_sentence(kind: Kind, language: str) -> None:
    plan = plans()[kind]
    assert all(getattr(plan.in_language(language), field.name) for field in fields(PlanText))
    assert len(plan.first_month) >= 3
    assert plan.papers
    assert plan.later


def test_both_languages_are_told_and_differ() -> None:
    for step in every_step():
        assert step.id.words != step.en.words
        assert bool(step.id.hers) is bool(step.en.hers)
    for plan in plans().values():
        assert plan.id.start != plan.en.start


def test_the_kinds_ask_for_different_help() -> None:
    assert len({plan.id.start for plan in plans().values()}) == len(Kind)
    assert len({plan.first_month for plan in plans().values()}) == len(Kind)


def test_who_may_earn_no_more_than_before_is_met_more_often_than_who_has_a_business() -> None:
    days = {kind: (plan.rhythm.first_month, plan.rhythm.later) for kind, plan in plans().items()}
    assert days == {
        Kind.ALAMIAH: (7, 14),
        Kind.SEJAHTERA_MANDIRI: (30, 30),
        Kind.PENA_PPSE: (30, 30),
        Kind.ADMINISTRATIF: (7, 14),
    }


def test_the_success_marks_are_those_of_the_kinds() -> None:
    assert {kind: plan.success.code for kind, plan in plans().items()} == {
        Kind.ALAMIAH: "knows_yesterday",
        Kind.SEJAHTERA_MANDIRI: "four_good_months",
        Kind.PENA_PPSE: "four_good_months",
        Kind.ADMINISTRATIF: "data_settled",
    }


def test_what_the_shop_sees_by_itself_is_known_by_one_step_each() -> None:
    known = [step.known_by for step in every_step() if step.known_by]
    assert sorted(known) == sorted(Fact)


@pytest.mark.parametrize("language", ["id", "en"])
def test_leaving_over_data_is_neither_congratulated_nor_called_graduation(language: str) -> None:
    plan = plans()[Kind.ADMINISTRATIF]
    text = plan.in_language(language)
    steps = [getattr(step, language).words for step in (*plan.steps, plan.success)]
    words = " ".join([*(str(getattr(text, field.name)) for field in fields(PlanText)), *steps]).lower()
    for word in ("selamat", "congrat", "bangga", "proud", "graduasi", "graduat", "lulus", "mandiri", "berhasil"):
        assert word not in words


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_the_seller_reads_names_no_programme_and_no_need(language: str) -> None:
    for step in every_step():
        assert not OVER_HER_SHOULDER.search(getattr(step, language).hers), step.code


def test_every_plan_has_a_first_step_that_is_hers() -> None:
    for plan in plans().values():
        assert any(step.id.hers for step in plan.steps)


@pytest.mark.parametrize(
    ("name", "what", "instead"),
    [
        ("_PLANS", '"nib", "food', '"nob", "food'),
        ("_PLANS", '"other_help", "cash', '"nib", "cash'),
        ("_PLANS", 'measure = "yesterday"', 'measure = "tomorrow"'),
        ("_PLANS", "first_month = 7,", "first_week = 7,"),
        ("_PLANS", "[administratif.en]", "[administratif.fr]"),
        ("_STEPS", 'known_by = "nib"', 'known_by = "hearsay"'),
        ("_STEPS", ', hers = "Finish the P-IRT permit, then fill in its number at the product."', ""),
        ("_STEPS", "[listen]", "[hear]"),
    ],
)
def test_a_file_that_is_not_in_order_is_refused(files: dict[str, Path], name: str, what: str, instead: str) -> None:
    text = files[name].read_text()
    assert what in text
    files[name].write_text(text.replace(what, instead, 1))
    with pytest.raises(ValueError, match=r"toml|tomorrow|hearsay|is not a valid"):
        plans()


def test_a_step_that_no_plan_names_is_refused(files: dict[str, Path]) -> None:
    extra = '\n[dance]\nid = { words = "Menari." }\nen = { words = "Dance." }\n'
    files["_STEPS"].write_text(files["_STEPS"].read_text() + extra)
    with pytest.raises(ValueError, match="dance"):
        plans()


def every_step() -> set[Step]:
    """Every step and success mark that a plan names."""
    return {step for plan in plans().values() for step in (*plan.steps, plan.success)}
