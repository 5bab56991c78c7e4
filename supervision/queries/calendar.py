"""Which working days the township's calendar has (R-2). What follows from them is `domain.workdays`' question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.store.calendar import known_years, special_days


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year: `official` when its make-up days are published, `special` are its days off (False) and make-up days."""

    year: int
    official: bool
    special: tuple[tuple[date, bool], ...]


def calendar_years(reading: Reading) -> list[CalendarYear]:
    """Every year that the calendar has, oldest first."""
    days = sorted(special_days(reading.session).items())
    return [
        CalendarYear(year, official, tuple((day, works) for day, works in days if day.year == year))
        for year, official in known_years(reading.session)
    ]
