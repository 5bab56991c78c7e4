"""How the text of a cell becomes a value of its column's type, or a fault (E-REQUIRED, E-TYPE, E-VALUE, E-RANGE).

Columns are read whole: a value that repeats is read once. Which rows that spoils is the question of `typed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from supervision.domain.checks.characters import code_point, refused_character
from supervision.domain.checks.column_kinds import Column, Kind
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.limits import COUNT_DIGITS, DECIMAL_DIGITS, FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS
from supervision.domain.errors import BadInput
from supervision.domain.period import parse_period

_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?")
_MOMENT_LENGTH = len("2026-03-05T14:30:00")
_YEARS = {"first": FIRST_YEAR, "last": LAST_YEAR}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell is wrong."""

    code: str
    expected: Expected
    facts: Mapping[str, object] = field(default_factory=dict)


_REQUIRED = Fault("E-REQUIRED", Expected.FILLED)
_NOT_DATE = Fault("E-TYPE", Expected.DATE, _YEARS)
_NOT_MOMENT = Fault("E-TYPE", Expected.MOMENT, _YEARS)
_NOT_PERIOD = Fault("E-TYPE", Expected.PERIOD, _YEARS)
_NOT_WHOLE = Fault("E-TYPE", Expected.WHOLE_NUMBER)
_NOT_NUMBER = Fault("E-TYPE", Expected.NUMBER)
_DIGITS = Fault("E-RANGE", Expected.NUMBER_DIGITS, {"whole": WHOLE_DIGITS, "decimals": DECIMAL_DIGITS})
_COUNT = Fault("E-RANGE", Expected.NUMBER_DIGITS, {"whole": COUNT_DIGITS, "decimals": 0})


def _in_calendar(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _date(text: str) -> date | Fault:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _NOT_DATE
    return day if _in_calendar(day.year) and day.isoformat() == text else _NOT_DATE


def _moment(text: str) -> datetime | Fault:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _NOT_MOMENT
    exact = len(text) == _MOMENT_LENGTH and moment.isoformat() == text
    return moment if exact and _in_calendar(moment.year) else _NOT_MOMENT


def _period(text: str) -> str | Fault:
    try:
        period = parse_period(text)
    except BadInput:
        return _NOT_PERIOD
    return period if _in_calendar(int(period[:4])) else _NOT_PERIOD


def _whole(text: str) -> int | Fault:
    if not _WHOLE.fullmatch(text):
        return _NOT_WHOLE
    return int(text) if len(text.lstrip("-")) <= COUNT_DIGITS else _COUNT


def _number(text: str) -> Decimal | Fault:
    found = _NUMBER.fullmatch(text)
    if not found:
        return _NOT_NUMBER
    whole, decimals = found.group(1), found.group(2) or ""
    return Decimal(text) if len(whole) <= WHOLE_DIGITS and len(decimals) <= DECIMAL_DIGITS else _DIGITS


_READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.PERIOD: _period,
    Kind.INT: _whole,
    Kind.NUMBER: _number,
}


class _Memo(dict[str, Any]):
    """Reads each different text once and remembers whether any was wrong."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column = column
        self.faulty = False

    def __missing__(self, text: str) -> Any:
        value = self._read(text)
        self.faulty = self.faulty or isinstance(value, Fault)
        self[text] = value
        return value

    def _read(self, text: str) -> Any:
        column = self._column
        if not text.strip():
            return _REQUIRED if column.required else None
        if column.choices is not None:
            return column.choices.get(text) or Fault("E-VALUE", Expected.ONE_OF, {"allowed": ", ".join(column.choices)})
        value = _READERS[column.kind](text)
        if column.least is not None and not isinstance(value, Fault) and value < column.least:
            return Fault("E-RANGE", Expected.AT_LEAST, {"lowest": column.least})
        return value


Read = tuple[list[Any], bool]
"""A column's values in order, and whether there is a Fault among them."""


def read_column(column: Column, texts: Sequence[str]) -> Read:
    """Every value of a column; None where an optional one is empty."""
    if column.kind in (Kind.KEY, Kind.TEXT, Kind.LINES):
        return _texts(column, texts)
    if column.kind is Kind.MOMENT and (moments := _plain_moments(texts)) is not None:
        return moments, False
    memo = _Memo(column)
    values = list(map(memo.__getitem__, texts))
    return values, memo.faulty


def _plain_moments(texts: Sequence[str]) -> list[datetime] | None:
    """All of them at once when every one is right, which is the rule; moments rarely repeat."""
    if set(map(len, texts)) != {_MOMENT_LENGTH}:
        return None
    try:
        moments = list(map(datetime.fromisoformat, texts))
    except ValueError:
        return None
    if not (_in_calendar(min(moments).year) and _in_calendar(max(moments).year)):
        return None
    return moments if list(map(datetime.isoformat, moments)) == list(texts) else None


def _texts(column: Column, texts: Sequence[str]) -> Read:
    together = "".join(texts)
    long = max(map(len, texts), default=0) > column.limit
    odd = not together.isprintable() or (column.kind is Kind.KEY and " " in together)
    odd = odd or (not together.isascii() and refused_character(together) is not None)
    empty = "" in texts
    if not (long or odd or (empty and column.required) or any(map(str.isspace, texts))):
        return [text or None for text in texts] if empty else list(texts), False
    values = [_text(column, text) for text in texts]
    return values, any(isinstance(value, Fault) for value in values)


def _text(column: Column, text: str) -> str | Fault | None:
    if not text or text.isspace():
        return _REQUIRED if column.required else None
    if len(text) > column.limit:
        return Fault("E-VALUE", Expected.TEXT_LENGTH, {"limit": column.limit})
    refused = refused_character(text, lines=column.kind is Kind.LINES)
    if refused is not None:
        return Fault("E-VALUE", Expected.PLAIN_TEXT, {"character": code_point(refused)})
    if column.kind is Kind.KEY and len(text.split()) != 1:
        return Fault("E-VALUE", Expected.KEY_WITHOUT_SPACE)
    return text
