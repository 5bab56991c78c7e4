"""A screen as text that can be compared and read: its lines, then for each theme which colours stand where.

A row of colours is a run of style letters with their cells, as `a14b3`; `=` is the row above once more.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.tui.running import settled
from tui.theme import INK, PAPER

THEMES = (INK.name, PAPER.name)


async def capture(pilot: Pilot[None]) -> str:
    """The screen in the dark and in the light."""
    _steady(pilot.app)
    parts: list[str] = []
    for theme in THEMES:
        pilot.app.theme = theme
        await settled(pilot)
        rows = [list(Segment.simplify(strip)) for strip in pilot.app.screen._compositor.render_strips()]
        text = "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)
        if not parts:
            parts.append(text)
        assert text == parts[0], f"colours change words: {theme}"
        parts.append(f"--- {theme}\n" + "\n".join(_colours(rows)))
    return "\n".join(parts) + "\n"


def _steady(app: App[None]) -> None:
    """No caret blinks while one looks."""
    for each in app.screen.query("Input, TextArea"):
        if isinstance(each, Input | TextArea):
            each.cursor_blink = False


def _colours(rows: list[list[Segment]]) -> Iterator[str]:
    letters: dict[str, str] = {}
    coded: list[str] = []
    for row in rows:
        runs: list[tuple[str, int]] = []
        for segment in row:
            letter = letters.setdefault(_told(segment.style), _letter(len(letters)))
            if runs and runs[-1][0] == letter:
                runs[-1] = letter, runs[-1][1] + segment.cell_length
            else:
                runs.append((letter, segment.cell_length))
        coded.append("".join(f"{letter}{cells}" for letter, cells in runs))
    yield from (f"{letter} {style}" for style, letter in letters.items())
    yield from ("=" if place and coded[place - 1] == row else row for place, row in enumerate(coded))


def _letter(number: int) -> str:
    more, one = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("a") + one)


def _told(style: Style | None) -> str:
    return str(Style(color=style.color, bgcolor=style.bgcolor) + _marks(style)) if style is not None else "none"


def _marks(style: Style) -> Style:
    return Style(bold=style.bold, italic=style.italic, underline=style.underline, reverse=style.reverse, dim=style.dim)
