"""A memory of bounded size that forgets what was not asked for longest."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_OVERHEAD = 200


class LeastUsed(Generic[Key, Value]):
    """Keeps values up to ``most_bytes``, as ``size`` tells a value's bytes. Safe to use from several threads."""

    def __init__(self, most_bytes: int, size: Callable[[Value], int]) -> None:
        self._most_bytes = most_bytes
        self._size = size
        self._bytes = 0
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Value | None:
        """The value of ``key``, if it is still known."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def put(self, key: Key, value: Value) -> None:
        """Keep ``value``, and forget the least used ones while there is too much."""
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = value
            self._bytes += self._size(value) + _OVERHEAD
            while self._bytes > self._most_bytes and len(self._kept) > 1:
                self._bytes -= self._size(self._kept.popitem(last=False)[1]) + _OVERHEAD
