"""An Excel file that does not say what its workbook says is refused, whether it is short or long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from supervision.domain.errors import Broken
from supervision.reports import proofreading_sheets
from supervision.reports.document import Cell, Column, Sheet, Workbook
from supervision.reports.proofreading_sheets import proofread_sheets
from supervision.reports.writing import render
from supervision.reports.xlsx import render_xlsx

COLUMNS = (
    Column("村", 20),
    Column("日期", 20, "date"),
    Column("得分", 20, "number"),
    Column("次数", 10),
    Column("备注", 9),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("石塝村", date(2026, 6, 1), Decimal("92.25"), 3, None),
    ("万冲村", date(2026, 6, 2), Decimal("-0.0001"), 0, "补记"),
    ("枫林村", None, None, None, "=1+1"),
)
ODD = (
    "a\rb",
    "a\r\nb",
    "_x0041_",
    " 前后有空 ",
    "\n",
    "\u2028行",
    "\t",
    "😀",
    "\ufffe",
    "TRUE",
    "1",
    "2026-01-01",
    "#N/A",
)


def book(rows: Sequence[tuple[Cell, ...]]) -> Workbook:
    return Workbook("表", (Sheet("表", "表", COLUMNS, rows),), datetime(2026, 7, 1))


def changed(row: int, place: int, value: Cell) -> Workbook:
    rows = [list(each) for each in ROWS]
    rows[row][place] = value
    return book([tuple(each) for each in rows])


@pytest.mark.parametrize(
    "other",
    [
        changed(0, 0, "石塝"),
        changed(1, 1, date(2026, 6, 3)),
        changed(0, 2, Decimal("92.24")),
        changed(1, 3, 1),
        changed(2, 4, "2"),
        changed(0, 4, "多"),
        book(ROWS[:2]),
        book((*ROWS, ROWS[0])),
        replace(book(ROWS), sheets=(Sheet("表", "表", (Column("村名", 20), *COLUMNS[1:]), ROWS),)),
    ],
)
def test_a_cell_row_or_head_that_differs_refuses(other: Workbook) -> None:
    data = render_xlsx(book(ROWS), "zh")
    proofread_sheets(book(ROWS), data)
    with pytest.raises(Broken) as told:
        proofread_sheets(other, data)
    assert told.value.code == "document-contradicts"


@pytest.mark.parametrize(
    "other", [book(ROWS[:2]), book((*ROWS, ROWS[0])), changed(0, 0, "石塝"), changed(2, 0, "枫林")]
)
def test_of_a_long_list_rows_cells_and_ends_are_compared(monkeypatch: pytest.MonkeyPatch, other: Workbook) -> None:
    monkeypatch.setattr(proofreading_sheets, "EVERY_CELL", 0)
    data = render_xlsx(book(ROWS), "zh")
    proofread_sheets(book(ROWS), data)
    with pytest.raises(Broken):
        proofread_sheets(other, data)


def test_a_long_list_beside_an_empty_one_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofreading_sheets, "EVERY_CELL", 0)
    both = replace(book(ROWS), sheets=(Sheet("空", "空", COLUMNS, ()), *book(ROWS).sheets))
    assert render(both, ".xlsx", "zh")


@pytest.mark.parametrize("text", ODD)
def test_no_text_that_people_may_write_is_taken_for_a_contradiction(text: str) -> None:
    assert render(changed(0, 0, text), ".xlsx", "zh")
