"""What others do appears by itself: once a second the database is asked whether anybody has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen
from textual.timer import Timer

from supervision.domain.errors import SupervisionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervision.context import Context
    from supervision.queries.changes import Changes

EVERY = 1.0
"""Seconds between two questions: what others do is seen within two."""


class Following(App[None]):
    """Tells the screen on top; a screen that is not on top reads anew when it comes back."""

    _changes: Changes | None = None
    _asking: Timer | None = None
    _under_way = False

    async def _in_thread(self, call: Callable[[], Any]) -> Any:
        raise NotImplementedError

    def follow(self, context: Context) -> None:
        """From now on look for what others do in this township."""
        self.unfollow()
        self._asking = self.set_interval(EVERY, lambda: self._ask(context))

    def unfollow(self) -> None:
        if self._asking is not None:
            self._asking.stop()
        if self._changes is not None:
            self._changes.close()
        self._asking = self._changes = None

    def _ask(self, context: Context) -> None:
        if not self._under_way:
            self._under_way = True
            self.run_worker(self._asked(context), group="follow", exit_on_error=False)

    async def _asked(self, context: Context) -> None:
        try:
            if await self._in_thread(lambda: self._come(context)):
                tell(self.screen)
        except SupervisionError:
            self.unfollow()  # noted already; whoever wants to see more reads anew by key
        finally:
            self._under_way = False

    def _come(self, context: Context) -> bool:
        from supervision.queries.changes import Changes

        if self._changes is None:
            self._changes = Changes(context)
            return False
        return self._changes.come()


def tell(screen: Screen[Any]) -> None:
    """Somebody has written: let the screen look again."""
    changed = getattr(screen, "others_changed", None)
    if changed is not None:
        changed()
