"""What a finding itself costs: by severity (R-16), for coming back (R-22). Its handling is `handling`'s question."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from supervision.domain.exact import round4
from supervision.domain.model import Severity
from supervision.domain.recurrence import multiplier
from supervision.domain.result import Line
from supervision.domain.rubric import Item
from supervision.domain.scoring.case import Outcome, UnitCase

Points = Decimal | Literal["max"]


def by_severity(case: UnitCase, item: Item, *, points_by_severity: Mapping[Severity, Points]) -> Outcome:
    """The severity's points times the multiplier of the finding's place; `max` is the whole item, once."""
    lines: list[Line] = []
    for finding in case.found:
        if finding.item != item.code or finding.source in case.rubric.no_deduction_sources:
            continue
        points = points_by_severity[finding.severity]
        if points == "max":
            cost = item.max
        else:
            cost = Decimal(points) * multiplier(case.places[finding.finding_no], case.rubric.recurrence)
        lines.append(Line(round4(-cost), "finding", finding.finding_no))
    return lines


def recurrence(case: UnitCase, item: Item, *, per_recurrence: Decimal, per_reopen: Decimal) -> Outcome:
    """A fixed cost for each repeated finding and each reopening of the month."""
    lines = [
        Line(round4(-per_recurrence), "recurrence", finding.finding_no)
        for finding in case.found
        if case.places[finding.finding_no] > 1 and finding.source not in case.rubric.no_deduction_sources
    ]
    for course in case.courses:
        for each in course.reopenings():
            if case.within(each.start_on):
                source = f"{course.finding.task_no}#{each.number}"
                lines.append(Line(round4(-per_reopen), "reopen", source))
    return lines
