"""What lies sealed can be read by this shop alone, and only in its place."""

from __future__ import annotations

import base64

import pytest
from flask import Flask

from storefront.config import SettingsError
from storefront.sealing import Keyring, SealBrokenError, keyring


def key(letter: str) -> str:
    return base64.b64encode(letter.encode() * 32).decode()


LOG = f"log:{key('g')}"
OLD = Keyring.parse(f"k1:{key('a')},lookup:{key('l')},{LOG}")
NEW = Keyring.parse(f"k2:{key('b')},k1:{key('a')},lookup:{key('l')},{LOG}")


def test_a_sealed_text_is_read_again_and_shows_nothing_of_itself() -> None:
    sealed = OLD.seal("3171015708450001", "graduation_record.nik_sealed.x")
    assert OLD.unseal(sealed, "graduation_record.nik_sealed.x") == "3171015708450001"
    assert "3171" not in sealed


def test_the_same_text_is_never_sealed_alike() -> None:
    assert OLD.seal("a", "place") != OLD.seal("a", "place")


def test_a_sealed_text_moved_to_another_row_does_not_open() -> None:
    sealed = OLD.seal("3171015708450001", "graduation_record.nik_sealed.x")
    with pytest.raises(SealBrokenError):
        OLD.unseal(sealed, "graduation_record.nik_sealed.y")


@pytest.mark.parametrize("sealed", ["", "k1", "k1.", "k9.AAAA", "k1.%%%", "k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_a_changed_text_does_not_open(sealed: str) -> None:
    with pytest.raises(SealBrokenError):
        OLD.unseal(sealed, "place")


def test_a_new_key_seals_while_the_old_one_still_opens() -> None:
    assert NEW.unseal(OLD.seal("text", "place"), "place") == "text"
    assert NEW.seal("text", "place").startswith("k2.")
    with pytest.raises(SealBrokenError):
        OLD.unseal(NEW.seal("text", "place"), "place")


def test_a_fingerprint_is_the_same_each_time_and_another_under_another_key() -> None:
    assert OLD.fingerprint("a") == NEW.fingerprint("a") != NEW.fingerprint("b")
    assert Keyring.parse(f"k1:{key('a')},lookup:{key('m')},{LOG}").fingerprint("a") != OLD.fingerprint("a")


def test_while_lookup_keys_are_replaced_a_text_is_found_under_either() -> None:
    both = Keyring.parse(f"k1:{key('a')},lookup2:{key('m')},lookup:{key('l')},{LOG}")
    assert both.fingerprints("a")[1] == OLD.fingerprint("a") != both.fingerprint("a")


def test_a_log_entry_is_proven_by_the_key_it_names() -> None:
    both = Keyring.parse(f"k1:{key('a')},lookup:{key('l')},log2:{key('h')},{LOG}")
    assert both.log_id == "log2"
    assert both.mac("entry", "log") == OLD.mac("entry", "log") != both.mac("entry", "log2")
    with pytest.raises(SealBrokenError):
        OLD.mac("entry", "log2")


@pytest.mark.parametrize(
    "field_keys",
    [
        "",
        f"k1:{key('a')}",
        f"k1:{key('a')},{LOG}",
        f"k1:{key('a')},lookup:{key('l')}",
        f"lookup:{key('l')},{LOG}",
        f"k1:{key('a')},k1:{key('b')},lookup:{key('l')},{LOG}",
        f"k1:{key('a')},lookup:{key('a')},{LOG}",
        f"k1:short,lookup:{key('l')},{LOG}",
        f"k1:not base64!,lookup:{key('l')},{LOG}",
        f"k.1:{key('a')},lookup:{key('l')},{LOG}",
    ],
)
def test_wrong_keys_are_refused_in_a_sentence_that_shows_none(field_keys: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Keyring.parse(field_keys)
    assert key("a") not in str(refused.value)


def test_the_shop_has_its_keys_from_its_settings(app: Flask) -> None:
    assert keyring().unseal(keyring().seal("text", "place"), "place") == "text"
