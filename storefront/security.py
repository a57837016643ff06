"""Headers that tell browsers what this shop never does, and whom a request comes from."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNSEEN_AFTERWARDS = frozenset({"programme", "coaching", "graduation"})
"""Desks whose pages stay on no shared phone or computer: who leaves them cannot be followed with the back button."""
TWO_YEARS = 2 * 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Set the headers on every answer, and strict transport where the shop is reached over TLS.

    A public shop stands behind a server that speaks TLS and says in ``X-Forwarded-For`` who asks (docs/running.md).
    Without it all the world would share one network address, and a stranger's wrong passwords would lock everybody out.
    """
    settings, headers = app.config["SETTINGS"], dict(HEADERS)
    if not settings.is_demo:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0, x_host=0)  # type: ignore[method-assign]
    if settings.is_https:
        headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}"

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.blueprint in UNSEEN_AFTERWARDS:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
