"""The web shop. ``create_app`` is its table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from products import search
from products.database import db, prepare
from storefront import (
    addresses,
    assets,
    cli,
    errors,
    health,
    jobs,
    language,
    layout,
    logs,
    sealing,
    security,
    typed,
    uploads,
)
from storefront.accounts import acting, guards, views_sign_in
from storefront.accounts import views as accounts
from storefront.browse import machines
from storefront.browse import views as browse
from storefront.cart import views as cart
from storefront.checkout import views as checkout
from storefront.coaching import views as coaching
from storefront.config import Settings
from storefront.extensions import csrf, login_manager, migrate
from storefront.graduation import views as graduation
from storefront.graduation import words
from storefront.graduation.caring import caseload
from storefront.privacy import queue as data_requests
from storefront.privacy import views as privacy
from storefront.privacy import views_queue as data_requests_pages
from storefront.programme import views as programme
from storefront.programme import waiting as programme_waiting
from storefront.selling import views as selling
from storefront.tracking import views as tracking


def create_app(environment: Mapping[str, str] | None = None, **overrides: object) -> Flask:
    """The shop as a WSGI application.

    Args:
        environment: where settings are read from; the process environment when not given.
        overrides: Flask settings on top, such as ``TESTING=True``.

    Raises:
        SettingsError: when a setting is missing or wrong.
    """
    settings = Settings.from_environment() if environment is None else Settings.from_environment(environment)
    app = Flask(__name__)
    app.config.from_mapping(settings.for_flask())
    app.config.from_mapping(overrides)
    for folder in (settings.data, settings.upload_root):
        folder.mkdir(parents=True, exist_ok=True)

    addresses.init_app(app)
    typed.init_app(app)
    logs.init_app(app)
    security.init_app(app)
    sealing.init_app(app)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        search.open_at(settings.data / "search")
    migrate.init_app(app, db, directory="migrations", render_as_batch=True)
    csrf.init_app(app)
    login_manager.init_app(app)
    guards.init_app()
    acting.init_app(app, caseload.in_care)
    words.init_app(app)
    programme_waiting.init_app(app, data_requests.waiting_count)
    data_requests_pages.init_app(app)
    language.init_app(app)
    layout.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    jobs.init_app(app)
    cli.init_app(app)

    app.register_blueprint(health.bp)
    app.register_blueprint(uploads.bp)
    app.register_blueprint(accounts.bp)
    app.register_blueprint(views_sign_in.bp)
    app.register_blueprint(graduation.bp)
    app.register_blueprint(programme.bp)
    app.register_blueprint(browse.bp)
    app.register_blueprint(machines.bp)
    app.register_blueprint(cart.bp)
    app.register_blueprint(checkout.bp)
    app.register_blueprint(tracking.bp)
    app.register_blueprint(selling.bp)
    app.register_blueprint(coaching.bp)
    app.register_blueprint(privacy.bp)
    return app
