"""Mail: written into the outbox with the deed it tells of, sent by the worker.

``MAIL_URL`` is ``smtp://user:password@host:port`` (``smtps://`` for TLS from the first byte, ``smtp://`` upgrades when
the server offers it). With none set each message becomes a file in the data folder, to be read as it would arrive.
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from products import clock
from storefront.config import Settings
from storefront.outbox import enqueue

TIMEOUT_SECONDS = 20


def send(key: str, to: str, subject: str, text: str) -> None:
    """Ask for a message to be sent, inside the transaction of what it tells. ``key`` makes it go out once."""
    enqueue("mail.send", f"mail:{key}", message=key, to=to, subject=subject, text=text)


def written(template: str, **values: object) -> str:
    """The text of a message from its template, in the language in force. Nothing that pages show around it is asked
    for, so it can be written in a transaction and without a request.
    """
    return current_app.jinja_env.get_template(template).render(**values)


def deliver(*, message: str, to: str, subject: str, text: str) -> None:
    """The worker's part: hand one message to the mail server, or put it into the folder.

    The message id comes from its key, so a receiver can tell a repeated message from a new one.
    """
    settings: Settings = current_app.config["SETTINGS"]
    letter = compose(settings, message, to, subject, text)
    if settings.mail_url:
        _to_server(urlsplit(settings.mail_url), letter)
    else:
        _to_folder(settings.data / "mail", message, letter)


def compose(settings: Settings, key: str, to: str, subject: str, text: str) -> EmailMessage:
    """The message as it travels."""
    message = EmailMessage()
    message["From"] = formataddr((settings.brand, settings.mail_from))
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{_file_name(key)}@{settings.mail_from.partition('@')[2]}>"
    message.set_content(text)
    return message


def _to_server(url: SplitResult, message: EmailMessage) -> None:
    context = ssl.create_default_context()
    host = url.hostname or "localhost"
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, url.port or 465, timeout=TIMEOUT_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, url.port or 25, timeout=TIMEOUT_SECONDS)
    with server:
        server.ehlo()
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _to_folder(folder: Path, key: str, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{_file_name(key)}.eml"
    draft = target.with_suffix(".tmp")
    draft.write_bytes(message.as_bytes(policy=SMTP))
    draft.replace(target)


def _file_name(key: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in key)
