"""The plans: one for every kind, in both languages, and no congratulation where there is nothing to congratulate."""

from __future__ import annotations

from dataclasses import fields

import pytest

from storefront.care.plans import PlanText, plans
from storefront.graduation.models import Kind


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_plan_has_every_sentence(kind: Kind, language: str) -> None:
    text = plans()[kind].in_language(language)
    assert all(getattr(text, field.name) for field in fields(PlanText))
    assert len(text.first_month) >= 4


def test_the_two_languages_tell_the_same_steps() -> None:
    for plan in plans().values():
        assert len(plan.id.first_month) == len(plan.en.first_month)
        assert plan.id.start != plan.en.start


def test_the_kinds_ask_for_different_help() -> None:
    assert len({plan.id.start for plan in plans().values()}) == len(Kind)


@pytest.mark.parametrize("language", ["id", "en"])
def test_leaving_over_data_is_neither_congratulated_nor_called_graduation(language: str) -> None:
    text = plans()[Kind.ADMINISTRATIF].in_language(language)
    words = " ".join([str(getattr(text, field.name)) for field in fields(PlanText)]).lower()
    for word in ("selamat", "congrat", "bangga", "proud", "graduasi", "graduat", "lulus", "mandiri"):
        assert word not in words
