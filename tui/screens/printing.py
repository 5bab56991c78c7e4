"""Printing the supervision order of a task with one key: the same on every page that shows tasks."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual import work
from textual.binding import BindingType
from textual.widget import Widget

from supervision.domain.errors import SupervisionError
from tui.door import door, reason
from tui.keys import key
from tui.showing import hand_out


class _Telling(Protocol):
    def trouble(self, text: str) -> None: ...


class Printing(Widget):
    """Mixed into a page that knows which task is meant."""

    BINDINGS: ClassVar[list[BindingType]] = [key("p,f11", "order", "order")]

    def task_at_hand(self) -> str | None:
        raise NotImplementedError

    @work(exclusive=True, group="order", exit_on_error=False)
    async def action_order(self) -> None:
        """Write the paper of the newest card and say where it lies."""
        task_no, words = self.task_at_hand(), door(self).words
        if task_no is None:
            return
        from tui.papers import paper_of  # brings the writer of documents with it

        templates = door(self).settings.templates
        try:
            paper = await door(self).look(lambda reading: paper_of(reading, task_no, words.lang, templates))
            if self.app.is_web:
                hand_out(self.app, await door(self).execute(lambda _: paper.bytes()), paper.name)
                return
            settings = door(self).settings
            place = await door(self).execute(lambda _: paper.put(settings.data_folder))
        except SupervisionError as error:
            cast(_Telling, self).trouble(reason(words, error))
        else:
            self.notify(words("tui.board.printed", place=place.as_posix()), markup=False)
