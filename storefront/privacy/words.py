"""The plain words for requests: what is asked, what became of it, and what can be put right or objected to."""

from __future__ import annotations

from flask_babel import gettext as _

from products.errors import N_
from storefront.privacy.models import DataRequest, RequestKind, RequestState

KINDS = {
    RequestKind.CORRECT: N_("Membetulkan data"),
    RequestKind.DELETE: N_("Menghapus data dan menutup akun"),
    RequestKind.OBJECT: N_("Menolak pemakaian data"),
}
STATES = {
    RequestState.OPEN: N_("Menunggu jawaban"),
    RequestState.DONE: N_("Sudah dikerjakan"),
    RequestState.DECLINED: N_("Belum bisa dipenuhi"),
    RequestState.WITHDRAWN: N_("Ditarik kembali"),
}
TONES = {RequestState.OPEN: "look", RequestState.DONE: "good", RequestState.DECLINED: "alert"}

ACCOUNT_FIELDS = {
    "account.display_name": N_("Nama di akun"),
    "account.email": N_("Alamat e-mail"),
    "account.phone": N_("Nomor HP"),
}
SIGN_IN_FIELDS = ("account.email", "account.phone")
"""What a person signs in with: she alone asks for it, and every address that she had is told."""
SHOP_FIELDS = {
    "seller.name": N_("Nama lapak"),
    "seller.maker": N_("Nama pembuat di halaman lapak"),
    "seller.whatsapp": N_("Nomor WhatsApp lapak"),
}
RECORD_FIELDS = {
    "record.name": N_("Nama di catatan program"),
    "record.nik": N_("NIK di catatan program"),
    "record.district_code": N_("Kecamatan di catatan program"),
    "record.graduated_on": N_("Tanggal graduasi"),
    "record.kind": N_("Jenis graduasi"),
    "record.joined_year": N_("Tahun masuk program"),
}
ANYTHING_ELSE = {"other": N_("Yang lain, saya tulis di bawah")}
CORRECTABLE = ACCOUNT_FIELDS | SHOP_FIELDS | RECORD_FIELDS | ANYTHING_ELSE

SELLER_OBJECTIONS = {
    "coaching": N_("Data saya dipakai untuk pendampingan"),
}
"""What can be stopped for one seller. Being counted cannot be: the figures know no seller to leave out."""
OBJECTIONS = {
    "mail": N_("Surat atau pesan yang dikirim kepada saya"),
    "other": N_("Yang lain, saya tulis di bawah"),
}
ABOUT = CORRECTABLE | SELLER_OBJECTIONS | OBJECTIONS


def kind_words(asked: DataRequest) -> str:
    """What is asked."""
    return str(_(KINDS[asked.kind]))


def state_words(asked: DataRequest) -> str:
    """What became of it."""
    return str(_(STATES[asked.state]))


def about_words(asked: DataRequest) -> str:
    """What it is about; nothing for a deletion, which is about everything."""
    named = ABOUT.get(asked.field) if asked.kind is not RequestKind.DELETE else None
    return str(_(named)) if named else ""
