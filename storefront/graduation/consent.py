"""What a person agrees to before her data are used: each purpose by itself, in plain words, kept with their hash.

UU 27/2022 articles 20-24: explicit consent, told beforehand what for, how long and what rights there are; several
purposes clearly apart; and proof of it. A consent without its words is no proof, so each keeps the version and the
hash of what was shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import select, update

from products import clock
from products.database import db, transaction
from products.errors import N_
from storefront.graduation.models import Consent

VERSION = "2026-11"


class Purpose(StrEnum):
    """What data are used for; one consent each."""

    SHOP = "shop_data"
    RECORD = "link_record"


WORDS = {
    Purpose.SHOP: N_("Saya setuju nama, tempat, dan barang saya disimpan untuk menjalankan lapak ini."),
    Purpose.RECORD: N_(
        "Saya setuju data graduasi PKH saya dihubungkan dengan lapak ini, supaya pendamping bisa membantu saya."
    ),
}
TOLD_BEFORE = (
    N_("Yang disimpan: nama, NIK yang disandikan, kecamatan, tanggal dan jenis graduasi."),
    N_("Yang boleh melihat: pendamping Anda dan petugas program. Pembeli tidak pernah melihatnya."),
    N_("Setiap kali ada yang membuka data itu, Anda bisa membacanya di halaman Data saya."),
    N_("Disimpan selama Anda didampingi, lalu paling lama 12 bulan sesudahnya."),
    N_("Anda boleh mencabut persetujuan kapan saja di halaman Data saya. Lapak Anda tetap jalan."),
)


def shown(purpose: Purpose) -> str:
    """The words of a consent in the language of the reader."""
    return str(_(WORDS[purpose]))


def give(account_id: int, purposes: Iterable[Purpose], assisted_by_id: int | None = None) -> None:
    """Keep that somebody agreed now, to the words she was shown. Earlier consents for the same end with it."""
    at = clock.now()
    with transaction() as session:
        for purpose in purposes:
            withdraw(account_id, purpose)
            session.add(
                Consent(
                    account_id=account_id,
                    purpose=purpose,
                    version=VERSION,
                    text_sha256=_hash_of_words(purpose),
                    given_at=at,
                    assisted_by_id=assisted_by_id,
                )
            )


def withdraw(account_id: int, purpose: Purpose) -> None:
    """End a consent now."""
    with transaction() as session:
        session.execute(
            update(Consent)
            .where(Consent.account_id == account_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
            .values(withdrawn_at=clock.now())
        )


def consents_of(account_id: int) -> Sequence[Consent]:
    """All consents of an account, the newest first."""
    own = select(Consent).where(Consent.account_id == account_id)
    return db.session.scalars(own.order_by(Consent.given_at.desc(), Consent.id.desc())).all()


def _hash_of_words(purpose: Purpose) -> str:
    words = "\n".join([*(str(_(sentence)) for sentence in TOLD_BEFORE), shown(purpose)])
    return hashlib.sha256(words.encode()).hexdigest()
