"""Settings: everything has a value that runs, and nothing public runs on known secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from storefront.config import BUILT_IN_SECRET, Settings, SettingsError

OWN = {"SECRET_KEY": "a-secret-of-our-own", "FIELD_KEYS": "k1:AAAA,lookup:BBBB"}


def test_with_nothing_set_the_shop_runs_for_this_machine() -> None:
    settings = Settings.from_environment({})
    assert settings.is_demo
    assert settings.brand == "Lapak Karya"
    assert settings.database_url.startswith("sqlite:///")
    assert settings.secret_key == BUILT_IN_SECRET


def test_one_folder_holds_everything_that_must_be_kept(tmp_path: Path) -> None:
    settings = Settings.from_environment({"STOREFRONT_DATA": str(tmp_path)})
    assert settings.data == tmp_path
    assert str(tmp_path) in settings.database_url


@pytest.mark.parametrize("missing", ["SECRET_KEY", "FIELD_KEYS"])
def test_a_public_shop_refuses_to_start_on_a_secret_that_everybody_knows(missing: str) -> None:
    environment = {name: value for name, value in OWN.items() if name != missing}
    with pytest.raises(SettingsError, match=missing):
        Settings.from_environment(environment | {"PUBLIC_URL": "https://lapak.example.com"})


def test_a_public_shop_with_its_own_secrets_starts_and_insists_on_tls() -> None:
    settings = Settings.from_environment(OWN | {"PUBLIC_URL": "https://lapak.example.com"})
    assert settings.is_https
    assert settings.for_flask()["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:9000"])
def test_a_shop_on_this_machine_alone_may_use_the_built_in_secrets(address: str) -> None:
    assert Settings.from_environment({"PUBLIC_URL": address}).is_demo


def test_a_search_that_there_is_not_is_refused_rather_than_replaced_in_silence() -> None:
    with pytest.raises(SettingsError, match="SEARCH_BACKEND"):
        Settings.from_environment({"SEARCH_BACKEND": "postgres"})
