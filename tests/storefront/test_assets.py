"""Our own files: one address for all of them, packed, small, and never read from outside their folder."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from storefront.assets import A_YEAR, fingerprint, stylesheet

STATIC = Path(__file__).parents[2] / "storefront" / "static"
TEMPLATES = STATIC.parent / "templates"
MOST_PACKED_CSS = 15_000


def static_url(app: Flask, name: str) -> str:
    return str(app.jinja_env.globals["static_url"](name))  # type: ignore[operator]


def test_a_file_may_be_kept_for_a_year_under_its_own_address(app: Flask, client: FlaskClient) -> None:
    answer = client.get(static_url(app, "js/app.js"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == A_YEAR
    assert answer.content_type == "text/javascript; charset=utf-8"


def test_an_address_of_an_older_version_answers_but_is_not_kept(client: FlaskClient) -> None:
    assert client.get("/assets/000000000000/js/app.js").headers["Cache-Control"] == "no-cache"


def test_any_changed_file_changes_the_address(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a")
    before = fingerprint(tmp_path)
    (tmp_path / "a.css").write_text("b")
    assert fingerprint(tmp_path) != before


def test_text_is_packed_for_browsers_that_unpack_it(app: Flask, client: FlaskClient) -> None:
    url = static_url(app, "css/app.css")
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    plain = client.get(url)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("name", ["../config.py", "js/../../config.py", "js/nothing.js", "fonts/nothing.woff2"])
def test_nothing_outside_the_folder_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/x/{name}").status_code == 404


def test_the_whole_stylesheet_stays_small() -> None:
    assert len(gzip.compress(stylesheet(STATIC / "css"))) < MOST_PACKED_CSS


def test_every_rule_lies_in_a_layer() -> None:
    for sheet in (STATIC / "css").rglob("*.css"):
        outside = re.sub(r"/\*.*?\*/|@font-face \{.*?\}|@layer [\w, ]+;", "", sheet.read_text(), flags=re.DOTALL)
        assert not outside.strip() or outside.strip().startswith("@layer"), sheet.name


def test_the_files_that_css_and_scripts_name_exist() -> None:
    for sheet in (STATIC / "css").rglob("*.css"):
        for name in re.findall(r'url\("\.\./([^"]+)"\)', sheet.read_text()):
            assert (STATIC / name).is_file(), name
    for script in (STATIC / "js").glob("*.js"):
        for name in re.findall(r'(?:from|import\()\s*"\./([^"]+)"', script.read_text()):
            assert (STATIC / "js" / name).is_file(), name


def test_every_sign_that_a_template_draws_exists() -> None:
    signs = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    for template in TEMPLATES.rglob("*.html"):
        asked = set(re.findall(r"""\bicon\(["']([\w-]+)["']""", template.read_text()))
        assert asked <= signs, f"{template.name}: {asked - signs}"


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), template.name


def test_the_phone_is_given_its_worker_and_its_page_for_no_signal(client: FlaskClient) -> None:
    assert client.get("/service-worker.js").headers["Cache-Control"] == "no-cache"
    assert "sinyal" in client.get("/offline", headers={"Accept-Language": "id"}).text
