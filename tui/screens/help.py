"""What every key does on the screen below: `?` anywhere."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from tui.cells import fit
from tui.keys import key, shown_key
from tui.screens.dialog import Dialog
from tui.widgets.written import Written, lines


class Help(Dialog[None]):
    """A window with the keys of the screen below, its purpose first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,question_mark,f1,enter,q", "cancel", "close"),
        key("down,j", "roll(1)", "scroll"),
        key("up,k", "roll(-1)", "up", show=False),
        key("pagedown,space", "roll(10)", "page_down", show=False),
        key("pageup", "roll(-10)", "page_up", show=False),
    ]

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self.below = below
        # What the bar below shows comes first, ways through lists last.
        self._told = [
            (binding.key, binding.key_display, binding.description)
            for _, binding, enabled, _ in sorted(below.active_bindings.values(), key=lambda each: not each.binding.show)
            if enabled and binding.description.startswith("tui.key.")
        ]

    def body(self) -> ComposeResult:
        yield Written(id="purpose")
        yield Written(id="keys")

    def say(self) -> None:
        words = self.words
        name = type(self.below).__name__
        self.frame(words("tui.help.title"), words("tui.help.close"))
        purpose = words.template(f"tui.help.{name}")
        self.query_one("#purpose", Written).write(purpose or words("tui.help.any"), "\n")
        by_description: dict[str, list[str]] = {}
        for pressed, _, description in self._told:
            shown = shown_key(pressed)
            by_description.setdefault(description, [])
            if shown not in by_description[description] and not _twin(pressed):
                by_description[description].append(shown)
        rows = [self._row(" ".join(keys), words(description)) for description, keys in by_description.items()]
        self.query_one("#keys", Written).update(lines(rows))

    def action_roll(self, by: int) -> None:
        self.query_one(".dialog").scroll_relative(y=by, animate=False)

    def _row(self, keys: str, says: str) -> Content:
        return Content.assemble((fit(keys, 16), "$accent"), says)


def _twin(pressed: str) -> bool:
    """The full-width twin of a mark needs no line of its own."""
    return pressed.startswith(("ideographic", "fullwidth", "left_black", "right_black"))
