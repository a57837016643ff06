"""``make run``: check the ground, make the shop ready, start its server and its worker, and look after both.

A child that dies is started again after a pause. Ctrl-C, SIGTERM or the end of ``make`` stops everything; what does not
stop in time is killed. The children write their logs into ``STOREFRONT_DATA``.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from types import FrameType

from scripts.children import PROJECT, Child, end_group, spawn, stop_all, stop_with_parent

HOST = "127.0.0.1"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PROCESSES = 2
THREADS = 4
LOOK_SECONDS = 0.2


class Stop(Exception):  # noqa: N818 - somebody asked, nothing went wrong
    """Raised wherever the supervisor is when it is told to stop."""


def main() -> None:
    """Run the shop until told to stop.

    Raises:
        SystemExit: with one sentence that says what to do, when the shop cannot start here.
    """
    port = checked_port(os.environ.get("PORT") or "8000")
    data = checked_folder("STOREFRONT_DATA", "instance")
    checked_folder("UPLOAD_ROOT", "uploads")
    environment = os.environ | {"PUBLIC_URL": os.environ.get("PUBLIC_URL") or f"http://{HOST}:{port}"}
    children = [
        Child("server", server(port), data / "server.log", environment),
        Child("worker", flask("worker"), data / "worker.log", environment),
    ]
    if "MAKELEVEL" in os.environ:
        stop_with_parent()
    on_stop_signals(_stop)
    try:
        make_ready(environment)
        for child in children:
            child.start()
        announce(port, children)
        look_after(children)
    except Stop:
        print("\nStopping …", flush=True)
    finally:
        on_stop_signals(signal.SIG_IGN)
        stop_all(children)


def checked_port(text: str) -> int:
    """A free port of the loopback."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT={text} is no port: choose a number from 1 to 65535, as in: PORT=8001 make run")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            sys.exit(f"Port {port} needs root: choose one above 1023, as in: PORT=8000 make run")
        except OSError:
            sys.exit(f"Port {port} is in use: stop what uses it or choose another, as in: PORT={_next(port)} make run")
    return port


def checked_folder(setting: str, default: str) -> Path:
    """A folder that can be written, made when it is not there yet."""
    folder = Path(os.environ.get(setting) or PROJECT / default).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        sys.exit(f"Cannot write in {folder} ({error.strerror}): set {setting} to a folder that you may write in.")
    return folder


def server(port: int) -> list[str]:
    """The WSGI server: two processes of few threads, for a page costs CPU and SQLite lets one writer in at a time."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", HOST, "--port", str(port), "--backlog", "1024"),
        *("--workers", str(PROCESSES), "--blocking-threads", str(THREADS)),
        *("--http1-header-read-timeout", "10000", "--respawn-failed-workers", "--workers-kill-timeout", "3"),
        "wsgi:app",
    ]


def flask(*words: str) -> list[str]:
    """A command of the shop."""
    return [sys.executable, "-m", "flask", "--app", "wsgi", *words]


def make_ready(environment: dict[str, str]) -> None:
    """Migrate, and load the demo the first time."""
    process = spawn([sys.executable, "-m", "scripts.first_start"], environment)
    try:
        code = process.wait()
    except Stop:
        end_group(process, signal.SIGKILL)
        process.wait()
        raise
    if code:
        sys.exit("The shop could not be made ready: the lines above say why.")


def announce(port: int, children: list[Child]) -> None:
    """Wait until the shop answers, then say where it is."""
    while not is_ready(port):
        for child in children:
            child.look()
        time.sleep(LOOK_SECONDS / 4)
    logs = ", ".join(str(child.log) for child in children)
    print(f"\n  The shop is open: http://{HOST}:{port}\n  Logs: {logs}\n  Ctrl-C closes it.", flush=True)


def is_ready(port: int) -> bool:
    """Whether the shop says that it is fit to serve."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def look_after(children: list[Child]) -> None:
    """Keep the children running until told to stop."""
    while True:
        for child in children:
            child.look()
        time.sleep(LOOK_SECONDS)


def on_stop_signals(reaction: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """What Ctrl-C, SIGTERM and a closed terminal do from now on."""
    for number in STOP_SIGNALS:
        signal.signal(number, reaction)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def _next(port: int) -> int:
    return port + 1 if port < 65535 else 8000


if __name__ == "__main__":
    main()
