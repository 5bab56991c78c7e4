"""Registers in the terminal: a row entered, a wrong field told below itself, a row corrected and the old one kept."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from supervision.context import Context
from supervision.queries.registers import register_lines
from tests.tui.running import CLERK, SMALL, press, seen, terminal
from tui.screens.register_form import RegisterForm
from tui.widgets.line_input import LineInput


async def test_one_name_answers_for_an_item_of_a_unit_on_a_day(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), CLERK, size=SMALL) as pilot:
        await press(pilot, "Z", "w", "text:万冲村", "enter", "text:b05", "enter")
        pilot.app.screen.query_one("#on", LineInput).value = "2026-05-10"
        await press(pilot, "enter")
        assert "1 方芳焱" in seen(pilot)
        assert "周启明" in seen(pilot)


async def test_a_visit_is_entered_with_its_wrong_field_told_and_then_corrected(half_year: Context) -> None:
    with half_year.reading() as reading:
        before = len(register_lines(reading, "guidance_visits"))
    async with terminal(Path(str(half_year.database.path)), CLERK, size=SMALL) as pilot:
        await press(pilot, "Z", "down", "enter", "f2")
        form = pilot.app.screen
        assert isinstance(form, RegisterForm)
        await press(pilot, "f3", "text:wc", "enter")
        assert form.query_one("#unit", LineInput).value == "V02"
        form.query_one("#instructor", LineInput).value = "李文斌"
        form.query_one("#problem", TextArea).text = "记录不全"
        await press(pilot, "f2")
        assert pilot.app.screen is form
        assert form.query_one("#wrong-advice").display
        assert not form.query_one("#wrong-unit").display
        form.query_one("#advice", TextArea).text = "[b]补齐[/b]"
        await press(pilot, "f2")
        assert "[b]补齐[/b]" in seen(pilot).replace("\n", "")
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, RegisterForm)
        form.query_one("#advice", TextArea).text = "三日内补齐"
        await press(pilot, "f2")
    with half_year.reading() as reading:
        lines = register_lines(reading, "guidance_visits")
    assert len(lines) == before + 2
    old = next(line for line in lines if line.cells["advice"] == "[b]补齐[/b]")
    new = next(line for line in lines if line.cells["advice"] == "三日内补齐")
    assert old.replaced_by == new.number
    assert (new.unit, new.cells["instructor"]) == ("V02", "P000009")
