"""Questions meant to bring the search down. Each gets an answer."""

from __future__ import annotations

import pytest

from products.search.backend import SearchQuery
from products.search.whoosh_index import WhooshIndex
from tests.products.search.shelves import make_row

QUESTIONS = [
    "*", "**", "*a*", "a* b* c*", "?????", "?*?*?*?*?*", "[TO]", "[a TO z]", "{a TO}", "body:k* title:k*", "k*", "id:*",
    "(" * 2_000, ")" * 2_000, '"' * 501, "'" * 501, '"kopi', "kopi AND", "OR", "NOT", "AND OR NOT", "-", "--", "+",
    "kopi~", "kopi~9", "^", "kopi^9999999", "\\", "/.*/", "/(a+)+$/", "a" * 100_000, "a" * 1_000_000, "kopi " * 200_000,
    " OR ".join(["kopi", "teh", "gula"] * 20), " ".join(f"kata{n}" for n in range(5_000)), "\x00", "kopi\x00teh",
    "\ud800", "kopi \udfff", "\ufdfa" * 200, "☕" * 300, "🇮🇩", "\u202ekopi", "\u200b\u200bkopi", "\u0301" * 300,
    "ﷺ", "ＫＯＰＩ", "İSTANBUL", "ß", "カフェ", "قهوة", "1/0 kg", "99999999999999999999 kg", "Rp" + "9" * 60, "rp.",
    "1" * 200, "-1", "1e400", "NaN", "nan", "inf", "None", "'; DROP TABLE product; --", "<script>alert(1)</script>",
    "%", "%%%s%s", "{0}", "../../etc/passwd", "\n\r\t", "a-a-a-a-a-a", "2", "oleh2 oleh2", "nya", "nyanyanya", "0/0 g",
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> WhooshIndex:
    index = WhooshIndex(tmp_path_factory.mktemp("search"))
    index.rebuild(make_row(number, "Kopi Gayo asli", description="Teh gula a b c") for number in range(1, 60))
    return index


@pytest.mark.parametrize("text", QUESTIONS, ids=lambda text: ascii(text[:20]))
def test_every_question_is_answered(index: WhooshIndex, text: str) -> None:
    page = index.search(SearchQuery(text=text))
    assert len(page.product_ids) == min(page.total, 24)
    assert len(index.suggest(text).product_ids) <= 6
