"""Charts as geometry."""

from __future__ import annotations

from flask import Flask

from storefront.programme.reporting import charts


def test_the_longest_bar_takes_the_whole_width(app: Flask) -> None:
    chart = charts.bars("Penjual", [("Aceh", 40), ("Bali", 10), ("Banten", 0)], charts.whole_number)
    assert chart is not None
    assert [(bar.label, bar.text, bar.percent) for bar in chart.bars] == [
        ("Aceh", "40", 100),
        ("Bali", "10", 25),
        ("Banten", "0", 0),
    ]
    assert [bar.top for bar in chart.bars] == [0, 44, 88]
    assert chart.height == 132
    assert chart.said == "Aceh: 40; Bali: 10; Banten: 0."


def test_one_bar_or_nothing_but_noughts_is_no_chart(app: Flask) -> None:
    assert charts.bars("Penjual", [("Aceh", 40)], charts.whole_number) is None
    assert charts.bars("Penjual", [("Aceh", 0), ("Bali", 0)], charts.whole_number) is None
    assert charts.line("Penjualan", ["Jan", "Feb"], [None, 7], charts.whole_number) is None


def test_only_ten_bars_are_drawn(app: Flask) -> None:
    chart = charts.bars("Penjual", [(str(number), number) for number in range(20)], charts.whole_number)
    assert chart is not None
    assert len(chart.bars) == 10


def test_a_line_has_a_gap_where_a_month_is_not_told(app: Flask) -> None:
    chart = charts.line("Penjualan", ["Jan", "Feb", "Mar", "Apr"], [0, 50, None, 100], charts.whole_number)
    assert chart is not None
    assert [point.down for point in chart.points] == [168, 98, None, 28]
    assert [point.right for point in chart.points] == [12.5, 37.5, 62.5, 87.5]
    assert [(one.label, other.label) for one, other in chart.segments] == [("Jan", "Feb")]
    assert "Mar: tidak ditampilkan" in chart.said
    assert chart.top == "100"


def test_large_amounts_are_said_shortly(app: Flask) -> None:
    assert [charts.short_rupiah(amount) for amount in (0, 999_999, 1_000_000, 12_540_000, 3_250_000_000)] == [
        "Rp0",
        "Rp999.999",
        "Rp1 juta",
        "Rp12,5 juta",
        "Rp3,2 miliar",
    ]
