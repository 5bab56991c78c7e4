"""What a document can say: frozen blocks in reading order. How they look is the formats' question.

Text in a block is always plain text: no format reads markup, formulas or templates in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Cell = str | int | Decimal | date | None
Kind = Literal["text", "centred", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is a share of the page's width, in millimetres of an upright page (156 mm in all)."""

    title: str
    width: float
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """发文机关标志 and 发文字号, above the red line."""

    issuer: str
    number: str


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is 一、 level 2 （一） level 3 a bare line above a table."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`lead` is the run-in beginning of the paragraph, set apart like a heading of `level` 2 or 3."""

    text: str
    lead: str = ""
    level: int = 3


@dataclass(frozen=True, slots=True)
class Table:
    """`together` keeps a short table on one page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明, below the body."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    issuer: str
    day: str


@dataclass(frozen=True, slots=True)
class Annex:
    """Where an attachment begins, on a new page; `wide` turns the paper."""

    label: str
    title: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: whom it is copied to, who issues it and when."""

    copies: str
    office: str
    day: str


Block = (
    Letterhead
    | Title
    | Addressee
    | Heading
    | Paragraph
    | Table
    | Attachments
    | Signature
    | Annex
    | Note
    | Imprint
)


@dataclass(frozen=True, slots=True)
class Document:
    """`mark` stands on every page of what is not final; `dated` is the moment that all files carry."""

    title: str
    blocks: tuple[Block, ...]
    dated: datetime
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list of a workbook: `name` on its tab, `title` above its header row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    title: str
    sheets: tuple[Sheet, ...]
    dated: datetime
    mark: str = ""
