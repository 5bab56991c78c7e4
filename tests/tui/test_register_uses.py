"""What registers are used for on the screen: what they lack, measures they settle, a comment that becomes a finding."""

from __future__ import annotations

from pathlib import Path

from tests.tui.running import press, seen, terminal
from tui.screens.comment_form import CommentForm
from tui.screens.register_gaps import RegisterGaps
from tui.screens.register_page import RegisterPage
from tui.widgets.next_up import NextUp

CLERK, COMMISSIONER = "P000008", "P000003"


async def test_what_a_register_lacks_is_filled_from_the_list_of_gaps(township: Path) -> None:
    async with terminal(township, COMMISSIONER) as pilot:
        needs = pilot.app.screen.query_one(NextUp).needs or ()
        assert [need.kind for need in needs].index("vacant") > [need.kind for need in needs].index("overdue")
        await press(pilot, "Z", "l")
        assert isinstance(pilot.app.screen, RegisterGaps)
        assert "分管责任人" in seen(pilot)
        await press(pilot, "enter", "f2")
        form = pilot.app.screen
        assert (form.typed()["unit"], form.typed()["duty"]) == ("V11", "deputy_in_charge")  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, RegisterPage)


async def test_missing_measures_are_entered_by_one_key_and_nothing_is_changed(township: Path) -> None:
    async with terminal(township, CLERK) as pilot:
        await press(pilot, "Z", "m", "left_square_bracket")
        assert "‹ 2026-06 ›" in seen(pilot)
        assert "缺 1 项" in seen(pilot)
        await press(pilot, "f2")
        assert "已补录指标 1 项" in seen(pilot)
        assert all(line.recorded is not None for line in pilot.app.screen.model)  # type: ignore[attr-defined]
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "‹ 2026-07 ›" in seen(pilot)


async def test_a_debriefing_comment_becomes_a_finding_of_its_unit(township: Path) -> None:
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "Z", "down", "down", "down", "enter")
        await press(pilot, "f")
        assert "只有村党支部" in seen(pilot)
        table = pilot.app.screen.query_one("#rows")
        rows = pilot.app.screen.model.rows  # type: ignore[attr-defined]
        place = next(
            at for at, row in enumerate(rows) if row.line.cells["origin"] == "debriefing" and row.line.unit is not None
        )
        table.cursor = place  # type: ignore[attr-defined]
        await press(pilot, "f", "text:zz", "f2")
        assert isinstance(pilot.app.screen, CommentForm)
        assert "zz" in seen(pilot).casefold()
        await press(pilot, "backspace", "backspace", "text:a03", "f2")
        assert "已登记问题 WT-2026-07-001" in seen(pilot).replace("\n", "")
