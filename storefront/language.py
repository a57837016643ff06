"""Which language a visitor reads: her own choice, else what her browser asks for, else Indonesian."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, g, has_request_context, redirect, request, session
from flask_babel import format_datetime, get_domain, get_locale
from flask_babel import gettext as _
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup
from werkzeug.wrappers import Response

from products.errors import Refusal
from storefront.extensions import babel, csrf

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}

bp = Blueprint("language", __name__)


def init_app(app: Flask) -> None:
    """Bind Flask-Babel to the choice, and have templates look up the catalogue once a page."""
    babel.init_app(app, locale_selector=chosen)
    app.jinja_env.globals |= {"_": said, "gettext": said, "ngettext": said_of_many}
    app.jinja_env.filters["moment"] = moment
    csrf.exempt(bp)  # it changes nothing but words, and public pages need no session for a token then
    app.jinja_env.globals["page_address"] = page_address
    app.register_blueprint(bp)


@pass_eval_context
def said(place: EvalContext, sentence: str, /, **values: Any) -> str:
    """A sentence of a template in the reader's language, its places filled. What fills them is escaped, the sentence is
    ours. Jinja's own way there takes three calls more, a hundred and fifty times a page."""
    return _filled(place, catalogue().ugettext(sentence), values)


@pass_eval_context
def said_of_many(place: EvalContext, one: str, many: str, number: int, /, **values: Any) -> str:
    """The same for a number of things; ``%(num)s`` is the number."""
    return _filled(place, catalogue().ungettext(one, many, number), {"num": number} | values)


def _filled(place: EvalContext, words: str, values: dict[str, Any]) -> str:
    text = Markup(words) if place.autoescape else words  # noqa: S704 - a sentence of ours
    return text % values if "%" in words else text


def catalogue() -> Any:
    """The sentences of the language read now. A page has some hundred and fifty; finding out for each which language it
    is cost a third of its time."""
    locale = get_locale()
    kept = g.get("catalogue")
    if kept is None or kept[0] is not locale:
        kept = g.catalogue = (locale, get_domain().get_translations())
    return kept[1]


def chosen() -> str:
    """The language code of this request; Indonesian where there is none, as in the worker."""
    if not has_request_context():
        return "id"
    mine = str(session.get("locale", ""))
    return mine if mine in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES), "id")


def current() -> str:
    """``id`` or ``en``, also outside of a request."""
    return str(get_locale() or "id")


def in_language(indonesian: str, english: str) -> str:
    """Of what a seller wrote twice the reader's text; the Indonesian one where she wrote no English."""
    return english if english and current() == "en" else indonesian


def moment(at: datetime, *, year: bool = True) -> str:
    """Day and time as the reader writes them: ``13 Nov 2026, 18.41``, in English ``13 Nov 2026, 18:41``."""
    day = "d MMM yyyy" if year else "d MMM"
    return str(format_datetime(at, f"{day}, HH.mm" if current() == "id" else f"{day}, HH:mm"))


def in_words(refusal: Refusal) -> str:
    """A rule's "no" in the language of the reader."""
    return str(_(refusal.sentence, **refusal.values))


@bp.post("/language")
def choose() -> Response:
    """Remember a choice and go back to the page it was made on."""
    if request.form.get("language") in LANGUAGES:
        session["locale"] = request.form["language"]
    return redirect(own_path(request.form.get("next", "")), 303)


def page_address() -> str:
    """Where to find this page again; a form that was refused is found where it stood, not where it was sent."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    stood = urlsplit(request.referrer or "")
    return f"{stood.path}?{stood.query}".rstrip("?") if stood.netloc == request.host else "/"


def own_path(address: str) -> str:
    """The path of ``address`` when it lies in this shop, else the front page: no open redirects."""
    is_path = address.startswith("/") and not address.startswith("//")
    return address if is_path and "\\" not in address and address.isprintable() else "/"
