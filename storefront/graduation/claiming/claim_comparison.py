"""A claim and a record side by side: what is the same, what is not, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from storefront.graduation import identity
from storefront.graduation.claiming.matching import MOST_APART, claimed_number, digits_apart, number_of
from storefront.graduation.claiming.names import are_alike, are_same
from storefront.graduation.models import Claim, GraduationRecord
from storefront.graduation.showing import district_and_regency


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing in both: what the seller wrote, what the record says, and what to make of it.

    Of numbers that differ only the same digits are shown, in both.
    """

    label: str
    claimed: str
    recorded: str
    verdict: str
    tone: str
    advice: str


def compared(claim: Claim, record: GraduationRecord) -> list[Comparison]:
    """What is the same in a claim and a record, and what is not."""
    here, there = claim.district_code, record.district_code
    places = district_and_regency(here), district_and_regency(there)
    return [
        _compared_numbers(claimed_number(claim), number_of(record)),
        Comparison(_("Nama"), claim.name, record.name, *_name_verdict(claim.name, record.name)),
        Comparison(_("Kecamatan"), *places, *_place_verdict(here, there)),
    ]


def _compared_numbers(claimed: str, recorded: str) -> Comparison:
    shown = identity.masked("".join(one if one == other else "*" for one, other in zip(claimed, recorded, strict=True)))
    apart = digits_apart(claimed, recorded)
    if not apart:
        return Comparison(_("NIK"), shown, shown, *_same(_("Sama, 16 angka")))
    hint = (
        _("Dua angka mungkin tertukar tempatnya. Baca NIK di KTP bersama-sama.")
        if apart == MOST_APART and sorted(claimed) == sorted(recorded)
        else _("Mungkin salah tulis. Baca NIK di KTP bersama-sama, satu per satu.")
    )
    verdict = ngettext("%(num)s angka berbeda", "%(num)s angka berbeda", apart)
    return Comparison(_("NIK"), shown, shown, verdict, "look", hint)


def _name_verdict(claimed: str, recorded: str) -> tuple[str, str, str]:
    if are_same(claimed, recorded):
        return _same(_("Sama"))
    if are_alike(claimed, recorded):
        return _("Mirip"), "look", _("Ditulis berbeda. Cocokkan dengan KTP.")
    return _("Berbeda"), "alert", _("Tanyakan dulu, dan cocokkan dengan KTP.")


def _place_verdict(claimed: str, recorded: str) -> tuple[str, str, str]:
    if claimed == recorded:
        return _same(_("Sama"))
    return _("Berbeda"), "look", _("Mungkin pindah. Tanyakan sejak kapan.")


def _same(verdict: str) -> tuple[str, str, str]:
    return verdict, "good", ""
