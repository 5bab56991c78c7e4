"""The line at the bottom: what can be done here, as many keys as fit; the palette and the help are always there."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tui.door import door
from tui.keys import shown_key

LAST = ("tui.key.palette", "tui.key.help")


class KeyBar(Widget):
    """One line; a click does what the key does."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, ActiveBinding]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[Any]) -> None:
        self.refresh()

    def say(self) -> None:
        """The language has changed."""
        self.refresh()

    def render(self) -> Content:
        shown = self._shown()
        last = [shown.pop(each) for each in LAST if each in shown]
        room = self.size.width - sum(self._cells(each) for each in last)
        chosen: list[ActiveBinding] = []
        for each in shown.values():
            room -= self._cells(each)
            if room < 0:
                break
            chosen.append(each)
        return self._drawn([*chosen, *last])

    def _shown(self) -> dict[str, ActiveBinding]:
        found: dict[str, ActiveBinding] = {}
        concerns = door(self).concerns
        for each in self.screen.active_bindings.values():
            shown = each.binding.show or each.binding.description in LAST
            if shown and each.enabled and concerns(each.binding.action):
                found.setdefault(each.binding.description, each)
        return found

    def _texts(self, each: ActiveBinding) -> tuple[str, str]:
        shown = shown_key(each.binding.key)
        return f" {shown}", f" {door(self).words(each.binding.description)} "

    def _cells(self, each: ActiveBinding) -> int:
        return sum(cell_len(text) for text in self._texts(each))

    def _drawn(self, chosen: list[ActiveBinding]) -> Content:
        parts: list[Content] = []
        self._places = []
        x = 0
        for each in chosen:
            pressed, says = self._texts(each)
            width = self._cells(each)
            self._places.append((x, x + width, each))
            x += width
            parts.append(Content.assemble((pressed, "bold $accent"), (says, "$foreground")))
        return Content("").join(parts)

    async def on_click(self, event: events.Click) -> None:
        for left, right, each in self._places:
            if left <= event.x < right:
                await self.app.run_action(each.binding.action, each.node)
