"""A photograph drawn in half blocks: two pixels a cell, in every terminal that has colours."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

Pixels = Sequence[Sequence[tuple[int, int, int]]]
UPPER = "▀"


class Picture(Widget):
    """`show` takes rows of (red, green, blue); what does not fit is not drawn."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Pixels = ()

    def show(self, rows: Pixels) -> None:
        self._rows = rows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        upper = self._rows[2 * y] if 2 * y < len(self._rows) else ()
        if not upper:
            return Strip.blank(self.size.width, self.rich_style)
        lower = self._rows[2 * y + 1] if 2 * y + 1 < len(self._rows) else [None] * len(upper)
        left = max(0, (self.size.width - len(upper)) // 2)
        drawn = [Segment(UPPER, _cell(above, below)) for above, below in zip(upper, lower, strict=True)]
        blank = Segment(" " * left, self.rich_style)
        return Strip([blank, *drawn]).adjust_cell_length(self.size.width, self.rich_style)


def _cell(above: tuple[int, int, int], below: tuple[int, int, int] | None) -> Style:
    background = f" on {_colour(below)}" if below is not None else ""
    return Style.parse(f"{_colour(above)}{background}")


def _colour(pixel: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*pixel)
