"""Minimum wages for the demo: invented, the same on every load, and shown as an example and no real wage."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from products import regions
from storefront.graduation.area import Area
from storefront.programme.reporting import wages

LEAST_IDR, STEP_IDR, STEPS = 1_500_000, 50_000, 17


def set_example_wages(year: int) -> None:
    """Give every regency a wage in this year and the one before; what somebody has brought in is kept."""
    if any(wages.count_known(one) for one in (year, year - 1)):
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "wages.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(wages.COLUMNS)
            for at, code in enumerate(_regencies()):
                monthly_idr = LEAST_IDR + at % STEPS * STEP_IDR
                writer.writerow((code, year - 1, monthly_idr))
                writer.writerow((code, year, monthly_idr + 2 * STEP_IDR))
        wages.receive(path, Area(), None)


def _regencies() -> list[str]:
    return [regency.code for province in regions.provinces() for regency in regions.regencies(province.code)]
