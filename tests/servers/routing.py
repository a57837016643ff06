"""Werkzeug compiles a function for each address of the shop. Tests open a thousand shops with the same addresses, and
compiling them anew was nine tenths of what opening one cost; so each is compiled once a run.

The function depends on nothing but the address and its defaults: it is given the rule when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_compile_builder = Rule._compile_builder
_compiled: dict[tuple[str, str, bool], Callable[..., Any]] = {}


def compile_once(self: Rule, append_unknown: bool = True) -> Callable[..., Any]:
    """What ``Rule._compile_builder`` gives, kept by the words it is made from."""
    words = (repr(self._trace), repr(self.defaults), append_unknown)
    if words not in _compiled:
        _compiled[words] = _compile_builder(self, append_unknown)
    return _compiled[words]


Rule._compile_builder = compile_once  # type: ignore[method-assign]
