"""From what was counted to what may be seen: every measure protected, each part after the group it belongs to."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from storefront.programme.reporting.disclosure import (
    Shown,
    ShownClasses,
    Tally,
    apart,
    protected,
    protected_classes,
    runs,
)
from storefront.programme.reporting.numbers import Counted
from storefront.programme.reporting.periods import MONTHS, in_order

SUMS = ("listings", "orders", "takings", "above_months")
"""Sums over sellers, shown only where their number is."""
PARTS = {
    "packed": "sellers",
    "sealed": "packed",
    "pack_fits": "packed",
    "permit": "sellers",
    "halal": "sellers",
    "above_once": "sellers",
    "above_four": "above_once",
}
"""Parts of a group of people, each shown only where its group is."""
BY_CLASS = ("listings", "orders", "takings")
BY_MONTH = ("orders", "takings")


def protected_counts(found: Counted) -> dict[str, Any]:
    """What may be seen of what was counted, as it is kept:

    ``regions``: {measure: {place: value}}; a place is ``""`` for the nation, a province's code or a regency's.
    ``kinds``, ``cohorts``: {measure: {province: {class: value}}}. ``monthly``: {measure: {province: twelve values}}.
    A value that is not there is not to be seen. ``since``, ``until``, ``months`` say what days are meant.
    """
    regions = _regions(found)
    cohorts = _cohorts(found)
    return {
        "since": found.period.since.isoformat(),
        "until": found.period.until.isoformat(),
        "months": [month.isoformat() for month in found.period.months],
        "cohorts_in_order": cohorts,
        "regions": regions,
        "kinds": _classes({name: tallies.found() for name, tallies in found.kinds.items()}, regions),
        "cohorts": _classes(
            {name: _put_together(tallies.found(), cohorts) for name, tallies in found.cohorts.items()}, regions
        ),
        "monthly": _monthly(found, regions["sellers"]),
    }


def _regions(found: Counted) -> dict[str, Shown]:
    leaves: dict[str, dict[str, Tally]] = defaultdict(
        dict, {name: tallies.found() for name, tallies in found.regions.items()}
    )
    shown = {name: protected(leaves[name]) for name in ("without_shop", "administrative", "sellers")}
    for name in SUMS:
        shown[name] = protected(_at(leaves[name], leaves["sellers"]), shown["sellers"])
    for name, group in PARTS.items():
        leaves[name] = apart(leaves[name], leaves[group])
        shown[name] = protected(leaves[name], shown[group])
    return shown


def _at(leaves: dict[str, Tally], places: dict[str, Tally]) -> dict[str, Tally]:
    """The same with an empty tally for the places at which nobody adds anything."""
    return dict.fromkeys(places, Tally()) | leaves


def _classes(
    cells: dict[str, dict[tuple[str, str], Tally]], regions: dict[str, Shown]
) -> dict[str, dict[str, dict[str, int]]]:
    sellers = protected_classes(cells.get("sellers", {}), regions["sellers"])
    shown: dict[str, ShownClasses] = {
        "without_shop": protected_classes(cells.get("without_shop", {}), regions["without_shop"]),
        "sellers": sellers,
    }
    none = dict.fromkeys(cells.get("sellers", {}), Tally())
    for name in BY_CLASS:
        shown[name] = protected_classes(none | cells.get(name, {}), regions[name], sellers)
    return {name: _nested(values) for name, values in shown.items()}


def _nested(values: ShownClasses) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (province, name), value in sorted(values.items()):
        found.setdefault(province, {})[name] = value
    return found


def _cohorts(found: Counted) -> list[list[str]]:
    """The half-years in order, those with too few graduates joined to their neighbours."""
    sums: dict[str, Tally] = {}
    for measure in ("sellers", "without_shop"):
        for (_province, name), tally in found.cohorts[measure].found().items():
            sums[name] = sums.get(name, Tally()) + tally
    return runs([(name, sums[name]) for name in in_order(list(sums))])


def _put_together(cells: dict[tuple[str, str], Tally], cohorts: list[list[str]]) -> dict[tuple[str, str], Tally]:
    """Cells by cohort as cells by the run that the cohort is in, which goes by its first."""
    run_of = {name: run[0] for run in cohorts for name in run}
    found: dict[tuple[str, str], Tally] = {}
    for (province, name), tally in cells.items():
        key = (province, run_of[name])
        found[key] = found[key] + tally if key in found else tally
    return found


def _monthly(found: Counted, sellers: Shown) -> dict[str, dict[str, list[int | None]]]:
    places = [code for code in sellers if len(code) <= len("33")]
    none = {code: Tally() for code in {*places, *_provinces(found)} if code}
    shown = {
        (name, month): protected(none | found.months[name, month].found(), places)
        for name in BY_MONTH
        for month in range(MONTHS)
    }
    return {
        name: {code: [shown[name, month].get(code) for month in range(MONTHS)] for code in places} for name in BY_MONTH
    }


def _provinces(found: Counted) -> set[str]:
    return {code[:2] for code in found.regions["sellers"].found()}
