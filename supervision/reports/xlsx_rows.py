"""How the rows of a list become a worksheet's cells, many thousand a second: each straight into the sheet's own file.

What a sheet has besides rows is `xlsx`'s question. XlsxWriter makes an object of every cell; here a cell is one text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from math import ceil
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from supervision.reports.cells import readable
from supervision.reports.document import Cell, Kind

LONGEST = 32_767
"""Characters that one cell of Excel holds."""
_LINE, _MOST_LINES = 14.25, 28
"""Points a line; Excel's rows are at most 409 points high."""
_DAY_0 = date(1899, 12, 30)
_DAY_SECONDS = 86_400
_REMEMBERED = 4_096
"""Texts of a column that are ready for when they come again."""
_TAKEN_AS_CODE = re.compile(r"_x[0-9a-fA-F]{4}_|\r")
"""What Excel would read as the number of a character, and the line end that XML does not keep."""

Encoder = Callable[[Cell], tuple[str, int]]
"""A cell's value → what stands behind its address, and how many lines it needs."""


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet whose rows, from one on, come ready written; only in a workbook of constant memory."""

    def write_encoded(self, first: int, rows: Iterable[Sequence[Cell]], encoders: Sequence[Encoder]) -> int:
        """Write every row from row `first` (from 0) on and give how many there were."""
        self._write_single_row(first)
        heads = [f'<c r="{xl_col_to_name(place)}' for place in range(len(encoders))]
        count, put = 0, self.fh.write
        for cells in rows:
            count += 1
            at = first + count
            lines, parts = 1, []
            for head, encode, value in zip(heads, encoders, cells, strict=True):
                text, needed = encode(value)
                parts.append(f'{head}{at}"{text}')
                if needed > lines:
                    lines = needed
            put(f'<row r="{at}" ht="{_LINE * min(lines, _MOST_LINES):g}" customHeight="1">{"".join(parts)}</row>')
        if count:
            self._check_dimensions(first + count - 1, len(heads) - 1)
        return count


def encoder(kind: Kind, width: float, styles: Mapping[str, Any]) -> Encoder:
    """What writes the cells of a column so many characters wide, most of which are text."""
    own, day, number = (styles[name]._get_xf_index() for name in (kind, "date", "number"))
    text = styles["text"]._get_xf_index() if kind == "number" else own
    count = own if kind == "centred" else styles["count"]._get_xf_index()
    blank = f' s="{own}"/>', 1

    @lru_cache(_REMEMBERED)
    def of_text(value: str) -> tuple[str, int]:
        return f' s="{text}" t="inlineStr"><is>{_inline(value)}</is></c>', _lines(value, width)

    @lru_cache(_REMEMBERED)
    def of_day(value: date) -> tuple[str, int]:
        return f' s="{day}"><v>{_serial(value):.16G}</v></c>', 1

    def encode(value: Cell) -> tuple[str, int]:
        if isinstance(value, str) and value:
            return of_text(value)
        if value is None or value == "":
            return blank
        if isinstance(value, date):
            return of_day(value)
        style = number if isinstance(value, Decimal) else count
        return f' s="{style}"><v>{float(value):.16G}</v></c>', 1

    return encode


def _inline(value: str) -> str:
    """Text as text: no formula, no markup, no character that a file cannot hold."""
    told = _TAKEN_AS_CODE.sub(_spelt, readable(value)[:LONGEST])
    kept = ' xml:space="preserve"' if told != told.strip() else ""
    return f"<t{kept}>{escape(told, quote=False)}</t>"


def _spelt(found: re.Match[str]) -> str:
    return "_x000D_" if found.group() == "\r" else f"_x005F{found.group()}"


def _serial(day: date) -> float:
    """Excel's number of a day; with the time of day where there is one."""
    if not isinstance(day, datetime):
        return (day - _DAY_0).days
    return (day.date() - _DAY_0).days + (day - datetime.combine(day.date(), datetime.min.time())).seconds / _DAY_SECONDS


def height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Points that a row of these texts needs."""
    most = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return _LINE * min(most, _MOST_LINES)


def _lines(value: str, width: float) -> int:
    """How many lines a text needs; a Chinese character is two of the width's characters wide."""
    if 2 * len(value) <= width and "\n" not in value:
        return 1
    return sum(_broken(line, width) for line in value.splitlines())


def _broken(line: str, width: float) -> int:
    columns = (len(line) + len(line.encode("utf-8", "replace"))) / 2
    return max(1, ceil(columns / (width - 1)))
