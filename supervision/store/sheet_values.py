"""How a value of an office's own table is written, and the text that a bundle has for it.

A value that has none of the forms stays as it is: the checks then refuse it where it stands. Names of people, units
and items are `queries.office_names`' question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from supervision.domain.checks.column_kinds import Column, Kind
from supervision.store import sheet_cells
from supervision.store.sheet_headers import folded, headers, plain

_DAY = re.compile(r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})(?:月([0-9]{1,2})[日号]|[-/.]([0-9]{1,2}))")
_COMPACT = re.compile(r"(20[0-9]{2})([01][0-9])([0-3][0-9])")
_TIME = re.compile(r"(.*?)[\sT]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_MONTH = re.compile(r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})月?(?:份)?")
_COMPACT_MONTH = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])")
_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_COUNTED = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(万元|元|人|名|个|次|天|分|%)")
_TEN_THOUSAND = Decimal(10_000)
_EXCEL_DIGITS = ".15g"
"""A spreadsheet keeps fifteen digits: what comes after them is an error of binary fractions."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a whole table has in common: the year of dates without one, the day count, the unit a figure is given in."""

    year: int | None
    days_before: int = 0
    given: str | None = None
    kept: str | None = None


def read_value(value: object, column: Column, manner: Manner) -> str:
    """The text that a bundle has for a cell of this column."""
    if isinstance(value, float) and manner.days_before and column.kind in (Kind.DATE, Kind.MOMENT):
        value = value + manner.days_before
    if column.name in headers().words and column.kind in (Kind.CHOICE, Kind.KEY, Kind.TEXT):
        return headers().words[column.name].get(folded(value), key_text(value))
    return _READERS[column.kind](value, manner)


def _text(value: object, _: Manner) -> str:
    if isinstance(value, float):
        return _digits(value)
    told = sheet_cells.text(value).replace("\u200b", "").replace("\ufeff", "")
    return told.replace("\r", "\n").strip(" \t\n\u3000\u00a0")


def key_text(value: object) -> str:
    """A number or code: of a number typed as one its digits."""
    return plain(_digits(value) if isinstance(value, float) else sheet_cells.text(value))


def _digits(value: float) -> str:
    return f"{Decimal(format(value, _EXCEL_DIGITS)):f}"


def _number(value: object, manner: Manner) -> str:
    told = key_text(value)
    if _COMMAS.fullmatch(told):
        told = told.replace(",", "")
    given, counted = manner.given, _COUNTED.fullmatch(told)
    if counted and counted.group(2) != "%":
        told = counted.group(1)
        given = counted.group(2) if counted.group(2) in ("元", "万元") else given
    elif counted and manner.kept is None:
        told = counted.group(1)
    if not _PLAIN.fullmatch(told):
        return told
    number = Decimal(told)
    if manner.kept == "万元" and given == "元":
        number = number / _TEN_THOUSAND
    elif manner.kept == "元" and given == "万元":
        number = number * _TEN_THOUSAND
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _day(value: object, manner: Manner) -> str:
    if isinstance(value, datetime | date | int | float) and not isinstance(value, bool):
        return sheet_cells.day(value)
    return _day_of(plain(str(value)), manner) or str(value)


def _day_of(told: str, manner: Manner) -> str | None:
    """`2026年6月15日`, `2026.6.15`, `20260615`; without a year only where the table has one. 15/6/2026 is no date."""
    compact = _COMPACT.fullmatch(told)
    if compact:
        return "-".join(compact.groups())
    found = _DAY.fullmatch("".join(told.split()))
    if found is None:
        return None
    year = int(found.group(1)) if found.group(1) else manner.year
    if year is None:
        return None
    return f"{year:04d}-{int(found.group(2)):02d}-{int(found.group(3) or found.group(4)):02d}"


def _moment(value: object, manner: Manner) -> str:
    if isinstance(value, datetime | date | int | float) and not isinstance(value, bool):
        return sheet_cells.moment(value)
    told = plain(str(value))
    found = _TIME.fullmatch(told)
    day = _day_of(found.group(1) if found else told, manner)
    if day is None:
        return str(value)
    time = f"{int(found.group(2)):02d}:{found.group(3)}:{found.group(4) or '00'}" if found else "00:00:00"
    return f"{day}T{time}"


def _period(value: object, manner: Manner) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m}"
    told = key_text(value)
    if compact := _COMPACT_MONTH.fullmatch(told):
        return "-".join(compact.groups())
    found = _MONTH.fullmatch("".join(told.split()))
    year = (int(found.group(1)) if found.group(1) else manner.year) if found else None
    return f"{year:04d}-{int(found.group(2)):02d}" if found and year else told


def _day_or_moment(value: object, manner: Manner) -> str:
    """A day whose cell holds a time of day as well (an exported 开展时间) is that day."""
    if isinstance(value, datetime):
        return (value + timedelta(microseconds=500_000)).date().isoformat()
    if isinstance(value, str) and (found := _TIME.fullmatch(plain(value))):
        return _day(found.group(1), manner)
    return _day(value, manner)


_READERS: Mapping[Kind, Callable[[object, Manner], str]] = {
    Kind.KEY: lambda value, _: key_text(value),
    Kind.TEXT: _text,
    Kind.LINES: _text,
    Kind.CHOICE: lambda value, _: key_text(value),
    Kind.DATE: _day_or_moment,
    Kind.MOMENT: _moment,
    Kind.PERIOD: _period,
    Kind.INT: _number,
    Kind.NUMBER: _number,
}
