"""When personal data are over: for each sort the condition in the database, as ``retention.RULES`` names it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select, update

from products.actor import SYSTEM
from products.database import transaction
from storefront.accounts.models import Deed, ResetCode, SignInFailure, StaffDeed
from storefront.care.models import Contact, PlanStep
from storefront.graduation import links
from storefront.graduation.importing import leftovers
from storefront.graduation.looking import looks
from storefront.graduation.models import (
    CareOffer,
    CaseloadEntry,
    Claim,
    ClaimPause,
    ClaimState,
    Consent,
    GraduationRecord,
    ImportBatch,
    RecordChange,
    RefusedRow,
)
from storefront.orders.models import Complaint
from storefront.outbox.models import Job, JobState
from storefront.privacy.forgetting import PORTION, Rows, counted, forget_records, picked
from storefront.privacy.models import DataRequest, RequestState
from storefront.review.models import FieldComment

KEPT_LONG_ENOUGH = "kept long enough"

SIGN_IN_FAILURES = Rows(SignInFailure, lambda before: SignInFailure.at < before)
RESET_CODES = Rows(ResetCode, lambda before: ResetCode.expires_at < before)
DEEDS = Rows(Deed, lambda before: Deed.at < before)
STAFF_DEEDS = Rows(StaffDeed, lambda before: StaffDeed.at < before)
DEAD_JOBS = Rows(Job, lambda before: and_(Job.state == JobState.DEAD, Job.run_at < before))
REMARKS = Rows(FieldComment, lambda before: FieldComment.settled_at < before)
COMPLAINTS = Rows(Complaint, lambda before: func.coalesce(Complaint.answered_at, Complaint.at) < before)
CONSENTS = Rows(Consent, lambda before: Consent.withdrawn_at < before)
CLAIM_PAUSES = Rows(ClaimPause, lambda before: ClaimPause.until < before)
OFFERS = Rows(CareOffer, lambda before: CareOffer.answered_at < before)
CARE = Rows(CaseloadEntry, lambda before: CaseloadEntry.until < before)
REQUESTS = Rows(
    DataRequest, lambda before: and_(DataRequest.state != RequestState.OPEN, DataRequest.answered_at < before)
)
CLAIMS = Rows(
    Claim,
    lambda before: or_(
        and_(Claim.state != ClaimState.WAITING, Claim.decided_at < before),
        and_(Claim.state == ClaimState.WAITING, Claim.created_at < before),
    ),
)
REFUSED_ROWS = Rows(RefusedRow, lambda before: RefusedRow.batch_id.in_(_batches_before(before)))
RECORD_CHANGES = Rows(RecordChange, lambda before: RecordChange.batch_id.in_(_batches_before(before)))
CONTACTS = Rows(Contact, lambda before: _coaching_is_over(Contact, before))
STEPS = Rows(PlanStep, lambda before: _coaching_is_over(PlanStep, before))


def count_links(before: datetime) -> int:
    """Links whose seller and assistant have had nothing to do with each other since."""
    return counted(select(func.count()).select_from(_quiet_links(before).subquery()))


def cut_links(before: datetime) -> int:
    """Cut a portion of them; the shops go on. How many."""
    sellers = picked(_quiet_links(before).limit(PORTION))
    return sum(links.cut(SYSTEM, seller_id, KEPT_LONG_ENOUGH) for seller_id in sellers)


def count_records(before: datetime) -> int:
    """Records that no seller is linked to and that nobody has changed since."""
    return counted(select(func.count()).select_from(_unlinked(before).subquery()))


def forget_unlinked(before: datetime) -> int:
    """Delete a portion of them. How many."""
    return forget_records(_unlinked(before))


def count_looks(before: datetime) -> int:
    """Entries of the log that are older."""
    return looks.count_old(before)


def forget_looks(before: datetime) -> int:
    """Drop the oldest part of the log; what is left still proves itself."""
    return looks.forget_old(before) if looks.count_old(before) else 0


def count_undecided(before: datetime) -> int:
    """Imports with files that nobody has decided on, or whose work has stopped."""
    return leftovers.count(before)


def forget_undecided(_before: datetime) -> int:
    """End one, or delete files that no import needs."""
    return int(leftovers.forget_one())


def count_examples(before: datetime) -> int:
    """Imports that still show examples of what they changed."""
    return counted(select(func.count()).select_from(_examples(before).subquery()))


def forget_examples(before: datetime) -> int:
    """Empty a portion of them."""
    found = picked(_examples(before).limit(PORTION))
    if found:
        with transaction() as session:
            session.execute(update(ImportBatch).where(ImportBatch.id.in_(found)).values(examples=[]))
    return len(found)


def _quiet_links(before: datetime) -> Select[int | None]:
    """Sellers linked since before that moment, with no contact and no deed in her name after it."""
    touched = select(Contact.seller_id).where(Contact.on_day >= before.date())
    helped = select(Deed.seller_id).where(Deed.at >= before)
    return select(GraduationRecord.seller_id).where(
        GraduationRecord.seller_id.is_not(None),
        GraduationRecord.linked_at < before,
        GraduationRecord.seller_id.not_in(touched),
        GraduationRecord.seller_id.not_in(helped),
    )


def _unlinked(before: datetime) -> Select[int]:
    return select(GraduationRecord.id).where(GraduationRecord.seller_id.is_(None), GraduationRecord.changed_at < before)


def _batches_before(before: datetime) -> Select[int]:
    return select(ImportBatch.id).where(func.coalesce(ImportBatch.finished_at, ImportBatch.created_at) < before)


def _examples(before: datetime) -> Select[int]:
    return _batches_before(before).where(cast(ImportBatch.examples, String) != "[]")


def _coaching_is_over(model: type[Contact] | type[PlanStep], before: datetime) -> ColumnElement[bool]:
    """Nobody cares for that seller, nor has since."""
    cared_for = select(CaseloadEntry.seller_id).where(or_(CaseloadEntry.until.is_(None), CaseloadEntry.until >= before))
    day = Contact.created_at if model is Contact else PlanStep.done_at
    return and_(model.seller_id.not_in(cared_for), day < before)
