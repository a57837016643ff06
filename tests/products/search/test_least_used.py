from __future__ import annotations

from products.search.least_used import LeastUsed


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    memory: LeastUsed[str, bytes] = LeastUsed(most_bytes=1_000, size=len)
    memory.put("old", bytes(200))
    memory.put("used", bytes(200))
    memory.get("old")
    memory.put("new", bytes(200))
    assert memory.get("used") is None
    assert memory.get("old") == bytes(200)
    assert memory.get("new") == bytes(200)


def test_a_value_too_large_is_kept_alone() -> None:
    memory: LeastUsed[str, bytes] = LeastUsed(most_bytes=10, size=len)
    memory.put("one", bytes(100))
    memory.put("two", bytes(100))
    assert len(memory) == 1
    assert memory.get("two") == bytes(100)
