"""Which days a settlement month covers (R-2). Working days are the question of `workdays`.

A period is the text `2026-03`; text order is time order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from supervision.domain.checks.limits import FIRST_YEAR, LAST_YEAR
from supervision.domain.errors import BadInput

WINDOW_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_FORM = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def parse_period(text: str) -> str:
    """The period itself, or BadInput when `text` is not a month such as 2026-03."""
    if not _FORM.fullmatch(text) or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise BadInput("bad-period", value=text)
    return text


def parse_day(text: str) -> date:
    """The day written as 2026-03-05. Raises BadInput for another form or a year out of reach."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("bad-date", value=text) from error
    if day.isoformat() != text or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput("bad-date", value=text)
    return day


@lru_cache(maxsize=4096)
def shift(period: str, months: int) -> str:
    """The period `months` later (earlier when negative)."""
    count = int(period[:4]) * 12 + int(period[5:]) - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


@lru_cache(maxsize=4096)
def first_day(period: str) -> date:
    return date(int(period[:4]), int(period[5:]), 1)


@lru_cache(maxsize=4096)
def last_day(period: str) -> date:
    """E(P)."""
    return first_day(shift(period, 1)) - timedelta(days=1)


def period_of(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def month_number(period: str) -> int:
    return int(period[5:])


def window(period: str, kind: str) -> tuple[str, ...]:
    """The months of the window of settlement month `period`, oldest first (R-2)."""
    return tuple(shift(period, -back) for back in reversed(range(WINDOW_MONTHS[kind])))


def months_between(first: str, last: str) -> Iterator[str]:
    """Every period from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = shift(first, 1)


def is_quarter_end(period: str) -> bool:
    return month_number(period) % 3 == 0


def quarter_months(period: str) -> tuple[str, ...]:
    """The months of the calendar quarter of `period` up to and including it."""
    return tuple(shift(period, -back) for back in reversed(range((month_number(period) - 1) % 3 + 1)))
