"""What a column of a file may be, and how a file's format is put together. Which files there are: `columns`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter
from typing import Any

from supervision.domain.checks.limits import CODE_CHARACTERS, NUMBER_CHARACTERS, TEXT_CHARACTERS


class Kind(Enum):
    """The type of a column. KEY is a code or number without spaces, LINES is text that may have several lines."""

    KEY = auto()
    TEXT = auto()
    LINES = auto()
    CHOICE = auto()
    DATE = auto()
    MOMENT = auto()
    PERIOD = auto()
    INT = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `limit` is its longest text, `choices` what it may say, `least` its smallest number.

    `later`: files written before there was this column may lack it; then it is empty.
    """

    name: str
    kind: Kind
    required: bool = True
    limit: int = 0
    choices: Mapping[str, object] | None = None
    least: int | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One file: its columns in the order of the fact's fields, and what numbers its rows."""

    name: str
    fact: Callable[..., Any]
    columns: tuple[Column, ...]
    key: Callable[[Any], Any]
    key_columns: tuple[str, ...]
    needed: bool = False


def number(name: str) -> Column:
    return Column(name, Kind.KEY, limit=NUMBER_CHARACTERS)


def code(name: str, required: bool = True) -> Column:
    return Column(name, Kind.KEY, required, CODE_CHARACTERS)


def text(name: str, limit: int, required: bool = True) -> Column:
    return Column(name, Kind.TEXT, required, limit)


def lines(name: str, required: bool = False) -> Column:
    return Column(name, Kind.LINES, required, TEXT_CHARACTERS)


def choice(name: str, allowed: Iterable[str]) -> Column:
    return Column(name, Kind.CHOICE, choices={str(value): value for value in allowed})


def day(name: str, required: bool = True) -> Column:
    return Column(name, Kind.DATE, required)


def moment(name: str, required: bool = True) -> Column:
    return Column(name, Kind.MOMENT, required)


def period() -> Column:
    return Column("period", Kind.PERIOD)


def whole(name: str, required: bool = True, least: int | None = None) -> Column:
    return Column(name, Kind.INT, required, least=least)


def amount(name: str, required: bool = True, least: int | None = None) -> Column:
    return Column(name, Kind.NUMBER, required, least=least)


def form(name: str, fact: type[Any], *columns: Column, needed: bool = False, keys: int = 1) -> Format:
    names = tuple(column.name for column in columns[:keys])
    return Format(name, fact, columns, attrgetter(*names), names, needed)


RECORDED = moment("recorded_at")
UNIT = code("unit")
