"""How one cell of a table reads as text. Workbooks keep numbers and dates as such: that is `xlsx`'s question."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from supervision.reports.document import Block, Cell, Document, Form, Table
from supervision.reports.shown import points

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def readable(text: str) -> str:
    """The text with a visible mark for every character that no file of an office can hold."""
    return text if text.isprintable() else _NOT_XML.sub("\ufffd", text)


def shown_cell(value: Cell, lang: str) -> str:
    """Empty for nothing, two to four places for points; dates as offices write them, in English as ISO."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Decimal():
            return points(value)
        case date():
            return f"{value.year}年{_short(value)}" if lang == "zh" else value.isoformat()
        case _:
            return str(value)


def with_short_dates(document: Document, lang: str) -> Document:
    """Dates of the year in which the document is dated go without it (6月5日), so that narrow columns hold them."""
    if lang != "zh":
        return document
    blocks = tuple(_shortened(block, document.dated.year) for block in document.blocks)
    return replace(document, blocks=blocks)


def _shortened(block: Block, year: int) -> Block:
    match block:
        case Table():
            return replace(block, rows=tuple(tuple(_told(cell, year) for cell in row) for row in block.rows))
        case Form():
            rows = tuple(tuple((label, _told(cell, year)) for label, cell in row) for row in block.rows)
            return replace(block, rows=rows)
        case _:
            return block


def _told(cell: Cell, year: int) -> Cell:
    return _short(cell) if isinstance(cell, date) and cell.year == year else cell


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
