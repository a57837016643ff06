"""The account itself, what its owner agreed to, and what she has asked."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from products.database import db
from products.errors import N_
from storefront.accounts.models import StaffDeed
from storefront.graduation.consenting.consent_words import text_of
from storefront.graduation.models import Consent
from storefront.privacy.held.section import Row, Section, Whom, read
from storefront.privacy.models import DataRequest
from storefront.privacy.words import about_words


def account_rows(whom: Whom) -> Iterator[Row]:
    """One row. The password is kept as a hash that nobody can read, and is not among it."""
    one = whom.account
    yield (
        one.display_name,
        one.email,
        one.phone,
        one.role,
        one.locale,
        one.province_code,
        one.totp_secret is not None,
        one.created_at,
    )


def consent_rows(whom: Whom) -> Iterator[Row]:
    """What she agreed to, with the very words she was shown."""
    own = select(Consent).where(Consent.account_id == whom.account.id).order_by(Consent.id.desc())
    for one in db.session.scalars(own):
        helped = one.assisted_by_id is not None
        text = text_of(one.text_sha256) or ""
        yield one.purpose, one.given_at, one.withdrawn_at, one.way, helped, one.version, one.text_sha256, text


def request_rows(whom: Whom) -> Iterator[Row]:
    """What she has asked, and the answers."""
    own = select(DataRequest).where(DataRequest.account_id == whom.account.id).order_by(DataRequest.id.desc())
    for one in db.session.scalars(own):
        yield (
            one.kind,
            about_words(one),
            one.words,
            one.asked_at,
            one.due_at,
            one.state,
            one.answered_at,
            one.answer,
            one.assisted_by_id is not None,
        )


def staff_rows(whom: Whom) -> Iterator[Row]:
    """What was done to the account of an assistant or officer."""
    own = select(StaffDeed.at, StaffDeed.what).where(StaffDeed.account_id == whom.account.id)
    return read(own.order_by(StaffDeed.id.desc()))


PERSON = (
    Section(
        "account",
        N_("Akun"),
        N_("Supaya Anda bisa masuk dan dikenali. Disimpan selama akun ini ada."),
        {
            "name": N_("Nama"),
            "email": N_("E-mail"),
            "phone": N_("Nomor HP"),
            "role": N_("Sebagai"),
            "language": N_("Bahasa"),
            "province_code": N_("Kode provinsi"),
            "has_second_step": N_("Pakai aplikasi kode"),
            "created_at": N_("Dibuat"),
        },
        account_rows,
        ("account.seller_id",),
    ),
    Section(
        "consents",
        N_("Persetujuan"),
        N_("Bukti apa yang Anda setujui. Disimpan 5 tahun sesudah dicabut."),
        {
            "purpose": N_("Untuk apa"),
            "given_at": N_("Disetujui"),
            "withdrawn_at": N_("Dicabut"),
            "way": N_("Cara menyetujui"),
            "was_helped": N_("Dibantu orang lain"),
            "version": N_("Versi"),
            "text_sha256": N_("Sidik teks"),
            "text": N_("Isi persetujuan"),
        },
        consent_rows,
        ("consent.account_id",),
    ),
    Section(
        "requests",
        N_("Permintaan tentang data"),
        N_("Apa yang Anda minta dan jawabannya. Disimpan 5 tahun sesudah dijawab."),
        {
            "request": N_("Permintaan"),
            "about": N_("Tentang"),
            "words": N_("Kata Anda"),
            "asked_at": N_("Diminta"),
            "due_at": N_("Dijawab paling lambat"),
            "state": N_("Keadaan"),
            "answered_at": N_("Dijawab"),
            "answer": N_("Jawaban"),
            "was_helped": N_("Dibantu orang lain"),
        },
        request_rows,
        ("data_request.account_id", "data_request.seller_id"),
    ),
    Section(
        "staff",
        N_("Perubahan pada akun petugas"),
        N_("Kapan akun kerja dibuka, ditutup, atau diberi kode. Disimpan 5 tahun."),
        {"at": N_("Kapan"), "done_to": N_("Apa")},
        staff_rows,
        ("staff_deed.account_id",),
    ),
)
