"""The rubric as an Excel table: out and in again nothing is lost, an edit is a new version, a fault names its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import BadFile, BadInput, NotPermitted
from supervision.domain.rubric_headers import ITEM_COLUMNS
from supervision.i18n import Words
from supervision.queries.law import law
from supervision.queries.rubric_versions import compare, review_rubric, rubric_in, rubric_versions, stored_rubric
from supervision.reports.rubric_table import comparison_document, lint_line, rubric_workbook
from supervision.reports.writing import render, write
from supervision.services.rubrics import import_rubric
from tests.conftest import person

ITEMS = "考评细则"


def table(context: Context, path: Path, edits: Mapping[tuple[str, str], object] | None = None) -> Path:
    """The exported table with some cells changed."""
    with context.reading() as reading:
        book = rubric_workbook(stored_rubric(reading, 1), reading.now)
    sheets = []
    for sheet in book.sheets:
        rows = [list(row) for row in sheet.rows]
        for (name, cell), value in (edits or {}).items():
            if name == sheet.name:
                rows[int(cell[1:]) - 3][ord(cell[0]) - ord("A")] = value  # type: ignore[assignment]
        sheets.append(replace(sheet, rows=tuple(map(tuple, rows))))
    write(replace(book, sheets=tuple(sheets)), path, "zh")
    return path


def test_the_table_of_the_default_rubric_comes_back_the_same(empty: Context, tmp_path: Path) -> None:
    again = rubric_in(table(empty, tmp_path / "rubric.xlsx"))
    with empty.reading() as reading:
        stored = stored_rubric(reading, 1)
    assert again.sha == stored.sha
    assert again.rubric == stored.rubric
    assert import_rubric(empty, tmp_path / "rubric.xlsx").version is None


def test_an_edited_cell_becomes_a_new_version_and_the_old_one_stays(empty: Context, tmp_path: Path) -> None:
    edits = {(ITEMS, "G3"): "２．５", (ITEMS, "G4"): "4.5", (ITEMS, "E4"): "清单未按月更新（一般）\n清单不实（较重）"}
    path = table(empty, tmp_path / "考评细则.xlsx", edits)
    assert import_rubric(empty, path).version == 2
    with empty.reading() as reading:
        old, new = stored_rubric(reading, 1), stored_rubric(reading, 2)
        assert [line.version for line in rubric_versions(reading)] == [2, 1]
        assert law(reading).latest_version == 2
    found = {(each.subject, each.path): (each.old, each.new) for each in compare(old, new).changes}
    assert found["A01", "items.max"] == ("3", "2.5")
    assert found["A02", "items.typical_findings"][1] == "清单未按月更新（一般）\n清单不实（较重）"
    assert len(found) == 3
    assert import_rubric(empty, path).version is None


def test_a_faulty_cell_is_named_with_its_sheet(empty: Context, tmp_path: Path) -> None:
    edits = {(ITEMS, "E4"): "没有程度", (ITEMS, "I3"): "应完成次数", ("奖励", "A3"): "R01"}
    with pytest.raises(BadFile) as refused:
        rubric_in(table(empty, tmp_path / "rubric.xlsx", edits))
    assert [error.file for error in refused.value.errors] == ["rubric.xlsx 考评细则!I3", "rubric.xlsx 考评细则!E4"]
    edits = {(ITEMS, "H5"): "每旬", (ITEMS, "F6"): "乱写", ("奖励", "C3"): None}
    with pytest.raises(BadFile) as refused:
        rubric_in(table(empty, tmp_path / "rubric.xlsx", edits))
    told = {(error.file.partition("!")[2], error.value) for error in refused.value.errors}
    assert {("H5", "每旬"), ("F6", "乱写")} <= told
    assert any("奖励!" in error.file for error in refused.value.errors)


def test_errors_of_the_linter_refuse(empty: Context, tmp_path: Path) -> None:
    edits = {(ITEMS, "I3"): "活动类型（activity_type）：party_lecture\n应完成次数：1\n每缺1次扣分：3"}
    path = table(empty, tmp_path / "rubric.xlsx", edits)
    with empty.reading() as reading:
        review = review_rubric(reading, path)
    assert "B04" in lint_line(Words("zh"), review.lints[0])
    with pytest.raises(BadInput, match="doubtful-rubric"):
        import_rubric(empty, path)


def test_an_inspector_does_not_revise_the_rubric(sample: Context, tmp_path: Path) -> None:
    path = table(sample, tmp_path / "rubric.xlsx", {(ITEMS, "C3"): "党建专题"})
    with pytest.raises(NotPermitted):
        import_rubric(person(sample, "P000005"), path)


def test_the_comparison_tells_what_a_month_can_give(empty: Context, tmp_path: Path) -> None:
    path = table(empty, tmp_path / "rubric.xlsx", {(ITEMS, "H3"): "每季度"})
    with empty.reading() as reading:
        found = review_rubric(reading, path).comparison
        told = render(comparison_document(found, Words("zh"), reading.now), ".md", "zh").decode()
    assert next((each.month, each.old - each.new) for each in found.points if each.old != each.new) == (1, 3)
    assert f"A01 党建工作专题研究 | {ITEM_COLUMNS['period']} | month | quarter |" in told
