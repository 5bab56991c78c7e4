"""Which papers were issued under which number, and what each says: the same paper is always the same."""

from datetime import datetime

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Text, UniqueConstraint
from sqlmodel import Field

from supervision.store.row import Row


class IssuedPaperRow(Row, table=True):
    """A numbered paper of a task; `fields` is what it says in every language (canonical JSON), `sha256` its digest."""

    __tablename__ = "issued_paper"
    __table_args__ = (
        ForeignKeyConstraint(["township", "task_no"], ["finding.township", "finding.task_no"]),
        UniqueConstraint("township", "kind", "subject"),
        UniqueConstraint("township", "kind", "period", "serial"),
    )

    township: str = Field(primary_key=True, max_length=40)
    number: str = Field(primary_key=True, max_length=60)
    kind: str = Field(max_length=40)
    period: str = Field(max_length=7)
    serial: int
    subject: str = Field(max_length=120)
    task_no: str = Field(max_length=60)
    issued_at: datetime = Field(sa_type=DateTime)
    issued_by: str = Field(max_length=40)
    sha256: str = Field(max_length=64)
    fields: str = Field(sa_column=Column(Text, nullable=False))
