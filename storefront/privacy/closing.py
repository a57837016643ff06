"""Asking for deletion: what happens at that very moment, and what comes back when it is taken back.

The link to the programme's record is cut and the shop leaves the public at once; nobody has to decide that. The rest
goes when ``erasure`` carries the request out. Taking it back opens the shop again, resting and with its listings
withdrawn; the link stays cut.
"""

from __future__ import annotations

from sqlalchemy import select, update

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.listing import move_to
from products.models import ListingState, Product, Seller, SellerState
from products.search import search_changed
from storefront.accounts import passwords, throttle
from storefront.accounts.models import Account
from storefront.graduation import links
from storefront.graduation.caring.caseload import release_from_care
from storefront.graduation.models import Claim, ClaimState, Consent, RecordSource
from storefront.privacy import requests
from storefront.privacy.models import DataRequest, RequestKind, RequestState
from storefront.privacy.requests import ask, end

ASKED = "deletion asked"
WITHDRAWN = N_("Penjual menutup lapaknya.")
OFF_THE_SHELVES = {
    ListingState.PUBLISHED: ListingState.WITHDRAWN,
    ListingState.IN_REVIEW: ListingState.DRAFT,
}


def ask_for_deletion(actor: Actor, account: Account, password: str) -> DataRequest:
    """Ask that everything about a buyer or a seller is deleted, with her own password typed by herself.

    Raises:
        TooSoon: after too many wrong passwords.
        Refusal: when the password is wrong, or a deletion is open already.
    """
    refuse_wrong_password(account, password)
    with transaction():
        shop = account.seller
        asked = ask(actor, account, RequestKind.DELETE, _declared_record_of(shop))
        if shop:
            _leave_the_public(actor, shop)
        let_go(actor, account)
    return asked


def let_go(actor: Actor, account: Account) -> str:
    """End her consents and part her from the programme: at the request, and once more when it is carried out.

    Returns:
        The reference of a record that exists by her own word alone and goes with her, or nothing.
    """
    with transaction():
        declared = _declared_record_of(account.seller)
        _end_consents(actor, account.id)
        if account.seller:
            _part_from_record(actor, account.seller.id)
    return declared


def take_back(actor: Actor, asked: DataRequest) -> None:
    """She has changed her mind while her request was open.

    Raises:
        Refusal: when it is answered already.
    """
    with transaction():
        end(asked, RequestState.WITHDRAWN, actor)
        _open_again(asked)


def decline(actor: Actor, asked: DataRequest, reason: str) -> None:
    """An officer says no, with a reason that she reads; a shop that was closed for it can be opened again.

    Raises:
        Refusal: when there is no reason, or the request is closed.
    """
    with transaction():
        requests.decline(actor, asked, reason)
        _open_again(asked)


def refuse_wrong_password(account: Account, password: str) -> None:
    """Whether it is really she who asks; wrong tries are counted as at the door.

    Raises:
        TooSoon: after too many wrong passwords.
        Refusal: when it is wrong.
    """
    name = throttle.by_name("password", str(account.id))
    tries = throttle.note_try(name)
    if not passwords.verify(account.password_hash, password):
        raise Refusal(N_("Kata sandi itu tidak cocok. Coba lagi."), field="password")
    throttle.strike_out(tries, name)


def _open_again(asked: DataRequest) -> None:
    shop = asked.seller
    if asked.kind is RequestKind.DELETE and shop and shop.state is SellerState.CLOSED:
        shop.state = SellerState.RESTING


def _declared_record_of(shop: Seller | None) -> str:
    """The reference of a record that exists by her own word alone: it goes with her. An imported one stays."""
    record = links.record_of(shop.id) if shop else None
    return record.reference if record and record.source is RecordSource.DECLARED else ""


def _end_consents(actor: Actor, account_id: int) -> None:
    db.session.execute(
        update(Consent)
        .where(Consent.account_id == account_id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now(), withdrawn_by_id=actor.account_id)
    )


def _leave_the_public(actor: Actor, shop: Seller) -> None:
    shop.state, shop.told = SellerState.CLOSED, ""
    products = db.session.scalars(select(Product).where(Product.seller_id == shop.id)).all()
    for product in products:
        if product.state in OFF_THE_SHELVES:
            move_to(product, OFF_THE_SHELVES[product.state], actor, WITHDRAWN)
    search_changed(*(product.id for product in products))


def _part_from_record(actor: Actor, seller_id: int) -> None:
    db.session.execute(
        update(Claim)
        .where(Claim.seller_id == seller_id, Claim.state == ClaimState.WAITING)
        .values(state=ClaimState.WITHDRAWN, decided_at=clock.now(), decided_by_id=actor.account_id)
    )
    links.cut(actor, seller_id, ASKED)
    release_from_care(seller_id)
