"""``make test`` counts what ran, and in CI lets nothing be left out."""

from __future__ import annotations

import pytest

from scripts.run_tests import Outcome, Suite, tally

SUITE = Suite("plain", "")


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("12 passed in 0.40s", {"passed": 12}),
        ("1 failed, 9 passed, 2 skipped, 1 error in 3.10s", {"failed": 2, "passed": 9, "skipped": 2}),
        ("no tests ran in 0.01s", {}),
    ],
)
def test_the_last_line_is_counted(line: str, counts: dict[str, int]) -> None:
    assert tally(line) == counts


@pytest.mark.parametrize(
    ("outcome", "at_home", "in_ci"),
    [
        (Outcome(SUITE, {"passed": 3}), True, True),
        (Outcome(SUITE, {"passed": 3, "failed": 1}), False, False),
        (Outcome(SUITE, {"passed": 3, "skipped": 1}), True, False),
        (Outcome(SUITE, {}, lacks="no Chromium"), True, False),
        (Outcome(SUITE, {}), False, False),
    ],
)
def test_an_outcome_is_good(outcome: Outcome, at_home: bool, in_ci: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "")
    assert outcome.is_good is at_home
    monkeypatch.setenv("CI", "true")
    assert outcome.is_good is in_ci


def test_what_could_not_run_is_named_with_its_reason() -> None:
    assert str(Outcome(SUITE, {}, lacks="no Chromium")) == "plain        could not run: no Chromium"
