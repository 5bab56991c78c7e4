"""Whether rows of the registers of development are right: what they name, their dates, what a kind of row must tell.

Codes: E-REF, E-VALUE, E-REQUIRED, E-RANGE, E-ORDER, E-FUTURE, E-ZERO-TARGET, E-GUARD. An error in the order of a
candidate's stages is no wrong row: it is what `recruitment` tells, and a person may make a finding of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names, check_recorded, month_of
from supervision.domain.checks.typed import Typed
from supervision.domain.development import (
    EconomyFigure,
    Filing,
    Highlight,
    MemberPoints,
    MilestoneEvent,
    Project,
    RecruitmentStage,
    Reserve,
    TownshipActivity,
)
from supervision.domain.local_terms import SCALES
from supervision.domain.member_stars import BONUS, DEDUCTION, EXEMPT, member_terms
from supervision.domain.period import first_day, is_quarter_end
from supervision.domain.township_quotas import TownshipQuota, township_quotas

QUARTER_ENDS = "3, 6, 9, 12"


def _units(typed: Typed[Any], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)


def check_projects(typed: Typed[Project], register: Register, problems: Problems) -> None:
    _units(typed, register, problems)
    for line, project in typed.placed("item"):
        items = [item.code for rubric in register.rubrics.possible(None) for item in rubric.items]
        if project.item is not None and project.item not in items:
            allowed = ", ".join(dict.fromkeys(items))
            problems.add(typed.table, line, "E-VALUE", "item", project.item, Expected.ONE_OF, allowed=allowed)


def check_milestones(typed: Typed[MilestoneEvent], register: Register, problems: Problems) -> None:
    """A slip needs a new date and a reason; what was never planned can neither slip nor be done."""
    _units(typed, register, problems)
    check_names(typed, "project_no", register.project_names, Expected.KNOWN_PROJECT, problems)
    check_recorded(typed, "on", problems)
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
    for line, row in typed.sound():
        never = row.project_no in register.projects and (row.project_no, row.milestone) not in register.planned
        if row.event != "planned" and never:
            problems.add(typed.table, line, "E-GUARD", "milestone", row.milestone, Expected.MILESTONE_PLANNED)


def check_economy(typed: Typed[EconomyFigure], register: Register, problems: Problems) -> None:
    """Income of a month cannot be told before the month; a target is something to be reached."""
    _units(typed, register, problems)
    for line, row in typed.placed("figure", "amount"):
        if row.figure == "target" and not row.amount:
            problems.add(typed.table, line, "E-ZERO-TARGET", "amount", 0, Expected.ABOVE, limit=0)
    for line, row in typed.placed("figure", "period", "recorded_at"):
        if row.figure == "income" and first_day(row.period) > row.recorded_at.date():
            problems.add(
                typed.table, line, "E-FUTURE", "period", row.period, Expected.NOT_AFTER_RECORDED,
                recorded=row.recorded_at.isoformat(),
            )  # fmt: skip


def check_recruitment(typed: Typed[RecruitmentStage], register: Register, problems: Problems) -> None:
    _units(typed, register, problems)
    check_recorded(typed, "on", problems)


def check_filings(typed: Typed[Filing], register: Register, problems: Problems) -> None:
    _units(typed, register, problems)
    check_names(typed, "person_no", register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "appointed_on", problems)
    _in_order(typed, "appointed_on", "filed_on", problems)


def check_reserves(typed: Typed[Reserve], register: Register, problems: Problems) -> None:
    _units(typed, register, problems)
    check_names(typed, "mentor", register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "since", problems)
    _in_order(typed, "since", "until", problems)


def _in_order(typed: Typed[Any], first: str, second: str, problems: Problems) -> None:
    """The second date, where it is told, is not before the first."""
    for line, row in typed.placed(first, second):
        begun, ended = getattr(row, first), getattr(row, second)
        if ended is not None and ended < begun:
            problems.add(typed.table, line, "E-ORDER", second, ended, Expected.NOT_BEFORE, other=first, limit=begun)


def check_highlights(typed: Typed[Highlight], register: Register, problems: Problems) -> None:
    _units(typed, register, problems)
    check_recorded(typed, "recognised_on", problems)


def check_member_points(typed: Typed[MemberPoints], register: Register, problems: Problems) -> None:
    """Dimensions and their most points are the rubric's of the quarter's last month."""
    _units(typed, register, problems)
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


def check_township_activities(typed: Typed[TownshipActivity], register: Register, problems: Problems) -> None:
    """A lecture tells who gave it, a visit which branch it was to."""
    _units(typed, register, problems)
    check_names(typed, "person_no", register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "held_on", problems)
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


DEVELOPMENT_CHECKS: Mapping[str, Callable[[Typed[Any], Register, Problems], None]] = {
    "projects": check_projects,
    "milestones": check_milestones,
    "economy": check_economy,
    "recruitment": check_recruitment,
    "filings": check_filings,
    "reserves": check_reserves,
    "highlights": check_highlights,
    "member_points": check_member_points,
    "township_activities": check_township_activities,
}
"""By file. Each judges new rows beside everything that a row may name."""
