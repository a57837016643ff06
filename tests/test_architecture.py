"""The promises of ``docs/architecture.md`` that a machine can keep."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
CODE = ("products", "storefront")
TEMPLATES = PROJECT / "storefront" / "templates"
MOST_LINES = 400
MOST_PAGE_LINES = 60
MOST_PART_LINES = 150
COMMIT = re.compile(r"(?<!\bwriter)\.commit\(")  # the search index has a writer of its own
BEHAVIOUR = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(", re.IGNORECASE)
NAMED_FILE = re.compile(r"`((?:[\w-]+/)+[\w-]+\.(?:py|toml|html|css|js|md))`")
OTHER_HOST = re.compile(r"(?:\s(?:src|srcset|action|poster)|<link[^>]*\shref)=[\"']?(?:https?:)?//", re.IGNORECASE)


def test_imports_keep_the_contracts() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_too_long_to_read_at_once() -> None:
    lengths = {
        name(path): len(path.read_text().splitlines()) for path in python_files(*CODE, "scripts", "tests", "bench")
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_one_place_commits_to_the_database() -> None:
    places = [name(path) for path in python_files(*CODE) for _ in COMMIT.findall(path.read_text())]
    assert places == ["products/database.py"]


def test_one_clock_tells_the_time() -> None:
    readers = {name(path) for path in python_files(*CODE) if reads_system_clock(path)}
    assert readers <= {"products/clock.py"}


@pytest.mark.parametrize("template", sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")))
def test_a_template_is_short_and_harmless(template: str) -> None:
    text = (TEMPLATES / template).read_text()
    assert not BEHAVIOUR.findall(text), "styles and scripts live in storefront/static"
    assert not UNESCAPED.findall(text), "what people typed is always escaped"
    assert not OTHER_HOST.findall(text), "no page asks another host"
    assert len(text.splitlines()) <= (MOST_PAGE_LINES if "{% extends" in text else MOST_PART_LINES)


@pytest.mark.parametrize(
    "document", ["README.md", *sorted(f"docs/{path.name}" for path in (PROJECT / "docs").glob("*.md"))]
)
def test_a_document_names_only_files_that_are_there(document: str) -> None:
    named = set(NAMED_FILE.findall((PROJECT / document).read_text()))
    assert {
        one for one in named if not any((PROJECT / top / one).exists() for top in ("", "storefront", "products"))
    } == set()


def python_files(*folders: str) -> Iterator[Path]:
    """All Python files in these folders of the project."""
    for folder in folders:
        yield from sorted((PROJECT / folder).rglob("*.py"))


def name(path: Path) -> str:
    """A path as one would say it."""
    return str(path.relative_to(PROJECT))


def reads_system_clock(path: Path) -> bool:
    """Whether the code asks ``datetime`` or ``date`` what time it is, rather than ``products.clock``."""
    called = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
    return bool(called & {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"})
