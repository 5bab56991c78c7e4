"""How a document looks in a terminal, for the command line and the bulletin screen. All of it is Text, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import singledispatch
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text

from supervision.reports.cells import shown_cell, with_short_dates
from supervision.reports.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Cell,
    Chart,
    Document,
    Form,
    Heading,
    Imprint,
    Kind,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Table,
    TearLine,
    Title,
    Workbook,
    charted,
)

_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_JUSTIFY: dict[Kind, Any] = {"text": "left", "centred": "center", "number": "right", "date": "left"}


def show(content: Document | Workbook | Block, lang: str) -> RenderableType:
    """What Rich prints and Textual can mount."""
    match content:
        case Document():
            mark = [_text(content.mark, "bold red", "center")] if content.mark else []
            return Group(
                *mark, *(part for block in with_short_dates(content, lang).blocks for part in _parts(block, lang))
            )
        case Workbook():
            return Group(*(part for sheet in content.sheets for part in _sheet(sheet, lang)))
        case _:
            return Group(*_parts(content, lang))


def _sheet(sheet: Sheet, lang: str) -> Iterator[RenderableType]:
    yield from _parts(Heading(sheet.title), lang)
    yield from _parts(Table(sheet.columns, tuple(sheet.rows)), lang)


def plain(text: str) -> str:
    """The text with a visible mark for every character that could steer a terminal."""
    return _CONTROL.sub("\ufffd", text)


def _text(text: str, style: str = "", justify: Any = None) -> Text:
    return Text(plain(text), style=style, justify=justify)


@singledispatch
def _parts(block: Any, lang: str) -> Iterator[RenderableType]:
    raise TypeError(block)


@_parts.register
def _(block: Letterhead, lang: str) -> Iterator[RenderableType]:
    yield _text(block.issuer, "bold red", "center")
    yield _text(block.number, "", "center")
    yield Rule(style="red")


@_parts.register
def _(block: Title, lang: str) -> Iterator[RenderableType]:
    yield Padding(_text(block.text, "bold", "center"), (1, 0, 0, 0))
    yield _text(block.subtitle, "", "center")


@_parts.register
def _(block: Addressee, lang: str) -> Iterator[RenderableType]:
    yield Padding(_text(block.text), (1, 0, 0, 0))


@_parts.register
def _(block: Heading, lang: str) -> Iterator[RenderableType]:
    yield Padding(_text(block.text, "bold" if block.level < 3 else "bold dim"), (1, 0, 0, 0))


@_parts.register
def _(block: Paragraph, lang: str) -> Iterator[RenderableType]:
    indent = "　　" if lang == "zh" else ""
    yield Text.assemble(indent, (plain(block.lead), "bold"), plain(block.text))


@_parts.register
def _(block: Table, lang: str) -> Iterator[RenderableType]:
    found = RichTable(header_style="bold", pad_edge=False, show_edge=False)
    for column in block.columns:
        ratio = None if column.kind != "text" else max(1, round(column.width / 10))
        short = column.kind in ("date", "number")
        found.add_column(
            _text(column.title), justify=_JUSTIFY[column.kind], ratio=ratio, no_wrap=short, overflow="fold"
        )
    for row in block.rows:
        found.add_row(*(_text(_cell(value, lang)) for value in row))
    yield Padding(found, (0, 0, 1, 0))


def _cell(value: Cell, lang: str) -> str:
    """Dates of a list as screens and command line write them everywhere."""
    return value.isoformat() if isinstance(value, date) else shown_cell(value, lang)


@_parts.register
def _(block: Attachments, lang: str) -> Iterator[RenderableType]:
    yield Padding(_text(block.label), (1, 0, 0, 0))
    for place, name in enumerate(block.names, start=1):
        yield _text(f"    {place}. {name}")


@_parts.register
def _(block: Signature, lang: str) -> Iterator[RenderableType]:
    yield Padding(_text(block.issuer, "", "right"), (1, 4, 0, 0))
    yield Padding(_text(block.day, "", "right"), (0, 4, 0, 0))


@_parts.register
def _(block: Annex, lang: str) -> Iterator[RenderableType]:
    yield Padding(Rule(), (1, 0, 0, 0))
    yield _text(block.label)
    yield _text(block.title, "bold", "center")


@_parts.register
def _(block: Note, lang: str) -> Iterator[RenderableType]:
    yield _text(block.text, "dim")


@_parts.register
def _(block: Imprint, lang: str) -> Iterator[RenderableType]:
    yield Rule()
    yield _text(block.copies)
    yield _text(f"{block.office}  {block.day}")


@_parts.register
def _(block: Form, lang: str) -> Iterator[RenderableType]:
    found = RichTable(show_header=False, pad_edge=False, show_edge=False)
    found.add_column(style="bold", no_wrap=True)
    found.add_column(overflow="fold")
    for row in block.rows:
        for label, value in row:
            found.add_row(_text(label), _text(_cell(value, lang)))
    yield Padding(found, (0, 0, 1, 0))


@_parts.register
def _(block: Chart, lang: str) -> Iterator[RenderableType]:
    yield _text(block.title, "bold", "center")
    yield from _parts(charted(block), lang)


@_parts.register
def _(block: PageBreak, lang: str) -> Iterator[RenderableType]:
    yield Rule()


@_parts.register
def _(block: TearLine, lang: str) -> Iterator[RenderableType]:
    yield Rule(_text(block.text), characters="-")


@_parts.register
def _(block: SignatureLines, lang: str) -> Iterator[RenderableType]:
    for label in block.labels:
        yield _text(f"{label} ________________")
