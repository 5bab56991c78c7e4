"""Every main screen in both languages, both sizes, dark and light, is as it was when somebody last looked at it.

SNAPSHOTS=write .venv/bin/pytest -m heavy tests/tui/test_snapshots.py      makes them anew; look at the difference
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from supervision.i18n import LANGUAGES
from supervision.settings import read_settings
from tests.tui.capture import capture
from tests.tui.running import SMALL, TODAY, WIDE, settled, terminal
from tui.pictures import PICTURES, Picture, whose

FOLDER = Path(__file__).with_name("snapshots")
SIZES = {"80x24": SMALL, "140x40": WIDE}

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_screen_is_as_it_was_looked_at(township: Path, picture: Picture, lang: str, size: str) -> None:
    persons = whose(read_settings(db=str(township), today=TODAY))
    person = persons[picture.role] if picture.role is not None else None
    async with terminal(township, person, lang=lang, size=SIZES[size]) as pilot:
        for pressed in picture.keys:
            await pilot.press(pressed)
            await settled(pilot)
        found = await capture(pilot)
    path = FOLDER / f"{picture.name}-{lang}-{size}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    changes = difflib.unified_diff(kept.splitlines(), found.splitlines(), path.name, "now", lineterm="", n=1)
    assert found == kept, "\n".join(changes)


def test_no_snapshot_is_of_a_screen_that_is_gone() -> None:
    wanted = {f"{each.name}-{lang}-{size}.txt" for each in PICTURES for lang in LANGUAGES for size in SIZES}
    assert {path.name for path in FOLDER.iterdir()} == wanted
