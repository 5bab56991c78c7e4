"""What there is to refer to: units, persons, tasks, rubric versions, by month where that matters (E-REF).

A row that could not be read still counts as existing: one wrong cell must not bring a hundred errors elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter

from supervision.domain.checks.bundle import Table
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.typed import Typed
from supervision.domain.course import Terms
from supervision.domain.development import Project
from supervision.domain.model import Finding, MonthPlan, Person, Severity, Unit
from supervision.domain.period import last_day, period_of
from supervision.domain.rubric import Rubric
from supervision.domain.timeline import Timeline
from supervision.domain.workdays import Workdays

Names = Collection[str] | None
"""Every name that exists; None when that cannot be told because a file is missing or unreadable."""


class Units:
    """Every unit with its attributes through time (R-5)."""

    def __init__(self, rows: Iterable[Unit], names: Names, doubtful: Iterable[str] = ()) -> None:
        """`doubtful` are the units of which a row could not be read: what holds of them cannot be told."""
        self.names = names
        self._rows: dict[str, list[Unit]] = {}
        for row in rows:
            self._rows.setdefault(row.unit, []).append(row)
        for unit in doubtful:
            self._rows.pop(unit, None)
        self._at: dict[tuple[str, str], Unit | None] = {}

    def at(self, unit: str, period: str) -> Unit | None:
        """The attributes that hold in a month: of the last row valid on its last day."""
        key = (unit, period)
        if key not in self._at:
            until = last_day(period)
            valid = [row for row in self._rows.get(unit, ()) if row.valid_from <= until]
            self._at[key] = max(valid, key=lambda row: row.valid_from, default=None)
        return self._at[key]

    def readable(self, unit: str) -> bool:
        """Are there rows of this unit, and all of them right?"""
        return unit in self._rows


class Rubrics:
    """Which version holds when (R-4); months that do not exist yet take the nearest one's, or the default."""

    def __init__(self, versions: Mapping[int, Rubric], default: Rubric, months: Iterable[MonthPlan]) -> None:
        self.versions = versions
        pinned = {month.period: versions.get(month.rubric_version, default) for month in months}
        if not pinned:
            pinned = {period_of(date.min): default}
        self._timeline = Timeline(min(pinned), {}, pinned)
        self._by_period: dict[str, Rubric] = {}
        self._terms: dict[tuple[date, Severity], Terms] = {}

    def of(self, period: str) -> Rubric:
        found = self._by_period.get(period)
        if found is None:
            found = self._by_period[period] = self._timeline.rubric_for(period)
        return found

    def on(self, day: date) -> Rubric:
        return self.of(period_of(day))

    def possible(self, period: str | None) -> Collection[Rubric]:
        """The month's version; every one there is for a month that could not be read."""
        return self.versions.values() if period is None else (self.of(period),)

    def terms_of(self, day: date, severity: Severity) -> Terms:
        """The clock of a round that begins on `day`."""
        found = self._terms.get((day, severity))
        if found is None:
            found = self._terms[day, severity] = self._timeline.terms_of(day, severity)
        return found


class Register:
    """Everything that a row may name."""

    def __init__(
        self,
        units: Units,
        people: Mapping[str, Person],
        person_names: Names,
        rubrics: Rubrics,
        workdays: Workdays,
    ) -> None:
        self.units = units
        self.people = people
        self.person_names = person_names
        self.rubrics = rubrics
        self.workdays = workdays
        self.tasks: Mapping[str, Finding] = {}
        self.unclear_tasks: Collection[str] = ()
        """Tasks whose finding says what it must for their moves to be followed, but not all that a guard asks."""
        self.task_names: Names = None
        self.rows: Mapping[str, Names] = {}
        """The numbers of each register's rows by its name (`register_kinds`)."""
        self.projects: Mapping[str, Project] = {}
        """Projects by number."""


def month_of(day: date | None) -> str | None:
    """The month of a day; None for one that could not be read."""
    return None if day is None else period_of(day)


def names_of(table: Table | None, column: str, known: Iterable[str]) -> Collection[str]:
    """The names that a table and the database have together."""
    return {*known, *(table.columns.get(column, ()) if table else ())}


def check_names(typed: Typed[object], column: str, names: Names, expected: Expected, problems: Problems) -> None:
    """Note every row whose `column` names what does not exist (E-REF); an empty cell names nothing."""
    if names is None:
        return
    named = attrgetter(column)
    unknown: set[str | None] = set(map(named, typed.facts))
    unknown.update(named(row.fact) for row in typed.broken)
    unknown.difference_update(names, (None,))
    if unknown:
        for line, fact in typed.placed(column):
            if named(fact) in unknown:
                problems.add(typed.table, line, "E-REF", column, named(fact), expected)


def check_recorded(typed: Typed[object], column: str, problems: Problems) -> None:
    """Note every row recorded before the day in `column` (E-FUTURE)."""
    both: Callable[[object], tuple[date, datetime]] = attrgetter(column, "recorded_at")
    for line, fact in typed.placed(column, "recorded_at"):
        day, recorded = both(fact)
        if day > recorded.date():
            problems.add(
                typed.table, line, "E-FUTURE", column, day, Expected.NOT_AFTER_RECORDED, recorded=recorded.isoformat()
            )
