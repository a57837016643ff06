"""Read data tables strictly: a TOML table becomes a dataclass, and a missing or unknown key is an error by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

Record = TypeVar("Record")


def record_from(kind: type[Record], table: Mapping[str, Any], where: str, **read: Callable[[Any], Any]) -> Record:
    """Make a ``kind`` (a dataclass) from a table that has exactly its fields.

    Args:
        kind: the dataclass; fields with a default may be left out.
        table: the keys and values as TOML gave them.
        where: the file and place, for the error.
        read: for a field by name, how its value is made from what the table holds; a list becomes a tuple.

    Raises:
        ValueError: naming ``where`` and the keys, when one is missing or unknown.
    """
    known: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    needed = {name for name, field in known.items() if _has_no_default(field)}
    if wrong := (needed - table.keys()) | (table.keys() - known.keys()):
        raise ValueError(f"{where}: missing or unknown: {', '.join(sorted(wrong))}")
    return kind(**{name: read.get(name, _as_it_is)(value) for name, value in table.items()})


def _has_no_default(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _as_it_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
