"""Which steps of a month's cycle are done; every command imports this, so it stands apart from the months."""

from datetime import datetime

from sqlalchemy import DateTime
from sqlmodel import Field

from supervision.store.row import Row


class StepRow(Row, table=True):
    """A step of a month's cycle that is done; written with its effects, so it happens once."""

    __tablename__ = "step"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    period: str = Field(primary_key=True, max_length=7)
    phase: str = Field(primary_key=True, max_length=30)
    shard: str = Field(primary_key=True, max_length=40)
    done_at: datetime = Field(sa_type=DateTime)
