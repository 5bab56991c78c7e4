"""Rewards and penalties are decided on one screen: many at once, each with its reason, by nobody else."""

from __future__ import annotations

from pathlib import Path

from supervision.queries.proposals import proposals
from supervision.store.database import Database
from tests.conftest import house
from tests.tui.running import COMMISSIONER, SMALL, TOWNSHIP_SECRETARY, press, seen, terminal
from tui.screens.confirm import Confirm


def states(path: Path, period: str) -> list[tuple[str, str | None]]:
    """State and note of each proposal."""
    database = Database(str(path))
    with house(database).reading() as reading:
        found = [(line.state, line.note) for line in proposals(reading, period)]
    database.close()
    return found


async def test_the_secretary_approves_marked_proposals_and_refuses_one_with_its_reason(township: Path) -> None:
    before = states(township, "2026-01")
    assert {state for state, _ in before} == {"proposed"}
    async with terminal(township, TOWNSHIP_SECRETARY, size=SMALL) as pilot:
        assert "奖惩建议待审定" in seen(pilot)
        await press(pilot, "full_stop")
        assert "触发依据" in seen(pilot)
        await press(pilot, "space", "space", "z", "f2")
        assert [state for state, _ in states(township, "2026-01")].count("approved") == 2
        await press(pilot, "end", "r", "f2")
        assert isinstance(pilot.app.screen, Confirm)
        await press(pilot, "text:已另行处理")
        await press(pilot, "f2")
        await press(pilot, "home", "p", "f2")
    found = states(township, "2026-01")
    assert sorted(state for state, _ in found if state != "proposed") == ["approved", "executed", "refused"]
    assert [note for state, note in found if state == "refused"] == ["已另行处理"]


async def test_others_are_told_who_decides(township: Path) -> None:
    async with terminal(township, COMMISSIONER, lang="en") as pilot:
        await press(pilot, "R", "z")
        assert not isinstance(pilot.app.screen, Confirm)
        assert "Only the" in seen(pilot)
    assert {state for state, _ in states(township, "2026-01")} == {"proposed"}
