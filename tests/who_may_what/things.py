"""What there is to open: one seller with all that hangs on her, in a province with its own assistants and officer.

Two such sides are made. What belongs to one of them is a stranger's to everybody of the other.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from products import clock, regions
from products.actor import Actor, Role
from products.database import transaction
from products.models import ListingState, Photo, Product, Seller
from products.photos import PictureFormat
from storefront.accounts.models import Account
from storefront.care.contacts import note_contact
from storefront.care.models import Contact, ContactWay
from storefront.graduation.caring import offers
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims, pauses
from storefront.graduation.models import (
    BatchState,
    CareOffer,
    Claim,
    GraduationRecord,
    ImportBatch,
    RecordSource,
    RecordState,
)
from storefront.orders.models import DeliveryWay
from storefront.outbox.models import Job, JobState
from storefront.payments import receipts
from storefront.payments import services as payments
from storefront.payments.models import PaymentWay
from storefront.privacy import requests
from storefront.privacy.models import RequestKind
from storefront.programme.reporting import figures
from storefront.review.services import open_remarks, remark
from storefront.uploads import photo_store
from tests.factories import make_account, make_category, make_order, make_product, make_seller
from tests.storefront.coaching.scenes import in_review
from tests.storefront.graduation.records import a_nik, make_record

Values = dict[str, object]


@dataclass(frozen=True)
class Side:
    """One seller's world. ``things`` fills the places of addresses: by the address itself, else by its beginning."""

    seller: Seller
    owner: Account
    buyer: Account
    carer: Account
    former: Account
    gone: Account
    officer: Account
    things: dict[str, Values] = field(default_factory=dict)

    def values(self, rule: str) -> Values:
        """What fills the places of this rule, by the longest beginning that is known."""
        known = [start for start in self.things if rule.startswith(start)]
        return self.things[max(known, key=len)] if known else {}


def make_side(regency_code: str, district_code: str) -> Side:
    """Everybody and everything of one province."""
    province = regions.province_of(regency_code).code
    seller = make_seller(regency_code=regency_code)
    carer, former, gone = (make_account(Role.ASSISTANT, province_code=province) for _ in range(3))
    for one in (former, carer):
        take_into_care(one.id, seller.id)
    side = Side(
        seller=seller,
        owner=make_account(Role.SELLER, seller_id=seller.id),
        buyer=make_account(Role.BUYER),
        carer=carer,
        former=former,
        gone=gone,
        officer=make_account(Role.OFFICER, province_code=province),
    )
    record = make_record(seller_id=seller.id, assistant_id=carer.id, district_code=district_code, linked_at=clock.now())
    side.things.update(_public(side) | _orders(side) | _selling(side) | _coaching(side, district_code))
    side.things.update(_programme(side, record, district_code))
    asked = requests.ask(
        Actor(Role.SELLER, side.owner.id), side.owner, RequestKind.CORRECT, "record.name", "Salah tulis."
    )
    for start in ("/privacy/requests/", "/programme/requests/"):
        side.things[start] = {"reference": asked.reference}
    return side


def shared_things() -> dict[str, Values]:
    """What belongs to no side: a stuck job, the shop's own files, a picture."""
    key, edge = secrets.token_hex(32), 480
    store = photo_store()
    store.write(store.path_of(key, edge, PictureFormat.WEBP), b"picture")
    figures.count()
    return {
        "/me/choices/": {"purpose": "tell_story"},
        "/programme/jobs/": {"job_id": _job().id},
        "/static/": {"filename": "favicon.svg"},
        "/assets/": {"asked_version": "any", "filename": "favicon.svg"},
        "/uploads/": {"name": store.url_path(key, edge, PictureFormat.WEBP)},
    }


def _job() -> Job:
    job = Job(kind="mail.send", key=secrets.token_hex(8), payload={}, state=JobState.DEAD, attempts=8)
    job.run_at = job.created_at = clock.now()
    job.last_error = "refused"
    with transaction() as session:
        session.add(job)
    return job


def _public(side: Side) -> dict[str, Values]:
    category = make_category()
    listing = make_product(side.seller, category_id=category.id)
    return {
        "/products/": {"slug": listing.slug},
        "/cart/items/": {"slug": listing.slug},
        "/categories/": {"slug": category.slug},
        "/sellers/": {"slug": side.seller.slug},
        "/programme/listings/": {"slug": listing.slug},
    }


def _orders(side: Side) -> dict[str, Values]:
    """An order whose buyer has sent the photo of her transfer."""
    order = make_order(
        (make_product(side.seller), 1),
        delivery=DeliveryWay.PICK_UP,
        payment=PaymentWay.BANK_TRANSFER,
        account=side.buyer,
    )
    (parcel,) = order.parcels
    out = BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "JPEG")
    key = receipts.take_receipt(BytesIO(out.getvalue()), "bukti.jpg")
    payments.claim_payment(Actor(Role.BUYER, side.buyer.id), parcel, key)
    receipts.size_receipt(receipt=key)
    return {
        "/orders/": {"number": order.number, "parcel_id": parcel.id},
        "/selling/parcels/": {"parcel_id": parcel.id},
    }


def _selling(side: Side) -> dict[str, Values]:
    draft = make_product(side.seller, state=ListingState.DRAFT, published_at=None)
    return {"/selling/listings/": {"product_id": draft.id, "photo_id": _photo_of(draft)}}


def _coaching(side: Side, district_code: str) -> dict[str, Values]:
    waiting = in_review(side.seller)
    remark(Actor(Role.ASSISTANT, side.carer.id), waiting, "name", "Tulis beratnya.")
    return {
        "/coaching/reviews/": {"product_id": waiting.id, "remark_id": open_remarks(waiting.id)[0].id},
        "/coaching/claims/": {"reference": _claim(side.carer, district_code).reference},
        "/coaching/sellers/": {"seller_id": side.seller.id, "code": "two_purses", "contact_id": _contact(side).id},
        "/coaching/pauses/": {"pause_id": pauses.pause(side.seller.id, district_code).id},
        "/coaching/offers/": {"offer_id": _offer_to(side.carer, side).id},
        "/coaching/offers/<int:offer_id>/withdrawal": {"offer_id": _offer_by(side.carer, side.former, side).id},
    }


def _programme(side: Side, record: GraduationRecord, district_code: str) -> dict[str, Values]:
    lonely = _offer_to(side.carer, side).seller
    return {
        "/programme/records/": {"reference": record.reference, "field": "name"},
        "/programme/cases/": {"reference": _case(side, district_code).reference},
        "/programme/declared/": {"reference": _declared(side, district_code).reference},
        "/programme/pauses/": {"pause_id": pauses.pause(side.seller.id, district_code).id},
        "/programme/figures/": {"province": side.officer.province_code},
        "/programme/wages/": {"province": side.officer.province_code},
        "/programme/claims/": {"reference": _claim(None, district_code).reference},
        "/programme/imports/": {"batch_id": _batch(side.officer, BatchState.CHECKED).id},
        "/programme/imports/<int:batch_id>/undo": {"batch_id": _batch(side.officer, BatchState.IMPORTED).id},
        "/programme/caseloads/": {"assistant_id": side.carer.id},
        "/programme/staff/": {"account_id": side.carer.id},
        "/programme/sellers/": {"slug": side.seller.slug},
        "/programme/sellers/<slug>/offer/withdrawal": {"slug": lonely.slug},
    }


def _photo_of(product: Product) -> int:
    photo = Photo(
        product_id=product.id, key=secrets.token_hex(32), width=12, height=9, ready=True, added_at=clock.now()
    )
    with transaction() as session:
        session.add(photo)
    return photo.id


def _case(side: Side, district_code: str) -> Claim:
    """A claim on a record that another seller has."""
    nik, seller = a_nik(), make_seller(regency_code=side.seller.regency_code)
    first = make_seller(regency_code=side.seller.regency_code).id
    make_record(nik, seller_id=first, district_code=district_code, state=RecordState.MATCHED)
    owner = make_account(Role.SELLER, seller_id=seller.id)
    return claims.claim(Actor(Role.SELLER, owner.id), owner.id, seller, nik, "Sari Contoh", district_code)


def _declared(side: Side, district_code: str) -> GraduationRecord:
    """A record that her assistant has entered."""
    shop = make_seller(regency_code=side.seller.regency_code)
    take_into_care(side.carer.id, shop.id)
    return make_record(seller_id=shop.id, district_code=district_code, source=RecordSource.DECLARED)


def _claim(carer: Account | None, district_code: str) -> Claim:
    """Somebody else's claim, which this assistant is to decide; nobody's where none is given."""
    nik, seller = a_nik(), make_seller()
    if carer:
        make_record(nik, assistant_id=carer.id, district_code=district_code)
    owner = make_account(Role.SELLER, seller_id=seller.id)
    return claims.claim(Actor(Role.SELLER, owner.id), owner.id, seller, nik, "Sari Contoh", district_code)


def _offer_to(receiver: Account, side: Side) -> CareOffer:
    """A shop that nobody cares for, offered by the officer."""
    shop = make_seller(regency_code=side.seller.regency_code)
    make_record(seller_id=shop.id)
    return offers.offer(Actor(Role.OFFICER, side.officer.id), shop.id, receiver.id, "")


def _offer_by(sender: Account, receiver: Account, side: Side) -> CareOffer:
    """A shop of hers that an assistant offers to another."""
    shop = make_seller(regency_code=side.seller.regency_code)
    take_into_care(sender.id, shop.id)
    return offers.offer(Actor(Role.ASSISTANT, sender.id), shop.id, receiver.id, "")


def _contact(side: Side) -> Contact:
    carer = Actor(Role.ASSISTANT, side.carer.id)
    return note_contact(carer, side.seller.id, ContactWay.VISIT, clock.today())


def _batch(officer: Account, state: BatchState) -> ImportBatch:
    batch = ImportBatch(
        file_name="data.csv",
        file_sha256="0" * 64,
        account_id=officer.id,
        province_code=officer.province_code,
        state=state,
        created_at=clock.now(),
        finished_at=clock.now(),
    )
    with transaction() as session:
        session.add(batch)
    return batch
