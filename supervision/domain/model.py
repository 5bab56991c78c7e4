"""Which facts exist. Frozen nouns without rules; the tables of rules are in the neighbouring rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """严重程度, from light to grave."""

    MINOR = "minor"
    GENERAL = "general"
    MAJOR = "major"
    CRITICAL = "critical"


class Source(StrEnum):
    """问题来源."""

    INSPECTION = "inspection"
    SELF_CHECK = "self_check"
    COMPLAINT = "complaint"
    DEBRIEFING = "debriefing"
    LOOKBACK = "lookback"


class State(StrEnum):
    """Where a rectification task stands. Overdue, near due and repeated are computed, never stored."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    DISPUTED = "disputed"
    RECTIFYING = "rectifying"
    CLOSURE_REQUESTED = "closure_requested"
    CLOSED = "closed"
    REOPENED = "reopened"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class MoveKind(StrEnum):
    """流转: what can be done to a task."""

    ACKNOWLEDGE = "acknowledge"
    FILE_PLAN = "file_plan"
    START = "start"
    REQUEST_CLOSURE = "request_closure"
    RETURN_CLOSURE = "return_closure"
    CLOSE = "close"
    REOPEN = "reopen"
    DISPUTE = "dispute"
    UPHOLD_DISPUTE = "uphold_dispute"
    REJECT_DISPUTE = "reject_dispute"
    SUSPEND = "suspend"
    RESUME = "resume"
    GRANT_EXTENSION = "grant_extension"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """One row of months.csv: when a month opens and, once it does, is sealed. Moments are local."""

    period: str
    opened_at: datetime
    sealed_at: datetime | None
    rubric_version: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A party branch with the attributes that hold from `valid_from` (R-5)."""

    unit: str
    valid_from: date
    name: str
    unit_type: str
    formal_members: int
    party_groups: int
    active_from: date
    active_to: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts; `unit` is None for township staff."""

    person_no: str
    name: str
    role: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """问题: one immutable fact that an inspector established; its task is `task_no`."""

    finding_no: str
    task_no: str
    unit: str
    item: str
    problem_type: str
    severity: Severity
    facts: str
    found_on: date
    issued_on: date
    found_by: str
    owner: str
    source: Source
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """One dated action on a task, in the order of `seq`."""

    move_no: str
    task_no: str
    seq: int
    move: MoveKind
    on: date
    by: str
    second_by: str | None
    approved_by: str | None
    days: int | None
    note: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Activity:
    """活动: what was held and how many came. Contents of talks are never stored."""

    activity_no: str
    unit: str
    type: str
    held_on: date
    group_no: int | None
    expected: int | None
    attended: int | None
    topic: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Measure:
    """指标: numerator and denominator of one metric for one settlement month."""

    measure_no: str
    unit: str
    metric: str
    period: str
    numerator: Decimal
    denominator: Decimal | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Rating:
    """评分: what one rater gave a unit for a manual item."""

    rating_no: str
    unit: str
    item: str
    period: str
    rater: str
    value: Decimal
    comment: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Bonus:
    """加分 that was approved."""

    bonus_no: str
    unit: str
    code: str
    level: str | None
    matter: str | None
    approved_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Veto:
    """一票否决 that was approved."""

    veto_no: str
    unit: str
    code: str
    occurred_on: date
    approved_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CadreTarget:
    """村干部量化目标: one weighted target of one cadre, `actual` cumulative up to `period`."""

    row_no: str
    unit: str
    person_no: str
    period: str
    code: str
    weight: Decimal
    target: Decimal
    actual: Decimal
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class TurnaroundEvent:
    """后进整顿: entering, or an acceptance with its score (R-36)."""

    event_no: str
    unit: str
    event: str
    on: date
    criterion: str | None
    score: Decimal | None
    respondents: int | None
    dissatisfied: int | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Lookback:
    """回头看: what a re-check after closure found."""

    lookback_no: str
    task_no: str
    done_on: date
    by: str
    outcome: str
    recorded_at: datetime
