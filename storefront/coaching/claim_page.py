"""What an assistant sees of a claim, with the record beside it."""

from __future__ import annotations

from dataclasses import dataclass

from storefront.graduation import identity
from storefront.graduation.claiming.claim_comparison import Comparison, compared
from storefront.graduation.claiming.matching import claimed_number
from storefront.graduation.models import Claim, ClaimMatch
from storefront.graduation.showing import district_and_regency, graduation_day
from storefront.graduation.words import words


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One waiting claim; without a record there is nothing to compare, only something to ask.

    Of a case the assistant sees what the seller wrote and that an officer decides: whose the record is, is not hers to
    know. What she typed for a seller herself looks the same, whatever it met.
    """

    claim: Claim
    nik: str
    place: str
    comparisons: list[Comparison]
    kind: str
    graduated: str
    is_case: bool
    is_typed_by_me: bool

    @property
    def has_record(self) -> bool:
        """Whether there is a record beside it."""
        return bool(self.comparisons)

    @property
    def differences(self) -> int:
        """How many things are not quite the same."""
        return sum(one.tone != "good" for one in self.comparisons)


def claim_page(claim: Claim, account_id: int | None) -> ClaimPage:
    """The page of a waiting claim for the assistant with this account. Whoever shows it notes the look."""
    is_typed_by_me = claim.made_by_id is not None and claim.made_by_id == account_id
    is_case = is_typed_by_me or claim.match is ClaimMatch.TAKEN
    record = None if is_case else claim.record
    return ClaimPage(
        claim=claim,
        nik=identity.masked(claimed_number(claim)),
        place=district_and_regency(claim.district_code),
        comparisons=compared(claim, record) if record else [],
        kind=words(record.kind, "kind") if record else "",
        graduated=graduation_day(record.graduated_on, record.is_day_known) if record else "",
        is_case=is_case,
        is_typed_by_me=is_typed_by_me,
    )
