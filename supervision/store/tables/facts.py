"""What people recorded besides findings: one row a fact, never changed. What follows is in `tables.months`."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Text
from sqlmodel import Field

from supervision.store.columns import ExactDecimal
from supervision.store.row import Row


def _decimal(nullable: bool = False) -> Column[Decimal]:
    return Column(ExactDecimal, nullable=nullable)


class ActivityRow(Row, table=True):
    """活动. Contents of talks are never stored."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_unit", "township", "unit", "type", "held_on"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    activity_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    type: str = Field(max_length=60)
    held_on: date
    group_no: int | None
    expected: int | None
    attended: int | None
    topic: str | None = Field(sa_column=Column(Text, nullable=True))
    recorded_at: datetime = Field(sa_type=DateTime)


class MeasureRow(Row, table=True):
    """指标."""

    __tablename__ = "measure"
    __table_args__ = (Index("ix_measure_period", "township", "period"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    measure_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    metric: str = Field(max_length=80)
    period: str = Field(max_length=7)
    numerator: Decimal = Field(sa_column=_decimal())
    denominator: Decimal | None = Field(sa_column=_decimal(nullable=True))
    recorded_at: datetime = Field(sa_type=DateTime)


class RatingRow(Row, table=True):
    """评分."""

    __tablename__ = "rating"
    __table_args__ = (
        Index("ix_rating_period", "township", "period"),
        ForeignKeyConstraint(["township", "rater"], ["person.township", "person.person_no"]),
    )

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    rating_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    item: str = Field(max_length=20)
    period: str = Field(max_length=7)
    rater: str = Field(max_length=40)
    value: Decimal = Field(sa_column=_decimal())
    comment: str | None = Field(sa_column=Column(Text, nullable=True))
    recorded_at: datetime = Field(sa_type=DateTime)


class BonusRow(Row, table=True):
    """加分."""

    __tablename__ = "bonus"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    bonus_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    code: str = Field(max_length=20)
    level: str | None = Field(max_length=20)
    matter: str | None = Field(max_length=400)
    approved_on: date
    recorded_at: datetime = Field(sa_type=DateTime)


class VetoRow(Row, table=True):
    """一票否决."""

    __tablename__ = "veto"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    veto_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    code: str = Field(max_length=20)
    occurred_on: date
    approved_on: date
    recorded_at: datetime = Field(sa_type=DateTime)


class CadreTargetRow(Row, table=True):
    """村干部量化目标."""

    __tablename__ = "cadre_target"
    __table_args__ = (
        Index("ix_cadre_target_period", "township", "period"),
        ForeignKeyConstraint(["township", "person_no"], ["person.township", "person.person_no"]),
    )

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    row_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    person_no: str = Field(max_length=40)
    period: str = Field(max_length=7)
    code: str = Field(max_length=40)
    weight: Decimal = Field(sa_column=_decimal())
    target: Decimal = Field(sa_column=_decimal())
    actual: Decimal = Field(sa_column=_decimal())
    recorded_at: datetime = Field(sa_type=DateTime)


class TurnaroundEventRow(Row, table=True):
    """后进整顿: entering, or an acceptance."""

    __tablename__ = "turnaround_event"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    event_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    event: str = Field(max_length=20)
    on: date
    criterion: str | None = Field(max_length=20)
    score: Decimal | None = Field(sa_column=_decimal(nullable=True))
    respondents: int | None
    dissatisfied: int | None
    recorded_at: datetime = Field(sa_type=DateTime)


class LookbackRow(Row, table=True):
    """回头看: what a re-check after closure found."""

    __tablename__ = "lookback"
    __table_args__ = (ForeignKeyConstraint(["township", "task_no"], ["finding.township", "finding.task_no"]),)

    township: str = Field(primary_key=True, max_length=40)
    lookback_no: str = Field(primary_key=True, max_length=60)
    task_no: str = Field(max_length=60)
    done_on: date
    by: str = Field(max_length=40)
    outcome: str = Field(max_length=30)
    recorded_at: datetime = Field(sa_type=DateTime)
