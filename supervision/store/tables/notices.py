"""What is told to whom: items for one digest a person and day, and how each digest went out."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, Index, Text
from sqlmodel import Field

from supervision.store.row import Row


class NoticeRow(Row, table=True):
    """One thing to tell one person, once: `key` names it. `day` is the day of the digest in which it goes out.

    `facts` is canonical JSON of codes, numbers and dates; the words are chosen when it is shown.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_day", "township", "person_no", "day"),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    person_no: str = Field(primary_key=True, max_length=40)
    key: str = Field(primary_key=True, max_length=200)
    kind: str = Field(max_length=30)
    day: date
    unit: str | None = Field(max_length=40)
    facts: str = Field(sa_column=Column(Text, nullable=False))
    written_at: datetime = Field(sa_type=DateTime)


class DigestRow(Row, table=True):
    """One person's digest of one day, once it has been begun to be sent or was read in the program."""

    __tablename__ = "digest"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    person_no: str = Field(primary_key=True, max_length=40)
    day: date = Field(primary_key=True)
    seen_at: datetime | None = Field(sa_type=DateTime)


class ContactRow(Row, table=True):
    """Where a person is reached: an Apprise address. It may hold a password and is never shown whole."""

    __tablename__ = "contact"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    person_no: str = Field(primary_key=True, max_length=40)
    channel: str = Field(primary_key=True, max_length=40)
    address: str = Field(sa_column=Column(Text, nullable=False))
    active: bool


class DeliveryRow(Row, table=True):
    """How one digest went out by one channel: sent at least once, marked once."""

    __tablename__ = "delivery"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    person_no: str = Field(primary_key=True, max_length=40)
    day: date = Field(primary_key=True)
    channel: str = Field(primary_key=True, max_length=40)
    state: str = Field(max_length=20)
    attempts: int
    last_error: str | None = Field(sa_column=Column(Text, nullable=True))
    next_try_at: datetime | None = Field(sa_type=DateTime)
    sent_at: datetime | None = Field(sa_type=DateTime)
