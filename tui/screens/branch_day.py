"""A branch's day: its own open tasks, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical

from supervision.context import Reading
from supervision.queries.people import unit_names
from supervision.queries.worklist import TaskCounts, TaskFilter, task_counts
from tui.door import door
from tui.screens.agenda import DayPage
from tui.screens.task_columns import TaskColumns
from tui.screens.task_list import TaskList, TaskTable, read_tasks
from tui.widgets.next_up import NextUp
from tui.widgets.tiles import Tile, Tiles
from tui.widgets.written import entitle


@dataclass(frozen=True, slots=True)
class Day:
    tasks: TaskList
    counts: TaskCounts
    unit_names: dict[str, str]


class BranchDay(DayPage[Day]):
    HEADING = "tui.branch.title"

    def body(self) -> ComposeResult:
        yield NextUp()
        yield Tiles()
        with Vertical(classes="pane", id="tasks-pane"):
            yield TaskTable(id="tasks")

    def read(self, reading: Reading) -> Day:
        own = (reading.actor.unit or "",)
        return Day(read_tasks(reading, TaskFilter(units=own)), task_counts(reading, own), unit_names(reading))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#tasks").focus()

    def show(self, model: Day) -> None:
        words, counts = self.words, model.counts
        self.query_one(Tiles).show(
            Tile(words("tui.tile.open"), counts.open, ""),
            Tile(words("tui.tile.overdue"), counts.overdue, "bad" if counts.overdue else "good"),
            Tile(words("tui.tile.near"), counts.near_due, "warn" if counts.near_due else "quiet"),
            Tile(words("tui.tile.waiting"), counts.to_verify, "gold" if counts.to_verify else "quiet"),
            Tile(words("tui.tile.standing_still"), counts.standing_still, "quiet"),
        )
        cols = TaskColumns(words, door(self).today, model.unit_names)
        table = self.query_one(TaskTable)
        table.set_columns(
            [
                cols.level(),
                cols.number(),
                cols.item(),
                cols.problem(),
                cols.facts(),
                cols.severity(),
                cols.state(),
                cols.due(needs=84),
                cols.late(),
            ],
            words("tui.branch.nothing"),
        )
        table.show_tasks(model.tasks)
        unit = model.unit_names.get(door(self).actor.unit or "", "")
        entitle(
            self.query_one("#tasks-pane"),
            words("tui.branch.tasks", unit=unit),
            words("tui.count", count=len(model.tasks.ids)),
        )
