"""``make run`` says in one sentence why it cannot start."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from scripts import serve


def test_a_port_in_use_is_named_with_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port} is in use: .*PORT=\d+ make run"):
            serve.checked_port(str(port))


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80a"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(SystemExit, match="is no port: choose a number"):
        serve.checked_port(text)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("STOREFRONT_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(SystemExit, match=r"Cannot write in .*: set STOREFRONT_DATA to a folder"):
        serve.checked_folder("STOREFRONT_DATA", "instance")


def test_a_folder_that_is_not_there_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPLOAD_ROOT", str(tmp_path / "a" / "b"))
    assert serve.checked_folder("UPLOAD_ROOT", "uploads").is_dir()
