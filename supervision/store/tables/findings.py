"""What inspectors found and how it went on: one row a fact, never changed. Where tasks stand is in `tables.work`."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from supervision.store.row import Row


class FindingRow(Row, table=True):
    """问题."""

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("township", "task_no"),
        ForeignKeyConstraint(["township", "found_by"], ["person.township", "person.person_no"]),
        ForeignKeyConstraint(["township", "owner"], ["person.township", "person.person_no"]),
        Index("ix_finding_unit", "township", "unit", "found_on"),
    )

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    finding_no: str = Field(primary_key=True, max_length=60)
    task_no: str = Field(max_length=60)
    unit: str = Field(max_length=40)
    item: str = Field(max_length=20)
    problem_type: str = Field(max_length=400)
    severity: str = Field(max_length=20)
    facts: str = Field(sa_column=Column(Text, nullable=False))
    found_on: date
    issued_on: date
    found_by: str = Field(max_length=40)
    owner: str = Field(max_length=40)
    source: str = Field(max_length=20)
    recorded_at: datetime = Field(sa_type=DateTime)


class MoveRow(Row, table=True):
    """流转: one dated action on a task."""

    __tablename__ = "move"
    __table_args__ = (
        UniqueConstraint("township", "task_no", "seq"),
        ForeignKeyConstraint(["township", "task_no"], ["finding.township", "finding.task_no"]),
        ForeignKeyConstraint(["township", "by"], ["person.township", "person.person_no"]),
    )

    township: str = Field(primary_key=True, max_length=40)
    move_no: str = Field(primary_key=True, max_length=60)
    task_no: str = Field(max_length=60)
    seq: int
    move: str = Field(max_length=30)
    on: date
    by: str = Field(max_length=40)
    second_by: str | None = Field(max_length=40)
    approved_by: str | None = Field(max_length=40)
    days: int | None
    note: str | None = Field(sa_column=Column(Text, nullable=True))
    recorded_at: datetime = Field(sa_type=DateTime)
