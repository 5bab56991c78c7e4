"""The papers of a task are issued from its page."""

from __future__ import annotations

from pathlib import Path

from supervision.context import Context
from supervision.queries.papers import issued_papers
from tests.tui.running import BRANCH_SECRETARY, COMMISSIONER, press, seen, terminal


async def test_a_paper_is_chosen_issued_and_written(half_year: Context) -> None:
    file = Path(str(half_year.database.path))
    async with terminal(file, COMMISSIONER) as pilot:
        await press(pilot, "enter", "w")
        assert "整改通知书" in seen(pilot)
        assert "可出具" in seen(pilot)
        await press(pilot, "1")
    with half_year.reading() as reading:
        (paper,) = issued_papers(reading)
    assert (file.parent / "documents" / "orders" / f"{paper.number}.docx").exists()


async def test_who_may_not_issue_is_told(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), BRANCH_SECRETARY) as pilot:
        await press(pilot, "enter", "w", "1")
        assert "出具文书" in seen(pilot)
    with half_year.reading() as reading:
        assert issued_papers(reading) == []
