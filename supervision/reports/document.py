"""What a document can say: frozen blocks in reading order. How they look is the formats' question.

Text in a block is always plain text: no format reads markup, formulas or templates in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Cell = str | int | Decimal | date | None
Kind = Literal["text", "centred", "number", "date"]
Tone = Literal["alarm", "warning", "notice", "good"]


class Private(str):
    """A text that the public version does not tell: a cell, or a whole paragraph (`redaction` says how).

    It is a text like any other for who writes it into a file.
    """

    __slots__ = ()


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
    """`together` keeps a short table on one page; `name` is what a `Figure` calls it, never shown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    together: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A ruled form: rows of (label, value) cells; a row of one pair spans the page. `tall` rows leave room to write."""

    rows: tuple[tuple[tuple[str, Cell], ...], ...]
    tall: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table: bars or lines, one series each (name, values); None leaves a gap."""

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | Decimal | None, ...]], ...]
    kind: Literal["bar", "line"] = "bar"


def charted(chart: Chart) -> Table:
    """The figures of a chart as a table, for formats that draw nothing."""
    width = 120 / max(1, len(chart.series))
    columns = (Column("", 36), *(Column(name, width, "number") for name, _ in chart.series))
    values = (tuple(values[place] for _, values in chart.series) for place in range(len(chart.categories)))
    return Table(columns, tuple((name, *row) for name, row in zip(chart.categories, values, strict=True)))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class TearLine:
    """Where the receipt (回执) is torn off."""

    text: str


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Empty lines on which people sign by hand, each behind its label."""

    labels: tuple[str, ...]


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
    | Form
    | Chart
    | PageBreak
    | TearLine
    | SignatureLines
    | Attachments
    | Signature
    | Annex
    | Note
    | Imprint
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A frozen figure that the prose tells: `said` is its phrase there, which must hold `shown`; `source` its query.

    With `table` (a table's `name`) it also must be that table's number of rows, or with `column` what is `taken` of
    that column: `holding` counts its cells that hold the text `held`, without one those that are not empty.
    """

    name: str
    value: int | Decimal
    shown: str
    said: str
    table: str = ""
    column: str = ""
    source: str = ""
    taken: Literal["sum", "highest", "lowest", "mean", "holding"] = "sum"
    held: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """`mark` stands on every page of what is not final; `dated` is the moment that all files carry.

    `kind` chooses the Word template; `fields` are what a form's template is filled with. `figures` are read back from
    the file before it is issued; `people` are the names that the public version masks wherever they stand.
    """

    title: str
    blocks: tuple[Block, ...]
    dated: datetime
    mark: str = ""
    kind: str = "plain"
    fields: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shade:
    """Cells of the column at `place` that hold `text`, or without a text any number above 0, stand out in a colour."""

    place: int
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list of a workbook: `name` on its tab, `title` above its header row; a cell holding `alarm` stands out."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    alarm: str = ""
    shades: tuple[Shade, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """`charts` are drawn on one sheet behind the lists, named `overview`; only Excel and PDF have it."""

    title: str
    sheets: tuple[Sheet, ...]
    dated: datetime
    mark: str = ""
    overview: str = ""
    charts: tuple[Chart, ...] = ()
