"""The programme's side: the record, claims on it, who looked, who cares for her, what was done in her name."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from products.database import db
from products.errors import N_
from storefront.accounts.models import Account, Deed
from storefront.care.models import Contact, PlanStep
from storefront.graduation import identity
from storefront.graduation.looking.looks import hers, in_her_words
from storefront.graduation.models import (
    CareOffer,
    CaseloadEntry,
    Claim,
    ClaimPause,
    GraduationRecord,
    RecordLook,
)
from storefront.graduation.showing import district_and_regency
from storefront.privacy.held.record_history import record_history_rows
from storefront.privacy.held.section import Row, Section, Whom, read


def record_rows(whom: Whom) -> Iterator[Row]:
    """Her record, the numbers masked unless she has just given her password again."""
    one = whom.record
    if one:
        table = GraduationRecord.__tablename__
        yield (
            _number(whom, one.nik_sealed, identity.place_of(table, one.reference)),
            _number(whom, one.kk_sealed, identity.place_of(table, one.reference, "kk_sealed")),
            one.name,
            district_and_regency(one.district_code),
            one.kind,
            one.graduated_on,
            one.is_day_known,
            one.joined_year,
            one.reason,
            one.programmes,
            one.state,
            one.source.value,
            one.linked_at,
            one.created_at,
        )


def claim_rows(whom: Whom) -> Iterator[Row]:
    """What she claimed. What a claim met is for whoever decides it, and is in her record once it is hers."""
    own = select(Claim).where(Claim.seller_id == whom.shop_id).order_by(Claim.id.desc())
    for one in db.session.scalars(own):
        place = identity.place_of(Claim.__tablename__, one.reference)
        number = _number(whom, one.nik_sealed, place)
        district = district_and_regency(one.district_code)
        yield one.created_at, number, one.name, district, one.state, one.decided_at, one.reason


def pause_rows(whom: Whom) -> Iterator[Row]:
    """The times when the way to claim was closed."""
    return read(select(ClaimPause.since, ClaimPause.until).where(ClaimPause.seller_id == whom.shop_id))


def look_rows(whom: Whom) -> Iterator[Row]:
    """Who looked."""
    looked = select(RecordLook.at, Account.display_name, Account.role, RecordLook.why, RecordLook.is_whole)
    named = looked.add_columns(RecordLook.reason).outerjoin(Account, Account.id == RecordLook.account_id)
    for *row, reason in read(named.where(hers(whom.shop_id or 0)).order_by(RecordLook.id.desc())):
        yield *row, in_her_words(str(reason or ""))


def deed_rows(whom: Whom) -> Iterator[Row]:
    """What was done in her name."""
    done = select(Deed.at, Account.display_name, Deed.what, Deed.subject).join(Account, Account.id == Deed.account_id)
    return read(done.where(Deed.seller_id == whom.shop_id).order_by(Deed.id.desc()))


def care_rows(whom: Whom) -> Iterator[Row]:
    """Who cared for her, from when to when."""
    cared = select(Account.display_name, CaseloadEntry.since, CaseloadEntry.until).join(
        Account, Account.id == CaseloadEntry.assistant_id
    )
    return read(cared.where(CaseloadEntry.seller_id == whom.shop_id).order_by(CaseloadEntry.id.desc()))


def offer_rows(whom: Whom) -> Iterator[Row]:
    """To whom she was offered."""
    offered = select(
        CareOffer.offered_at, Account.display_name, CareOffer.note, CareOffer.state, CareOffer.answered_at
    ).join(Account, Account.id == CareOffer.to_id)
    return read(offered.where(CareOffer.seller_id == whom.shop_id).order_by(CareOffer.id.desc()))


def contact_rows(whom: Whom) -> Iterator[Row]:
    """Visits and messages."""
    touched = select(Contact.on_day, Account.display_name, Contact.way, Contact.words, Contact.next_on).join(
        Account, Account.id == Contact.assistant_id
    )
    return read(touched.where(Contact.seller_id == whom.shop_id).order_by(Contact.id.desc()))


def step_rows(whom: Whom) -> Iterator[Row]:
    """Steps of her plan that are done."""
    return read(select(PlanStep.done_at, PlanStep.code).where(PlanStep.seller_id == whom.shop_id))


def _number(whom: Whom, sealed: str | None, place: str) -> str:
    if not sealed:
        return ""
    number = identity.unseal(sealed, place)
    return number if whom.is_whole else identity.masked(number)


COACHING_WHY = N_("Supaya Anda bisa didampingi. Disimpan selama didampingi dan setahun sesudahnya.")
AT, WHO = {"at": N_("Kapan")}, {"who": N_("Siapa")}
RECORD = (
    Section(
        "record",
        N_("Data graduasi"),
        N_("Supaya pendamping bisa membantu. Hubungannya diputus setahun sesudah kontak terakhir."),
        {
            "nik": N_("NIK"),
            "kk": N_("Nomor KK"),
            "name": N_("Nama"),
            "district": N_("Kecamatan"),
            "kind": N_("Jenis graduasi"),
            "graduated_on": N_("Tanggal graduasi"),
            "is_day_known": N_("Harinya diketahui"),
            "joined_year": N_("Tahun masuk program"),
            "reason": N_("Alasan"),
            "programmes": N_("Program usaha"),
            "state": N_("Keadaan"),
            "source": N_("Asal catatan"),
            "linked_at": N_("Dihubungkan"),
            "created_at": N_("Dicatat"),
        },
        record_rows,
        ("graduation_record.seller_id",),
    ),
    Section(
        "record_history",
        N_("Perubahan data graduasi"),
        N_("Supaya jelas siapa mengubah apa. Disimpan bersama catatannya."),
        AT | {"column": N_("Bagian"), "before": N_("Sebelumnya"), "reason": N_("Alasan")},
        record_history_rows,
        ("record_move", "record_correction", "record_change"),
    ),
    Section(
        "claims",
        N_("Permintaan menghubungkan data"),
        N_("Supaya pendamping bisa mencocokkan. Disimpan setahun sesudah dijawab."),
        AT
        | {
            "nik": N_("NIK"),
            "name": N_("Nama"),
            "district": N_("Kecamatan"),
            "state": N_("Keadaan"),
            "decided_at": N_("Dijawab"),
            "reason": N_("Alasan"),
        },
        claim_rows,
        ("claim.seller_id",),
    ),
    Section(
        "claim_pauses",
        N_("Jeda sesudah terlalu sering mencoba"),
        N_("Supaya tidak ada yang menebak-nebak. Disimpan 90 hari."),
        {"since": N_("Mulai"), "until": N_("Sampai")},
        pause_rows,
        ("claim_pause.seller_id",),
    ),
    Section(
        "looks",
        N_("Siapa melihat data saya"),
        N_("Supaya Anda tahu siapa yang membuka data Anda. Disimpan 2 tahun."),
        AT
        | WHO
        | {"role": N_("Sebagai"), "why": N_("Untuk apa"), "was_whole": N_("Nomor utuh"), "reason": N_("Alasan")},
        look_rows,
        ("record_look",),
    ),
    Section(
        "deeds",
        N_("Dikerjakan atas nama saya"),
        N_("Supaya Anda tahu apa yang dikerjakan pendamping. Disimpan 5 tahun."),
        AT | WHO | {"what": N_("Apa"), "subject": N_("Pada")},
        deed_rows,
        ("deed.seller_id",),
    ),
    Section(
        "care",
        N_("Yang mendampingi saya"),
        N_("Supaya jelas siapa bertanggung jawab. Disimpan 5 tahun sesudah selesai."),
        WHO | {"since": N_("Mulai"), "until": N_("Sampai")},
        care_rows,
        ("caseload_entry.seller_id",),
    ),
    Section(
        "care_offers",
        N_("Tawaran pindah pendamping"),
        N_("Supaya Anda tidak pindah tanpa persetujuan penerima. Disimpan setahun sesudah dijawab."),
        AT | WHO | {"note": N_("Catatan"), "state": N_("Keadaan"), "answered_at": N_("Dijawab")},
        offer_rows,
        ("care_offer.seller_id",),
    ),
    Section(
        "contacts",
        N_("Kunjungan dan pesan pendamping"),
        COACHING_WHY,
        {"on": N_("Hari")} | WHO | {"by": N_("Cara"), "words": N_("Isi"), "next_on": N_("Janji berikutnya")},
        contact_rows,
        ("contact.seller_id",),
    ),
    Section(
        "steps",
        N_("Langkah yang sudah selesai"),
        COACHING_WHY,
        AT | {"step": N_("Langkah")},
        step_rows,
        ("plan_step.seller_id",),
    ),
)
