"""The plain words for what the records keep as short codes."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from products.errors import N_

WORDS = {
    "kind": {
        "alamiah": N_("Graduasi alamiah"),
        "sejahtera_mandiri": N_("Graduasi sejahtera mandiri"),
        "pena_ppse": N_("Graduasi PENA atau PPSE"),
        "administratif": N_("Keluar karena administrasi"),
    },
    "record": {
        "unverified": N_("Belum terhubung"),
        "matched": N_("Terhubung"),
        "mismatched": N_("Tidak cocok"),
        "revoked": N_("Dicabut"),
    },
    "claim": {
        "waiting": N_("Menunggu pendamping"),
        "confirmed": N_("Sudah terhubung"),
        "declined": N_("Belum bisa dihubungkan"),
        "withdrawn": N_("Ditarik kembali"),
    },
    "batch": {
        "waiting": N_("Menunggu diperiksa"),
        "checking": N_("Sedang diperiksa"),
        "checked": N_("Selesai diperiksa"),
        "importing": N_("Sedang dimasukkan"),
        "imported": N_("Sudah masuk"),
        "undoing": N_("Sedang dibatalkan"),
        "undone": N_("Sudah dibatalkan"),
        "failed": N_("Tidak bisa dibaca"),
        "discarded": N_("Dibuang"),
    },
    "column": {
        "nik": N_("NIK"),
        "name": N_("nama"),
        "kind": N_("jenis"),
        "graduated_on": N_("tanggal graduasi"),
        "is_day_known": N_("ketelitian tanggal"),
        "district_code": N_("kecamatan"),
        "joined_year": N_("tahun masuk"),
        "reason": N_("alasan"),
        "assistant": N_("pendamping"),
        "assistant_id": N_("pendamping"),
        "programmes": N_("program"),
        "kk": N_("nomor KK"),
        "source": N_("asal catatan"),
        "": N_("seluruh baris"),
    },
    "reason": {
        "komponen_habis": N_("Tidak ada lagi anggota keluarga yang dihitung PKH"),
        "usaha": N_("Usahanya sudah jalan"),
        "pekerjaan": N_("Sudah bekerja"),
        "penghasilan_umk": N_("Penghasilan di atas upah minimum"),
        "lain": N_("Alasan lain"),
    },
    "source": {
        "imported": N_("berkas program"),
        "declared": N_("keterangan pendamping"),
    },
    "separator": {
        ";": N_("titik koma"),
        ",": N_("koma"),
        "\t": N_("tab"),
    },
    "encoding": {
        "utf-8": N_("UTF-8"),
        "utf-8-sig": N_("UTF-8 dengan tanda awal (BOM)"),
        "utf-16": N_("UTF-16"),
        "cp1252": N_("Windows-1252"),
    },
    "role": {
        "buyer": N_("Pembeli"),
        "seller": N_("Penjual"),
        "assistant": N_("Pendamping"),
        "officer": N_("Petugas program"),
    },
    "look": {
        "claim": N_("mencocokkan permintaan Anda"),
        "care": N_("mendampingi lapak Anda"),
        "case": N_("memastikan catatan ini milik siapa"),
        "verify": N_("memeriksa catatan dari pendamping"),
        "search": N_("mencari catatan"),
        "import": N_("memeriksa berkas impor"),
        "list": N_("membuka daftar catatan"),
        "open": N_("membuka catatan"),
        "request": N_("menjawab permintaan Anda tentang data"),
    },
    "whole": {
        "compare_card": N_("Mencocokkan dengan KTP atau KK"),
        "official_letter": N_("Menulis surat resmi"),
        "suspected_mistake": N_("Memeriksa catatan yang mungkin keliru"),
        "other": N_("Lainnya"),
    },
    "cut": {
        "consent withdrawn": N_("Penjual mencabut persetujuannya"),
        "no consent": N_("Tidak ada persetujuan yang berlaku"),
        "kept long enough": N_("Masa simpannya habis"),
        "deletion asked": N_("Penjual meminta datanya dihapus"),
    },
    "purpose": {
        "shop_data": N_("Data untuk menjalankan lapak"),
        "link_record": N_("Data graduasi untuk pendampingan"),
        "tell_story": N_("Kisah di halaman lapak"),
    },
    "farewell": {
        "alamiah": N_("Anda sudah lulus dari PKH. Semoga lapak ini menjadi jalan berikutnya."),
        "sejahtera_mandiri": N_("Selamat, Anda lulus PKH karena sudah mandiri. Lapak ini langkah berikutnya."),
        "pena_ppse": N_("Selamat, usaha Anda sudah tumbuh sampai lulus dari program. Lapak ini langkah berikutnya."),
        "administratif": N_(
            "Bantuan PKH Anda berakhir karena urusan administrasi. Lapak ini tetap milik Anda sepenuhnya."
        ),
    },
    "my_record": {
        "unverified": N_("Dicatat pendamping, menunggu diperiksa petugas"),
        "matched": N_("Sudah dicocokkan"),
        "mismatched": N_("Ada isi yang belum cocok, sedang diperiksa"),
        "revoked": N_("Dicabut petugas"),
    },
    "parted": {
        "consent withdrawn": N_("Anda mencabut persetujuan."),
        "no consent": N_("Tidak ada persetujuan yang berlaku."),
        "deletion asked": N_("Anda meminta data dihapus."),
        "kept long enough": N_("Pendampingan sudah lama selesai."),
    },
    "way": {
        "tick": N_("lewat layar"),
        "read_aloud": N_("dibacakan"),
        "paper": N_("tanda tangan di kertas"),
    },
    "offer": {
        "open": N_("Menunggu jawaban"),
        "accepted": N_("Diterima"),
        "declined": N_("Belum bisa menerima"),
        "withdrawn": N_("Ditarik kembali"),
    },
    "staff": {
        "invited": N_("Akun dibuat"),
        "left": N_("Tugas berakhir, semua akses ditutup"),
        "returned": N_("Bertugas kembali"),
        "code_given": N_("Diberi kode untuk kata sandi baru"),
        "app_forgotten": N_("Aplikasi kode dipasang ulang"),
    },
    "deed": {
        "claim.made": N_("Meminta data graduasi dihubungkan"),
        "claim.withdrawn": N_("Menarik permintaan data graduasi"),
        "record.declared": N_("Mencatat data graduasi untuk diperiksa petugas"),
        "record.parted": N_("Melepas hubungan dengan data graduasi, untuk dicocokkan lagi"),
        "record.unlinked": N_("Memutus hubungan dengan data graduasi"),
        "record.taken_back": N_("Menyatakan catatan graduasi itu bukan milik lapak ini"),
        "consent.given": N_("Mencatat persetujuan Anda"),
        "story.written": N_("Menulis kisah usaha"),
        "story.shown": N_("Menampilkan kisah usaha di lapak"),
        "story.hidden": N_("Mematikan kisah usaha di lapak"),
        "request.correct": N_("Menulis permintaan membetulkan data"),
        "request.object": N_("Menulis permintaan menolak pemakaian data"),
        "request.delete": N_("Menulis permintaan menghapus data"),
        "reset_code.given": N_("Memberi kode untuk kata sandi baru"),
        "shop.changed": N_("Mengubah keterangan lapak"),
        "shop.delivery_changed": N_("Mengubah cara kirim"),
        "shop.payment_changed": N_("Mengubah cara bayar"),
        "listing.begun": N_("Menambah barang"),
        "listing.saved": N_("Mengubah barang"),
        "listing.photo_added": N_("Menambah foto"),
        "listing.photo_removed": N_("Menghapus foto"),
        "listing.cover_chosen": N_("Memilih foto utama"),
        "listing.sent_to_review": N_("Mengirim barang untuk ditinjau"),
        "listing.taken_back": N_("Menarik barang kembali untuk diubah"),
        "listing.withdrawn": N_("Menurunkan barang dari toko"),
        "parcel.pending_payment": N_("Mengembalikan bukti transfer"),
        "parcel.payment_review": N_("Menerima bukti transfer pesanan"),
        "parcel.disputed": N_("Mencatat keluhan atas pesanan"),
        "parcel.processing": N_("Menerima pesanan"),
        "parcel.packed": N_("Menandai pesanan sudah dikemas"),
        "parcel.shipped": N_("Menandai pesanan sudah dikirim"),
        "parcel.delivered": N_("Menandai pesanan sudah sampai"),
        "parcel.completed": N_("Menyelesaikan pesanan"),
        "parcel.cancelled": N_("Membatalkan pesanan"),
        "parcel.complaint_answered": N_("Menjawab keluhan pembeli"),
    },
    "subject": {
        "shop_data": N_("Data untuk menjalankan lapak"),
        "link_record": N_("Data graduasi untuk pendampingan"),
        "seller_brings": N_("diantar sendiri"),
        "pick_up": N_("diambil pembeli"),
        "courier": N_("lewat kurir"),
        "cash_on_delivery": N_("tunai saat diterima"),
        "bank_transfer": N_("transfer"),
    },
}


def init_app(app: Flask) -> None:
    """Let templates say ``{{ record.kind | words("kind") }}``."""
    app.jinja_env.filters["words"] = words


def words(code: str, group: str) -> str:
    """The sentence for a code, in the language of the reader; a code without one stays as it is."""
    sentence = WORDS[group].get(code)
    return str(_(sentence)) if sentence else code


def lazy_words(code: str, group: str) -> str:
    """The sentence of a code that has one, for a form: its language is asked when it is drawn."""
    sentence = WORDS[group][code]
    return _l(sentence)
