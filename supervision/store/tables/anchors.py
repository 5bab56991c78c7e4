"""What each sealed month is pinned to, and who signed it. What it says is `domain.anchor`'s question."""

from datetime import datetime

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Text
from sqlmodel import Field

from supervision.store.row import Row


class AnchorRow(Row, table=True):
    """A sealed month's anchor: its canonical text and the root printed in the bulletin."""

    __tablename__ = "anchor"
    __table_args__ = (ForeignKeyConstraint(["township", "period"], ["month.township", "month.period"]),)

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    text: str = Field(sa_column=Column(Text, nullable=False))
    root: str = Field(max_length=64)


class AnchorSignatureRow(Row, table=True):
    """An Ed25519 signature of a root; keys and signatures are hex."""

    __tablename__ = "anchor_signature"
    __table_args__ = (ForeignKeyConstraint(["township", "period"], ["anchor.township", "anchor.period"]),)

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    public_key: str = Field(primary_key=True, max_length=64)
    signature: str = Field(max_length=128)
    signed_at: datetime = Field(sa_type=DateTime)
