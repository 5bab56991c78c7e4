"""Long lists of tasks that stand on the screen at once: the beginning by key, then the order of all of them.

What is listed and what its columns are is the page's question; who brings the rows while one scrolls `task_list`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import work
from textual.widget import Widget

from supervision.domain.errors import SupervisionError
from supervision.queries.stopping import Stoppable
from supervision.queries.task_beginning import Beginning, task_beginning
from supervision.queries.worklist import TaskFilter, TaskLine, task_ids
from tui.door import door, reason
from tui.screens.task_list import BringsTasks
from tui.widgets.record_window import BLOCK

if TYPE_CHECKING:
    from supervision.context import Reading
    from tui.screens.page import Page


class Listing(Widget):
    """Mixed into a page with one such list. Looks that nobody waits for any more are stopped."""

    _generation: int

    def __init__(self) -> None:
        super().__init__()
        self._first, self._whole = Stoppable(), Stoppable()
        self._listed: TaskFilter | None = None

    def reload(self) -> None:
        """Nobody waits for what was looked for before."""
        self._first.stop()
        self._whole.stop()
        super().reload()  # type: ignore[misc]

    def say_count(self, count: int | None) -> None:
        """How many tasks the list has; None while they are being counted."""
        raise NotImplementedError

    def beginning(self, reading: Reading, chosen: TaskFilter) -> Beginning:
        """The first tasks of the list; runs in a thread."""
        return self._first.look(reading, lambda each: task_beginning(each, chosen, BLOCK))

    def put_beginning(self, table: BringsTasks, chosen: TaskFilter, begun: Beginning) -> None:
        """Show them, and ask for the order of all where it is not known yet."""
        if begun.ids is not None:
            table.set_ids(begun.ids, begun.first)
            self.say_count(len(begun.ids))
        elif chosen != self._listed:
            table.set_ids([line.id for line in begun.first], begun.first)
            self.say_count(None)
        else:
            table.renew()  # what is on the screen first: the order of a million takes a second
        self._listed = chosen
        if begun.ids is None:
            self._order_all(table, chosen, begun.first, self._generation)

    @work(exit_on_error=False)
    async def _order_all(self, table: BringsTasks, chosen: TaskFilter, first: list[TaskLine], generation: int) -> None:
        look = self._whole
        try:
            ids = await door(self).look(lambda reading: look.look(reading, lambda each: task_ids(each, chosen)))
        except SupervisionError as error:
            if generation == self._generation:
                cast("Page[Any]", self).trouble(reason(door(self).words, error))
            return
        if generation == self._generation:
            table.set_ids(ids, first)
            self.say_count(len(ids))
