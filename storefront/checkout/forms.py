"""The form of the checkout: who buys, where it goes, and for each shop how it comes and is paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from products.errors import Refusal
from products.money import rupiah
from storefront.accounts import identifiers
from storefront.checkout.choices import DeliveryOption, Shop
from storefront.checkout.plan import Contact, Pick
from storefront.language import in_words
from storefront.orders.models import DeliveryWay
from storefront.orders.places import code_of, label
from storefront.orders.words import DELIVERY_WAYS
from storefront.payments.models import PaymentWay
from storefront.payments.words import PAYMENT_WAYS


class CheckoutForm(FlaskForm):
    """Contact and address; ``form_for`` adds the choices of each shop."""

    name = StringField(
        _l("Nama penerima"),
        [DataRequired(_l("Tulis nama penerima.")), Length(max=80, message=_l("Paling panjang 80 huruf."))],
    )
    phone = StringField(_l("Nomor HP"), [DataRequired(_l("Tulis nomor HP yang bisa dihubungi penjual."))])
    email = StringField(_l("E-mail"), [Length(max=254, message=_l("Terlalu panjang, paling banyak %(max)d huruf."))])
    regency = StringField(_l("Kabupaten atau kota"))
    address = TextAreaField(_l("Alamat lengkap"), [Length(max=240, message=_l("Paling panjang 240 huruf."))])
    landmark = StringField(_l("Patokan"), [Length(max=120, message=_l("Paling panjang 120 huruf."))])
    postal_code = StringField(_l("Kode pos"), [Regexp(r"^\s*([0-9]{5})?\s*$", message=_l("Kode pos berisi 5 angka."))])
    note = TextAreaField(_l("Pesan untuk penjual"), [Length(max=200, message=_l("Paling panjang 200 huruf."))])

    contact: Contact
    picks: Mapping[int, Pick]
    sellers: Sequence[int] = ()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether every field makes sense by itself; ``contact`` and ``picks`` are there then."""
        plain = super().validate(extra_validators)
        phone, email = self._read("phone"), self._read("email")
        regency_code = self._regency()
        self.picks = {seller_id: pick for seller_id in self.sellers if (pick := self._pick(seller_id))}
        self.contact = Contact(
            name=_line(self.name.data),
            phone=phone or "",
            email=email,
            regency_code=regency_code,
            address=(self.address.data or "").strip(),
            landmark=_line(self.landmark.data),
            postal_code=_line(self.postal_code.data),
            note=(self.note.data or "").strip(),
        )
        return plain and not self.errors

    def refuse(self, fields: Mapping[str, Refusal]) -> None:
        """Write what a rule said beneath the fields it concerns."""
        for name, refusal in fields.items():
            self[name].errors = [*self[name].errors, in_words(refusal)]

    def _read(self, name: str) -> str | None:
        typed = (self[name].data or "").strip()
        if not typed:
            return None
        try:
            found = getattr(identifiers.read(typed), name)
        except Refusal:
            found = None
        if found is None:
            self[name].errors = [*self[name].errors, _EXAMPLES[name]]
        return str(found) if found else None

    def _regency(self) -> str | None:
        if not (self.regency.data or "").strip():
            return None
        try:
            code = code_of(self.regency.data)
        except Refusal as refusal:
            self.refuse({"regency": refusal})
            return None
        self.regency.data = label(code)
        return code

    def _pick(self, seller_id: int) -> Pick | None:
        delivery, payment = self[f"delivery_{seller_id}"], self[f"payment_{seller_id}"]
        if delivery.errors or payment.errors:
            return None
        return Pick(DeliveryWay(delivery.data), PaymentWay(payment.data))


_EXAMPLES = {
    "phone": _l("Tulis nomor HP seperti 0812 3456 7890."),
    "email": _l("Alamat e-mail ini belum lengkap. Contohnya sari@contoh.id."),
}


def form_for(shops: Sequence[Shop], known: Mapping[str, Any], *, sent: bool = True) -> CheckoutForm:
    """The form for these shops, filled with what is ``known`` where nothing was sent.

    With ``sent=False`` it looks at ``known`` alone, as when the draft is read again for the second page.
    """
    choices: dict[str, Any] = {"sellers": [shop.basket.seller_id for shop in shops]}
    for shop in shops:
        choices[f"delivery_{shop.basket.seller_id}"] = _one_of(
            _l("Cara barang dari %(shop)s sampai", shop=shop.basket.seller_name),
            {one.way.value: _(DELIVERY_WAYS[one.way]) for one in shop.deliveries},
            _l("Pilih cara barangnya sampai."),
        )
        choices[f"payment_{shop.basket.seller_id}"] = _one_of(
            _l("Cara membayar ke %(shop)s", shop=shop.basket.seller_name),
            {one.way.value: _(PAYMENT_WAYS[one.way]) for one in shop.payments},
            _l("Pilih cara membayar."),
        )
    made = type("CheckoutFormForShops", (CheckoutForm,), choices)
    form: CheckoutForm = made(data=known) if sent else made(None, data=known, meta={"csrf": False})
    return form


def delivery_notes(shop: Shop) -> dict[str, str]:
    """What stands beneath each way of delivering: the seller's own words, and what postage depends on."""
    notes = {one.way.value: one.note for one in shop.deliveries}
    if DeliveryWay.COURIER in notes and shop.rates:
        postage = _("Per kilogram mulai %(least)s, menurut jarak.", least=rupiah(min(shop.rates.values())))
        notes[DeliveryWay.COURIER.value] = f"{notes[DeliveryWay.COURIER]} {postage}".strip()
    return notes


def delivery_prices(shop: Shop) -> dict[str, str]:
    """What stands at the end of each way whose price is known before the address."""
    return {one.way.value: _price(one) for one in shop.deliveries if one.way is not DeliveryWay.COURIER}


def _price(option: DeliveryOption) -> str:
    return rupiah(option.fee_idr) if option.fee_idr else _("Gratis")


def _one_of(words: Any, choices: dict[str, str], missing: Any) -> RadioField:
    """A choice that must be made; where there is only one way, it is made already."""
    only = next(iter(choices)) if len(choices) == 1 else None
    return RadioField(words, choices=choices, default=only, invalid_choice_message=missing)


def _line(typed: str | None) -> str:
    return " ".join((typed or "").split())
