"""A long document on paper: drawn once in a thread, then only the lines that are seen are shown."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import ClassVar

from rich.console import Console, RenderableType
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.keys import key

MARGIN = 2
"""Blank cells at either side."""


def drawn(document: RenderableType, width: int) -> list[Strip]:
    """The document in lines of `width` cells; slow for a long one, so call it in a thread."""
    console = Console(width=max(20, width), file=io.StringIO(), color_system="truecolor", legacy_windows=False)
    lines = console.render_lines(document, pad=False)
    return [Strip(line) for line in lines]


class Paper(ScrollView, can_focus=True):
    """Lines that were drawn before; arrows, page keys, Home and End move through them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("down,j", "roll(1)", "scroll"),
        key("up,k", "roll(-1)", "up", show=False),
        key("pagedown,space,ctrl+f", "page(1)", "page_down", show=False),
        key("pageup,ctrl+b", "page(-1)", "page_up", show=False),
        key("home,g", "scroll_home", "top", show=False),
        key("end,G", "scroll_end", "bottom", show=False),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Strip] = ()

    @property
    def text_width(self) -> int:
        """Cells that a line may have."""
        return max(20, self.scrollable_content_region.width - 2 * MARGIN)

    def put(self, lines: Sequence[Strip]) -> None:
        """Other lines; the place in them is kept where they are as long."""
        self._lines = lines
        widest = max((line.cell_length for line in lines), default=0) + 2 * MARGIN
        self.virtual_size = Size(max(self.scrollable_content_region.width, widest), len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        place = y + int(self.scroll_offset.y)
        if place >= len(self._lines):
            return Strip.blank(width, style)
        line = Strip.join([Strip.blank(MARGIN, style), self._lines[place].apply_style(style)])
        left = int(self.scroll_offset.x)
        return line.crop(left, left + width).adjust_cell_length(width, style)

    def action_roll(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)
