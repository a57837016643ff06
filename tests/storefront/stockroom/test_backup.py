"""A backup holds the shop as it was, says when it is not whole, and comes back into an empty folder alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db
from products.models import Product
from products.search import SearchQuery, search
from storefront.graduation import identity
from storefront.graduation.looking.look_audit import broken_links
from storefront.graduation.looking.looks import note_look, note_looks
from storefront.graduation.models import Claim, GraduationRecord
from storefront.graduation.showing import masked_nik
from storefront.payments.receipts import receipt_store
from storefront.uploads import photo_store
from tests.conftest import open_shop
from tests.factories import make_account, make_category, make_product
from tests.storefront.graduation.records import NIK, make_claim, make_record

KEY = "ab" * 32


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """The commands of a shop with a product, a photo and a receipt."""
    make_product(name="Keripik Singkong", category_id=make_category().id)
    photo_store().write(photo_store().public / "ab" / "ab" / f"{KEY}-320.jpg", b"photo")
    receipt_store().write(receipt_store().master_of(KEY), b"receipt")
    return app.test_cli_runner()


@pytest.fixture
def kept(runner: FlaskCliRunner, tmp_path: Path) -> Path:
    """A backup of that shop."""
    done = runner.invoke(args=["backup", str(tmp_path / "kept")])
    assert done.exit_code == 0, done.output
    return tmp_path / "kept"


def test_a_shop_comes_back_with_its_products_photos_receipts_and_index(kept: Path, tmp_path: Path) -> None:
    with open_shop(tmp_path / "other", {}) as other:
        done = other.test_cli_runner().invoke(args=["restore", str(kept)])
        assert done.exit_code == 0, done.output
        (product,) = db.session.scalars(select(Product)).all()
        assert product.name == "Keripik Singkong"
        assert search(SearchQuery(text="singkong")).product_ids == (product.id,)
        assert (photo_store().public / "ab" / "ab" / f"{KEY}-320.jpg").read_bytes() == b"photo"
        assert receipt_store().master_of(KEY).read_bytes() == b"receipt"


def test_records_claims_and_the_log_of_looks_come_back_and_prove_themselves(app: Flask, tmp_path: Path) -> None:
    record = make_record(NIK)
    claim = make_claim(NIK)
    reader = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    note_look(reader, record.reference, "open", whole_because="compare_card")
    note_looks(reader, [record.reference, claim.reference], "list")
    assert app.test_cli_runner().invoke(args=["backup", str(tmp_path / "kept")]).exit_code == 0
    with open_shop(tmp_path / "other", {}) as other:
        assert other.test_cli_runner().invoke(args=["restore", str(tmp_path / "kept")]).exit_code == 0
        audit = other.test_cli_runner().invoke(args=["audit"])
        assert audit.exit_code == 0, audit.output
        assert "The log of looks ends with 3:" in audit.output
        back = db.session.scalars(select(GraduationRecord)).one()
        assert masked_nik(back) == "3171********0001"
        assert back.nik_lookup == identity.lookup(NIK)
        assert db.session.scalars(select(Claim.reference)).all() == [claim.reference]
        note_look(Actor(Role.OFFICER, reader.account_id), back.reference, "open")
        assert list(broken_links()) == []


def test_it_never_comes_back_over_a_shop(kept: Path, runner: FlaskCliRunner) -> None:
    done = runner.invoke(args=["restore", str(kept)])
    assert done.exit_code == 1
    assert "into an empty data folder only" in done.output


@pytest.mark.parametrize(
    "name", ["shop.sqlite", f"uploads/public/ab/ab/{KEY}-320.jpg", f"receipts/masters/ab/ab/{KEY}.jpg"]
)
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"other")], ids=["gone", "changed"])
def test_a_backup_that_is_not_whole_is_refused(
    kept: Path, tmp_path: Path, name: str, harm: Callable[[Path], object]
) -> None:
    harm(kept / name)
    with open_shop(tmp_path / "other", {}) as other:
        assert other.test_cli_runner().invoke(args=["restore", str(kept)]).exit_code == 1
        assert not (tmp_path / "other" / "data" / "shop.sqlite").exists()


def test_a_folder_that_is_no_backup_is_refused(runner: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = runner.invoke(args=["restore", str(tmp_path / "empty")])
    assert done.exit_code == 1
    assert "is no whole backup" in done.output


def test_a_backup_goes_into_a_new_folder_only(kept: Path, runner: FlaskCliRunner) -> None:
    done = runner.invoke(args=["backup", str(kept)])
    assert done.exit_code == 1
    assert "is not empty" in done.output


def test_a_manifest_that_leads_out_of_the_backup_is_refused(kept: Path, tmp_path: Path) -> None:
    shutil.copyfile(kept / "shop.sqlite", tmp_path / "outside")
    manifest = kept / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"shop.sqlite"', '"../outside"'))
    with open_shop(tmp_path / "other", {}) as other:
        assert other.test_cli_runner().invoke(args=["restore", str(kept)]).exit_code == 1
