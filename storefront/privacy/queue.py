"""The requests that wait for officers, those of their own area alone; whoever has no shop belongs to the nation."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from products.database import db
from products.models import Seller
from storefront.graduation.area import Area
from storefront.privacy.models import DataRequest, RequestState

MOST_SHOWN = 100


def waiting(area: Area) -> Sequence[DataRequest]:
    """The open requests of an area, whoever is due first."""
    return _read(_in(area).where(_is_open()).order_by(DataRequest.due_at, DataRequest.id))


def answered(area: Area) -> Sequence[DataRequest]:
    """Those that were answered or taken back, the newest first."""
    return _read(_in(area).where(~_is_open()).order_by(DataRequest.answered_at.desc(), DataRequest.id.desc()))


def waiting_count(area: Area) -> int:
    """How many wait in an area."""
    counted = _in(area).where(_is_open()).with_only_columns(func.count(), maintain_column_froms=True)
    return db.session.scalar(counted) or 0


def request_in(area: Area, reference: str) -> DataRequest | None:
    """One request of an area; any other does not exist for its officers."""
    return db.session.scalar(_in(area).where(DataRequest.reference == reference))


def _in(area: Area) -> Select[DataRequest]:
    return select(DataRequest).outerjoin(Seller, Seller.id == DataRequest.seller_id).where(_belongs(area))


def _belongs(area: Area) -> ColumnElement[bool]:
    return true() if area.is_nation else or_(area.holds(Seller.regency_code))


def _is_open() -> ColumnElement[bool]:
    return DataRequest.state == RequestState.OPEN


def _read(query: Select[DataRequest]) -> Sequence[DataRequest]:
    eager = query.options(joinedload(DataRequest.account), joinedload(DataRequest.seller))
    return db.session.scalars(eager.limit(MOST_SHOWN)).all()
