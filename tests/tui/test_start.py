"""The first paint comes before everything heavy; what is wrong with the house is told, not thrown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from supervision.settings import read_settings
from tests.tui.running import INSPECTOR, press, seen, settled, terminal
from tui.app import SupervisionApp

HEAVY = ("sqlalchemy", "sqlmodel", "prefect", "docx", "pypinyin", "xlsxwriter", "plotext", "textual.widgets._markdown")


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    code = f"import sys, tui.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_first_list_brings_neither_the_rubric_nor_other_databases() -> None:
    later = ("yaml", "alembic", "sqlalchemy.dialects.postgresql", "supervision.domain.rubric")
    tables = "supervision.store.tables."
    code = f"""import sys, tui.opening, tui.screens.overdue_board
print([name for name in {later!r} if name in sys.modules], {tables!r} + 'development' in sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"


async def test_somebody_is_chosen_by_initials_and_sees_the_screen_of_the_post(township: Path) -> None:
    async with terminal(township, None) as pilot:
        assert "请选择您本人" in seen(pilot)
        await press(pilot, "text:gc", "enter")
        assert "顾晨" in seen(pilot)
        assert "今日督查" in seen(pilot)


async def test_a_missing_database_is_told_on_the_first_screen(tmp_path: Path) -> None:
    app = SupervisionApp(read_settings(db=str(tmp_path / "none.db"), lang="zh", today="2026-07-07"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "none.db" in seen(pilot)


async def test_somebody_else_signs_in_without_a_restart(township: Path) -> None:
    async with terminal(township, INSPECTOR) as pilot:
        await pilot.app.run_action("sign_out")
        await settled(pilot)
        assert "请选择您本人" in seen(pilot)
        await press(pilot, "text:zqm", "enter")
        assert "逾期督办" in seen(pilot)
