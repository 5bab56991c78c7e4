"""How senders' own tables are read, and which of their rows came in. What a header means is `store.sheet_headers`'."""

from datetime import datetime

from sqlalchemy import Column, DateTime, Text
from sqlmodel import Field

from supervision.store.row import Row


class ImportMappingRow(Row, table=True):
    """Which header of a sender's table is which column (JSON object); `headers` is the signature of the head."""

    __tablename__ = "import_mapping"

    township: str = Field(primary_key=True, max_length=40)
    sender: str = Field(primary_key=True, max_length=200)
    kind: str = Field(primary_key=True, max_length=40)
    headers: str = Field(primary_key=True, max_length=64)
    columns: str = Field(sa_column=Column(Text, nullable=False))
    saved_at: datetime = Field(sa_type=DateTime)
    version: int = 1


class ImportReferenceRow(Row, table=True):
    """A row's number in the sender's own system, and the number it got here: it comes in once only."""

    __tablename__ = "import_reference"

    township: str = Field(primary_key=True, max_length=40)
    sender: str = Field(primary_key=True, max_length=200)
    kind: str = Field(primary_key=True, max_length=40)
    reference: str = Field(primary_key=True, max_length=200)
    number: str = Field(max_length=60)
