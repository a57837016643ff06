"""What a pack is made of, how it is closed, how it travels, and what each material keeps out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from products.choice import Choice
from products.errors import N_


class Material(Choice):
    """What touches or wraps the goods."""

    PE = "pe", N_("Plastik PE, lunak dan lentur")
    PP = "pp", N_("Plastik PP, bening dan agak kaku")
    OPP = "opp", N_("Plastik OPP, bening dan renyah di tangan")
    VACUUM = "vacuum", N_("Plastik vakum (nilon)")
    METALLISED = "metallised", N_("Plastik metalis, mengilap seperti bungkus ciki")
    FOIL = "foil", N_("Aluminium foil")
    KRAFT_FOIL = "kraft_foil", N_("Kertas kraft dengan foil di dalam")
    PAPER = "paper", N_("Kertas saja, tanpa lapisan")
    GLASS = "glass", N_("Kaca: toples atau botol")
    PLASTIC_BOTTLE = "plastic_bottle", N_("Botol plastik (PET atau HDPE)")
    PLASTIC_JAR = "plastic_jar", N_("Toples plastik PET atau PP")
    BRITTLE_JAR = "brittle_jar", N_("Toples plastik getas (PS)")
    TIN = "tin", N_("Kaleng")
    CARTON = "carton", N_("Dus atau kotak karton")
    LEAF = "leaf", N_("Daun, bambu, atau besek")
    SACK = "sack", N_("Karung anyam")


class Closure(Choice):
    """How the pack is shut."""

    FOLDED = "folded", N_("Dilipat atau diikat")
    STAPLED = "stapled", N_("Dijepret staples")
    CANDLE = "candle", N_("Direkatkan dengan api lilin")
    ZIP = "zip", N_("Ritsleting plastik (zip) saja")
    SEALED = "sealed", N_("Disegel panas dengan mesin")
    SEALED_ZIP = "sealed_zip", N_("Disegel panas, ada zip di bawahnya")
    VALVE = "valve", N_("Disegel panas, ada katup satu arah")
    VACUUM = "vacuum", N_("Divakum lalu disegel")
    LID = "lid", N_("Tutup putar atau tutup toples saja")
    LID_SEALED = "lid_sealed", N_("Tutup dengan segel di dalam atau di sekelilingnya")
    STITCHED = "stitched", N_("Dijahit")


class Travel(Choice):
    """The longest way the goods go to a buyer."""

    PICK_UP = "pick_up", N_("Diambil pembeli di tempat")
    NEARBY = "nearby", N_("Diantar sendiri, hari itu juga")
    POST = "post", N_("Dikirim lewat kurir")


class Enemy(StrEnum):
    """What gets at the goods through the pack."""

    WATER = "water"
    OXYGEN = "oxygen"
    LIGHT = "light"
    SMELL = "smell"


@dataclass(frozen=True, slots=True)
class Barrier:
    """How well each enemy is kept out, or how much it must be: 0 (not at all) to 3 (fully)."""

    water: int
    oxygen: int
    light: int
    smell: int

    def against(self, enemy: Enemy) -> int:
        """The score for one enemy."""
        score: int = getattr(self, enemy)
        return score

    def behind(self, closure: Closure) -> Barrier:
        """What is left of it when the pack is shut like this; light does not care."""
        most = TIGHTNESS[closure]
        return Barrier(min(self.water, most), min(self.oxygen, most), self.light, min(self.smell, most))


# Everyday knowledge of the trade, not measured: good enough to order advice by, never a promise to a buyer.
BARRIERS = {
    Material.PE: Barrier(2, 0, 0, 0),
    Material.PP: Barrier(2, 0, 0, 0),
    Material.OPP: Barrier(2, 0, 0, 0),
    Material.VACUUM: Barrier(2, 3, 0, 3),
    Material.METALLISED: Barrier(3, 2, 3, 2),
    Material.FOIL: Barrier(3, 3, 3, 3),
    Material.KRAFT_FOIL: Barrier(3, 3, 3, 3),
    Material.PAPER: Barrier(0, 0, 2, 0),
    Material.GLASS: Barrier(3, 3, 0, 3),
    Material.PLASTIC_BOTTLE: Barrier(2, 2, 0, 2),
    Material.PLASTIC_JAR: Barrier(2, 2, 0, 2),
    Material.BRITTLE_JAR: Barrier(2, 1, 0, 1),
    Material.TIN: Barrier(3, 3, 3, 3),
    Material.CARTON: Barrier(0, 0, 3, 0),
    Material.LEAF: Barrier(0, 0, 1, 0),
    Material.SACK: Barrier(0, 0, 1, 0),
}

# A hole is a hole in foil too: the best a material can do against water, air and smell behind each closure.
TIGHTNESS = {
    Closure.FOLDED: 0,
    Closure.STAPLED: 0,
    Closure.CANDLE: 1,
    Closure.STITCHED: 1,
    Closure.ZIP: 1,
    Closure.LID: 1,
    Closure.SEALED: 3,
    Closure.SEALED_ZIP: 3,
    Closure.VALVE: 3,
    Closure.VACUUM: 3,
    Closure.LID_SEALED: 3,
}
