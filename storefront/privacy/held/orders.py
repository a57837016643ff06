"""What she bought, and what was bought from her; whoever bought from her is shown as the desk shows him."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, select

from products import regions
from products.database import db
from products.errors import N_
from products.models import Seller
from storefront.orders.hiding import hidden_name
from storefront.orders.models import Complaint, Order, Parcel, ParcelLine, ParcelMove
from storefront.payments.models import Payment
from storefront.privacy.held.section import AT_ONCE, Row, Section, Whom, read


def bought_rows(whom: Whom) -> Iterator[Row]:
    """Her own orders, with everything that she typed."""
    own = select(Order).where(Order.account_id == whom.account.id).order_by(Order.id.desc())
    for one in db.session.scalars(own.execution_options(yield_per=AT_ONCE)):
        yield (
            one.number,
            one.placed_at,
            one.contact_name,
            one.contact_phone,
            one.contact_email,
            one.address,
            one.landmark,
            regions.place_name(one.regency_code) if one.regency_code else "",
            one.postal_code,
            one.note,
            one.total_idr,
        )


PARCEL = (
    Order.number,
    Parcel.created_at,
    Parcel.state,
    Parcel.changed_at,
    Parcel.delivery_way,
    Parcel.courier,
    Parcel.tracking_number,
    Parcel.items_idr,
    Parcel.delivery_idr,
    Payment.way,
    Payment.state,
    Payment.paid_at,
    Payment.bank,
    Payment.account_number,
    Payment.account_holder,
    Payment.receipt_key,
)
PARCEL_NAMES = {
    "state": N_("Keadaan"),
    "changed_at": N_("Sejak"),
    "delivery": N_("Cara kirim"),
    "courier": N_("Kurir"),
    "tracking_number": N_("Nomor resi"),
    "items_idr": N_("Barang"),
    "delivery_idr": N_("Ongkos kirim"),
    "payment": N_("Cara bayar"),
    "payment_state": N_("Pembayaran"),
    "paid_at": N_("Dibayar"),
    "bank": N_("Bank"),
    "account_number": N_("Nomor rekening"),
    "account_holder": N_("Nama pemilik rekening"),
    "receipt": N_("Berkas bukti transfer"),
}


def bought_parcel_rows(whom: Whom) -> Iterator[Row]:
    """The parcels of her orders, each with its shop."""
    return _parcels(Seller.name, Order.account_id == whom.account.id)


def sold_parcel_rows(whom: Whom) -> Iterator[Row]:
    """The parcels of her shop. Of the buyer only the first letter: his name and address are his."""
    for number, name, *rest in _parcels(Order.contact_name, Parcel.seller_id == whom.shop_id):
        yield number, hidden_name(str(name)), *rest


def bought_line_rows(whom: Whom) -> Iterator[Row]:
    """What was in the parcels that she bought."""
    return _lines(Order.account_id == whom.account.id)


def sold_line_rows(whom: Whom) -> Iterator[Row]:
    """What was in the parcels that she sold."""
    return _lines(Parcel.seller_id == whom.shop_id)


def move_rows(whom: Whom) -> Iterator[Row]:
    """The steps of all these parcels."""
    moves = select(ParcelMove.at, Order.number, ParcelMove.to_state, ParcelMove.role, ParcelMove.reason)
    joined = moves.join(Parcel, Parcel.id == ParcelMove.parcel_id).join(Order, Order.id == Parcel.order_id)
    return read(joined.where(_hers(whom)).order_by(ParcelMove.id.desc()))


def complaint_rows(whom: Whom) -> Iterator[Row]:
    """Complaints that she made or answers to."""
    said = select(Complaint.at, Order.number, Complaint.text, Complaint.answer, Complaint.answered_at)
    joined = said.join(Parcel, Parcel.id == Complaint.parcel_id).join(Order, Order.id == Parcel.order_id)
    return read(joined.where(_hers(whom)).order_by(Complaint.id.desc()))


def _hers(whom: Whom) -> ColumnElement[bool]:
    return (Order.account_id == whom.account.id) | (Parcel.seller_id == whom.shop_id)


def _parcels(name: Any, which: ColumnElement[bool]) -> Iterator[Row]:
    number, *rest = PARCEL
    found = select(number, name, *rest).join_from(Parcel, Order).join(Seller, Seller.id == Parcel.seller_id)
    joined = found.outerjoin(Payment, Payment.parcel_id == Parcel.id)
    return read(joined.where(which).order_by(Parcel.id.desc()))


def _lines(which: ColumnElement[bool]) -> Iterator[Row]:
    columns = (Order.number, ParcelLine.product_name, ParcelLine.quantity, ParcelLine.unit_price_idr)
    whole = (ParcelLine.quantity * ParcelLine.unit_price_idr).label("total_idr")
    found = select(*columns, whole).join_from(ParcelLine, Parcel).join(Order, Order.id == Parcel.order_id)
    return read(found.where(which).order_by(ParcelLine.id.desc()))


BOOKS_WHY = N_("Catatan jual beli. Menurut hukum disimpan 10 tahun, dengan nama dan alamat paling lama 5 tahun.")
NUMBER = {"number": N_("Nomor pesanan")}
LINE_NAMES = NUMBER | {
    "product": N_("Barang"),
    "quantity": N_("Banyaknya"),
    "unit_price_idr": N_("Harga satuan"),
    "total_idr": N_("Jumlah"),
}
ORDERS = (
    Section(
        "orders",
        N_("Pesanan yang saya buat"),
        N_("Supaya barang sampai kepada Anda. Nama dan alamat dihapus 5 tahun sesudah pesanan."),
        NUMBER
        | {
            "placed_at": N_("Dipesan"),
            "name": N_("Nama"),
            "phone": N_("Nomor HP"),
            "email": N_("E-mail"),
            "address": N_("Alamat"),
            "landmark": N_("Patokan"),
            "place": N_("Daerah"),
            "postal_code": N_("Kode pos"),
            "note": N_("Pesan untuk penjual"),
            "total_idr": N_("Jumlah"),
        },
        bought_rows,
        ("order.account_id",),
    ),
    Section(
        "orders_parcels",
        N_("Kiriman dari pesanan saya"),
        BOOKS_WHY,
        NUMBER | {"shop": N_("Lapak"), "created_at": N_("Dibuat")} | PARCEL_NAMES,
        bought_parcel_rows,
        ("payment",),
    ),
    Section("orders_lines", N_("Isi pesanan saya"), BOOKS_WHY, LINE_NAMES, bought_line_rows, ("parcel_line",)),
    Section(
        "sales",
        N_("Pesanan di lapak saya"),
        BOOKS_WHY,
        NUMBER | {"buyer": N_("Pembeli"), "created_at": N_("Dibuat")} | PARCEL_NAMES,
        sold_parcel_rows,
        ("parcel.seller_id",),
    ),
    Section("sales_lines", N_("Isi pesanan di lapak saya"), BOOKS_WHY, LINE_NAMES, sold_line_rows, ()),
    Section(
        "parcel_history",
        N_("Perjalanan pesanan"),
        BOOKS_WHY,
        {"at": N_("Kapan")} | NUMBER | {"to": N_("Menjadi"), "role": N_("Oleh"), "reason": N_("Alasan")},
        move_rows,
        ("parcel_move.for_seller_id",),
    ),
    Section(
        "complaints",
        N_("Keluhan"),
        N_("Supaya keluhan bisa diselesaikan. Disimpan 5 tahun sesudah dijawab."),
        {"at": N_("Kapan")} | NUMBER | {"text": N_("Keluhan"), "answer": N_("Jawaban"), "answered_at": N_("Dijawab")},
        complaint_rows,
        ("complaint",),
    ),
)
