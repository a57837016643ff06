"""Receipts lie apart from what everybody may see, and those that were replaced do not lie there for ever."""

from __future__ import annotations

import os
from io import BytesIO

from flask import Flask
from PIL import Image

from products.actor import Actor, Role
from storefront.payments.models import PaymentWay
from storefront.payments.receipts import receipt_store, size_receipt, take_receipt
from storefront.payments.services import claim_payment
from storefront.photo_jobs import GRACE
from storefront.privacy.retention import rule
from storefront.uploads import photo_store
from tests.factories import make_order


def sent(colour: str) -> str:
    """The key of a receipt that came in longer ago than the grace."""
    file = BytesIO()
    Image.new("RGB", (400, 600), colour).save(file, "JPEG")
    file.seek(0)
    key = take_receipt(file, "bukti.jpg")
    for path in receipt_store().files_of(key):
        old = path.stat().st_mtime - GRACE.total_seconds() - 60
        os.utime(path, (old, old))
    return key


def test_a_receipt_that_was_replaced_is_put_away_and_the_one_that_counts_is_kept(app: Flask) -> None:
    parcel = make_order(payment=PaymentWay.BANK_TRANSFER).parcels[0]
    first, second = sent("red"), sent("green")
    for key in (first, second):
        claim_payment(Actor(Role.BUYER), parcel, key)
    assert rule("loose-photos").over() == 1
    assert rule("loose-photos").enforce() == 1
    assert receipt_store().files_of(first) == []
    assert receipt_store().files_of(second)
    assert rule("loose-photos").enforce() == 0


def test_a_receipt_put_away_before_its_sizes_were_made_is_no_fault(app: Flask) -> None:
    size_receipt(receipt="a" * 64)


def test_a_receipt_never_lies_where_pictures_are_served_from(app: Flask) -> None:
    key = sent("blue")
    assert not photo_store().files_of(key)
