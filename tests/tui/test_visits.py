"""A visit: one key an item, findings that come back to the list, and nothing typed that a crash could take away."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import TextArea

from bench.pseudo_terminal import PseudoTerminal
from supervision.context import Context
from supervision.queries.visits import found_today
from tests.conftest import person
from tests.tui.running import INSPECTOR, SMALL, TODAY, press, seen, settled, terminal
from tui.drafts import NAME, Drafts, Kept
from tui.screens.finding_form import FindingForm
from tui.screens.visit import Visit
from tui.widgets.pick_list import PickList


async def test_items_are_in_order_or_become_findings_and_the_visit_is_summed_up(half_year: Context) -> None:
    path = Path(str(half_year.database.path))
    async with terminal(path, INSPECTOR, size=SMALL) as pilot:
        await press(pilot, "i")
        assert seen(pilot).index("V01") < seen(pilot).index("N01")
        await press(pilot, "text:v08", "enter", "o")
        visit = pilot.app.screen
        assert isinstance(visit, Visit)
        place = [pick.item.code for pick in visit.model.to_check.items].index("C03") if visit.model else 0
        await press(pilot, *["down"] * (place - 1), "f", "1", "enter", "f2")
        assert "● 问题 1" in seen(pilot)
        await press(pilot, "z")
        assert "WT-2026-07-001" in seen(pilot)
        assert "合格 1" in seen(pilot)
    with person(half_year, INSPECTOR).reading() as reading:
        (found,) = found_today(reading, "V08")
    assert found.item == "C03"


async def test_what_was_in_order_is_remembered_here_for_the_day_and_forgotten_at_the_end(township: Path) -> None:
    async with terminal(township, INSPECTOR) as pilot:
        await press(pilot, "i", "text:v08", "enter")
        assert "取消合格" not in seen(pilot)
        await press(pilot, "o", "o", "u", "up")
        assert "取消合格" in seen(pilot), "and a u too many has opened nothing"
    async with terminal(township, INSPECTOR) as pilot:
        await press(pilot, "i")
        assert "合格 2 项" in seen(pilot)
        await press(pilot, "text:v08", "enter", "o")
        await press(pilot, "z", "enter")
        assert "合格 2 项" not in seen(pilot)
    assert Drafts(township.parent, f"T01/{INSPECTOR}").forms("visit:") == set()


def typed_in(folder: Path) -> list[tuple[str]]:
    """What all terminals keep of the finding form."""
    if not (folder / NAME).exists():
        return []
    with closing(sqlite3.connect(folder / NAME)) as connection:
        asked = "SELECT content FROM typed WHERE form = 'finding'"
        found: list[tuple[str]] = connection.execute(asked).fetchall()
    return found


async def test_two_terminals_of_a_person_keep_what_is_typed_apart(township: Path) -> None:
    async with terminal(township, INSPECTOR) as first, terminal(township, INSPECTOR) as second:
        for pilot, facts in ((first, "！甲"), (second, "！乙")):
            await press(pilot, "n", "text:v03", "enter", "text:b08", "enter", "2", "enter")
            form = pilot.app.screen
            assert isinstance(form, FindingForm)
            assert form.query_one("#facts", TextArea).text == "纪实逾期补录"
            form.query_one("#facts", TextArea).text = facts
            await pilot.pause(0.7)
            await settled(pilot)
    left = {json.loads(content)["facts"] for (content,) in typed_in(township.parent)}
    assert left == {"！甲", "！乙"}
    async with terminal(township, INSPECTOR) as pilot:
        await press(pilot, "n", "f2")
    assert len(typed_in(township.parent)) == 1


async def test_a_draft_that_is_found_late_never_lies_on_top_of_what_is_being_typed(
    township: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = {"unit": "V03", "item": "B08", "problem_type": "旧", "facts": "旧", "found_on": TODAY}
    Drafts(township.parent, f"T01/{INSPECTOR}").keep("finding", left, datetime.fromisoformat(f"{TODAY}T08:00:00"))
    find = Drafts.find

    def slowly(drafts: Drafts, form: str) -> Kept | None:
        time.sleep(0.5)
        return find(drafts, form)

    with monkeypatch.context() as patched:
        patched.setattr(Drafts, "find", slowly)
        async with terminal(township, INSPECTOR) as pilot:
            await pilot.press("n", *"v08")
            await settled(pilot)
            form = pilot.app.screen
            assert isinstance(form, FindingForm)
            assert form.query_one("#facts", TextArea).text == ""
            assert form.query_one(PickList).typed.value == "v08"
    async with terminal(township, INSPECTOR) as pilot:
        await press(pilot, "n")
        form = pilot.app.screen
        assert isinstance(form, FindingForm)
        assert form.query_one("#facts", TextArea).text == "旧"


async def test_what_was_typed_is_there_again_after_kill_9(township: Path) -> None:
    told = {
        "SUPERVISION_DATABASE_URL": str(township),
        "SUPERVISION_PERSON": INSPECTOR,
        "SUPERVISION_TODAY": TODAY,
        "SUPERVISION_LANG": "zh",
    }
    terminal_ = PseudoTerminal([sys.executable, "-m", "tui"], told)
    terminal_.until("回头看")
    for keys, shown in (
        ("n", "哪个村"),
        ("v03", "石塝村"),
        ("\r", "哪个考评"),
        ("b08", "B08"),
        ("\r", "其他"),
        ("2\r", "限3天"),
    ):
        terminal_.send(keys.encode())
        terminal_.until(shown)
    terminal_.send("，台账缺第三季度".encode())
    kept: list[tuple[str]] = []
    until = time.monotonic() + 20
    while "第三季度" not in str(kept) and time.monotonic() < until:
        terminal_.rest(0.1)
        kept = typed_in(township.parent)
    os.kill(terminal_.pid, signal.SIGKILL)
    os.waitpid(terminal_.pid, 0)
    async with terminal(township, INSPECTOR) as pilot:
        await press(pilot, "n")
        form = pilot.app.screen
        assert isinstance(form, FindingForm)
        assert form.query_one("#facts", TextArea).text == "纪实逾期补录，台账缺第三季度"
        assert "B08 " in seen(pilot)
        await press(pilot, "f2")
        assert "WT-2026-07-001" in seen(pilot)
    assert typed_in(township.parent) == []
    assert os.stat(township.parent / NAME).st_mode & 0o077 == 0
