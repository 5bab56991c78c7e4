"""Does the finished Excel file say what the workbook says? It is read back before it is handed out; else it is refused.

A workbook of at most `EVERY_CELL` rows is compared cell by cell. Of a longer one the rows and cells of each sheet are
counted and its first and last rows compared, so that a hundred thousand rows stay quick. Word files: `proofreading`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import python_calamine

from supervision.domain.errors import Broken
from supervision.reports.cells import readable
from supervision.reports.document import Cell, Sheet, Workbook
from supervision.reports.xlsx_rows import LONGEST

EVERY_CELL = 3_000
_HEADS = 2
_CHUNK = 1 << 20
_ROW = re.compile(rb"<row .*?</row>", re.DOTALL)
_ENDS = (b"<row ", b"<c r=")


def proofread_sheets(workbook: Workbook, data: bytes) -> None:
    """Raises Broken("document-contradicts") with the first sheet and cell where the file differs."""
    if sum(len(sheet.rows) for sheet in workbook.sheets) <= EVERY_CELL:
        _compare(workbook, data)
    else:
        _count(workbook, data)


def _compare(workbook: Workbook, data: bytes) -> None:
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for place, sheet in enumerate(workbook.sheets):
            rows = book.get_sheet_by_index(place).to_python(skip_empty_area=False)
            _check(sheet, "rows", len(sheet.rows) + _HEADS, len(rows))
            _check_row(sheet, [column.title for column in sheet.columns], rows[1], 1)
            for number, (wanted, found) in enumerate(zip(sheet.rows, rows[_HEADS:], strict=True), start=_HEADS):
                _check_row(sheet, wanted, found, number)


def _check_row(sheet: Sheet, wanted: Sequence[Cell], found: Sequence[Any], number: int) -> None:
    """An empty cell at the end of every row is not there when it is read."""
    for place, value in enumerate(wanted):
        cell = found[place] if place < len(found) else ""
        if not _same(value, cell):
            _check(sheet, f"{number + 1}:{place + 1}", value, cell)


def _same(value: Cell, cell: Any) -> bool:
    match value:
        case None:
            return bool(cell == "")
        case str():
            return bool(cell == readable(value)[:LONGEST])
        case datetime():
            return bool(cell == value)
        case date():
            return bool(cell in (value, datetime.combine(value, time())))
        case Decimal():
            return bool(cell == float(value))
        case _:
            return bool(cell == value)


def _check(sheet: Sheet, where: str, wanted: object, found: object) -> None:
    if wanted != found:
        raise Broken("document-contradicts", what=f"{sheet.name} {where}", wanted=str(wanted), found=str(found))


def _count(workbook: Workbook, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for place, sheet in enumerate(workbook.sheets, start=1):
            rows, cells, ends = _counted(archive, f"xl/worksheets/sheet{place}.xml")
            _check(sheet, "rows", len(sheet.rows) + _HEADS, rows)
            _check(sheet, "cells", 1 + (len(sheet.rows) + 1) * len(sheet.columns), cells)
            for wanted, found in zip(_outer(sheet), ends, strict=False):  # an empty sheet has no rows to compare
                _check(sheet, "ends", [text for text in wanted if f">{text}<" not in found], [])


def _counted(archive: zipfile.ZipFile, name: str) -> tuple[int, int, list[str]]:
    """Rows, cells, and the text of the first and last rows of a list, of a sheet read piece by piece."""
    rows = cells = 0
    first, rest = b"", b""
    with archive.open(name) as file:
        for piece in iter(lambda: file.read(_CHUNK), b""):
            text = rest + piece
            whole = text.rfind(b"</row>") + len(b"</row>")
            if whole < len(b"</row>"):
                rest = text
                continue
            done, rest = text[:whole], text[whole:]
            rows += done.count(_ENDS[0])
            cells += done.count(_ENDS[1])
            first = first or b"".join(_ROW.findall(done)[_HEADS : _HEADS + 1])
            last = done[done.rfind(_ENDS[0]) :]
    return rows, cells, [first.decode(), last.decode()]


def _outer(sheet: Sheet) -> Iterator[list[str]]:
    """What the first and the last row must hold: their texts that are spelt as they are."""
    for row in (sheet.rows[0], sheet.rows[-1]) if sheet.rows else ():
        yield [cell for cell in row if isinstance(cell, str) and cell.isalnum()]
