"""A listing's way to the public: draft → in review → published → withdrawn, and what it must have on the way."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import select, update

from products import clock
from products.actor import Actor, Role
from products.database import db
from products.errors import N_, Refusal
from products.models import ListingMove, ListingState, Product, Seller
from products.search.changes import search_changed

S = ListingState
STAFF = frozenset({Role.ASSISTANT, Role.OFFICER})
MAKER = frozenset({Role.SELLER, Role.ASSISTANT})

# Every move a listing may make, and who may make it. What is not here is refused.
MOVES: dict[tuple[ListingState, ListingState], frozenset[Role]] = {
    (S.DRAFT, S.IN_REVIEW): MAKER,
    (S.RETURNED, S.IN_REVIEW): MAKER,
    (S.IN_REVIEW, S.DRAFT): MAKER,
    (S.IN_REVIEW, S.RETURNED): STAFF,
    (S.IN_REVIEW, S.PUBLISHED): STAFF,
    (S.PUBLISHED, S.WITHDRAWN): MAKER | STAFF,
    (S.PUBLISHED, S.IN_REVIEW): MAKER,
    (S.PUBLISHED, S.RETURNED): STAFF,
    (S.WITHDRAWN, S.IN_REVIEW): MAKER,
}
LEAST_DESCRIPTION = 40


class NotYet(Refusal):
    """A listing is not complete enough; ``fields`` names what is missing, each with its sentence."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(N_("Sebelum dikirim, lengkapi dulu beberapa bagian."))
        self.fields = fields


def start_draft(seller: Seller) -> Product:
    """An empty draft in ``seller``'s shop, inside a transaction."""
    at = clock.now()
    product = Product(seller_id=seller.id, slug=free_slug(Product, "produk"), created_at=at, changed_at=at)
    db.session.add(product)
    db.session.flush()
    return product


def move_to(product: Product, state: ListingState, actor: Actor, reason: str = "") -> None:
    """Move a listing and leave the dated row of who and why; the only writer of ``Product.state``.

    Raises:
        Refusal: when the move is not one of ``MOVES`` for this role, or somebody else moved it in between.
        NotYet: when it goes to review or to the public incomplete.
    """
    was = product.state
    if actor.role not in MOVES.get((was, state), frozenset()):
        raise Refusal(
            N_("Langkah ini tidak bisa dilakukan sekarang. Muat ulang halaman untuk melihat keadaan terbaru.")
        )
    if state in {S.IN_REVIEW, S.PUBLISHED} and (missing := missing_fields(product)):
        raise NotYet(missing)
    _guarded_update(product, was, state)
    db.session.add(
        ListingMove(
            product_id=product.id,
            from_state=was,
            to_state=state,
            at=clock.now(),
            role=actor.role,
            account_id=actor.account_id,
            for_seller_id=actor.for_seller_id,
            reason=reason,
        )
    )
    search_changed(product.id)


def missing_fields(product: Product) -> dict[str, str]:
    """What a buyer would miss, as field → sentence; empty when the listing may go to review."""
    checks = {
        "name": (len(product.name) >= 4, N_("Tulis nama barang yang jelas, misalnya Keripik Singkong Balado.")),
        "category": (product.category_id is not None, N_("Pilih jenis barangnya.")),
        "price": (product.price_idr >= 100, N_("Tulis harga satu kemasan.")),
        "net_amount": (product.net_amount > 0, N_("Tulis isi bersihnya, misalnya 200 gram.")),
        "description": (
            len(product.description) >= LEAST_DESCRIPTION,
            N_("Ceritakan barangnya dalam dua atau tiga kalimat: rasanya, asalnya, cara memakainya."),
        ),
        "photos": (bool(product.photos), N_("Tambahkan paling sedikit satu foto.")),
    }
    return {field: sentence for field, (is_there, sentence) in checks.items() if not is_there}


def settle_slug(product: Product) -> None:
    """Give a listing the address that its name asks for, as long as it was never public."""
    if product.published_at is None and product.name:
        wanted = slug_of(product.name)
        if not re.fullmatch(re.escape(wanted) + r"(-\d+)?", product.slug):
            product.slug = free_slug(Product, product.name)


def slug_of(name: str) -> str:
    """``Keripik Singkong Balado 150 g`` as ``keripik-singkong-balado-150-g``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "lapak"


def free_slug(model: type[Product] | type[Seller], name: str) -> str:
    """The first free address for ``name``: the plain one, else with a number behind it."""
    stem = slug_of(name)
    taken = set(db.session.scalars(select(model.slug).where(model.slug.startswith(stem, autoescape=True))).all())
    if stem not in taken:
        return stem
    number = len(taken) + 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _guarded_update(product: Product, was: ListingState, state: ListingState) -> None:
    values: dict[str, object] = {"state": state, "changed_at": clock.now()}
    if state is S.PUBLISHED and product.published_at is None:
        values["published_at"] = clock.now()
    db.session.flush()
    moved = db.session.execute(update(Product).where(Product.id == product.id, Product.state == was).values(**values))
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(N_("Orang lain baru saja mengubah barang ini. Muat ulang halaman, lalu coba lagi."))
    db.session.refresh(product)
