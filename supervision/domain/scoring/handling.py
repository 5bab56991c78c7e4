"""What sending back, reopening and lateness cost (R-20, R-21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Annotated

from supervision.domain.course import Course
from supervision.domain.exact import ZERO, round4
from supervision.domain.model import MoveKind, Severity
from supervision.domain.result import Line
from supervision.domain.rubric import Item
from supervision.domain.scoring.case import Outcome, UnitCase


def sent_back(case: UnitCase, item: Item, *, returned: Decimal, reopened: Decimal) -> Outcome:
    """Each return and each reopening dated in the month."""
    lines: list[Line] = []
    for course in case.courses:
        task_no = course.finding.task_no
        for each in course.rounds:
            for move in each.moves:
                if move.move is MoveKind.RETURN_CLOSURE and case.within(move.on):
                    source = f"{task_no}#{each.number}@{move.on}"
                    lines.append(Line(round4(-returned), "returned", source))
            if each.number > 1 and case.within(each.start_on):
                lines.append(Line(round4(-reopened), "reopened", f"{task_no}#{each.number}"))
    return lines


def overdue(
    case: UnitCase,
    item: Item,
    *,
    week_days: Annotated[int, 0],
    per_started_week: Mapping[Severity, Decimal],
    cap_per_finding: Decimal,
) -> Outcome:
    """Each started late week, in the month in which it begins, up to the cap of the finding over all its months.

    The charge is at the rate of the rubric version of that month (R-4), so earlier weeks are priced by their own.
    """
    lines: list[Line] = []
    for course in case.courses:
        charged = ZERO
        for source, begins_on in _late_weeks(course, week_days, case.last):
            if charged >= cap_per_finding:
                break
            rate, cap = _priced(case, item, begins_on, course.finding.severity)
            points = max(ZERO, min(rate, cap - charged))
            charged += points
            if points and case.within(begins_on):
                lines.append(Line(round4(-points), "late_week", source))
    return lines


def _priced(case: UnitCase, item: Item, begins_on: date, severity: Severity) -> tuple[Decimal, Decimal]:
    """Rate and cap of a late week by the version of its month; one that has no such item charges nothing."""
    version = case.rubric_at(begins_on)
    if version is not case.rubric:
        found = next((each for each in version.items if each.code == item.code and each.method == item.method), None)
        if found is None:
            return ZERO, ZERO
        item = found
    return item.params["per_started_week"][severity], item.params["cap_per_finding"]


def _late_weeks(course: Course, week_days: int, horizon: date) -> Iterator[tuple[str, date]]:
    for each in course.rounds:
        for day in each.late_dates(count(1, week_days), horizon):
            yield f"{course.finding.task_no}#{each.number}@{day}", day
