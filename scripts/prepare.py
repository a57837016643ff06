"""Make ``.venv`` and everything in it that ``make run`` or ``make test`` needs; quick when nothing has changed.

Runs on the system's Python with nothing installed but pip. The packages are those of ``requirements/<purpose>.txt``,
each pinned and checked by its hash. Debian splits ``ensurepip`` off into a package of its own, so the environment is
made without pip and filled by the pip outside of it.

Usage: python3 scripts/prepare.py run|test
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import List

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
TRANSLATIONS = PROJECT / "storefront" / "translations"
OLDEST = (3, 11)


def main(purpose: str) -> None:
    """Prepare for ``run`` or ``test``.

    Raises:
        SystemExit: with one sentence that says what to do, when it cannot be done.
    """
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"This shop needs Python 3.11 or newer and found {found}: name another, as in: make PYTHON=python3.11")
    try:
        make_environment()
        install(PROJECT / "requirements" / f"{purpose}.txt")
        compile_translations()
    except PermissionError as error:
        sys.exit(f"Cannot write {error.filename}: give yourself the right to write in {PROJECT}.")


def make_environment() -> None:
    """An environment of this folder's own; one that was moved or has lost its Python is made anew."""
    if not _is_sound():
        print(f"Making {VENV} …", flush=True)
        _call([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], "make an environment in .venv")


def install(requirements: Path) -> None:
    """Install the pinned packages when the list is another than the one installed last."""
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = VENV / f"{requirements.stem}.sha256"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        sys.exit("pip is missing: install it (on Debian as root: apt-get install python3-pip) and start again.")
    print(f"Installing the packages of requirements/{requirements.name} (this once) …", flush=True)
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "-qq", "--disable-pip-version-check"]
    _call(
        [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", str(requirements)],
        "install the packages; is the network there?",
        PIP_ROOT_USER_ACTION="ignore",
    )
    stamp.write_text(wanted)


def compile_translations() -> None:
    """Turn the catalogues into the form that is read at run time, when one has changed."""
    catalogues = list(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    if all(_is_compiled(catalogue) for catalogue in catalogues):
        return
    compiler = [str(PYTHON), "-m", "babel.messages.frontend", "--quiet", "compile"]
    _call([*compiler, "--directory", str(TRANSLATIONS)], "compile the translations")


def _is_sound() -> bool:
    question = "import sys; print(sys.prefix, sys.version_info >= (3, 11))"
    try:
        answer = subprocess.run([str(PYTHON), "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == f"{VENV} True"


def _is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime


def _call(command: List[str], what: str, **environment: str) -> None:
    try:
        subprocess.run(command, check=True, cwd=str(PROJECT), env={**os.environ, **environment})
    except subprocess.CalledProcessError:
        sys.exit(f"Could not {what}")


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["test"]):
        sys.exit("Usage: python3 scripts/prepare.py run|test")
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
