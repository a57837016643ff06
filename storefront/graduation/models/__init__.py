"""Graduation records, the batches they came in, claims on them, who cares for whom, consents, and who looked.

Identity numbers never lie here in the clear: ``*_sealed`` is AES-GCM bound to its table, column and row, ``*_lookup`` a
keyed HMAC under another key (see ``graduation.identity``). Household members are not kept at all.
"""

from storefront.graduation.models.care import CareOffer, CaseloadEntry, OfferState
from storefront.graduation.models.claims import Claim, ClaimMatch, ClaimPause, ClaimState
from storefront.graduation.models.consent import Consent, ConsentWay, Story
from storefront.graduation.models.imports import BatchState, ImportBatch, RecordChange, RefusedRow
from storefront.graduation.models.kinds import GRADUATIONS, Kind, Reason, RecordSource, RecordState
from storefront.graduation.models.looks import LookChain, RecordLook
from storefront.graduation.models.records import GraduationRecord, RecordCorrection, RecordMove

__all__ = [
    "GRADUATIONS",
    "BatchState",
    "CareOffer",
    "CaseloadEntry",
    "Claim",
    "ClaimMatch",
    "ClaimPause",
    "ClaimState",
    "Consent",
    "ConsentWay",
    "GraduationRecord",
    "ImportBatch",
    "Kind",
    "LookChain",
    "OfferState",
    "Reason",
    "RecordChange",
    "RecordCorrection",
    "RecordLook",
    "RecordMove",
    "RecordSource",
    "RecordState",
    "RefusedRow",
    "Story",
]
