"""The findings sheet: customary forms are read, and what only looks like a value is told with its cell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from supervision.cli.errors import row_line
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.known import Known
from supervision.i18n import Words
from supervision.store import sheet_cells
from tests.importing.sheets import HEADERS, RIGHT, SHEET, known, refusal, sample_parts, sheet_of, zipped
from tests.importing.small import check, fresh, refused, small, write


@pytest.fixture
def small_known(tmp_path: Path) -> Known:
    new = check(write(tmp_path / "known", small())).new
    return replace(fresh(), months=new["months"], units=new["units"], people=new["people"])


def test_the_headers_name_every_column_of_findings() -> None:
    assert {name for name, _ in sheet_cells.HEADERS.values()} == {each.name for each in FORMATS["findings"].columns}


def test_a_right_row_becomes_a_finding(tmp_path: Path, small_known: Known) -> None:
    (tmp_path / "七月.xlsx").write_bytes(sheet_of(list(RIGHT)))
    (finding,) = check(tmp_path / "七月.xlsx", small_known).new["findings"]
    assert (finding.unit, finding.item, finding.severity, finding.owner) == ("V01", "A02", "general", "P08")
    assert (finding.found_on, finding.recorded_at) == (date(2026, 1, 10), datetime(2026, 1, 12, 9))


@pytest.mark.parametrize(
    "written", ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", " 2026-3-5 ", 46086.0, date(2026, 3, 5)]
)
def test_a_date_may_be_written_in_every_customary_way(written: object) -> None:
    assert sheet_cells.day(written) == "2026-03-05"


@pytest.mark.parametrize("written", ["2026-03/05", "2026年3月5", "26.3.5", "3月5日", "46086", 46086.5, True, 60.0])
def test_what_is_no_date_stays_as_it_is_to_be_refused(written: object) -> None:
    assert sheet_cells.day(written) != "2026-03-05"
    with pytest.raises(ValueError, match="Invalid"):
        date.fromisoformat(sheet_cells.day(written))


@pytest.mark.parametrize(
    "written",
    ["2026-03-05 14:30", "2026/3/5 14:30:00", "2026年3月5日 14:30", 46086 + 14.5 / 24, datetime(2026, 3, 5, 14, 30)],
)
def test_a_moment_may_be_written_in_every_customary_way(written: object) -> None:
    assert sheet_cells.moment(written) == "2026-03-05T14:30:00"


@pytest.mark.parametrize("written", ["石塝村（V03）", "石塝村(V03)", "石(大)塝村（V03)", " 石塝村 （ V03 ） ", "V03"])
def test_the_code_in_the_last_brackets_decides(written: str) -> None:
    assert sheet_cells.in_brackets(written) == "V03"


def test_half_width_brackets_do_in_headers_too(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    parts[SHEET] = parts[SHEET].replace("村（支部）".encode(), "村(支部)".encode())
    (tmp_path / "findings.xlsx").write_bytes(zipped(parts))
    assert len(check(tmp_path / "findings.xlsx", known()).new["findings"]) == 146


def test_an_error_in_the_sheet_tells_row_column_cell_and_value(tmp_path: Path, small_known: Known) -> None:
    wrong: list[str | float] = list(RIGHT)
    wrong[6] = "很重"
    (error,) = refusal(tmp_path, sheet_of(list(RIGHT), [*wrong[:1], "W10", "Z10", *wrong[3:]]), small_known)
    assert (error.line, error.code, error.column, error.value) == (3, "E-VALUE", "severity", "很重")
    assert dict(error.facts)["cell"] == "G3"


def test_a_lacking_header_is_told(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    parts[SHEET] = parts[SHEET].replace("严重程度".encode(), "程度".encode())
    (error,) = refusal(tmp_path, zipped(parts))
    assert (error.line, error.code, error.column) == (1, "E-COLUMN", "severity")
    told = row_line(Words("zh"), error)
    assert "严重程度（severity）列" in told
    assert "第 1 行" in told


def test_a_formula_is_told_with_its_cell(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    parts[SHEET] = re.sub(rb'<c r="I5"[^>]*>.*?</c>', b'<c r="I5"><f>TODAY()-1</f><v>46000</v></c>', parts[SHEET])
    (error,) = refusal(tmp_path, zipped(parts))
    assert (error.line, error.code, error.column, error.value) == (5, "E-FILE", "found_on", "=TODAY()-1")
    assert (error.expected, dict(error.facts)["cell"]) == ("xlsx-no-formula", "I5")


def test_merged_cells_are_told_with_their_area(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="D3:D7"/></mergeCells>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", merge)
    (error,) = refusal(tmp_path, zipped(parts))
    assert (error.line, error.column, error.value, error.expected) == (3, "unit", "D3:D7", "xlsx-no-merge")


def test_sheet_and_file_of_one_folder_must_agree(tmp_path: Path) -> None:
    rows = small()
    folder = write(tmp_path / "bundle", rows)
    row = rows["findings"][0]
    both: list[str | float] = list(RIGHT)
    both[1:3], both[7] = [row["finding_no"], row["task_no"]], row["facts"]
    (folder / "findings.xlsx").write_bytes(sheet_of(list(RIGHT), both))
    assert len(check(folder).new["findings"]) == 4
    both[7] = "不同"
    (folder / "findings.xlsx").write_bytes(sheet_of(list(RIGHT), both))
    (error,) = refused(folder)
    assert (error.file, error.line, error.code, error.column, error.value) == (
        "findings.xlsx",
        3,
        "E-DUP",
        "finding_no",
        "W01",
    )
    assert dict(error.facts)["differs"] == "facts"


def test_a_sheet_written_with_shared_strings_is_read(tmp_path: Path, small_known: Known) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "findings.xlsx"))
    sheet = book.add_worksheet("问题清单")
    sheet.write_row(0, 0, HEADERS)
    sheet.write_row(1, 0, RIGHT)
    sheet.write_datetime(1, 9, datetime(2026, 1, 12), book.add_format({"num_format": "yyyy年m月d日"}))
    sheet.write_datetime(1, 13, datetime(2026, 1, 12, 9, 7), book.add_format({"num_format": "yyyy/m/d h:mm"}))
    book.close()
    (finding,) = check(tmp_path / "findings.xlsx", small_known).new["findings"]
    assert (finding.finding_no, finding.issued_on, finding.recorded_at) == (
        "W09",
        date(2026, 1, 12),
        datetime(2026, 1, 12, 9, 7),
    )


def test_empty_formatted_cells_below_and_beside_do_no_harm(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    styled = b'<row r="30000"><c r="A30000" s="1"/><c r="XFD30000" s="1"/></row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", styled)
    (tmp_path / "findings.xlsx").write_bytes(zipped(parts))
    assert len(check(tmp_path / "findings.xlsx", known()).new["findings"]) == 146
