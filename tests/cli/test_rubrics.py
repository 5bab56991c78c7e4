"""The rubric and paper forms by command: exported, checked, compared, imported; printed and entered by number."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Say


def test_a_rubric_goes_out_as_a_table_and_comes_back(say: Say, half_year_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "考评细则.xlsx"
    assert say("--db", half_year_db, "rubric", "export", "-o", path).code == 0
    assert "内容相同" in say("--db", half_year_db, "rubric", "diff", "1", path).out
    checked = say("--db", half_year_db, "rubric", "check", path)
    assert checked.code == 0
    assert "R02 + P01" in checked.out
    assert "没有新增版本" in say("--db", half_year_db, "rubric", "import", path).err
    [version] = json.loads(say("--db", half_year_db, "rubric", "list", "--json").out)
    assert version["in_force"] is True


def test_a_form_is_printed_and_entered_by_its_numbers(say: Say, half_year_db: Path, tmp_path: Path) -> None:
    assert say("--db", half_year_db, "form", "print", "V03", "-o", tmp_path / "form.docx").code == 0
    enter = ("--db", half_year_db, "--as", "P000005", "form", "enter", "JC-2026-07-V03")
    refused = say(*enter, "1:2", "99:1")
    assert refused.code == 2
    assert "99" in refused.err
    done = say(*enter, "1:2", "2:一般:记录不全", "--others-in-order")
    assert done.code == 0
    assert done.err.count("已登记") == 2
    assert "已录完" in done.err
    assert say(*enter, "1:2").err.count("已录过") == 1
    assert say("--db", half_year_db, "form", "print", "没有的村", "-o", tmp_path / "x.docx").code == 2
