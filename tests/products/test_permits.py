from datetime import date

import pytest

from products.advice import Level
from products.packaging.materials import Material
from products.permits import (
    ACCEPTED,
    PRODUCT_PERMITS,
    PermitKind,
    PermitRule,
    check_permit,
    check_rule,
    needs_permit,
    normalise,
    show_permit,
)
from products.pirt import ends_in

TODAY = date(2026, 11, 21)
GOOD_PIRT = "210320401012329"


def codes(kind: PermitKind, number: str, **known: object) -> list[tuple[Level, str]]:
    return [(advice.level, advice.code) for advice in check_permit(kind, number, TODAY, **known)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    ["210320401012329", "P-IRT No. 2 10 3204 01 0123 - 29", "pirt: 2103204010123-29", "SPP-IRT 2103204010123–29"],
)
def test_a_pirt_number_is_understood_however_it_is_written(typed: str) -> None:
    assert normalise(PermitKind.PIRT, typed) == GOOD_PIRT
    assert show_permit(PermitKind.PIRT, typed) == "P-IRT 2103204010123-29"
    assert codes(PermitKind.PIRT, typed) == []


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        (PermitKind.BPOM_MD, "BPOM RI MD 234567890123", "MD234567890123", "BPOM RI MD 234567890123"),
        (PermitKind.BPOM_MD, "234567890123", "MD234567890123", "BPOM RI MD 234567890123"),
        (PermitKind.BPOM_MD, "md 234567890123456", "MD234567890123456", "BPOM RI MD 234567890123456"),
        (PermitKind.BPOM_TR, "POM TR. 123 456 789", "TR123456789", "POM TR 123456789"),
        (PermitKind.COSMETIC, "NA18123456789", "NA18123456789", "POM NA 18123456789"),
        (PermitKind.HALAL, "ID 3211 0001 2345 6789", "ID3211000123456789", "ID3211000123456789"),
        (PermitKind.NIB, "NIB 1234567890123", "1234567890123", "NIB 1234567890123"),
        (PermitKind.PSAT, " PSAT-PDUK  32.04-I-01 ", "PSAT-PDUK 32.04-I-01", "PSAT-PDUK 32.04-I-01"),
        (PermitKind.PIRT, "206320401123", "206320401123", "P-IRT 206320401123"),
    ],
)
def test_every_kind_of_number_is_kept_plain_and_shown_neatly(
    kind: PermitKind, typed: str, kept: str, shown: str
) -> None:
    assert normalise(kind, typed) == kept
    assert show_permit(kind, kept) == shown
    assert all(level is not Level.ERROR for level, _ in codes(kind, typed))


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (PermitKind.PIRT, "21032040101232"),
        (PermitKind.PIRT, "21032O401012329"),
        (PermitKind.PIRT, "٢١٠٣٢٠٤٠١٠١٢٣٢٩"),
        (PermitKind.BPOM_MD, "MD 12345"),
        (PermitKind.BPOM_MD, "TR 234567890123"),
        (PermitKind.BPOM_TR, "TR 12345678"),
        (PermitKind.COSMETIC, "NX 18123456789"),
        (PermitKind.HALAL, "ID 12345"),
        (PermitKind.NIB, "123456789012"),
    ],
)
def test_only_a_wrong_length_or_stray_letters_are_errors(kind: PermitKind, typed: str) -> None:
    assert codes(kind, typed) == [(Level.ERROR, "permit.form")]
    assert show_permit(kind, typed) == typed


@pytest.mark.parametrize("kind", list(PermitKind))
def test_an_empty_number_is_asked_for(kind: PermitKind) -> None:
    assert codes(kind, "  ") == [(Level.ERROR, "permit.empty")]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("206320401123", (Level.WARNING, "permit.old")),
        ("910320401012329", (Level.WARNING, "permit.pack")),
        ("299320401012329", (Level.WARNING, "permit.food")),
        ("210990101012329", (Level.WARNING, "permit.place")),
        ("210320401012325", (Level.WARNING, "permit.expired")),
        ("210320401012326", (Level.HINT, "permit.ending")),
        ("210320401012332", (Level.WARNING, "permit.year")),
    ],
)
def test_odd_digits_are_asked_about_and_never_refused(number: str, expected: tuple[Level, str]) -> None:
    assert codes(PermitKind.PIRT, number) == [expected]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"regency_code": "32.04", "food_kinds": ("10",), "material": Material.FOIL}, [(Level.HINT, "permit.pack")]),
        ({"regency_code": "32.04", "food_kinds": ("10",), "material": Material.PP}, []),
        ({"regency_code": "11.17"}, [(Level.WARNING, "permit.place")]),
        ({"food_kinds": ("06", "15")}, [(Level.WARNING, "permit.food")]),
    ],
)
def test_a_pirt_number_is_compared_with_place_goods_and_pack(
    known: dict[str, object], expected: list[tuple[Level, str]]
) -> None:
    assert codes(PermitKind.PIRT, GOOD_PIRT, **known) == expected


def test_advice_fills_its_places() -> None:
    (advice,) = check_permit(PermitKind.PIRT, GOOD_PIRT, TODAY, regency_code="11.17")

    assert "Kabupaten Bandung" in str(advice)


@pytest.mark.parametrize(
    ("rule", "days", "needed"),
    [
        (PermitRule.PIRT, 6, False),
        (PermitRule.PIRT, 7, True),
        (PermitRule.PIRT, None, True),
        (PermitRule.PSAT, 3, False),
        (PermitRule.MD, 3, True),
        (PermitRule.COSMETIC, None, True),
        (PermitRule.NONE, 365, False),
    ],
)
def test_food_that_does_not_keep_a_week_needs_no_number(rule: PermitRule, days: int | None, needed: bool) -> None:
    assert needs_permit(rule, days) is needed


@pytest.mark.parametrize(
    ("rule", "kind", "expected"),
    [
        (PermitRule.PIRT, None, ["permit.missing"]),
        (PermitRule.PIRT, PermitKind.BPOM_MD, []),
        (PermitRule.MD, PermitKind.PIRT, ["permit.other_kind"]),
        (PermitRule.JAMU, PermitKind.BPOM_TR, []),
        (PermitRule.NONE, None, []),
    ],
)
def test_the_permit_must_be_one_the_goods_ask_for(
    rule: PermitRule, kind: PermitKind | None, expected: list[str]
) -> None:
    assert [advice.code for advice in check_rule(rule, kind, 90)] == expected


def test_every_accepted_kind_can_be_chosen_for_a_product() -> None:
    assert {kind for kinds in ACCEPTED.values() for kind in kinds} <= set(PRODUCT_PERMITS)


def test_the_end_of_validity_is_read_from_long_numbers_only() -> None:
    assert ends_in(GOOD_PIRT) == 2029
    assert ends_in("206320401123") is None


def test_a_kind_is_its_word_and_has_a_label() -> None:
    assert PermitKind("pirt") is PermitKind.PIRT
    assert PermitKind.PIRT.value == "pirt"
    assert PermitKind.PIRT.label == "P-IRT (pangan rumahan)"
