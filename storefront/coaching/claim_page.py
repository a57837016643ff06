"""A claim beside the record it was made on: what is the same, what is not, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from storefront.graduation import identity
from storefront.graduation.mine import district_and_regency, graduation_day, masked_nik
from storefront.graduation.models import Claim, GraduationRecord
from storefront.graduation.names import are_alike
from storefront.graduation.words import words


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing in both: what the seller wrote, what the record says, and what to make of it.

    A claim is tied to a record by the whole identity number, so the numbers never differ.
    """

    label: str
    claimed: str
    recorded: str
    verdict: str
    tone: str
    advice: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One waiting claim; without a record there is nothing to compare, only something to ask."""

    claim: Claim
    nik: str
    place: str
    comparisons: list[Comparison]
    kind: str
    graduated: str

    @property
    def has_record(self) -> bool:
        """Whether a record with this number and a like name was found."""
        return bool(self.comparisons)

    @property
    def differences(self) -> int:
        """How many things are not quite the same."""
        return sum(one.tone != "good" for one in self.comparisons)


def claim_page(claim: Claim) -> ClaimPage:
    """The page of a waiting claim. Whoever shows it notes the read (``graduation.reads``)."""
    record = claim.record
    place = identity.place_of(Claim.__tablename__, claim.reference)
    return ClaimPage(
        claim=claim,
        nik=identity.masked(identity.unseal(claim.nik_sealed, place)),
        place=district_and_regency(claim.district_code),
        comparisons=_compared(claim, record) if record else [],
        kind=words(record.kind, "kind") if record else "",
        graduated=graduation_day(record.graduated_on, record.is_day_known) if record else "",
    )


def _compared(claim: Claim, record: GraduationRecord) -> list[Comparison]:
    mask, here, there = masked_nik(record), claim.district_code, record.district_code
    return [
        Comparison(_("NIK"), mask, mask, *_same(_("Sama, 16 angka"))),
        Comparison(_("Nama"), claim.name, record.name, *_name_verdict(claim.name, record.name)),
        Comparison(
            _("Kecamatan"), district_and_regency(here), district_and_regency(there), *_place_verdict(here, there)
        ),
    ]


def _name_verdict(claimed: str, recorded: str) -> tuple[str, str, str]:
    if claimed.casefold().split() == recorded.casefold().split():
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
