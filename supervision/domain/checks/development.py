"""What each register of development asks of its rows beyond what every register asks (`registers`).

Codes: E-VALUE, E-REQUIRED, E-RANGE, E-ORDER, E-FUTURE, E-ZERO-TARGET, E-GUARD. An error in the order of a candidate's
stages is no wrong row: it is what `recruitment` tells, and a person may make a finding of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, month_of
from supervision.domain.checks.typed import Typed
from supervision.domain.development import (
    EconomyFigure,
    Filing,
    MemberPoints,
    MilestoneEvent,
    Project,
    Reserve,
    TownshipActivity,
)
from supervision.domain.local_terms import SCALES
from supervision.domain.member_stars import BONUS, DEDUCTION, EXEMPT, member_terms
from supervision.domain.period import first_day, is_quarter_end
from supervision.domain.township_quotas import TownshipQuota, township_quotas

QUARTER_ENDS = "3, 6, 9, 12"


def check_projects(typed: Typed[Project], known: Sequence[Project], register: Register, problems: Problems) -> None:
    for line, project in typed.placed("item"):
        items = [item.code for rubric in register.rubrics.possible(None) for item in rubric.items]
        if project.item is not None and project.item not in items:
            allowed = ", ".join(dict.fromkeys(items))
            problems.add(typed.table, line, "E-VALUE", "item", project.item, Expected.ONE_OF, allowed=allowed)


def check_milestones(
    typed: Typed[MilestoneEvent], known: Sequence[MilestoneEvent], register: Register, problems: Problems
) -> None:
    """A slip needs a new date and a reason; what was never planned can neither slip nor be done."""
    for line, row in typed.placed("event", "due_on"):
        if row.event != "done" and row.due_on is None:
            problems.add(typed.table, line, "E-REQUIRED", "due_on", None, Expected.FILLED_FOR, what=row.event)
    for line, row in typed.placed("event", "reason"):
        if row.event == "slipped" and row.reason is None:
            problems.add(typed.table, line, "E-REQUIRED", "reason", None, Expected.FILLED_FOR, what=row.event)
    for line, row in typed.placed("unit", "project_no"):
        project = register.projects.get(row.project_no)
        if project is not None and project.unit != row.unit:
            problems.add(typed.table, line, "E-VALUE", "unit", row.unit, Expected.ONE_OF, allowed=project.unit)
    planned = {(row.project_no, row.milestone) for row in (*known, *typed.facts) if row.event == "planned"}
    for line, row in typed.sound():
        never = row.project_no in register.projects and (row.project_no, row.milestone) not in planned
        if row.event != "planned" and never:
            problems.add(typed.table, line, "E-GUARD", "milestone", row.milestone, Expected.MILESTONE_PLANNED)


def check_economy(
    typed: Typed[EconomyFigure], known: Sequence[EconomyFigure], register: Register, problems: Problems
) -> None:
    """Income of a month cannot be told before the month; a target is something to be reached."""
    for line, row in typed.placed("figure", "amount"):
        if row.figure == "target" and not row.amount:
            problems.add(typed.table, line, "E-ZERO-TARGET", "amount", 0, Expected.ABOVE, limit=0)
    for line, row in typed.placed("figure", "period", "recorded_at"):
        if row.figure == "income" and first_day(row.period) > row.recorded_at.date():
            problems.add(
                typed.table, line, "E-FUTURE", "period", row.period, Expected.NOT_AFTER_RECORDED,
                recorded=row.recorded_at.isoformat(),
            )  # fmt: skip


def check_filings(typed: Typed[Filing], known: Sequence[Filing], register: Register, problems: Problems) -> None:
    _in_order(typed, "appointed_on", "filed_on", problems)


def check_reserves(typed: Typed[Reserve], known: Sequence[Reserve], register: Register, problems: Problems) -> None:
    _in_order(typed, "since", "until", problems)


def _in_order(typed: Typed[Any], first: str, second: str, problems: Problems) -> None:
    """The second date, where it is told, is not before the first."""
    for line, row in typed.placed(first, second):
        begun, ended = getattr(row, first), getattr(row, second)
        if ended is not None and ended < begun:
            problems.add(typed.table, line, "E-ORDER", second, ended, Expected.NOT_BEFORE, other=first, limit=begun)


def check_member_points(
    typed: Typed[MemberPoints], known: Sequence[MemberPoints], register: Register, problems: Problems
) -> None:
    """Dimensions and their most points are the rubric's of the quarter's last month."""
    for line, row in typed.placed("period"):
        if not is_quarter_end(row.period):
            problems.add(typed.table, line, "E-RANGE", "period", row.period, Expected.MONTH_OF, months=QUARTER_ENDS)
    terms = {}
    for line, row in typed.placed("period", "dimension", "points"):
        if row.period not in terms:
            terms[row.period] = member_terms(register.rubrics.of(row.period).shown)
        most = terms[row.period].dimensions
        if row.dimension not in (*most, BONUS, DEDUCTION, EXEMPT):
            allowed = ", ".join(terms[row.period].codes())
            problems.add(typed.table, line, "E-VALUE", "dimension", row.dimension, Expected.ONE_OF, allowed=allowed)
        elif row.points > most.get(row.dimension, row.points):
            problems.add(
                typed.table, line, "E-RANGE", "points", row.points, Expected.BETWEEN,
                lowest=0, highest=most[row.dimension],
            )  # fmt: skip


def check_township_activities(
    typed: Typed[TownshipActivity], known: Sequence[TownshipActivity], register: Register, problems: Problems
) -> None:
    """A lecture tells who gave it, a visit which branch it was to."""
    for line, row in typed.placed("type"):
        quotas = _quotas(register, row.held_on)
        if row.type not in quotas:
            problems.add(typed.table, line, "E-VALUE", "type", row.type, Expected.ONE_OF, allowed=", ".join(quotas))
    for line, row in typed.placed("type", "held_on", "person_no", "unit"):
        quota = _quotas(register, row.held_on).get(row.type)
        scale = quota.scale_by if quota is not None else None
        needed = "person_no" if scale in SCALES else "unit" if scale is not None else None
        if needed is not None and getattr(row, needed) is None:
            problems.add(typed.table, line, "E-REQUIRED", needed, None, Expected.FILLED_FOR, what=row.type)


def _quotas(register: Register, day: date | None) -> Mapping[str, TownshipQuota]:
    rubrics = register.rubrics.possible(month_of(day))
    return {quota.type: quota for rubric in rubrics for quota in township_quotas(rubric.shown)}
