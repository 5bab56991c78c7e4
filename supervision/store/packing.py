"""How a frozen record becomes canonical JSON and back, exactly: decimals, fractions and dates keep their value.

The record's annotations are the schema, so what was packed by this release unpacks to an equal record.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_SCALARS: Mapping[type, Callable[[Any], Any]] = {
    Decimal: Decimal,
    Fraction: Fraction,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


def pack(value: object) -> str:
    """Canonical JSON of a frozen dataclass."""
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def unpack(kind: type[T], text: str) -> T:
    """The record of dataclass `kind` that was packed."""
    made: T = _made(kind, json.loads(text))
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return value
    if isinstance(value, Decimal):
        return {"d": f"{value:f}"}
    if isinstance(value, Fraction):
        return {"q": str(value)}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


@lru_cache(maxsize=128)
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, dict) and set(value) in ({"d"}, {"q"}):
        return Decimal(value["d"]) if "d" in value else Fraction(value["q"])
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], part) for name, part in value.items()})
    if get_origin(kind) in (Union, types.UnionType):
        return _of_union(get_args(kind), value)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_made(inner[0], each) for each in value)
        return tuple(_made(each, part) for each, part in zip(inner, value, strict=True))
    if kind in _SCALARS:
        return _SCALARS[kind](value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _of_union(kinds: tuple[Any, ...], value: Any) -> Any:
    others = [kind for kind in kinds if kind is not type(None)]
    return _made(others[0], value) if len(others) == 1 else value
