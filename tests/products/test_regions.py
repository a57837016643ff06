from zoneinfo import ZoneInfo

import pytest

from products import regions
from products.regions import Region, Zone


def test_the_country_has_all_its_provinces_regencies_and_districts() -> None:
    all_regencies = [place for province in regions.provinces() for place in regions.regencies(province.code)]
    all_districts = [place for regency in all_regencies for place in regions.districts(regency.code)]

    assert (len(regions.provinces()), len(all_regencies), len(all_districts)) == (38, 514, 7285)


def test_a_place_is_found_with_its_parents() -> None:
    assert regions.district("11.17.01").name == "Pintu Rime Gayo"
    assert regions.regency_of("11.17.01") == Region("11.17", "Kabupaten Bener Meriah")
    assert regions.province_of("11.17.01") == Region("11", "Aceh")


@pytest.mark.parametrize("code", ["00", "00.01", "11.17.01", "11", "", "1117"])
def test_what_is_no_regency_is_refused(code: str) -> None:
    assert not regions.is_regency(code)
    with pytest.raises(KeyError):
        regions.regency(code)


def test_each_level_knows_its_own_codes_only() -> None:
    assert [regions.is_province(code) for code in ("11", "11.17", "20")] == [True, False, False]
    assert [regions.is_district(code) for code in ("11.17.01", "11.17", "11.17.99")] == [True, False, False]
    assert regions.districts("11") == ()
    assert regions.regencies("11.17") == ()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("11.17", "Bener Meriah"),
        ("13.75", "Kota Bukittinggi"),
        ("31.71", "Jakarta Pusat"),
        ("31.01", "Kepulauan Seribu"),
    ],
)
def test_a_regency_is_named_as_people_say_it(code: str, said: str) -> None:
    assert regions.short_name(regions.regency(code)) == said


def test_provinces_carry_their_everyday_names() -> None:
    assert [regions.province(code).name for code in ("31", "34")] == ["DKI Jakarta", "DI Yogyakarta"]
    assert regions.place_name("11.17") == "Bener Meriah, Aceh"


def test_plain_digits_get_their_dots() -> None:
    assert [regions.dotted(code) for code in ("11", "1117", "111701", "11.17")] == [
        "11",
        "11.17",
        "11.17.01",
        "11.17",
    ]


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("11.17", "Asia/Jakarta"),
        ("62.01", "Asia/Jakarta"),
        ("63.01", "Asia/Makassar"),
        ("51.03", "Asia/Makassar"),
        ("81.01", "Asia/Jayapura"),
        ("96.01", "Asia/Jayapura"),
    ],
)
def test_every_place_has_its_clock(code: str, zone: str) -> None:
    assert regions.timezone_of(code) == ZoneInfo(zone)


def test_no_province_is_left_without_a_clock_or_words() -> None:
    for province in regions.provinces():
        assert regions.timezone_of(province.code).key.startswith("Asia/")
        assert province.name in regions.search_words(province.code)


@pytest.mark.parametrize(
    ("buyer", "zone"),
    [("11.17.03", Zone.SAME_REGENCY), ("11.04", Zone.SAME_PROVINCE), ("12.71", Zone.OTHER)],
)
def test_postage_goes_by_how_far_apart_two_places_are(buyer: str, zone: Zone) -> None:
    assert regions.zone_between("11.17", buyer) is zone
    assert regions.zone_between(buyer, "11.17") is zone


def test_a_place_is_found_by_its_short_forms_too() -> None:
    assert regions.search_words("31.71") == ("Jakarta Pusat", "DKI Jakarta", "Jakarta")
    assert "Jogja" in regions.search_words("34")
