"""What nobody outside may learn, gathered from the database itself, and how it is looked for in whatever is public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from products import regions
from products.actor import Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.models import Claim, GraduationRecord
from storefront.phones import national

PROGRAMME = re.compile(
    r"\b(PKH|KPM|DTKS|DTSEN|SIKS|P2K2|PPSE|PENA|ProKUS|KUBE|bansos|bantuan (?:sosial|tunai)"
    r"|graduasi|graduated?|graduation|(?:keluarga )?penerima manfaat|sejahtera[ _]mandiri|alamiah"
    r"|keluarga miskin|poverty|cash aid|social aid|beneficiar(?:y|ies))\b",
    re.IGNORECASE,
)
SIXTEEN_DIGITS = re.compile(r"(?<!\w)\d{16}(?!\w)")
PHONE = re.compile(r"(?<![\d.])(?:\+?62|0)8\d{8,11}(?!\d)")
DISTRICT_CODE = re.compile(r"(?<![\d.])\d\d\.\d\d\.\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Private:
    """What the database holds and the public may not have.

    Attributes:
        words: exact texts: numbers whole and masked, references, e-mail addresses, names that no shop shows.
        places: the districts of the records.
        phones: those that a seller shows in her shop, in E.164; any other is a leak.
    """

    words: frozenset[str]
    places: frozenset[str]
    phones: frozenset[str]

    def found_in(self, text: str, *, is_picture: bool = False) -> list[str]:
        """A line for everything private in ``text``; in a picture's bytes, chance alone writes short words."""
        exact = [f"private {word!r}" for word in self.words if word in text]
        return exact if is_picture else [*exact, *self._alike(text)]

    def _alike(self, text: str) -> Iterator[str]:
        yield from (f"programme word {found[0]!r}" for found in PROGRAMME.finditer(text))
        yield from (f"sixteen digits {found[0]}" for found in SIXTEEN_DIGITS.finditer(text))
        yield from (f"district code {found[0]}" for found in DISTRICT_CODE.finditer(text))
        yield from (f"district {place!r}" for place in self.places if re.search(rf"\b{re.escape(place)}\b", text))
        yield from (f"phone {found[0]}" for found in PHONE.finditer(text) if e164(found[0]) not in self.phones)


def e164(phone: str) -> str:
    """``+6281…`` for a phone in any of its three ways of writing."""
    digits = phone.lstrip("+")
    return f"+62{digits.removeprefix('62').removeprefix('0')}"


def everything_private() -> Private:
    """All of it, as it lies in the database now."""
    return Private(
        words=frozenset([*_of_records(), *_of_accounts()]),
        places=frozenset(_districts()),
        phones=frozenset(filter(None, db.session.scalars(select(Seller.whatsapp)))),
    )


def _of_records() -> Iterator[str]:
    public = [f"{maker} {name}" for maker, name in db.session.execute(select(Seller.maker, Seller.name))]
    kept = [*db.session.scalars(select(GraduationRecord)), *db.session.scalars(select(Claim))]
    for one in kept:
        nik = identity.unseal(one.nik_sealed, identity.place_of(one.__tablename__, one.reference))
        yield from (nik, identity.masked(nik), one.reference, one.nik_lookup, one.nik_sealed)
        if not any(one.name in shown for shown in public):
            yield one.name


def _of_accounts() -> Iterator[str]:
    for account in db.session.scalars(select(Account).where(Account.role != Role.BUYER)):
        shown = account.seller.whatsapp if account.seller else None
        yield from filter(None, (account.email, account.session_key))
        if account.phone and account.phone != shown:
            yield from (account.phone, national(account.phone))


def _districts() -> Iterator[str]:
    """The districts of the records, but for those that are called like something larger around them."""
    larger = {word for code in db.session.scalars(select(Seller.regency_code)) for word in _words_of(code)}
    for code in set(db.session.scalars(select(GraduationRecord.district_code))):
        name = regions.district(code).name
        if not set(name.split()) & larger:
            yield name


def _words_of(regency_code: str) -> set[str]:
    return set(f"{regions.regency(regency_code).name} {regions.place_name(regency_code)}".replace(",", " ").split())
