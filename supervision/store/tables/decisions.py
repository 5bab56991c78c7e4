"""What people found out and the committee decided: one row a fact, never changed. Duties are in `tables.registers`."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, Index, Text
from sqlmodel import Field

from supervision.store.row import Row


class RootCauseRow(Row, table=True):
    """问题根源（症结）."""

    __tablename__ = "root_cause"
    __table_args__ = (Index("ix_root_cause_task", "township", "task_no"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    cause_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    task_no: str = Field(max_length=60)
    cause_kind: str = Field(max_length=40)
    cause: str = Field(sa_column=Column(Text, nullable=False))
    on: date
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class ClassDecisionRow(Row, table=True):
    """类别认定."""

    __tablename__ = "class_decision"
    __table_args__ = (Index("ix_class_decision_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    decision_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    group_class: str = Field(max_length=40)
    decided_on: date
    decided_by: str = Field(max_length=40)
    reason: str = Field(sa_column=Column(Text, nullable=False))
    valid_from: date
    valid_to: date | None
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class TownshipTermRow(Row, table=True):
    """乡级设定."""

    __tablename__ = "township_term"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    term_no: str = Field(primary_key=True, max_length=60)
    term: str = Field(max_length=40)
    setting: str = Field(max_length=400)
    decided_on: date
    basis: str = Field(sa_column=Column(Text, nullable=False))
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)
