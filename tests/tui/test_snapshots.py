"""Every screen in both languages, both sizes, dark and light, is the picture somebody last looked at.

`make snapshots` (SNAPSHOTS=write) draws them anew and puts them on one page, which is to be looked at in a browser.
A screen that differs is drawn beside the kept one as `<name>.now.svg`.
"""

from __future__ import annotations

import os
import shutil
from itertools import islice, product
from pathlib import Path

import pytest
from textual.pilot import Pilot

from supervision.i18n import LANGUAGES
from supervision.settings import read_settings
from tests.tui.capture import differences, drawn, shown
from tests.tui.running import SMALL, TODAY, WIDE, terminal
from tests.tui.seen import EVERY, screens
from tests.tui.staged import DRAFTED, STAGED, Staged, house_in
from tui.pictures import Picture, whose
from tui.screens.scorecard import Scorecard
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
    async with terminal(township, person, lang=lang, size=SIZES[size]) as pilot:
        for pressed in picture.keys:
            await drawn(pilot)
            await pilot.press(pressed)
        told = await compared_in_every_theme(pilot, f"{picture.name}-{lang}-{size}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("staged", STAGED, ids=lambda staged: staged.name)
async def test_a_screen_after_something_was_done_is_as_it_was_looked_at(
    request: pytest.FixtureRequest, tmp_path: Path, staged: Staged, lang: str, size: str
) -> None:
    path = tmp_path / "supervision.db"
    shutil.copyfile(request.getfixturevalue("drafted_file" if staged.drafted else "half_year_file"), path)
    with house_in(path, staged) as context:
        stage = staged.prepare(context)
    async with terminal(path, stage.person, lang=lang, size=SIZES[size], today=staged.today) as pilot:
        if stage.card is not None:
            await pilot.app.push_screen(Scorecard(DRAFTED, stage.card))
        for pressed in staged.keys:
            await drawn(pilot)
            await pilot.press(pressed)
        if stage.action:
            await drawn(pilot)
            await pilot.app.run_action(stage.action)
        told = await compared_in_every_theme(pilot, f"{staged.name}-{lang}-{size}")
    assert not told, "\n".join(told)


async def compared_in_every_theme(pilot: Pilot[None], name: str) -> list[str]:
    told: list[str] = []
    for theme_name, theme in THEMES.items():
        await drawn(pilot)
        pilot.app.theme = theme
        told += compared(f"{name}-{theme_name}", await drawn(pilot))
    return told


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


def test_every_screen_is_looked_at() -> None:
    assert {shown(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*-zh-80x24-dark.svg")} == screens()


def test_no_snapshot_is_missing_or_of_a_screen_that_is_gone() -> None:
    every = product((each.name for each in (*EVERY, *STAGED)), LANGUAGES, SIZES, THEMES)
    wanted = {f"{'-'.join(parts)}.svg" for parts in every}
    assert {path.name for path in FOLDER.iterdir() if not path.name.endswith(".now.svg")} == wanted
