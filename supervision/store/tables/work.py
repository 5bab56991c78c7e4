"""Where tasks stand and which cards they have reached: what follows from findings and moves, kept for quick looking."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from supervision.store.columns import BigKey, Points, partial_index
from supervision.store.row import Row

_SQLITE, _POSTGRES = "running = 1", "running"
OPEN = "state NOT IN ('closed', 'withdrawn')"
"""As each database is asked: an index with another wording of the same condition would not be used."""


class TaskRow(Row, table=True):
    """整改任务: opened from a finding; always equal to what its moves amount to (R-6 to R-8).

    `due` is None while the task stands still; from `near_from` on it is near due (R-9). Overdue is never stored: it is
    `running` and `due` before today. Late days of the round on a day: `late_base` + days after the later of
    `running_since` and `due`, while it runs.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("township", "task_no"),
        ForeignKeyConstraint(["township", "finding_no"], ["finding.township", "finding.finding_no"]),
        partial_index("ix_task_due", "township", "due", "id", sqlite=_SQLITE, postgresql=_POSTGRES),
        partial_index("ix_task_unit_due", "township", "unit", "due", sqlite=_SQLITE, postgresql=_POSTGRES),
        Index("ix_task_state", "township", "state", "unit"),
        partial_index("ix_task_open", "township", "due", "id", sqlite=OPEN, postgresql=OPEN),
    )

    id: int | None = Field(default=None, sa_column=Column(BigKey, primary_key=True, autoincrement=True))
    township: str = Field(max_length=40)
    task_no: str = Field(max_length=60)
    finding_no: str = Field(max_length=60)
    unit: str = Field(max_length=40)
    item: str = Field(max_length=20)
    severity: str = Field(max_length=20)
    owner: str = Field(max_length=40)
    found_on: date
    issued_on: date
    state: str = Field(max_length=20)
    running: bool
    round: int
    original_due: date
    due: date | None
    near_from: date | None
    late_base: int
    running_since: date | None
    moved_on: date
    opened_at: datetime = Field(sa_type=DateTime)
    version: int


class CardRow(Row, table=True):
    """蓝黄红牌: a ladder level that a round reached; issued once (R-10)."""

    __tablename__ = "card"
    __table_args__ = (
        ForeignKeyConstraint(["township", "task_no"], ["task.township", "task.task_no"]),
        UniqueConstraint("township", "document_no"),
        Index("ix_card_day", "township", "reached_on"),
    )

    township: str = Field(primary_key=True, max_length=40)
    task_no: str = Field(primary_key=True, max_length=60)
    round: int = Field(primary_key=True)
    level: int = Field(primary_key=True)
    code: str = Field(max_length=20)
    unit: str = Field(max_length=40)
    reached_on: date
    points: Decimal = Field(sa_column=Column(Points, nullable=False))
    document: str = Field(max_length=40)
    document_no: str = Field(max_length=60)
    issued_at: datetime = Field(sa_type=DateTime)
