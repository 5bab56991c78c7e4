"""Which days are working days (R-2). Where the list of special days comes from is the question of `store.calendar`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

DAY = timedelta(days=1)


class Workdays:
    """Monday to Friday, except for the special days handed in; knows which years have an official arrangement."""

    __slots__ = ("_nth", "_rolled", "_special", "years")

    def __init__(self, special: Mapping[date, bool], years: frozenset[int] = frozenset()) -> None:
        """`special` maps a date to True (make-up weekend day 调休) or False (free weekday)."""
        self._special = dict(special)
        self.years = years
        self._nth: dict[tuple[date, int], date] = {}
        self._rolled: dict[date, date] = {}

    def is_workday(self, day: date) -> bool:
        return self._special.get(day, day.weekday() < 5)

    def roll(self, day: date) -> date:
        """`day`, or the first working day after it."""
        found = self._rolled.get(day)
        if found is None:
            found = day
            while not self.is_workday(found):
                found += DAY
            self._rolled[day] = found
        return found

    def nth_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, counted from the day after it."""
        key = (day, count)
        found = self._nth.get(key)
        if found is None:
            while count > 0:
                day += DAY
                count -= self.is_workday(day)
            self._nth[key] = found = day
        return found
