"""Every text field of every form of the terminal, string by string: typed, pasted and sent off, nothing is obeyed.

What screens show of hostile records is `test_hostile`'s question, what the core takes `trust/test_hostile_texts`'.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

import tui.screens
from supervision.settings import read_settings
from tests.trust.hostile import CORPUS, harm_in
from tests.tui.running import SMALL, TODAY, press, terminal
from tests.tui.seen import EVERY
from tui.pictures import Picture, whose

SCREENS = Path(tui.screens.__file__).parent
MAKES_FIELDS = {"LineInput", "TextArea", "PickList"}
ELSEWHERE = {"password", "sign_in", "appeal_form", "appeal_decision"}
"""Passwords are never shown (the browser's: `web/test_hostile`); appeals have one field, like the note of a move."""
COLOURS = re.compile(r"\x1b\[[\d;]*m")
CONSOLE = Console(color_system="truecolor")
SENDING = ("f2", "enter")
TEXTS = [text for name, text in CORPUS.items() if not name.startswith("combining flood")]
"""Nothing obeys a flood of marks and the core takes none: whoever types one sees it on the own screen alone."""
COUNTED: Counter[str] = Counter()
TRIED: set[str] = set()
"""Modules whose fields were tried."""


def modules_with_fields() -> set[str]:
    """The screens that make text fields, found by looking: a new one that nobody tries fails the test."""
    found = set()
    for path in SCREENS.glob("*.py"):
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if calls & MAKES_FIELDS:
            found.add(path.stem)
    return found


def fields(pilot: Pilot[None]) -> list[Widget]:
    return [field for field in pilot.app.screen.query("Input, TextArea") if field.display and not field.disabled]


def modules_of(field: Widget) -> set[str]:
    return {type(node).__module__.rpartition(".")[2] for node in field.ancestors_with_self}


def sent(pilot: Pilot[None]) -> str:
    """What goes to the terminal, but for the colours that Rich puts around it."""
    strips = pilot.app.screen._compositor.render_strips()
    return COLOURS.sub("", "\n".join(strip.render(CONSOLE) for strip in strips))


def fill(field: Widget, text: str) -> None:
    if isinstance(field, Input):
        field.value = text
    elif isinstance(field, TextArea):
        field.text = text
    field.focus()


async def tried(pilot: Pilot[None], place: int, text: str, sending: str) -> bool:
    """Put it in, send it off, look; False when the form is gone and must be opened again."""
    screen = pilot.app.screen
    fill(fields(pilot)[place], text)
    await pilot.pause()
    for key in ((), (sending,)):
        await press(pilot, *key)
        harm = harm_in(sent(pilot))
        assert harm is None, (type(screen).__name__, place, text, harm)
        assert pilot.app.is_running
    COUNTED["cells"] += 1
    stays = pilot.app.screen is screen
    COUNTED["stays"] += stays
    return stays


class Forms:
    """One form after the other of one screen, each string in each field; what takes it is opened anew."""

    def __init__(self, path: Path, fresh: Path, picture: Picture, texts: list[str]) -> None:
        self.path, self.fresh, self.picture, self.texts = path, fresh, picture, texts
        persons = whose(read_settings(db=str(fresh), today=TODAY))
        self.person = persons[picture.role] if picture.role is not None else None
        self.waiting: list[tuple[int, str]] | None = None

    async def all(self) -> None:
        while self.waiting is None or self.waiting:
            shutil.rmtree(self.path.parent, ignore_errors=True)  # drafts lie beside the database
            self.path.parent.mkdir()
            shutil.copyfile(self.fresh, self.path)
            async with terminal(self.path, self.person, size=SMALL) as pilot:
                await press(pilot, *self.picture.keys)
                await self._until_gone(pilot)

    async def _until_gone(self, pilot: Pilot[None]) -> None:
        here = fields(pilot)
        if self.waiting is None:
            self.waiting = [(place, text) for place in range(len(here)) for text in self.texts]
            TRIED.update(module for field in here for module in modules_of(field))
            COUNTED["fields"] += len(here)
        while self.waiting:
            place, text = self.waiting.pop()
            if not await tried(pilot, place, text, SENDING[len(self.waiting) % 2]):
                return


@pytest.mark.heavy
@pytest.mark.parametrize("picture", EVERY, ids=lambda picture: picture.name)
async def test_a_field_takes_no_orders(half_year_file: Path, tmp_path: Path, picture: Picture) -> None:
    most = int(os.environ.get("SUPERVISION_HOSTILE", len(TEXTS)))
    await Forms(tmp_path / "house" / "supervision.db", half_year_file, picture, TEXTS[:most]).all()


@pytest.mark.heavy
def test_every_form_was_tried_and_what_that_came_to() -> None:
    print(f"forms of the terminal: {len(TEXTS)} strings, {dict(COUNTED)}, harmful 0")
    made_by = {"move_fields": "move_form"}
    assert {made_by.get(each, each) for each in modules_with_fields() - ELSEWHERE} <= TRIED
