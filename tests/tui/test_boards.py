"""Boards in the terminal: from one to the next by key, a branch reads its members' names and leaves a trail."""

from __future__ import annotations

from pathlib import Path

from supervision.context import Context
from supervision.queries.trail import trail_since
from tests.tui.running import SMALL, press, seen, terminal


async def test_boards_come_by_their_keys_and_names_only_by_enter(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), "P000017", size=SMALL) as pilot:
        await press(pilot, "I")
        assert "万冲村" in seen(pilot)
        await press(pilot, "2")
        assert "桑枝加工厂" in seen(pilot)
        await press(pilot, "7")
        assert "储长明" not in seen(pilot).split("\n", 1)[1]
        await press(pilot, "enter")
        assert "★★★★★" in seen(pilot)
        await press(pilot, "equals_sign", "h")
        assert "2026-H1" in seen(pilot)
    with half_year.reading() as reading:
        assert [entry.subject for entry, _ in trail_since(reading, 0, ["read_members"])] == ["members:V02"]
