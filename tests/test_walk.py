"""The walk of one finding: from an inspector's key presses in the terminal to the deduction in the bulletin's text."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from flows.entry import run_months_plain
from supervision.settings import read_settings
from tests.tui.running import INSPECTOR, TOWNSHIP_SECRETARY, press, seen, terminal

FOUND, SEALED, READ = "2026-07-07", datetime(2026, 8, 5, 17, 0), "2026-08-06"
SEEN = "其中6月8日主题党日缺签到表"


@pytest.fixture
def database(half_year_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "supervision.db"
    shutil.copyfile(half_year_file, path)
    return path


async def test_what_an_inspector_records_by_keys_is_deducted_in_the_months_bulletin(database: Path) -> None:
    async with terminal(database, INSPECTOR, today=FOUND) as pilot:
        await press(pilot, "n", "text:sbc", "enter", "text:b08", "enter", "3", "enter", f"text:{SEEN}", "f2")
        assert "WT-2026-07-001" in seen(pilot)

    settings = read_settings(db=str(database), lang="zh", today=READ)
    (outcome,) = run_months_plain(settings, ["2026-07"], SEALED, TOWNSHIP_SECRETARY)
    assert outcome.finished

    (bulletin,) = (path for path in outcome.documents if path.suffix == ".md")
    rows = bulletin.read_text(encoding="utf-8").splitlines()
    (deduction,) = (row for row in rows if row.startswith("| B08 ") and "WT-2026-07-001" in row)
    assert "| -1.00 |" in deduction
    assert f"纸质记录与平台不一致{SEEN}" in deduction

    async with terminal(database, INSPECTOR, today=READ) as pilot:
        await press(pilot, "s")
        assert "2026年7月" in seen(pilot)
        await press(pilot, *["down"] * 11, "enter", *["down"] * 11)
        explained = seen(pilot)
        assert "石塝村 · 2026年7月" in explained
        assert "B08 党支部工作纪实质量" in explained
        assert "-1.00  问题扣分" in explained
