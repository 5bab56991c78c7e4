"""Who may sign in with a password. Who there is at all is `township`'s question."""

from datetime import datetime

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Text
from sqlmodel import Field

from supervision.store.row import Row


class AccountRow(Row, table=True):
    """A person's password, as an argon2id hash. `version` grows with each new password, so that old tickets end.

    `failed` counts wrong passwords since the last right one; until `locked_until` no password is right.
    """

    __tablename__ = "account"
    __table_args__ = (ForeignKeyConstraint(("township", "person_no"), ("person.township", "person.person_no")),)

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    person_no: str = Field(primary_key=True, max_length=40)
    password_hash: str = Field(sa_column=Column(Text, nullable=False))
    must_change: bool
    failed: int
    locked_until: datetime | None = Field(sa_type=DateTime)
    version: int
    changed_at: datetime = Field(sa_type=DateTime)
