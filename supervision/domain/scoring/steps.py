"""What acknowledging or planning late costs (R-19)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from supervision.domain.course import Course
from supervision.domain.exact import round4
from supervision.domain.model import MoveKind, Severity
from supervision.domain.result import Line
from supervision.domain.rubric import Item
from supervision.domain.scoring.case import Outcome, UnitCase
from supervision.domain.workdays import Workdays

_ACKNOWLEDGES = frozenset({MoveKind.ACKNOWLEDGE, MoveKind.DISPUTE})
_PLANS = frozenset({MoveKind.FILE_PLAN, MoveKind.REQUEST_CLOSURE})


def late_steps(
    case: UnitCase,
    item: Item,
    *,
    ack_working_days: int,
    plan_working_days: int,
    plan_required: tuple[Severity, ...],
    ack_late: Decimal,
    plan_late: Decimal,
    plan_missing_by_due_extra: Decimal,
) -> Outcome:
    """Each missed deadline of round 1, charged in the month of the deadline."""
    lines: list[Line] = []
    for course in case.courses:
        task_no = course.finding.task_no
        ack_by = case.workdays.nth_after(course.finding.issued_on, ack_working_days)
        if case.within(ack_by) and not _done(course, _ACKNOWLEDGES, ack_by):
            lines.append(Line(round4(-ack_late), "ack_late", task_no))
        if course.finding.severity not in plan_required:
            continue
        plan_by, due = plan_deadlines(case.workdays, course, plan_working_days)
        if plan_by is not None and case.within(plan_by) and not _done(course, _PLANS, plan_by):
            lines.append(Line(round4(-plan_late), "plan_late", task_no))
        if due is not None and case.within(due) and not _done(course, _PLANS, due):
            lines.append(Line(round4(-plan_missing_by_due_extra), "plan_missing", task_no))
    return lines


def _done(course: Course, kinds: frozenset[MoveKind], by: date) -> bool:
    return any(move.move in kinds and move.on <= by for move in course.rounds[0].moves)


def plan_deadlines(workdays: Workdays, course: Course, working_days: int) -> tuple[date | None, date | None]:
    """The day the plan is late after, and the due date on which it counts as missing; None where neither arises."""
    first = course.rounds[0]
    third = workdays.nth_after(course.finding.issued_on, working_days)
    disputed_on = next((move.on for move in first.moves if move.move is MoveKind.DISPUTE), None)
    if disputed_on is not None and disputed_on <= min(third, first.original_due):
        rejected_on = next((move.on for move in first.moves if move.move is MoveKind.REJECT_DISPUTE), None)
        if rejected_on is None:
            return None, None
        third = workdays.nth_after(rejected_on, working_days)
    return (third if first.due is None else min(third, first.due)), first.due
