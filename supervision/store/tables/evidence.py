"""Which files prove what was done on a task. The files themselves lie beside the database: `store.attachments`."""

from datetime import date, datetime

from sqlalchemy import DateTime, ForeignKeyConstraint
from sqlmodel import Field

from supervision.store.row import Row


class AttachmentRow(Row, table=True):
    """佐证材料: a file by its content's sha256; `name` is what its owner called it, `size` in bytes,
    `taken_on` the day it shows, which is not the day it was added."""

    __tablename__ = "attachment"
    __table_args__ = (
        ForeignKeyConstraint(["township", "task_no"], ["finding.township", "finding.task_no"]),
        ForeignKeyConstraint(["township", "added_by"], ["person.township", "person.person_no"]),
    )

    township: str = Field(primary_key=True, max_length=40)
    task_no: str = Field(primary_key=True, max_length=60)
    sha256: str = Field(primary_key=True, max_length=64)
    name: str = Field(max_length=400)
    kind: str = Field(max_length=10)
    size: int
    taken_on: date | None
    added_by: str = Field(max_length=40)
    added_at: datetime = Field(sa_type=DateTime)
