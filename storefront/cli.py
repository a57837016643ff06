"""The commands of ``flask --app wsgi``."""

from __future__ import annotations

from flask import Flask

from products.shelves import stock_categories
from storefront import jobs
from storefront.accounts import cli as accounts
from storefront.demo import cli as demo
from storefront.graduation.importing import cli as graduation
from storefront.privacy import cli as privacy
from storefront.stockroom import cli as stockroom


def init_app(app: Flask) -> None:
    """Register the commands."""
    demo.init_app(app)
    accounts.init_app(app)
    graduation.init_app(app)
    privacy.init_app(app)
    stockroom.init_app(app)

    @app.cli.command("worker")
    def worker() -> None:
        """Do the outbox's jobs until told to stop."""
        with app.app_context():
            stock_categories()
        jobs.worker(app).run()
