"""All tasks of the township: searched while typing, open ones or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input

from supervision.context import Reading
from supervision.queries.people import unit_names
from supervision.queries.worklist import TaskFilter
from tui.door import door
from tui.keys import key
from tui.screens.page import Page
from tui.screens.task_columns import TaskColumns
from tui.screens.task_list import TaskList, TaskTable, read_tasks
from tui.widgets.line_input import LineInput
from tui.widgets.written import entitle

DEBOUNCE = 0.15
"""Seconds after the last key before a search begins: each key would otherwise run a query of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    tasks: TaskList
    unit_names: dict[str, str]


class AllTasks(Page[Found]):
    HEADING = "tui.tasks.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("slash", "search", "search"),
        key("o", "open_only", "open_only"),
        key("down", "to_table", "down", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.open_only = True
        self._typed = ""
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        yield LineInput(id="search")
        with Vertical(classes="pane", id="tasks-pane"):
            yield TaskTable(id="tasks")

    def read(self, reading: Reading) -> Found:
        chosen = TaskFilter(open_only=self.open_only, text=self._typed or None)
        return Found(read_tasks(reading, chosen), unit_names(reading))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#tasks").focus()

    def say(self) -> None:
        self.query_one("#search", LineInput).placeholder = self.words("tui.tasks.search")

    def show(self, model: Found) -> None:
        words = self.words
        cols = TaskColumns(words, door(self).today, model.unit_names)
        table = self.query_one(TaskTable)
        table.set_columns(
            [
                cols.number(needs=90),
                cols.unit(),
                cols.item(),
                cols.problem(),
                cols.facts(needs=120),
                cols.severity(),
                cols.state(),
                cols.owner(needs=110),
                cols.due(),
                cols.late(),
            ],
            words("tui.tasks.nothing"),
        )
        table.show_tasks(model.tasks)
        which = "tui.tasks.open" if self.open_only else "tui.tasks.all"
        entitle(self.query_one("#tasks-pane"), words(which), words("tui.count", count=len(model.tasks.ids)))

    @on(Input.Changed, "#search")
    def _typing(self, event: Input.Changed) -> None:
        self._typed = event.value.strip()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DEBOUNCE, self.reload)

    @on(Input.Submitted, "#search")
    def action_to_table(self) -> None:
        self.query_one("#tasks").focus()

    def action_search(self) -> None:
        self.query_one("#search").focus()

    def action_open_only(self) -> None:
        self.open_only = not self.open_only
        self.reload()
