"""No control character of stored text ever reaches the terminal: the one place where strips become bytes.

`cells.clean` makes them visible beforehand; this is the second lock, for text that came another way. It touches
private names of Textual 8.2.8 (`Strip._segments`, `_render_cache`; `Style._link`): a test holds them.
"""

from __future__ import annotations

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual.strip import Strip

_DELETED = dict.fromkeys(
    (
        *range(0x20),
        0x7F,
        *range(0x80, 0xA0),
        0x61C,
        *range(0x200E, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xD800, 0xE000),
    )
)


def harmless(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return text if text.isprintable() else text.translate(_DELETED)


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
