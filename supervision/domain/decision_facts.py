"""Which facts hold what people found out and what the committee decided: root causes, classes, the township's terms.

A correction names in `supersedes` the row that it replaces. The registers of duties are `register_facts`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RootCause:
    """问题根源（症结）: why the problem of a task came about, as the unit or an inspector found (domain.md, row 33)."""

    cause_no: str
    unit: str
    task_no: str
    cause_kind: str
    cause: str
    on: date
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ClassDecision:
    """类别认定: the class that the committee gave a unit for some time, beside the computed one (R-37)."""

    decision_no: str
    unit: str
    group_class: str
    decided_on: date
    decided_by: str
    reason: str
    valid_from: date
    valid_to: date | None
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class TownshipTerm:
    """乡级设定: a figure or wording that the township sets itself, and the decision on which it rests."""

    term_no: str
    term: str
    setting: str
    decided_on: date
    basis: str
    supersedes: str | None
    recorded_at: datetime
