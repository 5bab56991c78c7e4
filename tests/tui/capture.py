"""A screen as the SVG a person looks at, the same bytes whenever it is the same screen; and how two of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.tui.running import settled
from tui.svg import mended, words_of

TRIES = 100


async def drawn(pilot: Pilot[None]) -> str:
    """The screen when it has come to rest: twice the same, however busy the machine is. Its title is its class."""
    for each in pilot.app.screen.query("Input, TextArea"):
        if isinstance(each, Input | TextArea):
            each.cursor_blink = False
    before = ""
    for _ in range(TRIES):
        await settled(pilot)
        now = mended(pilot.app.export_screenshot(title=type(pilot.app.screen).__name__))
        if now == before:
            return now
        before = now
    raise AssertionError("the screen never comes to rest")


def shown(svg: str) -> str:
    """The class of the screen in a picture of ours."""
    return svg.partition('class="title"')[2].partition(">")[2].partition("<")[0]


def differences(kept: str, found: str) -> Iterator[str]:
    """The rows that differ, as a person reads them; where the words are the same, the colours as they stand."""
    for number, (old, new) in enumerate(zip_longest(kept.splitlines(), found.splitlines(), fillvalue=""), 1):
        if old != new:
            was, now = words_of(old), words_of(new)
            was, now = (was, now) if was != now else (old[:300], new[:300])
            yield f"{number:4} - {was}\n     + {now}"
