"""Advice on one pack: what gets at the goods, what to change first, and what must not be done at all.

Every material keeps four enemies out to some degree, and every kind of goods asks for a degree (``materials`` and
the guides hold both). The widest gap decides. When a poor closure is what opens it, the closure comes first: it is
the cheapest step, and a study of tempe chips saw it matter as much as the bag. The scores are everyday knowledge,
so the answer is advice; only the stops are firm.
"""

from __future__ import annotations

from dataclasses import dataclass

from products.advice import Advice, Level
from products.errors import N_
from products.packaging.guides import Guide, Keeping
from products.packaging.materials import (
    BARRIERS,
    TIGHTNESS,
    Barrier,
    Closure,
    Enemy,
    Material,
    Travel,
)


@dataclass(frozen=True, slots=True)
class Pack:
    """How a seller packs now; ``None`` where she has not said.

    Attributes:
        shelf_life_days: how long she promises the goods keep.
        tested: whether a laboratory has tested that promise.
    """

    material: Material | None = None
    closure: Closure | None = None
    travels: Travel | None = None
    shelf_life_days: int | None = None
    tested: bool = False


@dataclass(frozen=True, slots=True)
class PackAdvice:
    """What to say about a pack.

    Attributes:
        why: what gets at the goods; ``None`` when nothing is known or nothing does.
        first: the cheapest change that helps most. ``None`` when the pack is good as it is.
        next: the change after that; where it is ``None``, the guide's own next step comes next.
        stops: what must not be sold this way, each an error.
    """

    why: Advice | None = None
    first: Advice | None = None
    next: Advice | None = None
    stops: tuple[Advice, ...] = ()

    @property
    def lines(self) -> tuple[Advice, ...]:
        """Up to three lines in the order to be read."""
        return tuple(line for line in (self.why, self.first, self.next) if line)


def pack_advice(guide: Guide, pack: Pack) -> PackAdvice:
    """Up to three lines and the firm stops for goods of ``guide`` packed as ``pack``."""
    changes = [*_about_air(guide, pack), *_about_closure(guide, pack), *_about_material(guide, pack)]
    changes += _about_the_way(pack)
    whys = [why for why, _ in changes if why]
    steps = [step for _, step in changes]
    return PackAdvice(
        why=whys[0] if whys else None,
        first=steps[0] if steps else None,
        next=steps[1] if len(steps) > 1 else None,
        stops=stops_for(guide, pack),
    )


def stops_for(guide: Guide, pack: Pack) -> tuple[Advice, ...]:
    """What must not be sold this way: frozen by post, paper alone for tea, and their like."""
    found = (
        _stop_by_post(guide, pack),
        _stop_material(guide, pack),
        _stop_leak(guide, pack),
        _stop_promise(guide, pack),
    )
    return tuple(stop for stop in found if stop)


Change = tuple[Advice | None, Advice]


def _about_air(guide: Guide, pack: Pack) -> list[Change]:
    """Goods that must breathe, and coffee beans that give off gas."""
    tight = pack.closure is not None and TIGHTNESS[pack.closure] == max(TIGHTNESS.values())
    if guide.breathes and tight:
        return [(_advice("pack.airless", _AIRLESS), _advice("pack.open_up", _OPEN_UP))]
    if guide.valve and tight and pack.closure is not Closure.VALVE:
        return [(_advice("pack.gas", _GAS), _advice("pack.valve", _ADD_VALVE))]
    return []


def _about_closure(guide: Guide, pack: Pack) -> list[Change]:
    """A closure that gives away what the goods need and the material could have given."""
    if pack.closure is None or pack.closure not in _BETTER_CLOSURE:
        return []
    shut = BARRIERS[pack.material] if pack.material else guide.needs
    now = shut.behind(pack.closure)
    if all(now.against(enemy) >= min(guide.needs.against(enemy), shut.against(enemy)) for enemy in Enemy):
        return []
    return [(_advice("pack.loose", _LOOSE), _advice("pack.close", _BETTER_CLOSURE[pack.closure]))]


def _about_material(guide: Guide, pack: Pack) -> list[Change]:
    if pack.material is None:
        return []
    gap = _widest_gap(guide.needs, BARRIERS[pack.material])
    if gap is None:
        return []
    enemy, missing = gap
    level = Level.WARNING if missing > 1 else Level.HINT
    bare = enemy is Enemy.WATER and BARRIERS[pack.material].water == 0
    step = _LINE_IT if bare else _BETTER_MATERIAL[enemy]
    return [(Advice(level, f"pack.{enemy}", _GETS_IN[enemy]), Advice(level, "pack.material", step))]


def _about_the_way(pack: Pack) -> list[Change]:
    if pack.material is Material.GLASS and pack.travels is Travel.POST:
        return [(None, Advice(Level.HINT, "pack.glass_by_post", _CUSHION))]
    return []


def _widest_gap(needs: Barrier, has: Barrier) -> tuple[Enemy, int] | None:
    gaps = [(needs.against(enemy) - has.against(enemy), enemy) for enemy in Enemy]
    missing, enemy = max(gaps, key=lambda gap: gap[0])
    return (enemy, missing) if missing > 0 else None


def _stop_by_post(guide: Guide, pack: Pack) -> Advice | None:
    if guide.by_post or pack.travels is not Travel.POST:
        return None
    frozen = guide.kept is Keeping.FROZEN
    return Advice(Level.ERROR, "stop.by_post", _FROZEN_BY_POST if frozen else _FRESH_BY_POST)


def _stop_material(guide: Guide, pack: Pack) -> Advice | None:
    if pack.material not in guide.never:
        return None
    return Advice(Level.ERROR, "stop.material", _NEVER[pack.material])


def _stop_leak(guide: Guide, pack: Pack) -> Advice | None:
    loose = pack.closure is not None and TIGHTNESS[pack.closure] < max(TIGHTNESS.values())
    if guide.liquid and loose and pack.travels is Travel.POST:
        return Advice(Level.ERROR, "stop.leak", _UNSEALED_BY_POST)
    return None


def _stop_promise(guide: Guide, pack: Pack) -> Advice | None:
    limit, promised = guide.untested_days, pack.shelf_life_days
    if limit is None or promised is None or promised <= limit or pack.tested:
        return None
    return Advice(Level.ERROR, "stop.untested", _UNTESTED, {"days": limit})


def _advice(code: str, sentence: str) -> Advice:
    return Advice(Level.WARNING, code, sentence)


_LOOSE = N_("Tutupnya belum rapat, jadi uap air dan udara masuk lewat celahnya.")
_GETS_IN = {
    Enemy.WATER: N_("Uap air menembus kemasan ini, isinya cepat lembap."),
    Enemy.OXYGEN: N_("Udara menembus kemasan ini, rasanya cepat tengik atau hambar."),
    Enemy.LIGHT: N_("Cahaya menembus kemasan ini, warna dan wanginya cepat pudar."),
    Enemy.SMELL: N_("Wangi keluar dan bau lain masuk lewat kemasan ini."),
}
_BETTER_MATERIAL = {
    Enemy.WATER: N_("Pindah ke plastik yang lebih tebal, metalis, atau foil."),
    Enemy.OXYGEN: N_("Bila ingin lebih tahan lama, pindah ke kantong metalis, foil, atau vakum."),
    Enemy.LIGHT: N_("Masukkan ke dus, atau pakai label lebar yang menutup isinya."),
    Enemy.SMELL: N_("Pindah ke kantong foil, atau tambah satu kantong tebal di dalamnya."),
}
_LINE_IT = N_("Beri kantong dalam dari plastik tebal atau foil, lalu segel panas.")

_HEAT_SEAL = N_("Tutup dengan mesin segel panas dulu. Alatnya sekali beli, hasilnya paling terasa.")
_BETTER_CLOSURE = {
    Closure.FOLDED: _HEAT_SEAL,
    Closure.STAPLED: _HEAT_SEAL,
    Closure.CANDLE: _HEAT_SEAL,
    Closure.ZIP: N_("Segel panas di atas zip. Zip hanya untuk menutup lagi setelah dibuka."),
    Closure.LID: N_("Beri segel di bawah tutup, atau selotip segel di sekelilingnya."),
    Closure.STITCHED: N_("Beri kantong dalam yang disegel panas sebelum dijahit."),
}

_AIRLESS = N_("Hasil kebun masih bernapas, di kemasan rapat ia berkeringat lalu busuk.")
_OPEN_UP = N_("Buat lubang-lubang kecil, atau ikat longgar saja.")
_GAS = N_("Biji kopi masih mengeluarkan gas, kantong yang rapat bisa menggembung.")
_ADD_VALVE = N_("Pakai kantong berkatup satu arah, atau diamkan biji beberapa hari sebelum disegel.")
_CUSHION = N_("Lilit tiap kaca dengan plastik gelembung 2 sampai 3 kali, jangan sampai saling menyentuh.")

_FROZEN_BY_POST = N_("Makanan beku jangan dikirim lewat kurir biasa. Pilih diambil atau diantar hari itu juga.")
_FRESH_BY_POST = N_("Barang ini tidak tahan berhari-hari di jalan. Pilih diambil atau diantar hari itu juga.")
_UNSEALED_BY_POST = N_("Barang cair lewat kurir harus disegel di bawah atau di sekeliling tutupnya.")
_UNTESTED = N_("Tanpa hasil uji laboratorium, jangan tulis tahan lebih dari %(days)s hari.")
_CRACKS = N_("Plastik ini retak di pembeku. Pakai plastik vakum atau plastik PE yang lunak.")
_NEVER = {
    Material.PAPER: N_("Kertas saja tidak melindungi barang ini. Beri kantong dalam dari foil atau plastik."),
    Material.BRITTLE_JAR: N_("Toples PS getas dan rusak oleh lemak. Pakai toples PET atau PP."),
    Material.PP: _CRACKS,
    Material.OPP: _CRACKS,
}
