"""How text is measured, cleaned and cut for a terminal. How it is broken into lines is `wrap`'s question."""

from __future__ import annotations

from rich.cells import cell_len

REPLACED = "\ufffd"
_CONTROLS = (*range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD)
_INVISIBLE = (0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
_SURROGATES = range(0xD800, 0xE000)
# Terminals disagree about the width of what follows these two, so they go.
_WIDTH_CHANGING = (0xFE0F, 0x200D)

_ONE_LINE: dict[int, str | None] = {
    **dict.fromkeys((*_CONTROLS, *_INVISIBLE, *_SURROGATES), REPLACED),
    **dict.fromkeys(_WIDTH_CHANGING),
    **dict.fromkeys((0x09, 0x0A, 0x0D), " "),
}
_LINES: dict[int, str | None] = {**_ONE_LINE, 0x0A: "\n", 0x0D: None, 0x09: "    "}


def clean(text: str) -> str:
    """Stored text as one line: breaks become blanks, other controls a visible mark."""
    return text if text.isprintable() and not _joins(text) else text.translate(_ONE_LINE)


def clean_lines(text: str) -> str:
    """Stored text with its line breaks kept."""
    return text if text.isprintable() and not _joins(text) else text.translate(_LINES)


def _joins(text: str) -> bool:
    return not text.isascii() and ("\ufe0f" in text or "\u200d" in text)


def cut(text: str, width: int) -> str:
    """At most `width` cells, with … where something was cut off; never half a wide character."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room, kept = width - 1, 0
    for index, character in enumerate(text):
        room -= cell_len(character)
        if room < 0:
            break
        kept = index + 1
    return text[:kept] + "…"


def headed(text: str) -> str:
    """A word of the catalogues as the head of a column, a field or a window: it begins with a capital."""
    return text[:1].upper() + text[1:]


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Exactly `width` cells."""
    cells = cell_len(text)
    if cells > width:
        text = cut(text, width)
        cells = cell_len(text)
    blanks = " " * (width - cells)
    return blanks + text if right else text + blanks
