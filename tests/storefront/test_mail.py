"""Mail goes out once, by whatever way is set, and never with somebody else's headers."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from storefront import mail


def letters(app: Flask) -> list[Message]:
    """What lies in the folder of mail."""
    folder = Path(app.config["SETTINGS"].data) / "mail"
    return [message_from_bytes(file.read_bytes()) for file in sorted(folder.glob("*"))]


def test_without_a_server_a_message_becomes_a_file(app: Flask, work: Callable[[], None]) -> None:
    mail.send("order:7:placed", "rina@example.com", "Pesanan Anda\r\nBcc: all@example.com", "Halo Rina,\nterima kasih.")
    work()
    (letter,) = letters(app)
    assert letter["To"] == "rina@example.com"
    assert letter["Subject"] == "Pesanan Anda Bcc: all@example.com"
    assert letter["Bcc"] is None
    assert "terima kasih" in str(letter.get_payload())


def test_a_message_asked_for_twice_goes_out_once(app: Flask, work: Callable[[], None]) -> None:
    for _request in range(2):
        mail.send("order:7:placed", "rina@example.com", "Pesanan Anda", "Halo.")
    work()
    assert len(letters(app)) == 1


def test_a_message_delivered_twice_keeps_its_name(app: Flask) -> None:
    for _delivery in range(2):
        mail.deliver(message="order:7:placed", to="rina@example.com", subject="Pesanan", text="Halo.")
    (letter,) = letters(app)
    assert letter["Message-ID"] == "<order-7-placed@example.com>"


class Server:
    """A mail server that writes down what it is told."""

    said: list[Any]

    def __init__(self, host: str, port: int, **_options: Any) -> None:
        Server.said = [(host, port)]

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_error: object) -> None:
        Server.said.append("quit")

    def ehlo(self) -> None:
        """Greet."""

    def has_extn(self, name: str) -> bool:
        """Offer TLS."""
        return name == "starttls"

    def starttls(self, **_options: Any) -> None:
        """Upgrade."""
        Server.said.append("starttls")

    def login(self, user: str, password: str) -> None:
        """Sign in."""
        Server.said.append((user, password))

    def send_message(self, message: Message) -> None:
        """Take a message."""
        Server.said.append(message["To"])


def test_a_server_is_spoken_to_over_tls_with_its_password(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtplib, "SMTP", Server)
    make_app({"MAIL_URL": "smtp://lapak:s%40ndi@mail.example.com:587"})
    mail.deliver(message="order:7", to="rina@example.com", subject="Pesanan", text="Halo.")
    expected = [("mail.example.com", 587), "starttls", ("lapak", "s@ndi"), "rina@example.com", "quit"]
    assert Server.said == expected
