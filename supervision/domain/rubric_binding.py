"""Does an item's `rule` fit the signature of its scoring method? The signature's annotations are the schema."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from supervision.domain.rubric_tree import Reader, Table, is_number
from supervision.domain.scoring.methods import METHODS


class Misfit(ValueError):
    """A value does not fit an annotation; the text says what was expected."""


@cache
def schema(method: str) -> Mapping[str, tuple[Any, bool]]:
    """The keyword parameters of a scoring method: name → annotation and whether it must be given."""
    function = METHODS[method]
    hints = get_type_hints(function, include_extras=True)
    return {
        name: (hints[name], parameter.default is inspect.Parameter.empty)
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


def bind(method: str, rule: Reader) -> dict[str, Any]:
    """The parameters of one item, converted; every misfit is noted with its line and item."""
    params: dict[str, Any] = {}
    wanted = schema(method)
    for name, (annotation, required) in wanted.items():
        if not rule.has(name):
            if required:
                rule.fault("rubric-parameter-missing", name, described(annotation))
            continue
        try:
            params[name] = converted(rule.table[name], annotation)
        except Misfit as misfit:
            rule.fault("rubric-parameter-type", name, str(misfit))
    for name in rule.table:
        if name not in wanted and name not in rule.seen:
            rule.fault("rubric-parameter-unknown", name, " | ".join(wanted))
    return params


def converted(value: object, annotation: Any) -> Any:
    """`value` as the annotation wants it. Raises Misfit."""
    origin = get_origin(annotation)
    if origin is Annotated:
        kind, least = get_args(annotation)
        number = converted(value, kind)
        if number <= least:
            raise Misfit(described(annotation))
        return number
    if origin in (Union, UnionType):
        return _any_of(value, annotation)
    convert = _CONVERT.get(origin if origin is not None else annotation, _member)
    return convert(value, annotation)


def _any_of(value: object, annotation: Any) -> Any:
    for option in get_args(annotation):
        if option is NoneType:
            continue
        try:
            return converted(value, option)
        except Misfit:
            continue
    raise Misfit(described(annotation))


def _number(value: object, annotation: Any) -> Decimal:
    if not is_number(value) or Decimal(value) < 0:
        raise Misfit(described(annotation))
    return Decimal(value)


def _whole(value: object, annotation: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Misfit(described(annotation))
    return value


def _plain(value: object, annotation: Any) -> Any:
    if not isinstance(value, annotation):
        raise Misfit(described(annotation))
    return value


def _literal(value: object, annotation: Any) -> Any:
    if not isinstance(value, str) or value not in get_args(annotation):
        raise Misfit(described(annotation))
    return value


def _tuple(value: object, annotation: Any) -> tuple[Any, ...]:
    kinds = get_args(annotation)
    if not isinstance(value, list):
        raise Misfit(described(annotation))
    if kinds[-1] is Ellipsis:
        return tuple(converted(each, kinds[0]) for each in value)
    if len(value) != len(kinds):
        raise Misfit(described(annotation))
    return tuple(converted(each, kind) for each, kind in zip(value, kinds, strict=True))


def _mapping(value: object, annotation: Any) -> dict[Any, Any]:
    """A mapping over an enumeration names every member exactly once."""
    keys, values = get_args(annotation)
    if not isinstance(value, Table) or set(value) != {member.value for member in keys}:
        raise Misfit(described(annotation))
    return {keys(name): converted(each, values) for name, each in value.items()}


def _member(value: object, annotation: Any) -> Any:
    if not (inspect.isclass(annotation) and issubclass(annotation, StrEnum)):
        raise TypeError(annotation)
    if value not in [member.value for member in annotation]:
        raise Misfit(described(annotation))
    return annotation(value)


_CONVERT: Mapping[Any, Callable[[object, Any], Any]] = {
    Decimal: _number,
    int: _whole,
    str: _plain,
    bool: _plain,
    Literal: _literal,
    tuple: _tuple,
    Mapping: _mapping,
}


def described(annotation: Any) -> str:
    """What an annotation asks for, in the words of a schema."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return f"{described(args[0])} > {args[1]}"
    if origin is Literal:
        return " | ".join(args)
    if origin in (Union, UnionType):
        return " | ".join(described(each) for each in args if each is not NoneType)
    if origin is tuple:
        return f"list of {described(args[0])}" if args[-1] is Ellipsis else f"{len(args)} x {described(args[0])}"
    if origin is Mapping:
        return f"{described(args[1])} by {described(args[0])}"
    if inspect.isclass(annotation) and issubclass(annotation, StrEnum):
        return " | ".join(annotation)
    return {Decimal: "number >= 0", int: "whole number >= 0", str: "text", bool: "true | false"}[annotation]
