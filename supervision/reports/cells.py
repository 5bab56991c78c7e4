"""How one cell of a table reads as text. Workbooks keep numbers and dates as such: that is `xlsx`'s question."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from supervision.reports.document import Cell
from supervision.reports.shown import points

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def readable(text: str) -> str:
    """The text with a visible mark for every character that no file of an office can hold."""
    return text if text.isprintable() else _NOT_XML.sub("\ufffd", text)


def shown_cell(value: Cell, lang: str) -> str:
    """Empty for nothing, two to four places for points, ISO for dates (short enough for narrow columns)."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Decimal():
            return points(value)
        case date():
            return f"{value.year}.{value.month}.{value.day}" if lang == "zh" else value.isoformat()
        case _:
            return str(value)
