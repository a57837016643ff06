"""What somebody did here with her account: of the others concerned it holds neither name nor number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, select

from products.errors import N_
from products.models import ListingMove
from storefront.accounts.models import Deed, StaffDeed
from storefront.care.models import Contact, PlanStep
from storefront.graduation.models import (
    CareOffer,
    CaseloadEntry,
    Claim,
    ClaimPause,
    ImportBatch,
    RecordCorrection,
    RecordLook,
    RecordMove,
)
from storefront.orders.models import Complaint, ParcelMove
from storefront.privacy.held.section import Row, Section, Whom, read
from storefront.privacy.models import DataRequest
from storefront.programme.models import MinimumWage
from storefront.review.models import FieldComment

WORDS: dict[str, str] = {
    "deed": N_("Mengerjakan sesuatu atas nama penjual"),
    "look": N_("Melihat catatan"),
    "record": N_("Mengubah keadaan catatan"),
    "correction": N_("Membetulkan catatan"),
    "claim": N_("Menjawab permintaan menghubungkan data"),
    "pause": N_("Melihat jeda seorang penjual"),
    "import": N_("Mengimpor berkas"),
    "undo": N_("Membatalkan impor"),
    "care": N_("Mulai mendampingi seorang penjual"),
    "offer": N_("Menawarkan seorang penjual kepada pendamping lain"),
    "offered": N_("Ditawari mendampingi seorang penjual"),
    "handed": N_("Melepas seorang penjual lewat tawaran"),
    "contact": N_("Mencatat kontak dengan penjual"),
    "step": N_("Menandai langkah selesai"),
    "remark": N_("Memberi catatan pada barang"),
    "listing": N_("Memindahkan keadaan barang"),
    "parcel": N_("Memindahkan keadaan pesanan"),
    "complaint": N_("Menjawab keluhan"),
    "request": N_("Menjawab permintaan tentang data"),
    "helped": N_("Membantu menulis permintaan tentang data"),
    "wage": N_("Mengisi upah minimum"),
    "staff": N_("Mengurus akun petugas"),
}


def queries(account_id: int) -> dict[str, Select[*tuple[Any, ...]]]:
    """For each kind of work the moments of it, with a word that says which."""
    return {
        "deed": select(Deed.at, Deed.what).where(Deed.account_id == account_id),
        "look": select(RecordLook.at, RecordLook.why).where(RecordLook.account_id == account_id),
        "record": select(RecordMove.at, RecordMove.to_state).where(RecordMove.account_id == account_id),
        "correction": select(RecordCorrection.at, RecordCorrection.field).where(
            RecordCorrection.account_id == account_id
        ),
        "claim": select(Claim.decided_at, Claim.state).where(Claim.decided_by_id == account_id),
        "pause": select(ClaimPause.since, ClaimPause.until).where(ClaimPause.seen_by_id == account_id),
        "import": select(ImportBatch.created_at, ImportBatch.file_name).where(ImportBatch.account_id == account_id),
        "undo": select(ImportBatch.undone_at, ImportBatch.file_name).where(ImportBatch.undone_by_id == account_id),
        "care": select(CaseloadEntry.since, CaseloadEntry.until).where(CaseloadEntry.assistant_id == account_id),
        "offer": select(CareOffer.offered_at, CareOffer.state).where(CareOffer.offered_by_id == account_id),
        "offered": select(CareOffer.offered_at, CareOffer.state).where(CareOffer.to_id == account_id),
        "handed": select(CareOffer.offered_at, CareOffer.state).where(CareOffer.from_id == account_id),
        "contact": select(Contact.on_day, Contact.way).where(Contact.assistant_id == account_id),
        "step": select(PlanStep.done_at, PlanStep.code).where(PlanStep.account_id == account_id),
        "remark": select(FieldComment.at, FieldComment.field).where(FieldComment.account_id == account_id),
        "listing": select(ListingMove.at, ListingMove.to_state).where(ListingMove.account_id == account_id),
        "parcel": select(ParcelMove.at, ParcelMove.to_state).where(ParcelMove.account_id == account_id),
        "complaint": select(Complaint.answered_at, Complaint.id).where(Complaint.answered_by_id == account_id),
        "request": select(DataRequest.answered_at, DataRequest.state).where(DataRequest.answered_by_id == account_id),
        "helped": select(DataRequest.asked_at, DataRequest.kind).where(DataRequest.assisted_by_id == account_id),
        "wage": select(MinimumWage.changed_at, MinimumWage.regency_code).where(MinimumWage.account_id == account_id),
        "staff": select(StaffDeed.at, StaffDeed.what).where(StaffDeed.by_id == account_id),
    }


def work_rows(whom: Whom) -> Iterator[Row]:
    """All of it, kind by kind."""
    for kind, query in queries(whom.account.id).items():
        for at, which in read(query):
            yield at, _(WORDS[kind]), which


WORK = (
    Section(
        "work",
        N_("Yang saya kerjakan di sini"),
        N_("Supaya jelas siapa mengerjakan apa. Disimpan selama catatan yang bersangkutan disimpan."),
        {"at": N_("Kapan"), "work": N_("Pekerjaan"), "which": N_("Yang mana")},
        work_rows,
        (
            "deed.account_id",
            "record_look.account_id",
            "record_move.account_id",
            "record_correction.account_id",
            "claim.decided_by_id",
            "claim_pause.seen_by_id",
            "import_batch.account_id",
            "import_batch.undone_by_id",
            "caseload_entry.assistant_id",
            "care_offer.offered_by_id",
            "care_offer.to_id",
            "care_offer.from_id",
            "contact.assistant_id",
            "plan_step.account_id",
            "field_comment.account_id",
            "listing_move.account_id",
            "parcel_move.account_id",
            "complaint.answered_by_id",
            "data_request.answered_by_id",
            "data_request.assisted_by_id",
            "minimum_wage.account_id",
            "staff_deed.by_id",
        ),
    ),
)
