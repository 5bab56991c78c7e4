"""A table of the office's own is looked at and imported on one screen; errors are given back."""

from __future__ import annotations

from pathlib import Path

from tests.importing.nasty import FIRST, HEAD, SECOND, rows
from tests.tui.running import CLERK, INSPECTOR, SMALL, press, seen, terminal
from tui.screens.import_page import ImportPage
from tui.widgets.line_input import LineInput


async def test_the_clerk_looks_at_a_table_and_imports_it(township: Path, tmp_path: Path) -> None:
    wrong = (*FIRST[:2], "15/6/2026", *FIRST[3:])
    bad, good = rows(tmp_path / "bad.xlsx", HEAD, SECOND, wrong), rows(tmp_path / "good.xlsx", HEAD, FIRST, SECOND)
    async with terminal(township, CLERK, size=SMALL) as pilot:
        await press(pilot, "M")
        path = pilot.app.screen.query_one("#import-path", LineInput)
        path.value = str(bad)
        await press(pilot, "enter")
        assert "不能导入 1 行" in seen(pilot)
        assert "15/6/2026" in seen(pilot)
        await press(pilot, "f12")
        assert (township.parent / "bad-错误清单.xlsx").exists()
        path.value = str(good)
        path.focus()
        await press(pilot, "enter", "f2")
        assert "已导入：新增 2 行" in seen(pilot)
        await press(pilot, "f2")
        assert "没有改动" in seen(pilot)


async def test_whoever_may_not_import_is_not_offered_it(township: Path) -> None:
    async with terminal(township, INSPECTOR) as pilot:
        await press(pilot, "M")
        assert not isinstance(pilot.app.screen, ImportPage)
