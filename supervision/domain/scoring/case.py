"""What a scoring method is given and gives back. Which methods exist is `methods`' question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.domain.course import Course
from supervision.domain.model import Activity, CadreTarget, Finding, Measure, Rating, Unit
from supervision.domain.result import Line
from supervision.domain.rubric import Rubric
from supervision.domain.settlement import Settlement
from supervision.domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Excluded:
    """The item does not count this month, and why (R-14)."""

    why: str


Outcome = list[Line] | Excluded


@dataclass(slots=True)
class UnitCase:
    """All that one unit's month is judged by: facts known at the seal (R-3), those of a settlement month its latest.

    `courses` are the unit's tasks that are not nullified and not over before the month, as of `last`: the month's
    last day, or the day of a preview.
    """

    period: str
    first: date
    last: date
    rubric: Rubric
    workdays: Workdays
    unit: Unit
    courses: Sequence[Course]
    found: Sequence[Finding]
    """Findings of the month that are not nullified."""
    places: Mapping[str, int]
    activities: Mapping[str, Sequence[Activity]]
    measures: Mapping[str, Measure]
    ratings: Mapping[str, Sequence[Rating]]
    targets: Sequence[CadreTarget]
    settled: Sequence[Settlement]
    rubric_at: Callable[[date], Rubric]
    """The rubric version of the month of a day (R-4)."""

    def within(self, day: date) -> bool:
        """Is `day` in the month being computed?"""
        return self.first <= day <= self.last
