"""What a right bundle gives, whatever the order of its rows and columns, and the second time."""

from __future__ import annotations

import csv
import random
import sys
import unicodedata
from dataclasses import fields, replace
from pathlib import Path

import pytest

from supervision.domain.checks.characters import refused_character
from supervision.domain.checks.column_kinds import Kind
from supervision.domain.checks.columns import FORMATS
from supervision.store.bundle import read_bundle
from tests.importing.small import TOWNSHIP, as_csv, check, columns, fresh, refused, small, stored, told, write


def test_the_columns_of_every_file_are_the_fields_of_its_fact_in_order() -> None:
    for form in FORMATS.values():
        assert [field.name for field in fields(form.fact)] == [column.name for column in form.columns]


def test_every_text_column_has_a_longest_text() -> None:
    texts = (Kind.KEY, Kind.TEXT, Kind.LINES)
    for form in FORMATS.values():
        assert all((column.limit > 0) is (column.kind in texts) for column in form.columns), form.name


def test_the_sample_is_right_and_every_line_becomes_a_fact() -> None:
    new = check(TOWNSHIP).new
    for name in FORMATS:
        file = TOWNSHIP / f"{name}.csv"
        lines = len(list(csv.reader(file.open(encoding="utf-8")))) - 1 if file.exists() else 0
        assert len(new[name]) == lines, name
    assert len(new["findings"]) == 146


def test_the_small_bundle_is_right(tmp_path: Path) -> None:
    rows = small()
    new = check(write(tmp_path, rows)).new
    assert {name: len(found) for name, found in new.items()} == {name: len(found) for name, found in rows.items()}


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    first = check(write(tmp_path, small()))
    again = check(tmp_path, stored(first))
    assert not any(again.new.values())
    assert again.same == {name: len(found) for name, found in first.new.items()}


def test_the_sample_twice_adds_nothing_although_findings_stand_in_two_files() -> None:
    first = check(TOWNSHIP)
    again = check(TOWNSHIP, stored(first))
    assert not any(again.new.values())
    assert again.same["findings"] == 146


def test_order_of_rows_and_columns_mark_and_line_ends_have_no_meaning(tmp_path: Path) -> None:
    rows = small()
    plain = check(write(tmp_path / "plain", rows)).new
    draw = random.Random(7)
    other = tmp_path / "other"
    other.mkdir()
    for table, found in rows.items():
        names = [*columns(table), "备注"]
        draw.shuffle(names)
        draw.shuffle(found)
        text = as_csv(table, [{**row, "备注": "x"} for row in found], names)
        (other / f"{table}.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    shuffled = check(other).new
    for name in FORMATS:
        assert set(shuffled[name]) == set(plain[name]), name


def test_the_sheet_gives_the_same_findings_as_the_file() -> None:
    new = check(TOWNSHIP).new
    known = replace(fresh(), months=new["months"], units=new["units"], people=new["people"])
    by_file, by_sheet = (check(TOWNSHIP / f"findings.{kind}", known).new["findings"] for kind in ("csv", "xlsx"))
    assert by_file == by_sheet == new["findings"]


def test_a_single_file_misses_no_other_file(tmp_path: Path) -> None:
    whole = small()
    first = check(write(tmp_path / "first", {**whole, "activities": []}))
    write(tmp_path / "second", {"activities": whole["activities"]})
    checked = check(tmp_path / "second" / "activities.csv", stored(first))
    assert [len(rows) for rows in checked.new.values() if rows] == [3]


def test_a_single_file_of_moves_goes_on_where_the_known_moves_end(tmp_path: Path) -> None:
    whole = small()
    early = {**whole, "moves": [row for row in whole["moves"] if row["move_no"] not in ("M05", "M06")], "lookbacks": []}
    known = stored(check(write(tmp_path / "first", early)))
    write(tmp_path / "second", {"moves": whole["moves"]})
    checked = check(tmp_path / "second" / "moves.csv", known)
    assert [move.move_no for move in checked.new["moves"]] == ["M05", "M06"]
    assert checked.same["moves"] == 9


def test_a_cell_may_have_several_lines_and_lines_are_still_counted(tmp_path: Path) -> None:
    rows = small()
    rows["findings"][0]["facts"] = '第一行\n第二行,"引号"'
    assert check(write(tmp_path, rows)).new["findings"][0].facts == '第一行\n第二行,"引号"'
    rows["findings"][2]["severity"] = "grave"
    assert told(refused(write(tmp_path, rows))[0]) == ("findings.csv", 5, "E-VALUE", "severity", "grave")


def test_names_may_have_any_chinese_character(tmp_path: Path) -> None:
    rows = small()
    for row, name in zip(rows["people"], ("𠮷野", "㐂", "\U00031350", "\U0002ebf0", "塚󠄁", "買買提·艾力"), strict=False):
        row["name"] = name
    assert check(write(tmp_path, rows)).new["people"][3].name == "\U0002ebf0"


def test_every_control_and_format_character_is_refused() -> None:
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert refused_character(chr(code)) == chr(code), hex(code)


def test_a_new_rubric_version_comes_with_the_bundle(tmp_path: Path) -> None:
    text = (TOWNSHIP.parent / "rubric.yaml").read_text(encoding="utf-8")
    rows = small()
    rows["months"][2]["rubric_version"] = "2"
    folder = write(tmp_path, rows)
    (folder / "rubric.yaml").write_text(text, encoding="utf-8")
    (folder / "rubric-2.yaml").write_text(text.replace("\n  version: 1\n", "\n  version: 2\n"), encoding="utf-8")
    checked = check(folder)
    assert {file: rubric.version for file, rubric in checked.rubrics.items()} == {"rubric-2.yaml": 2}
    assert read_bundle(folder).rubrics["rubric.yaml"] == text


def test_the_calendar_of_the_bundle_moves_its_due_dates(tmp_path: Path) -> None:
    """Round 1 of Z03 ends on 5 February; with a free week a dispute on the 9th is still in time."""
    rows = small()
    rows["moves"][-1] |= {"on": "2026-02-09", "recorded_at": "2026-02-09T11:00:00"}
    assert [error.expected for error in refused(write(tmp_path, rows))] == ["dispute-too-late"]
    rows["calendar"] += [{"date": f"2026-02-{day:02d}", "kind": "off"} for day in range(5, 9)]
    assert len(check(write(tmp_path, rows)).new["moves"]) == 11


@pytest.mark.parametrize("name", ["README.md", "expected.csv", "~$findings.xlsx"])
def test_other_files_of_a_folder_are_named_but_not_read(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, small())
    (folder / name).write_bytes(b"\x00")
    assert read_bundle(folder).ignored == (name,)
    assert check(folder, fresh()).new["months"]
