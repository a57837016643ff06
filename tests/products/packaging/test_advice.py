import pytest

from products.packaging.advice import Pack, pack_advice, stops_for
from products.packaging.guides import Guide, guide_for, guides
from products.packaging.materials import BARRIERS, TIGHTNESS, Closure, Enemy, Material, Travel


def guide(slug: str) -> Guide:
    found = guide_for(slug)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("slug", "pack", "codes"),
    [
        ("kopi-bubuk", Pack(Material.FOIL, Closure.SEALED_ZIP), []),
        ("kopi-bubuk", Pack(Material.PP, Closure.STAPLED), ["pack.loose", "pack.close", "pack.material"]),
        ("kopi-bubuk", Pack(Material.GLASS, Closure.LID_SEALED), ["pack.light", "pack.material"]),
        ("kopi-bubuk", Pack(Material.FOIL, Closure.ZIP), ["pack.loose", "pack.close"]),
        ("kopi-bubuk", Pack(), []),
        ("kopi-biji", Pack(Material.FOIL, Closure.SEALED), ["pack.gas", "pack.valve"]),
        ("kopi-biji", Pack(Material.FOIL, Closure.VALVE), []),
        ("teh-celup", Pack(Material.CARTON, Closure.FOLDED), ["pack.water", "pack.material"]),
        ("keripik", Pack(Material.PP, Closure.CANDLE), ["pack.loose", "pack.close", "pack.material"]),
        ("keripik", Pack(Material.PP, Closure.SEALED), ["pack.oxygen", "pack.material"]),
        ("keripik", Pack(Material.METALLISED, Closure.SEALED), []),
        ("keripik", Pack(closure=Closure.STAPLED), ["pack.loose", "pack.close"]),
        ("kue-kering", Pack(Material.PLASTIC_JAR, Closure.LID), ["pack.loose", "pack.close"]),
        ("kue-kering", Pack(Material.PLASTIC_JAR, Closure.LID_SEALED), []),
        ("sambal", Pack(Material.GLASS, Closure.LID_SEALED, Travel.POST), ["pack.glass_by_post"]),
        ("sambal", Pack(Material.GLASS, Closure.LID_SEALED, Travel.NEARBY), []),
        ("sayur-buah", Pack(Material.PE, Closure.SEALED), ["pack.airless", "pack.open_up"]),
        ("sayur-buah", Pack(Material.PE, Closure.FOLDED), []),
        ("gula-aren", Pack(Material.LEAF, Closure.FOLDED), ["pack.water", "pack.material"]),
        ("makanan-beku", Pack(Material.VACUUM, Closure.VACUUM, Travel.NEARBY), []),
        ("batik", Pack(Material.OPP, Closure.FOLDED, Travel.POST), []),
        ("anyaman", Pack(Material.PAPER, Closure.FOLDED), []),
    ],
)
def test_the_cheapest_change_against_the_worst_enemy_comes_first(slug: str, pack: Pack, codes: list[str]) -> None:
    assert [line.code for line in pack_advice(guide(slug), pack).lines] == codes


@pytest.mark.parametrize(
    ("slug", "pack", "codes"),
    [
        ("makanan-beku", Pack(Material.PE, travels=Travel.POST), ["stop.by_post"]),
        ("makanan-beku", Pack(Material.PP, travels=Travel.NEARBY), ["stop.material"]),
        ("tempe-tahu", Pack(travels=Travel.POST), ["stop.by_post"]),
        ("tempe-tahu", Pack(travels=Travel.PICK_UP), []),
        ("kopi-bubuk", Pack(Material.PAPER), ["stop.material"]),
        ("kopi-bubuk", Pack(Material.KRAFT_FOIL), []),
        ("teh-daun", Pack(Material.PAPER), ["stop.material"]),
        ("kue-kering", Pack(Material.BRITTLE_JAR), ["stop.material"]),
        ("keripik", Pack(Material.PP), []),
        ("sambal", Pack(shelf_life_days=8), ["stop.untested"]),
        ("sambal", Pack(shelf_life_days=7), []),
        ("sambal", Pack(shelf_life_days=90, tested=True), []),
        ("madu", Pack(Material.GLASS, Closure.LID, Travel.POST), ["stop.leak"]),
        ("madu", Pack(Material.GLASS, Closure.LID, Travel.NEARBY), []),
        ("madu", Pack(Material.GLASS, Closure.LID_SEALED, Travel.POST), []),
        ("keripik", Pack(Material.PP, Closure.STAPLED, Travel.POST, 400), []),
    ],
)
def test_only_what_harms_the_goods_is_stopped(slug: str, pack: Pack, codes: list[str]) -> None:
    assert [stop.code for stop in stops_for(guide(slug), pack)] == codes


def test_all_stops_are_told_at_once() -> None:
    worst = Pack(Material.PAPER, Closure.FOLDED, Travel.POST, shelf_life_days=30)

    assert [stop.code for stop in pack_advice(guide("sambal"), worst).stops] == [
        "stop.material",
        "stop.leak",
        "stop.untested",
    ]


def test_the_longest_untested_promise_is_named() -> None:
    (stop,) = stops_for(guide("sambal"), Pack(shelf_life_days=30))

    assert str(stop) == "Tanpa hasil uji laboratorium, jangan tulis tahan lebih dari 7 hari."


def test_frozen_food_hears_a_sentence_of_its_own() -> None:
    frozen, fresh = (stops_for(guide(slug), Pack(travels=Travel.POST)) for slug in ("makanan-beku", "tempe-tahu"))

    assert str(frozen[0]).startswith("Makanan beku")
    assert str(fresh[0]).startswith("Barang ini")


def test_every_material_that_a_guide_forbids_has_its_sentence() -> None:
    for one in guides().values():
        for material in one.never:
            assert [stop.code for stop in stops_for(one, Pack(material))] == ["stop.material"]


def test_every_material_and_closure_has_its_score_and_its_words() -> None:
    assert set(BARRIERS) == set(Material)
    assert set(TIGHTNESS) == set(Closure)
    words = [one.label for kind in (Material, Closure, Travel) for one in kind]
    assert all(words)
    assert len(words) == len(set(words))


def test_a_poor_closure_spoils_the_best_bag_but_lets_no_light_in() -> None:
    behind_staples = BARRIERS[Material.FOIL].behind(Closure.STAPLED)

    assert [behind_staples.against(enemy) for enemy in Enemy] == [0, 0, 3, 0]


def test_whatever_is_packed_the_answer_has_at_most_three_lines() -> None:
    for slug in ("kopi-biji", "sambal", "sayur-buah", "beras"):
        for material in Material:
            for closure in Closure:
                advice = pack_advice(guide(slug), Pack(material, closure, Travel.POST))
                assert len(advice.lines) <= 3
                assert advice.first or not advice.why
