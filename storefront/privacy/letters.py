"""The mail that a request causes: that there is an answer, and where she signs in with something else from now on, that
to her former address. It names no programme and nothing that was asked.
"""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from storefront import mail
from storefront.orders.links import shop_address
from storefront.privacy.models import DataRequest


def tell_answered(asked: DataRequest) -> None:
    """Tell her that her request is answered, where she has an address. The answer itself waits behind her password."""
    _write(asked, "privacy/mail/answered.txt")


def tell_deleted(asked: DataRequest) -> str:
    """Tell her that her data are deleted: the last letter to this address. Returns the letter's key."""
    return _write(asked, "privacy/mail/deleted.txt")


def tell_sign_in_changed(asked: DataRequest, former: str | None) -> None:
    """Tell her at the address she had until now, too, that what she signs in with has changed.

    Args:
        asked: the request that it was changed for.
        former: the e-mail address until now, if there was one.
    """
    if not former:
        return
    with force_locale(asked.account.locale):
        subject = _("Data untuk masuk ke akun sudah diubah")
        text = mail.written("privacy/mail/sign_in_changed.txt")
        mail.send(f"request-{asked.id}-changed", former, subject, text)


def _write(asked: DataRequest, template: str) -> str:
    account, key = asked.account, f"request-{asked.id}-{asked.state.value}"
    if not account.email:
        return ""
    with force_locale(account.locale):
        subject = _("Permintaan Anda sudah dijawab")
        text = mail.written(template, link=f"{shop_address()}/privacy/requests")
        mail.send(key, account.email, subject, text)
    return key
