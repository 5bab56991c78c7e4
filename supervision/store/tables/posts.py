"""Which post somebody holds for which days, where that is not the one in the list of people."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Text
from sqlmodel import Field, SQLModel


class PostRow(SQLModel, table=True):
    """任职期限: a post with its first and last day (none: until further notice). An empty role: none is held (离任)."""

    __tablename__ = "post"
    __table_args__ = (ForeignKeyConstraint(["township", "person_no"], ["person.township", "person.person_no"]),)

    township: str = Field(primary_key=True, max_length=40)
    post_no: str = Field(primary_key=True, max_length=60)
    person_no: str = Field(max_length=40)
    role: str | None = Field(max_length=40)
    unit: str | None = Field(max_length=40)
    valid_from: date
    valid_to: date | None
    reason: str = Field(sa_column=Column(Text, nullable=False))
    given_at: datetime = Field(sa_type=DateTime)
    ended_on: date | None
    version: int
