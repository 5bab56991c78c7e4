"""What the registers of duties hold: one row a fact, never changed. Other facts are in `tables.facts`."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, Index, Text
from sqlmodel import Field

from supervision.store.row import Row


class ResponsibilityRow(Row, table=True):
    """责任."""

    __tablename__ = "responsibility"
    __table_args__ = (Index("ix_responsibility_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    duty_no: str = Field(primary_key=True, max_length=60)
    unit: str | None = Field(max_length=40)
    scope: str = Field(max_length=40)
    duty: str = Field(max_length=40)
    matter: str | None = Field(max_length=400)
    line: str | None = Field(max_length=200)
    frequency: str | None = Field(max_length=200)
    person_no: str = Field(max_length=40)
    valid_from: date
    valid_to: date | None
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class GuidanceVisitRow(Row, table=True):
    """指导."""

    __tablename__ = "guidance_visit"
    __table_args__ = (Index("ix_guidance_visit_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    visit_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    instructor: str = Field(max_length=40)
    on: date
    problem: str = Field(sa_column=Column(Text, nullable=False))
    advice: str = Field(sa_column=Column(Text, nullable=False))
    follow_up_on: date | None
    followed_up_on: date | None
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class MeetingRow(Row, table=True):
    """会议."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    meeting_no: str = Field(primary_key=True, max_length=60)
    kind: str = Field(max_length=40)
    unit: str | None = Field(max_length=40)
    on: date
    title: str = Field(max_length=400)
    chair: str = Field(max_length=40)
    expected: int | None
    attended: int | None
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class CommitmentRow(Row, table=True):
    """承诺和议定事项."""

    __tablename__ = "commitment"
    __table_args__ = (Index("ix_commitment_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    commitment_no: str = Field(primary_key=True, max_length=60)
    origin: str = Field(max_length=40)
    meeting_no: str | None = Field(max_length=60)
    unit: str | None = Field(max_length=40)
    matter: str = Field(max_length=400)
    responsible: str = Field(max_length=40)
    made_on: date
    due_on: date
    done_on: date | None
    effect: str | None = Field(sa_column=Column(Text, nullable=True))
    item: str | None = Field(max_length=40)
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class TurnaroundStepRow(Row, table=True):
    """整顿过程."""

    __tablename__ = "turnaround_step"
    __table_args__ = (Index("ix_turnaround_step_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    step_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    step: str = Field(max_length=40)
    on: date
    member: str | None = Field(max_length=200)
    note: str = Field(sa_column=Column(Text, nullable=False))
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class PairingRow(Row, table=True):
    """结对."""

    __tablename__ = "pairing"
    __table_args__ = (Index("ix_pairing_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    pairing_no: str = Field(primary_key=True, max_length=60)
    kind: str = Field(max_length=40)
    unit: str = Field(max_length=40)
    person_no: str | None = Field(max_length=40)
    partner: str = Field(max_length=200)
    valid_from: date
    valid_to: date | None
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)


class ContactRow(Row, table=True):
    """联系. What was said is never stored."""

    __tablename__ = "pair_contact"
    __table_args__ = (Index("ix_pair_contact_unit", "township", "unit"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    contact_no: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    pairing_no: str = Field(max_length=60)
    on: date
    supersedes: str | None = Field(max_length=60)
    recorded_at: datetime = Field(sa_type=DateTime)
