"""Whatever people wrote into the records stays text on every screen: no markup, no command, no escape sequence."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from rich.console import Console

from tests.tui.running import (
    BRANCH_SECRETARY,
    COMMISSIONER,
    INSPECTOR,
    SMALL,
    TOWNSHIP_SECRETARY,
    press,
    seen,
    terminal,
)
from tui.app import SupervisionApp

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x1b\\\x1b[2J\u202e{x} {0} ⚠\ufe0f "
LONG = HOSTILE + "长" * 3900
WRITTEN = "[/] [@click=app.quit]x[/]"
PLACES = (
    ("finding", "problem_type"),
    ("finding", "facts"),
    ("person", "name"),
    ("unit", "name"),
    ("move", "note"),
    ("township", "name"),
)


@pytest.fixture
def poisoned(township: Path) -> Path:
    """The sample township with hostile text in every field that people fill in, put there behind the program's back."""
    with sqlite3.connect(township) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for table, column in PLACES:
            connection.execute(f"UPDATE {table} SET {column} = ?", (HOSTILE,))
        connection.execute("UPDATE finding SET facts = ? WHERE unit IN ('N01', 'V05')", (LONG,))
        connection.execute("UPDATE move SET note = ? WHERE task_no LIKE 'Z2604-0001%'", (LONG,))
        for _, statement in triggers:
            connection.execute(statement)
    connection.close()
    return township


async def look_around(database: Path, person: str, *ways: tuple[str, ...]) -> list[str]:
    """Everything that is written to the terminal on these ways through the screens."""
    pages: list[str] = []
    async with terminal(database, person, size=SMALL) as pilot:
        console = Console(color_system="truecolor")
        for way in ((), *ways):
            await press(pilot, *way)
            pages.append("\n".join(strip.render(console) for strip in pilot.app.screen._compositor.render_strips()))
            assert isinstance(pilot.app, SupervisionApp)
            assert pilot.app.is_running
        assert pilot.app.return_code is None
    return pages


@pytest.mark.parametrize(
    ("person", "ways"),
    [
        (
            INSPECTOR,
            (("enter",), ("escape", "n"), ("text:v03", "enter", "text:b08", "enter"), ("4", "enter"), ("f9", "f1")),
        ),
        (TOWNSHIP_SECRETARY, (("enter",), ("a",), ("s",), ("enter",), ("b",), ("ctrl+p",))),
        (BRANCH_SECRETARY, (("enter",), ("1",), ("text:x", "f2"))),
        (
            COMMISSIONER,
            (
                ("o", "a", "f"),
                ("escape", "v"),
                ("escape", "ctrl+a", "m"),
                ("escape", "c"),
                ("y",),
                ("P",),
                (",", "s", "d"),
            ),
        ),
        (TOWNSHIP_SECRETARY, (("s", "w"), ("escape", "down", "d"))),
    ],
)
async def test_hostile_records_stay_text_on_every_screen(
    poisoned: Path, person: str, ways: tuple[tuple[str, ...], ...]
) -> None:
    pages = await look_around(poisoned, person, *ways)
    for page in pages:
        bare = re.sub(r"\x1b\[[0-9;]*m|[\n\u3000]", "", page)
        assert bare.isprintable()
    assert any(WRITTEN in re.sub(r"\x1b\[[0-9;]*m", "", page) for page in pages)


async def test_hostile_names_stay_text_at_sign_in(poisoned: Path) -> None:
    async with terminal(poisoned, None, size=SMALL) as pilot:
        assert "[/]" in seen(pilot)
