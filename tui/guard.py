"""No control character of stored text ever reaches the terminal: the one place where strips become bytes.

`cells.clean` makes them visible beforehand; this is the second lock, for text that came another way. It touches
private names of Textual 8.2.8 (`Strip._segments`, `_render_cache`; `Style._link`): a test holds them.
"""

from __future__ import annotations

import re
from unicodedata import category

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual.strip import Strip

_OBEYED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of what a terminal obeys, or does not show: control, format, half characters, line and paragraph ends."""

_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
)
_FLOOD = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")
"""More than four marks on one character cover the lines around it."""


def harmless(text: str) -> str:
    """The text without anything that a terminal would obey, and without code points that are no characters."""
    if text.isascii() and text.isprintable():
        return text
    told = text if text.isprintable() else "".join(filter(_harmless, text))
    return _FLOOD.sub(r"\1", told)


def _harmless(character: str) -> bool:
    code = ord(character)
    none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not none and category(character) not in _OBEYED


def install() -> None:
    """Put the lock in place; a second call changes nothing."""
    if getattr(Strip, "guarded", False):
        return
    plain = Strip.render_style.__func__  # type: ignore[attr-defined]

    def render_style(
        cls: type[Strip], style: Style, text: str = "", color_system: ColorSystem = ColorSystem.TRUECOLOR
    ) -> str:
        if style._link and not style._link.isprintable():
            style = style.update_link(None)
        return str(plain(cls, style, harmless(text), color_system))

    def render(self: Strip, console: Console) -> str:
        if self._render_cache is None:
            system = console._color_system or ColorSystem.TRUECOLOR
            self._render_cache = "".join(
                harmless(text) if style is None else self.render_style(style, text, system)
                for text, style, _ in self._segments
            )
        return self._render_cache

    Strip.render_style = classmethod(render_style)  # type: ignore[assignment, method-assign]
    Strip.render = render  # type: ignore[method-assign]
    Strip.guarded = True  # type: ignore[attr-defined]
