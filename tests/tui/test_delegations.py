"""A post is lent on one screen and acted in on the same, openly; whoever was not asked gets no further."""

from __future__ import annotations

from pathlib import Path

from supervision.queries.delegations import delegations
from supervision.store.database import Database
from tests.conftest import house
from tests.tui.running import SMALL, TOWNSHIP_SECRETARY, press, seen, terminal
from tui.screens.delegation_form import DelegationForm

DEPUTY = "P000002"


async def test_the_secretary_lends_the_post_and_the_deputy_acts_in_it_and_returns(township: Path) -> None:
    async with terminal(township, TOWNSHIP_SECRETARY, size=SMALL) as pilot:
        await press(pilot, "W", "f2", f"text:{TOWNSHIP_SECRETARY}", "f2")
        assert isinstance(pilot.app.screen, DelegationForm)
        assert pilot.app.screen.query(".trouble.-told"), "nobody lends to themselves, and not without a reason"
        await press(pilot, *["backspace"] * 7, f"text:{DEPUTY}", "enter", "enter", "enter", "text:外出学习", "f2")
        assert "代办中" in seen(pilot)
        await press(pilot, "enter")
        assert "这项授权是给" in seen(pilot)
    async with terminal(township, DEPUTY) as pilot:
        assert "按 W 选择" in seen(pilot)
        await press(pilot, "W", "enter")
        actor = pilot.app.actor  # type: ignore[attr-defined]
        assert (actor.person_no, actor.role, actor.in_post_of) == (DEPUTY, "township_secretary", TOWNSHIP_SECRETARY)
        assert "代乡党委书记" in seen(pilot)
        await press(pilot, "W", "o")
        assert pilot.app.actor.role == "deputy_secretary"  # type: ignore[attr-defined]
    async with terminal(township, TOWNSHIP_SECRETARY) as pilot:
        await press(pilot, "W", "d", "f2")
        assert "已结束" in seen(pilot)
    database = Database(str(township))
    with house(database).reading() as reading:
        (made,) = delegations(reading)
        assert not made.holds_on(reading.today)
    database.close()
