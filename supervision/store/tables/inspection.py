"""Which inspection forms (督查检查表) were printed, and which of their rows were in order."""

from datetime import datetime

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Text
from sqlmodel import Field

from supervision.store.row import Row


class InspectionFormRow(Row, table=True):
    """A printed form; `rows` are its numbered lines as they stood on paper (canonical JSON)."""

    __tablename__ = "inspection_form"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    number: str = Field(primary_key=True, max_length=60)
    unit: str = Field(max_length=40)
    period: str = Field(max_length=7)
    printed_at: datetime = Field(sa_type=DateTime)
    printed_by: str = Field(max_length=40)
    rows: str = Field(sa_column=Column(Text, nullable=False))


class InspectionFormDoneRow(Row, table=True):
    """A form that came back and is entered: the numbers of the rows that were in order (JSON)."""

    __tablename__ = "inspection_form_done"
    __table_args__ = (
        ForeignKeyConstraint(["township", "number"], ["inspection_form.township", "inspection_form.number"]),
    )

    township: str = Field(primary_key=True, max_length=40)
    number: str = Field(primary_key=True, max_length=60)
    done_at: datetime = Field(sa_type=DateTime)
    done_by: str = Field(max_length=40)
    in_order: str = Field(sa_column=Column(Text, nullable=False))
