"""Who acts in whose post for a while."""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Text
from sqlmodel import Field

from supervision.store.row import Row


class DelegationRow(Row, table=True):
    """授权代办: `to_no` acts in the post of `from_no` on these days, unless it was ended before."""

    __tablename__ = "delegation"
    __table_args__ = (
        ForeignKeyConstraint(["township", "from_no"], ["person.township", "person.person_no"]),
        ForeignKeyConstraint(["township", "to_no"], ["person.township", "person.person_no"]),
    )

    township: str = Field(primary_key=True, max_length=40)
    delegation_no: str = Field(primary_key=True, max_length=60)
    from_no: str = Field(max_length=40)
    to_no: str = Field(max_length=40)
    valid_from: date
    valid_to: date
    reason: str = Field(sa_column=Column(Text, nullable=False))
    given_at: datetime = Field(sa_type=DateTime)
    ended_on: date | None
    version: int
