"""A seller with everything that a shop can come to hold about her, and a buyer who bought there."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from argon2 import PasswordHasher
from PIL import Image

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.models import Photo, Product, Seller
from products.photos import accept
from storefront.accounts.deeds import record_deed
from storefront.accounts.models import Account
from storefront.care.models import Contact, ContactWay, PlanStep
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims
from storefront.graduation.links import link
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import Claim, ClaimState, Consent, GraduationRecord, RecordSource, Story
from storefront.orders.models import Order
from storefront.payments.models import Payment, PaymentOffer, PaymentWay
from storefront.payments.receipts import take_receipt
from storefront.payments.services import claim_payment
from storefront.review.services import remark
from storefront.uploads import photo_store
from tests.factories import CONTACT, make_account, make_category, make_offers, make_order, make_product, make_seller
from tests.storefront.graduation.records import GAMBIR, make_record

PASSWORD = "kopi pagi di teras"
LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NAME = "Wulandari Sukmawati"
SHOP = "Dapur Wulansuk"
PHONE = "+6281355577799"
EMAIL = "wulansuk@example.com"
NIK = "3171015708450777"


@dataclass
class Scene:
    """Who and what there is. ``traces`` are the words by which the seller could be found."""

    account: Account
    shop: Seller
    assistant: Account
    record: GraduationRecord
    claim: Claim
    sold: Product
    never_sold: Product
    order: Order

    @property
    def actor(self) -> Actor:
        """The seller, as the services know her."""
        return Actor(Role.SELLER, self.account.id)

    @property
    def helper(self) -> Actor:
        """Her assistant, acting for her."""
        return Actor(Role.ASSISTANT, self.assistant.id, self.shop.id)


BANK_ACCOUNT, NIB = "9988776655", "1234567890128"
TRACES = (NAME, "Wulandari", "Wulansuk", PHONE, PHONE.removeprefix("+62"), EMAIL, NIK, BANK_ACCOUNT, NIB)


def with_password(role: Role, **values: object) -> Account:
    """An account whose password is ``PASSWORD``."""
    return make_account(role, password_hash=LIGHT.hash(PASSWORD), **values)


def a_seller(*, source: RecordSource = RecordSource.IMPORTED) -> Scene:
    """The whole scene; her record is linked, her one order waits to be packed."""
    shop = make_seller(slug="dapur-wulansuk", name=SHOP, maker=NAME, story=f"Cerita {NAME}.", whatsapp=PHONE, nib=NIB)
    account = with_password(Role.SELLER, seller_id=shop.id, display_name=NAME, phone=PHONE, email=EMAIL)
    assistant = make_account(Role.ASSISTANT, display_name="Dewi Contoh")
    record = make_record(NIK, name=NAME, source=source, assistant_id=assistant.id)
    sold, never_sold = (_listing(shop, colour) for colour in ("red", "green"))
    make_offers(shop)
    scene = Scene(account, shop, assistant, record, _claim(account, shop), sold, never_sold, make_order((sold, 2)))
    _bank(shop)
    _traces(scene)
    return scene


def found_scene() -> Scene:
    """The scene that somebody made in this shop before."""
    account = db.session.query(Account).filter_by(email=EMAIL).one()
    assert account.seller is not None
    return Scene(
        account,
        account.seller,
        db.session.query(Account).filter_by(role=Role.ASSISTANT).one(),
        db.session.query(GraduationRecord).one(),
        db.session.query(Claim).one(),
        db.session.query(Product).filter_by(slug="keripik-red").one(),
        db.session.query(Product).filter_by(slug="keripik-green").one(),
        db.session.query(Order).one(),
    )


def a_buyer() -> Account:
    """A buyer with a password."""
    return with_password(Role.BUYER, display_name=NAME, email=EMAIL, phone=PHONE)


def with_receipt(order: Order, colour: str = "blue") -> str:
    """Send the photo of a receipt for an order that is paid by transfer; gives its key."""
    key = take_receipt(a_picture(colour), "bukti.jpg")
    claim_payment(Actor(Role.BUYER, order.account_id), order.parcels[0], key)
    return key


def by_transfer(product: Product, account: Account | None = None) -> Order:
    """An order of two packs that waits for its transfer."""
    return make_order((product, 2), payment=PaymentWay.BANK_TRANSFER, account=account, contact=CONTACT)


def _listing(shop: Seller, colour: str) -> Product:
    product = make_product(
        shop,
        name=f"Keripik {SHOP} {colour}",
        slug=f"keripik-{colour}",
        description=f"Dibuat oleh {NAME} di dapurnya sendiri setiap pagi hari.",
        category_id=make_category().id,
    )
    photo = accept(a_picture(colour), "foto.jpg", photo_store())
    size = {"width": photo.width, "height": photo.height}
    with transaction() as session:
        session.add(Photo(product_id=product.id, key=photo.key, added_at=clock.now(), **size))
    return product


def _claim(account: Account, shop: Seller) -> Claim:
    made = claims.claim(Actor(Role.SELLER, account.id), account.id, shop, NIK, NAME, GAMBIR)
    with transaction():
        made.state, made.decided_at = ClaimState.CONFIRMED, clock.now()
    return made


def _bank(shop: Seller) -> None:
    with transaction() as session:
        for offer in session.query(PaymentOffer).filter_by(seller_id=shop.id, way=PaymentWay.BANK_TRANSFER):
            offer.account_number, offer.account_holder = BANK_ACCOUNT, NAME
        for payment in session.query(Payment):
            payment.account_number, payment.account_holder = BANK_ACCOUNT, NAME


def _traces(scene: Scene) -> None:
    officer = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    link(officer, scene.record, scene.shop.id)
    take_into_care(scene.assistant.id, scene.shop.id)
    note_look(Actor(Role.ASSISTANT, scene.assistant.id), scene.record.reference, "care")
    record_deed(scene.helper, "shop.changed", SHOP)
    remark(scene.helper, scene.sold, "name", f"Tulis nama {NAME} di kemasan.")
    with transaction() as session:
        session.add_all(
            [
                Contact(
                    seller_id=scene.shop.id,
                    assistant_id=scene.assistant.id,
                    on_day=clock.today(),
                    way=ContactWay.VISIT,
                    words=f"Bertemu {NAME}.",
                    created_at=clock.now(),
                ),
                PlanStep(
                    seller_id=scene.shop.id, code="two_purses", done_at=clock.now(), account_id=scene.assistant.id
                ),
                Story(seller_id=scene.shop.id, words=f"Kisah {NAME}", changed_at=clock.now()),
                Consent(
                    account_id=scene.account.id,
                    purpose="link_record",
                    version="2026-11",
                    text_sha256="0" * 64,
                    given_at=clock.now(),
                ),
            ]
        )
    db.session.refresh(scene.account)


def a_picture(colour: str) -> BytesIO:
    """A photo of one colour, as a phone sends it."""
    file = BytesIO()
    Image.new("RGB", (500, 500), colour).save(file, "JPEG")
    file.seek(0)
    return file
