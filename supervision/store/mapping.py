"""How facts become rows and rows facts. A fact's fields and its table's columns have the same names.

How results become rows is `result_rows`' question, how a task's course becomes its row `task_rows`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from importlib import import_module
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, SQLModel

from supervision.domain.decision_facts import ClassDecision, RootCause, TownshipTerm
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
    Move,
    MoveKind,
    Person,
    Rating,
    Severity,
    Source,
    TurnaroundEvent,
    Unit,
    Veto,
)
from supervision.domain.register_facts import (
    Commitment,
    Contact,
    GuidanceVisit,
    Meeting,
    Pairing,
    Responsibility,
    TurnaroundStep,
)
from supervision.store.bulk import insert_tuples

F = TypeVar("F")
_ENUMS: Mapping[str, Mapping[str, StrEnum]] = {
    name: {each.value: each for each in enum}
    for name, enum in (("severity", Severity), ("source", Source), ("move", MoveKind))
}
"""Columns that hold an enumeration, and its members by value: calling the enumeration takes four times as long."""
_WITH_ENUMS = frozenset(("findings", "moves"))
"""Kinds in which they do; elsewhere a column of the same name is text."""


def table_of(row: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a row class."""
    return row.__table__  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True)
class Kind(Generic[F]):
    """One kind of fact: its name (the bundle's file), its dataclass, its row class and the columns that number it."""

    name: str
    fact: Callable[..., F]
    columns: tuple[str, ...]
    row: str
    key: tuple[str, ...]

    @cached_property
    def table(self) -> Table:
        """Its table. Imported when first asked for: each row class takes 3 ms, and a first screen needs a few."""
        module, name = self.row.split(":")
        return table_of(getattr(import_module(f"supervision.store.tables.{module}"), name))

    def read(self, session: Session, township: str, *where: ColumnElement[bool]) -> list[F]:
        """The township's facts of this kind, in no particular order."""
        statement = select(*(self.table.c[name] for name in self.columns)).where(
            self.table.c.township == township, *where
        )
        columns: list[Iterable[Any]] = list(zip(*session.execute(statement).all(), strict=True))
        for place, name in enumerate(self.columns):
            if columns and name in _ENUMS and self.name in _WITH_ENUMS:
                columns[place] = map(_ENUMS[name].__getitem__, columns[place])
        return list(map(self.fact, *columns)) if columns else []

    def write(self, session: Session, township: str, rows: Iterable[F]) -> int:
        """Insert facts in blocks; how many there were."""
        pick = attrgetter(*self.columns)
        names = ("township", *self.columns)
        return insert_tuples(session, self.table, names, ((township, *pick(row)) for row in rows))


def write_rows(session: Session, table: Table, rows: Iterable[dict[str, Any]]) -> int:
    """Insert rows in blocks with the fast path; all have the same names. How many there were."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return 0
    pick = itemgetter(*first)
    return insert_tuples(session, table, tuple(first), map(pick, chain((first,), rows)))


def _kind(name: str, fact: type[F], row: str, *key: str) -> Kind[F]:
    columns = tuple(each.name for each in fields(fact))  # type: ignore[arg-type]
    return Kind(name, fact, columns, row, key)


UNITS = _kind("units", Unit, "township:UnitRow", "unit", "valid_from")
PEOPLE = _kind("people", Person, "township:PersonRow", "person_no")
FINDINGS = _kind("findings", Finding, "findings:FindingRow", "finding_no")
MOVES = _kind("moves", Move, "findings:MoveRow", "move_no")
ACTIVITIES = _kind("activities", Activity, "facts:ActivityRow", "activity_no")
MEASURES = _kind("measures", Measure, "facts:MeasureRow", "measure_no")
RATINGS = _kind("ratings", Rating, "facts:RatingRow", "rating_no")
BONUSES = _kind("bonuses", Bonus, "facts:BonusRow", "bonus_no")
VETOES = _kind("vetoes", Veto, "facts:VetoRow", "veto_no")
CADRE_TARGETS = _kind("cadre_targets", CadreTarget, "facts:CadreTargetRow", "row_no")
TURNAROUNDS = _kind("turnarounds", TurnaroundEvent, "facts:TurnaroundEventRow", "event_no")
LOOKBACKS = _kind("lookbacks", Lookback, "facts:LookbackRow", "lookback_no")
PROJECTS = _kind("projects", Project, "development:ProjectRow", "project_no")
MILESTONES = _kind("milestones", MilestoneEvent, "development:MilestoneEventRow", "row_no")
ECONOMY = _kind("economy", EconomyFigure, "development:EconomyFigureRow", "row_no")
RECRUITMENT = _kind("recruitment", RecruitmentStage, "development:RecruitmentStageRow", "row_no")
FILINGS = _kind("filings", Filing, "development:FilingRow", "filing_no")
RESERVES = _kind("reserves", Reserve, "development:ReserveRow", "reserve_no")
HIGHLIGHTS = _kind("highlights", Highlight, "development:HighlightRow", "highlight_no")
MEMBER_POINTS = _kind("member_points", MemberPoints, "development:MemberPointsRow", "row_no")
TOWNSHIP_ACTIVITIES = _kind("township_activities", TownshipActivity, "development:TownshipActivityRow", "activity_no")
RESPONSIBILITIES = _kind("responsibilities", Responsibility, "registers:ResponsibilityRow", "duty_no")
GUIDANCE_VISITS = _kind("guidance_visits", GuidanceVisit, "registers:GuidanceVisitRow", "visit_no")
MEETINGS = _kind("meetings", Meeting, "registers:MeetingRow", "meeting_no")
COMMITMENTS = _kind("commitments", Commitment, "registers:CommitmentRow", "commitment_no")
TURNAROUND_STEPS = _kind("turnaround_steps", TurnaroundStep, "registers:TurnaroundStepRow", "step_no")
PAIRINGS = _kind("pairings", Pairing, "registers:PairingRow", "pairing_no")
CONTACTS = _kind("contacts", Contact, "registers:ContactRow", "contact_no")
ROOT_CAUSES = _kind("root_causes", RootCause, "decisions:RootCauseRow", "cause_no")
CLASS_DECISIONS = _kind("class_decisions", ClassDecision, "decisions:ClassDecisionRow", "decision_no")
TOWNSHIP_TERMS = _kind("township_terms", TownshipTerm, "decisions:TownshipTermRow", "term_no")

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        UNITS,
        PEOPLE,
        FINDINGS,
        MOVES,
        ACTIVITIES,
        MEASURES,
        RATINGS,
        BONUSES,
        VETOES,
        CADRE_TARGETS,
        TURNAROUNDS,
        LOOKBACKS,
        RESPONSIBILITIES,
        GUIDANCE_VISITS,
        MEETINGS,
        COMMITMENTS,
        TURNAROUND_STEPS,
        PAIRINGS,
        CONTACTS,
        PROJECTS,
        MILESTONES,
        ECONOMY,
        RECRUITMENT,
        FILINGS,
        RESERVES,
        HIGHLIGHTS,
        MEMBER_POINTS,
        TOWNSHIP_ACTIVITIES,
        ROOT_CAUSES,
        CLASS_DECISIONS,
        TOWNSHIP_TERMS,
    )
}
"""Every kind of fact but the months, in an order in which each only points at earlier ones."""
