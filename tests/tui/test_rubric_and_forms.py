"""A paper form is entered by its numbers in few keys; the rubric is read with its doubts and its changes."""

from __future__ import annotations

from pathlib import Path

from supervision.queries.inspection_forms import form_numbered
from supervision.queries.visits import found_today
from supervision.store.database import Database
from tests.conftest import house, person
from tests.tui.running import COMMISSIONER, INSPECTOR, SMALL, press, seen, terminal


async def test_a_form_is_entered_in_four_keys_a_finding_and_the_rest_in_one(township: Path) -> None:
    async with terminal(township, INSPECTOR, size=SMALL) as pilot:
        await press(pilot, "J", "text:v03", "enter")
        assert "JC-2026-07-V03" in seen(pilot)
        await press(pilot, "1", "space", "2", "enter")
        assert "1 项有问题" in seen(pilot)
        await press(pilot, "1", "space", "2", "enter")  # typed twice it is recorded once
        await press(pilot, "ctrl+u", "text:99 1", "enter")
        assert "没有序号 99" in seen(pilot)
        assert "99 1" in seen(pilot)
        await press(pilot, "f2")
        assert "已录完" in seen(pilot)
    database = Database(str(township))
    with person(house(database), INSPECTOR).reading() as reading:
        form = form_numbered(reading, "JC-2026-07-V03")
        found = found_today(reading, "V03")
    database.close()
    assert [each.item for each in found] == [form.rows[0].code]
    assert found[0].problem_type == form.rows[0].usual[1][0]
    assert 1 not in form.in_order
    assert 2 in form.in_order


async def test_the_rubric_shows_items_in_words_with_their_doubts(township: Path) -> None:
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "K", "down")
        assert "责任、问题、整改三个清单" in seen(pilot)
        assert "占位值" in seen(pilot)
        await press(pilot, "d")
        assert "最早的版本" in seen(pilot)
