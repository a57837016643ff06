"""The words that people agree to stay what they were; other words are another version."""

from __future__ import annotations

import hashlib

import pytest
from flask import Flask
from flask_babel import force_locale

from storefront.graduation.consenting.consent_words import FOLDER, VERSION, Purpose, text_of, words_of
from storefront.language import LANGUAGES

EVER_SHOWN = {
    "2026-11/link_record.en.txt": "f3f2d480c94545d1aca350649dc680df4907d14327897c83aa3fb8601413f29d",
    "2026-11/link_record.id.txt": "fdb38a506c573569c584d0fb56826723d4a2748a2cf5ab4d16470cca0a1dadcb",
    "2026-11/shop_data.en.txt": "0b44d37384804ece299bf3835980fbc4339a587d9899d6d93bf193d7e82ee286",
    "2026-11/shop_data.id.txt": "5f747ed883f62f1de43c7f3e263a47f4569b1ce1697f9151c8407a8c2daf7d50",
    "2026-11-21/link_record.en.txt": "fa4278c8544f4f8ec180f7f2fcb67f17350e6f8c780fbf6ac06e83212bf2305f",
    "2026-11-21/link_record.id.txt": "2fd9e89921f1031246fc62be9edb709359dc77734d6ba405ac0a63b8fa24ff4e",
    "2026-11-21/shop_data.en.txt": "f507819b65d0402a692cdbb75df753bd3a7042a8d0361038b813f220ac880bab",
    "2026-11-21/shop_data.id.txt": "8b4ea186ccc28243cb4d8127b0e2e0e5225717d5c4ec5f015a4c193f6e22ddb4",
    "2026-11-21/tell_story.en.txt": "234a31c0896219084cef572c53487b8c6138dff11fe9d8971b3a7b82f4f244c1",
    "2026-11-21/tell_story.id.txt": "5733ba07767027c3fe0495b67e3f2fd29adee084250f74012ffc5e578d29e6a3",
}
"""A line here is never changed or taken away: somebody has agreed to those very words."""
MOST_WORDS = {"id": 135, "en": 180}

every_purpose = pytest.mark.parametrize("purpose", Purpose)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_no_words_that_were_ever_shown_have_changed_and_new_ones_are_noted_here() -> None:
    now = {str(file.relative_to(FOLDER)): hashlib.sha256(file.read_bytes()).hexdigest() for file in FOLDER.glob("*/*")}
    assert now == EVER_SHOWN


@every_language
@every_purpose
def test_every_purpose_says_all_that_the_law_wants_said_before(app: Flask, purpose: Purpose, language: str) -> None:
    """Article 21: legality, purpose, which data, how long, rights; and who sees them."""
    with app.test_request_context(), force_locale(language):
        words = words_of(purpose)
    assert (words.purpose, words.version, words.locale) == (purpose, VERSION, language)
    assert len(words.told) == 6
    assert all(name and said.endswith(".") for name, said in words.told)
    assert words.sentence.startswith(("Saya setuju", "I agree"))


@every_language
@every_purpose
def test_it_is_short_enough_to_be_read_aloud(app: Flask, purpose: Purpose, language: str) -> None:
    with app.test_request_context(), force_locale(language):
        assert len((text_of(words_of(purpose).sha256) or "").split()) <= MOST_WORDS[language]


@every_purpose
def test_a_hash_leads_back_to_the_text_and_the_text_is_what_the_parts_say(app: Flask, purpose: Purpose) -> None:
    words = words_of(purpose)
    told = "\n".join(f"{name}: {said}" for name, said in words.told)
    assert text_of(words.sha256) == f"{words.title}\n\n{told}\n\n{words.sentence}\n"


def test_a_hash_of_other_words_leads_nowhere() -> None:
    assert text_of("0" * 64) is None
