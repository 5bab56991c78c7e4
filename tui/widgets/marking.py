"""Marking many rows of a record table: one by one, a range, or all."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from textual.binding import BindingType
from textual.message import Message

from tui.keys import key
from tui.widgets.record_table import Fetch, RecordTable

R = TypeVar("R")
MARK = "✓"


class MarkingTable(RecordTable[R]):
    """Marks are kept by id, so they stay when the list is ordered anew or narrowed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "mark", "mark"),
        key("shift+down,J", "extend(1)", "mark_range", show=False),
        key("shift+up,K", "extend(-1)", "mark_range", show=False),
        key("ctrl+a", "mark_all", "mark_all", show=False),
        key("escape", "unmark", "unmark"),
    ]

    class Marked(Message):
        """Other rows are marked now."""

        def __init__(self, table: MarkingTable[Any]) -> None:
            self.table = table
            super().__init__()

        @property
        def control(self) -> MarkingTable[Any]:
            return self.table

    def __init__(
        self, fetch: Fetch[R] | None = None, *, id: str | None = None, at_most: int = 500, lasting: bool = False
    ) -> None:
        """`lasting` marks are not taken off all at once by the key that leaves the page."""
        super().__init__(fetch, id=id)
        self.marked: dict[int, None] = {}
        self.at_most, self.lasting = at_most, lasting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "unmark":
            return bool(self.marked) and not self.lasting
        return super().check_action(action, parameters)

    def lead(self, index: int) -> str:
        return MARK if self.window.ids[index] in self.marked else " "

    def action_mark(self) -> None:
        """Mark the row at the cursor, or no longer; go on to the next one."""
        if not len(self.window):
            return
        here = self.window.ids[self.cursor]
        if here in self.marked:
            del self.marked[here]
        else:
            self._add(here)
        self._told()
        self.cursor += 1

    def action_extend(self, by: int) -> None:
        """Mark this row and the next one in that direction, and go there."""
        if len(self.window):
            self._add(self.window.ids[self.cursor])
            self.cursor += by
            self._add(self.window.ids[self.cursor])
            self._told()

    def action_mark_all(self) -> None:
        """Mark the whole list from the top, up to the limit; all of it marked: nothing any more."""
        wanted = self.window.ids[: self.at_most]
        if all(each in self.marked for each in wanted):
            self.marked.clear()
        else:
            for each in wanted:
                self._add(each)
        self._told()

    def action_unmark(self) -> None:
        self.marked.clear()
        self._told()

    def _add(self, number: int) -> None:
        if len(self.marked) < self.at_most:
            self.marked[number] = None

    def _told(self) -> None:
        self._forget()
        self.refresh_bindings()
        self.post_message(self.Marked(self))
