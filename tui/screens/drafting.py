"""What every form with typed text does alike: half a second after a change it is kept, and found again after a crash.

Where it is kept is `tui.drafts`' question.
"""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual import work
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from supervision.domain.errors import SupervisionError
from tui.door import door, reason
from tui.drafts import Kept
from tui.keys import key

AFTER = 0.5
"""Seconds between a change and its keeping."""


class _Telling(Protocol):
    def trouble(self, text: str) -> None: ...


class Drafting(Widget):
    """Mixed into a page or dialog, named after it so that its style is kept.

    The screen says what is typed and takes it up again; `edited` is called at every change.
    """

    BINDINGS: ClassVar[list[BindingType]] = [key("f12", "forget_draft", "forget_draft", show=False)]
    _waiting: Timer | None = None
    _ended = False

    def draft_name(self) -> str:
        """The form, and what it is about: `move:ZG-2026-07-001:close`."""
        raise NotImplementedError

    def draft_content(self) -> dict[str, object]:
        """What is typed; empty when nothing is worth keeping."""
        raise NotImplementedError

    def take_up(self, content: dict[str, object]) -> None:
        """Put back what was kept."""
        raise NotImplementedError

    def empty(self) -> None:
        """Begin anew."""
        raise NotImplementedError

    def begun(self) -> bool:
        """Has somebody typed or chosen something already?"""
        return bool(self.draft_content())

    # Keeping

    def edited(self) -> None:
        """Something was typed: keep it soon, however long it goes on. What was refused no longer stands there."""
        cast(_Telling, self).trouble("")
        if self._waiting is None and not self._ended:
            self._waiting = self.set_timer(AFTER, self._keep)

    def _keep(self) -> None:
        self._waiting = None
        content = self.draft_content()
        if content:
            self._write(self.draft_name(), content)

    @work(exclusive=True, group="draft", exit_on_error=False)
    async def _write(self, name: str, content: dict[str, object]) -> None:
        try:
            await door(self).drafts(lambda drafts, now: drafts.keep(name, content, now))
        except SupervisionError as error:
            cast(_Telling, self).trouble(reason(door(self).words, error))

    async def drop_draft(self) -> None:
        """It is saved where it belongs."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        name = self.draft_name()
        await door(self).drafts(lambda drafts, _now: drafts.drop(name))

    # Finding again

    @work(exclusive=True, group="draft", exit_on_error=False)
    async def look_for_draft(self) -> None:
        """Take up what was kept of this form, and say so; never on top of what was typed while it was looked for."""
        name = self.draft_name()
        try:
            kept: Kept | None = await door(self).drafts(lambda drafts, _now: drafts.find(name))
        except SupervisionError as error:
            cast(_Telling, self).trouble(reason(door(self).words, error))
            return
        if kept is None:
            return
        if self.begun():
            await door(self).drafts(lambda drafts, _now: drafts.put_aside(name))
            self.app.notify(door(self).words("tui.draft.aside", at=kept.kept_at), markup=False)
            return
        self.take_up(kept.content)
        self.app.notify(door(self).words("tui.draft.found", at=kept.kept_at), markup=False)

    @work(exclusive=True, group="draft", exit_on_error=False)
    async def action_forget_draft(self) -> None:
        """Begin anew with an empty form."""
        await self.drop_draft()
        self.empty()
        cast(_Telling, self).trouble("")
