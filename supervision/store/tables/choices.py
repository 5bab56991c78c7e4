"""What a township has decided about its own way of working, beside its rubric."""

from datetime import datetime

from sqlalchemy import DateTime
from sqlmodel import Field, SQLModel


class ChoiceRow(SQLModel, table=True):
    """One setting of the township; what it was before stands in the trail."""

    __tablename__ = "township_choice"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=40)
    set_at: datetime = Field(sa_type=DateTime)
    version: int
