"""How a frozen record becomes canonical JSON and back, exactly: decimals, fractions and dates keep their value.

The record's annotations are the schema, so what was packed by this release unpacks to an equal record.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Form = Callable[[Any], Any]


def pack(value: object) -> str:
    """Canonical JSON of a frozen dataclass."""
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def unpack(kind: type[T], text: str) -> T:
    """The record of dataclass `kind` that was packed."""
    annotation: Any = kind
    made: T = _maker(annotation)(json.loads(text))
    return made


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    return _plainer(kind)(value)


@lru_cache(maxsize=128)
def _plainer(kind: type) -> Form:
    """How values of exactly this type become JSON: found once a type, not once a value."""
    if is_dataclass(kind):
        names = tuple(each.name for each in fields(kind))
        return lambda value: {name: _plain(getattr(value, name)) for name in names}
    if issubclass(kind, tuple):
        return lambda value: [_plain(each) for each in value]
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, bool | int | str | types.NoneType):
        return lambda value: value
    if issubclass(kind, Decimal):
        return lambda value: {"d": f"{value:f}"}
    if issubclass(kind, Fraction):
        return lambda value: {"q": str(value)}
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    raise TypeError(kind)


@lru_cache(maxsize=256)
def _maker(kind: Any) -> Form:
    """How a value of this annotation is made from JSON: found once an annotation, not once a value."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_maker(kind)
    if get_origin(kind) in (Union, types.UnionType):
        others = [each for each in get_args(kind) if each is not types.NoneType]
        inner = _maker(others[0]) if len(others) == 1 else _scalar
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        return _tuple_maker(get_args(kind))
    if kind in (datetime, date):
        made: Form = kind.fromisoformat
        return made
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _scalar


def _record_maker(kind: type) -> Form:
    makers = {name: _maker(hint) for name, hint in get_type_hints(kind).items()}
    return lambda value: kind(**{name: makers[name](part) for name, part in value.items()})


def _tuple_maker(inner: tuple[Any, ...]) -> Form:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = _maker(inner[0])
        return lambda value: tuple(map(each, value))
    makers = tuple(map(_maker, inner))
    return lambda value: tuple(make(part) for make, part in zip(makers, value, strict=True))


def _scalar(value: Any) -> Any:
    if isinstance(value, dict):
        return Decimal(value["d"]) if "d" in value else Fraction(value["q"])
    return value
