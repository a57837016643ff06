"""What a claim meets among the records."""

from __future__ import annotations

import pytest

from storefront.graduation.claiming.matching import digits_apart, match
from storefront.graduation.claiming.names import are_same
from storefront.graduation.models import ClaimMatch, GraduationRecord, RecordState
from tests.storefront.graduation.records import GAMBIR, NIK, a_nik, make_claimant, make_record

pytestmark = pytest.mark.usefixtures("app")
SENEN = "31.71.04"


def met(nik: str = NIK, name: str = "Sari Contoh", district: str = GAMBIR) -> tuple[ClaimMatch, int | None]:
    """What a claim meets, and the id of the record."""
    found = match(nik, name, district)
    return found.kind, found.record.id if found.record else None


@pytest.fixture
def record(app: object) -> GraduationRecord:
    """Sari in Gambir."""
    return make_record(NIK)


@pytest.mark.parametrize("name", ["Sari Contoh", "SARI  CONTOH", "Ibu Sari Contoh", "Hj. sari contoh"])
def test_the_same_number_name_and_district_are_exact(record: GraduationRecord, name: str) -> None:
    assert met(name=name) == (ClaimMatch.EXACT, record.id)


@pytest.mark.parametrize(
    ("name", "district"), [("Sarie Contoh", GAMBIR), ("Sari", GAMBIR), ("Tini", GAMBIR), ("Sari Contoh", SENEN)]
)
def test_the_same_number_with_another_name_or_district_is_near(
    record: GraduationRecord, name: str, district: str
) -> None:
    assert met(name=name, district=district) == (ClaimMatch.NEAR, record.id)


@pytest.mark.parametrize(
    ("nik", "kind"),
    [
        ("3171015708450002", ClaimMatch.NEAR),
        ("3171015708450012", ClaimMatch.NEAR),
        ("3171017508450001", ClaimMatch.NEAR),
        ("3171015708450112", ClaimMatch.NONE),
    ],
)
def test_a_number_mistaken_in_two_digits_is_near_and_in_three_is_not(
    record: GraduationRecord, nik: str, kind: ClaimMatch
) -> None:
    assert met(nik) == (kind, record.id if kind is ClaimMatch.NEAR else None)


@pytest.mark.parametrize(("name", "district"), [("Tini Lestari", GAMBIR), ("Sari Contoh", SENEN)])
def test_a_mistaken_number_with_another_name_or_district_meets_nothing(
    record: GraduationRecord, name: str, district: str
) -> None:
    assert met("3171015708450002", name, district) == (ClaimMatch.NONE, None)


def test_of_several_the_nearest_number_is_met() -> None:
    make_record("3171015708450012")
    nearest = make_record("3171015708450002")
    make_record("3171015708450022")
    assert met() == (ClaimMatch.NEAR, nearest.id)


def test_the_record_of_another_seller_is_taken_whatever_name_is_written() -> None:
    record = make_record(NIK, seller_id=make_claimant().seller_id, state=RecordState.MATCHED)
    assert met() == met(name="Tini") == (ClaimMatch.TAKEN, record.id)


def test_a_taken_record_is_not_near_to_anybody() -> None:
    make_record(NIK, seller_id=make_claimant().seller_id, state=RecordState.MATCHED)
    assert met("3171015708450002") == (ClaimMatch.NONE, None)


def test_a_revoked_record_is_not_met() -> None:
    make_record(NIK, state=RecordState.REVOKED)
    assert met() == (ClaimMatch.NONE, None)


def test_a_record_said_to_be_mistaken_is_for_a_person_to_look_at() -> None:
    record = make_record(NIK, state=RecordState.MISMATCHED)
    assert met() == (ClaimMatch.NEAR, record.id)


def test_nothing_is_met_among_strangers() -> None:
    make_record(a_nik(), name="Tini Lestari")
    assert met() == (ClaimMatch.NONE, None)


def test_two_neighbours_that_changed_places_are_two_digits() -> None:
    assert digits_apart("1234", "1324") == 2


@pytest.mark.parametrize(("one", "other", "same"), [("Bu Sari", "SARI", True), ("Sari", "Sri", False), ("", "", False)])
def test_titles_and_capitals_make_no_difference_between_names(one: str, other: str, same: bool) -> None:
    assert are_same(one, other) is same
