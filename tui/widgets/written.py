"""Pieces of text with tones, put together without markup: whatever people typed stays what it is."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.cells import clean, clean_lines
from tui.marks import TONES

Piece = str | tuple[str, str]
"""Text, or text with the name of its tone."""


def written(*pieces: Piece) -> Content:
    """The pieces one after the other."""
    parts = (piece if isinstance(piece, tuple) else (piece, "") for piece in pieces)
    return Content.assemble(*((clean_lines(text), TONES[tone]) for text, tone in parts))


def lines(rows: Iterable[Content]) -> Content:
    """Rows under one another."""
    return Content("\n").join(list(rows))


def tabs(parts: Iterable[Content], width: int) -> Content:
    """Names beside one another; what has no room stands whole in the next row."""
    rows: list[Content] = []
    for part in parts:
        if rows and rows[-1].cell_length + part.cell_length <= width:
            rows[-1] += part
        else:
            rows.append(part)
    return lines(rows)


class Written(Static):
    """A text that is never read as markup."""

    def __init__(self, *pieces: Piece, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(written(*pieces), id=id, classes=classes, markup=False)

    def write(self, *pieces: Piece) -> None:
        self.update(written(*pieces))


def entitle(widget: Widget, title: str, hint: str = "") -> None:
    """The words in a widget's frame, as plain text."""
    widget.border_title = Content(clean(title)) if title else None
    widget.border_subtitle = Content(clean(hint)) if hint else None
