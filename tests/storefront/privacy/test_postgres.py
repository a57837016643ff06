"""On PostgreSQL every rule counts and deletes, a person sees her data, and a deletion leaves none of them."""

from __future__ import annotations

import pytest
from flask import Flask

from products import clock
from products.actor import Actor, Role
from storefront.privacy.closing import ask_for_deletion
from storefront.privacy.download import as_json, shown, whom
from storefront.privacy.erasure import erase
from storefront.privacy.files import forget_files
from storefront.privacy.retention import RULES, enforce_all
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.privacy.people import EMAIL, NAME, PASSWORD, a_seller

pytestmark = pytest.mark.postgres


def test_rules_downloads_and_deletion_work_there_too(postgres_app: Flask, stopped_clock: StoppedClock) -> None:
    scene = a_seller()
    with postgres_app.test_request_context():
        assert NAME in "".join(as_json(whom(scene.account)))
        assert len(shown(whom(scene.account))) > 10
    asked = ask_for_deletion(scene.actor, scene.account, PASSWORD)
    erase(Actor(Role.OFFICER, make_account(Role.OFFICER).id), asked)
    forget_files(photos=[], receipts=[], address=EMAIL)
    with postgres_app.test_request_context():
        assert NAME not in "".join(as_json(whom(scene.account)))
    stopped_clock.set(clock.now().replace(year=clock.now().year + 12))
    assert sum(gone for _rule, gone in enforce_all()) > 0
    assert {rule.code: rule.over() for rule in RULES} == {rule.code: 0 for rule in RULES}
