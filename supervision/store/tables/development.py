"""The registers of development: one row a fact, never changed. What the monthly score is made of: `tables.facts`."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Text
from sqlmodel import Field

from supervision.store.columns import ExactDecimal
from supervision.store.row import Row


def _decimal(nullable: bool = False) -> Column[Decimal]:
    return Column(ExactDecimal, nullable=nullable)


def _text() -> Column[str]:
    return Column(Text, nullable=True)


class ProjectRow(Row, table=True):
    """项目."""

    __tablename__ = "project"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    project_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    kind: str = Field(max_length=20)
    name: str = Field(max_length=200)
    budget: Decimal | None = Field(sa_column=_decimal(nullable=True))
    item: str | None = Field(max_length=40)
    recorded_at: datetime = Field(sa_type=DateTime)


class MilestoneEventRow(Row, table=True):
    """项目节点."""

    __tablename__ = "milestone_event"
    __table_args__ = (ForeignKeyConstraint(["township", "project_no"], ["project.township", "project.project_no"]),)

    township: str = Field(primary_key=True, max_length=40)
    row_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    project_no: str = Field(max_length=60)
    milestone: str = Field(max_length=200)
    event: str = Field(max_length=20)
    on: date
    due_on: date | None
    reason: str | None = Field(sa_column=_text())
    recorded_at: datetime = Field(sa_type=DateTime)


class EconomyFigureRow(Row, table=True):
    """集体经济: baseline, target or income so far."""

    __tablename__ = "economy_figure"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    row_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    figure: str = Field(max_length=20)
    period: str = Field(max_length=7)
    amount: Decimal = Field(sa_column=_decimal())
    subsidy: Decimal | None = Field(sa_column=_decimal(nullable=True))
    source: str | None = Field(max_length=400)
    recorded_at: datetime = Field(sa_type=DateTime)


class RecruitmentStageRow(Row, table=True):
    """发展党员."""

    __tablename__ = "recruitment_stage"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    row_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    candidate_no: str = Field(max_length=40)
    name: str = Field(max_length=200)
    stage: str = Field(max_length=30)
    on: date
    recorded_at: datetime = Field(sa_type=DateTime)


class FilingRow(Row, table=True):
    """县级备案 of a secretary."""

    __tablename__ = "filing"
    __table_args__ = (ForeignKeyConstraint(["township", "person_no"], ["person.township", "person.person_no"]),)

    township: str = Field(primary_key=True, max_length=40)
    filing_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    person_no: str = Field(max_length=40)
    birth_year: int | None
    appointed_on: date
    filed_on: date | None
    recorded_at: datetime = Field(sa_type=DateTime)


class ReserveRow(Row, table=True):
    """村后备力量."""

    __tablename__ = "reserve"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    reserve_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    name: str = Field(max_length=200)
    since: date
    until: date | None
    mentor: str | None = Field(max_length=40)
    progress: str | None = Field(sa_column=_text())
    recorded_at: datetime = Field(sa_type=DateTime)


class HighlightRow(Row, table=True):
    """工作亮点."""

    __tablename__ = "highlight"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    highlight_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    matter: str = Field(max_length=400)
    level: str = Field(max_length=20)
    recognised_on: date
    proof: str | None = Field(max_length=400)
    recorded_at: datetime = Field(sa_type=DateTime)


class MemberPointsRow(Row, table=True):
    """党员量化积分."""

    __tablename__ = "member_points"
    __table_args__ = (Index("ix_member_points_unit", "township", "unit", "period"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    row_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    member_no: str = Field(max_length=40)
    name: str = Field(max_length=200)
    period: str = Field(max_length=7)
    dimension: str = Field(max_length=40)
    points: Decimal = Field(sa_column=_decimal())
    recorded_at: datetime = Field(sa_type=DateTime)


class TownshipActivityRow(Row, table=True):
    """乡级活动."""

    __tablename__ = "township_activity"
    __table_args__ = (Index("ix_township_activity_held", "township", "held_on"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    activity_no: str = Field(primary_key=True, max_length=60)
    type: str = Field(max_length=40)
    held_on: date
    person_no: str | None = Field(max_length=40)
    unit: str | None = Field(max_length=40)
    title: str | None = Field(max_length=400)
    recorded_at: datetime = Field(sa_type=DateTime)
