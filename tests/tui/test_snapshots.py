"""Every screen in both languages, both sizes, dark and light, is the picture somebody last looked at.

`make snapshots` (SNAPSHOTS=write) draws them anew and puts them on one page, which is to be looked at in a browser.
A screen that differs is drawn beside the kept one as `<name>.now.svg`.
"""

from __future__ import annotations

import os
from itertools import islice, product
from pathlib import Path

import pytest

from supervision.i18n import LANGUAGES
from supervision.settings import read_settings
from tests.tui.capture import differences, drawn, shown
from tests.tui.running import SMALL, TODAY, WIDE, terminal
from tests.tui.seen import EVERY, UNSEEN, screens
from tui.pictures import Picture, whose
from tui.theme import INK, PAPER

FOLDER = Path(__file__).with_name("snapshots")
SIZES = {"80x24": SMALL, "140x40": WIDE}
THEMES = {"dark": INK.name, "light": PAPER.name}
ROWS_TOLD = 12

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("picture", EVERY, ids=lambda picture: picture.name)
async def test_a_screen_is_as_it_was_looked_at(township: Path, picture: Picture, lang: str, size: str) -> None:
    persons = whose(read_settings(db=str(township), today=TODAY))
    person = persons[picture.role] if picture.role is not None else None
    told: list[str] = []
    async with terminal(township, person, lang=lang, size=SIZES[size]) as pilot:
        for pressed in picture.keys:
            await drawn(pilot)
            await pilot.press(pressed)
        for name, theme in THEMES.items():
            await drawn(pilot)
            pilot.app.theme = theme
            told += compared(f"{picture.name}-{lang}-{size}-{name}", await drawn(pilot))
    assert not told, "\n".join(told)


def compared(name: str, found: str) -> list[str]:
    """What is not as it was; nothing if all is."""
    path, beside = FOLDER / f"{name}.svg", FOLDER / f"{name}.now.svg"
    beside.unlink(missing_ok=True)
    if os.environ.get("SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    if found == kept:
        return []
    beside.write_text(found, encoding="utf-8", newline="\n")
    return [f"{path.name} (now: {beside.name})", *islice(differences(kept, found), ROWS_TOLD)]


def test_every_screen_is_looked_at_or_there_is_a_reason() -> None:
    pictured = {shown(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*-zh-80x24-dark.svg")}
    assert screens() - pictured == set(UNSEEN)
    assert pictured - screens() == set()


def test_no_snapshot_is_missing_or_of_a_screen_that_is_gone() -> None:
    every = product((each.name for each in EVERY), LANGUAGES, SIZES, THEMES)
    wanted = {f"{'-'.join(parts)}.svg" for parts in every}
    assert {path.name for path in FOLDER.iterdir() if not path.name.endswith(".now.svg")} == wanted
