"""Which facts the registers of development hold: projects, income, recruitment, filing, reserves, stars, quotas.

One row is one fact that is never changed: a correction is a newer row, and the older one stays to be seen (R-3).
What follows from them is asked in `projects`, `economy`, `recruitment`, `filing`, `member_stars`, `township_quotas`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Project:
    """项目: a governance or an industry project of a village; `budget` in yuan with fen."""

    project_no: str
    unit: str
    kind: str
    name: str
    budget: Decimal | None
    item: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MilestoneEvent:
    """项目节点: planned, slipped (with a reason and a new date) or done."""

    row_no: str
    unit: str
    project_no: str
    milestone: str
    event: str
    on: date
    due_on: date | None
    reason: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class EconomyFigure:
    """集体经济: a year's baseline or target, or income from January to the month's end; all in 万元.

    `amount` is operating income only; subsidies stand apart in `subsidy` and never count.
    """

    row_no: str
    unit: str
    figure: str
    period: str
    amount: Decimal
    subsidy: Decimal | None
    source: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class RecruitmentStage:
    """发展党员: the day on which a candidate reached a stage. No more of a person than number, name and branch."""

    row_no: str
    unit: str
    candidate_no: str
    name: str
    stage: str
    on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Filing:
    """村党组织书记县级备案: appointed, and filed with the county once `filed_on` is told."""

    filing_no: str
    unit: str
    person_no: str
    birth_year: int | None
    appointed_on: date
    filed_on: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Reserve:
    """村后备力量: somebody on the list from `since`, off it after `until`; `mentor` is a person of the township."""

    reserve_no: str
    unit: str
    name: str
    since: date
    until: date | None
    mentor: str | None
    progress: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Highlight:
    """党建工作亮点: one recognition of a matter, at one level."""

    highlight_no: str
    unit: str
    matter: str
    level: str
    recognised_on: date
    proof: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MemberPoints:
    """党员量化积分: a member's points in one dimension of a quarter (`period` is its last month)."""

    row_no: str
    unit: str
    member_no: str
    name: str
    period: str
    dimension: str
    points: Decimal
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class TownshipActivity:
    """乡级活动: what the township itself held, by whom and, where it was in a branch, in which."""

    activity_no: str
    type: str
    held_on: date
    person_no: str | None
    unit: str | None
    title: str | None
    recorded_at: datetime
