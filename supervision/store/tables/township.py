"""Which units, people, rubric versions and special days there are."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, Text
from sqlmodel import Field

from supervision.store.row import Row


class TownshipRow(Row, table=True):
    """One township; everything else belongs to one."""

    __tablename__ = "township"

    township: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=200)
    created_at: datetime = Field(sa_type=DateTime)


class UnitRow(Row, table=True):
    """A unit's attributes from a day on (R-5)."""

    __tablename__ = "unit"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    unit: str = Field(primary_key=True, max_length=40)
    valid_from: date = Field(primary_key=True)
    name: str = Field(max_length=200)
    unit_type: str = Field(max_length=40)
    formal_members: int
    party_groups: int
    active_from: date
    active_to: date | None


class PersonRow(Row, table=True):
    """Somebody who acts; `unit` is empty for township staff."""

    __tablename__ = "person"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    person_no: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=200)
    role: str = Field(max_length=40)
    unit: str | None = Field(max_length=40)


class RubricRow(Row, table=True):
    """One version of the rubric, as its text was handed in; never changed."""

    __tablename__ = "rubric"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    version: int = Field(primary_key=True)
    sha256: str = Field(max_length=64)
    text: str = Field(sa_column=Column(Text, nullable=False))
    source: str = Field(max_length=200)
    recorded_at: datetime = Field(sa_type=DateTime)


class CalendarDayRow(Row, table=True):
    """A weekday that is free or a weekend day that is worked; `kind` is `off` or `work` (R-2)."""

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    kind: str = Field(max_length=4)


class CalendarYearRow(Row, table=True):
    """A year whose working days are known: officially arranged, or only expected from the holiday rules."""

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True)
    official: bool
