"""The rubric's Excel table: how each cell is written, and what each kind of cell is taken for when it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest

from supervision.domain.checks.grid import Grid
from supervision.domain.errors import BadFile
from supervision.domain.rubric_cells import dumped
from supervision.domain.rubric_loading import load_rubric
from supervision.domain.rubric_sheets import RubricSheet, at_cells, sheets_of, tree_of
from supervision.domain.rubric_tree import Table
from tests.approved import answer, approve
from tests.domain.test_rubric_answers import read

FILE = "细则.xlsx"
WRONG: tuple[object, ...] = (
    None,
    "?",
    "：3",
    "每月",
    -1,
    1.5,
    "[1, 2",
    "a ≥ 2 且 b < x",
    "说明：3\n多：是",
    "甲（一般）\n乙",
)
Rows = list[list[object]]


@cache
def sheets() -> list[RubricSheet]:
    return sheets_of(read())


def rows_of(sheet: RubricSheet) -> Rows:
    return [[sheet.title], list(sheet.headers), *map(list, sheet.rows)]


def grids(changed: str = "", at: tuple[int, int] = (0, 0), cell: object = None) -> list[Grid]:
    """All sheets, one cell of one of them changed."""
    made = []
    for sheet in sheets():
        rows = rows_of(sheet)
        if sheet.path == changed:
            rows[at[0]][at[1]] = cell
        made.append(Grid(sheet.name, rows))
    return made


ALL = [sheet.path for sheet in sheets()]
QUICK = ("items", "severities", "overdue_ladder", "task_moves")
"""One sheet of each make; the others are read by the same lines."""


@cache
def unchanged() -> Table:
    return tree_of(grids(), FILE)


def answers(path: str, at: tuple[int, int], cell: object) -> str:
    """What is told, or what the changed row was taken for."""
    found = grids(path, at, cell)
    try:
        tree = tree_of(found, FILE)
        try:
            load_rubric(tree, FILE)
        except BadFile as refused:
            raise at_cells(refused, found, FILE) from refused
    except BadFile as refused:
        return " | ".join(answer(error).replace(f"“{cell}”", "“…”") for error in refused.errors[:2])
    return "taken: " + (" | ".join(islice(differences(unchanged(), tree), 3)) or "the same")


def differences(before: object, after: object, way: str = "") -> Iterator[str]:
    """Where two trees differ, and what stands there now."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from differences(before.get(key), after.get(key), f"{way}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differences(old, new, f"{way}[{place}]")
    elif dumped(before) != dumped(after):
        yield f"{way[1:]}={dumped(after)[:120]}"


def test_the_table_is_written_as_approved() -> None:
    lines = []
    for sheet in sheets():
        lines += [f"## {sheet.title}", " ｜ ".join(sheet.headers)]
        lines += [
            " ｜ ".join("" if cell is None else str(cell) for cell in row).replace("\n", "⏎") for row in sheet.rows
        ]
    approve("rubric-table/written", lines)


@pytest.mark.parametrize(
    "path", [each if each in QUICK else pytest.param(each, marks=pytest.mark.heavy) for each in ALL]
)
def test_each_kind_of_cell_is_taken_or_refused_as_approved(path: str) -> None:
    (sheet,) = (each for each in sheets() if each.path == path)
    rows, lines = rows_of(sheet), []
    for column, header in enumerate(sheet.headers):
        filled = [row for row in range(2, len(rows)) if rows[row][column] is not None] or [2]
        changes = [(1, None), (1, "？"), *((filled[0], wrong) for wrong in WRONG)]
        if path == "settings":
            changes = [(row, wrong) for row in filled[::14] for wrong in WRONG[:4]]
        told: dict[tuple[int, str], list[str]] = {}
        for row, wrong in changes:
            said = answers(path, (row, column), wrong).replace("\n", "⏎")
            told.setdefault((row + 1, said.replace(dumped(wrong), "…")), []).append(repr(wrong))
        lines += [f"{row} {header}  {', '.join(wrongs)}: {said}" for (row, said), wrongs in told.items()]
    approve(f"rubric-table/{path}", lines)


def test_sheets_that_are_missing_doubled_or_unknown_are_told() -> None:
    items, settings = grids()[0], grids()[-1]
    for found, wanted in (
        ([settings], "细则.xlsx: items rubric-missing → 考评细则"),
        ([items], "细则.xlsx: settings rubric-missing → 总体设置"),
        ([items, grids()[0], settings], "细则.xlsx 考评细则!A1: items rubric-code-twice “考评细则” → items"),
    ):
        with pytest.raises(BadFile) as refused:
            tree_of(found, FILE)
        assert [answer(error) for error in refused.value.errors] == [wanted]
    assert tree_of([items, Grid("说明", [["填表说明"]]), settings], FILE) == tree_of([items, settings], FILE)
