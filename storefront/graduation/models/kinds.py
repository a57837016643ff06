"""The words a record is kept in: how a family left the programme, why, and how far the record is known to be true."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a family left the programme. ``administratif`` is no graduation: never congratulated, never a success."""

    ALAMIAH = "alamiah"
    SEJAHTERA_MANDIRI = "sejahtera_mandiri"
    PENA_PPSE = "pena_ppse"
    ADMINISTRATIF = "administratif"

    @property
    def is_graduation(self) -> bool:
        """Whether the family graduated at all; the other way out is a matter of the files."""
        return self is not Kind.ADMINISTRATIF


GRADUATIONS = tuple(kind for kind in Kind if kind.is_graduation)


class Reason(StrEnum):
    """Why a family left, as a code: free words about health or children are not kept."""

    NO_COMPONENT = "komponen_habis"
    BUSINESS = "usaha"
    WORK = "pekerjaan"
    INCOME = "penghasilan_umk"
    OTHER = "lain"


class RecordState(StrEnum):
    """How far a record is known to be true of the seller it is linked to."""

    UNVERIFIED = "unverified"
    MATCHED = "matched"
    MISMATCHED = "mismatched"
    REVOKED = "revoked"


class RecordSource(StrEnum):
    """Where a record came from: a file of the programme, or an assistant's word that waits to be verified."""

    IMPORTED = "imported"
    DECLARED = "declared"
