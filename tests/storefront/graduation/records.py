"""Graduation records for tests, with identity numbers that are well-known examples and belong to nobody."""

from __future__ import annotations

import secrets
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from products import clock
from products.actor import Actor, Role
from products.database import transaction
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims
from storefront.graduation.models import Claim, ConsentWay, GraduationRecord, Kind
from tests.factories import make_account, make_seller

NIK = "3171015708450001"
GAMBIR = "31.71.01"
HEADER = "nik,name,kind,graduated_on,district_code,joined_year,reason,assistant,programmes,kk"
_serials = count(100)


def a_nik() -> str:
    """Another example number, unlike the others in more than two digits."""
    number = next(_serials)
    return f"317101{41 + number % 31}{1 + number % 12:02d}7{number % 10}{1000 + number * 37 % 9000}"


def make_record(nik: str = "", **values: Any) -> GraduationRecord:
    """A record of Sari in Gambir, linked to nobody."""
    digits, reference = nik or a_nik(), secrets.token_hex(16)
    fields = {
        "reference": reference,
        "nik_sealed": identity.seal(digits, identity.place_of("graduation_record", reference)),
        "nik_lookup": identity.lookup(digits),
        "name": "Sari Contoh",
        "kind": Kind.SEJAHTERA_MANDIRI,
        "graduated_on": date(2024, 6, 15),
        "district_code": GAMBIR,
        "created_at": clock.now(),
        "changed_at": clock.now(),
    }
    record = GraduationRecord(**(fields | values))
    with transaction() as session:
        session.add(record)
    return record


def make_claimant() -> Account:
    """A seller with a shop."""
    return make_account(Role.SELLER, seller_id=make_seller().id)


def make_claim(
    nik: str = NIK, claimant: Account | None = None, name: str = "Sari Contoh", district: str = GAMBIR
) -> Claim:
    """A seller's claim on the record with this number."""
    seller = claimant or make_claimant()
    assert seller.seller is not None
    return claims.claim(Actor(Role.SELLER, seller.id), seller.id, seller.seller, nik, name, district)


def make_typed_claim(assistant: Actor, nik: str = NIK) -> Claim:
    """A claim that an assistant types for a seller in her care."""
    seller = make_claimant()
    assert seller.seller is not None
    take_into_care(assistant.account_id or 0, seller.seller.id)
    acting = Actor(assistant.role, assistant.account_id, seller.seller.id)
    return claims.claim(acting, seller.id, seller.seller, nik, "Sari Contoh", GAMBIR, ConsentWay.READ_ALOUD)


def make_assistant() -> Actor:
    """An assistant, as the services know her."""
    return Actor(Role.ASSISTANT, make_account(Role.ASSISTANT).id)


def csv_file(folder: Path, *lines: str, header: str = HEADER) -> Path:
    """A file of records."""
    path = folder / "records.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def line(nik: str = NIK, **cells: str) -> str:
    """A line in the order of the header."""
    good = {
        "nik": nik,
        "name": "Sari Contoh",
        "kind": "alamiah",
        "graduated_on": "2024-06-15",
        "district_code": GAMBIR,
        "joined_year": "2015",
        "reason": "usaha",
        "assistant": "",
        "programmes": "KUR;PENA",
        "kk": "",
    }
    return ",".join((good | cells).values())
