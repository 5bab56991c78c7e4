"""What the database already has, as far as an import is judged by it.

What each lookup needs, so that only that need be loaded (everything of the township is always right):

    months, units, people       all rows: few, and everything refers to them
    rubrics, default_rubric     every version; the default one is used by months that do not exist yet
    workdays, special_days      the calendar in force, and of it the rows of calendar.csv that may come again
    findings                    those whose finding_no or task_no occurs in findings, moves or lookbacks of the bundle
    moves                       every move of those tasks, and the moves whose move_no occurs
    activities, measures,
    ratings, bonuses, vetoes,
    lookbacks                   those whose number occurs
    cadre_targets               those whose number occurs, and every row of the (person_no, period) pairs that occur
    registers                   every row of every register once one of them is in the bundle
    turnarounds                 those whose number occurs, and every event of the units that occur in turnarounds
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

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
from supervision.domain.model import (
    Activity,
    Bonus,
    CadreTarget,
    Finding,
    Lookback,
    Measure,
    MonthPlan,
    Move,
    Person,
    Rating,
    TurnaroundEvent,
    Unit,
    Veto,
)
from supervision.domain.rubric import Rubric
from supervision.domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of the database in any order; of a fresh one only the rubric and the working days.

    `sealed_until` is the last seal: what was recorded before it would never count in any month (R-3, R-27).
    """

    default_rubric: Rubric
    workdays: Workdays
    special_days: Mapping[date, bool] = field(default_factory=dict)
    sealed_until: datetime | None = None
    rubrics: Mapping[int, Rubric] = field(default_factory=dict)
    months: Sequence[MonthPlan] = ()
    units: Sequence[Unit] = ()
    people: Sequence[Person] = ()
    findings: Sequence[Finding] = ()
    moves: Sequence[Move] = ()
    activities: Sequence[Activity] = ()
    measures: Sequence[Measure] = ()
    ratings: Sequence[Rating] = ()
    bonuses: Sequence[Bonus] = ()
    vetoes: Sequence[Veto] = ()
    cadre_targets: Sequence[CadreTarget] = ()
    turnarounds: Sequence[TurnaroundEvent] = ()
    lookbacks: Sequence[Lookback] = ()
    registers: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    projects: Sequence[Project] = ()
    milestones: Sequence[MilestoneEvent] = ()
    economy: Sequence[EconomyFigure] = ()
    recruitment: Sequence[RecruitmentStage] = ()
    filings: Sequence[Filing] = ()
    reserves: Sequence[Reserve] = ()
    highlights: Sequence[Highlight] = ()
    member_points: Sequence[MemberPoints] = ()
    township_activities: Sequence[TownshipActivity] = ()

    def rows(self, table: str) -> Sequence[Any]:
        """The known rows of a table of facts by its name in the bundle."""
        found: Sequence[Any] = getattr(self, table, None) or self.registers.get(table, ())
        return found

    def versions(self) -> Mapping[int, Rubric]:
        """Every version of the rubric by number, the default one among them."""
        return {self.default_rubric.version: self.default_rubric, **self.rubrics}
