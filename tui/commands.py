"""What the command palette offers: everything that the keys of the present screen and of the application can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from tui.door import door
from tui.keys import shown_key


class HousePalette(CommandPalette):
    """Textual's palette, which says only in English that nothing matches."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, partial(self._tell_none, search_value))

    def _tell_none(self, search_value: str) -> None:
        if search_value:
            told = Content(door(self.app).words("tui.palette.none"))
            self.query_one(CommandList).add_option(Option(told, disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(search_value)


class HouseCommands(Provider):
    """Every action with a description, in the present language, with its key beside it."""

    def _all(self) -> Iterator[tuple[str, Callable[[], Any], str]]:
        words = door(self.app).words
        seen: set[str] = set()
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            movement = binding.description in MOVEMENTS
            if (
                enabled
                and not movement
                and binding.description.startswith("tui.key.")
                and binding.description not in seen
            ):
                seen.add(binding.description)
                shown = shown_key(binding.key)
                yield words(binding.description), partial(self.app.run_action, binding.action, node), shown
        for name in ("change_password", "sign_out"):
            if self.app.check_action(name, ()):
                yield words(f"tui.key.{name}"), partial(self.app.run_action, name, self.app), ""

    async def discover(self) -> Hits:
        for name, run, shown in self._all():
            yield DiscoveryHit(name, run, help=shown)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, run, shown in self._all():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=shown)


MOVEMENTS = frozenset(
    f"tui.key.{each}" for each in ("up", "down", "page_up", "page_down", "top", "bottom", "open", "palette")
)
