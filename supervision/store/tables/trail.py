"""Who did what when, one chain a township (`domain.trail`)."""

from datetime import datetime

from sqlalchemy import Column, DateTime, Text, UniqueConstraint
from sqlmodel import Field

from supervision.store.row import Row


class TrailRow(Row, table=True):
    """One entry. `facts` and `rows` are canonical JSON; hashes are 64 hex digits."""

    __tablename__ = "trail"
    __table_args__ = (UniqueConstraint("township", "previous"), UniqueConstraint("township", "command_id"))

    township: str = Field(primary_key=True, max_length=40)
    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=DateTime)
    actor: str = Field(max_length=40)
    role: str = Field(max_length=40)
    action: str = Field(max_length=40)
    subject: str = Field(max_length=200)
    unit: str | None = Field(max_length=40)
    facts: str = Field(sa_column=Column(Text, nullable=False))
    rows: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)
    command_id: str | None = Field(max_length=64)
