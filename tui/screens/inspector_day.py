"""An inspector's day: what waits to be verified, and which look-backs were drawn and are still to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.model import Lookback, State
from supervision.queries.lookbacks import LookbackDue, lookbacks_to_do
from supervision.queries.people import unit_names
from supervision.queries.worklist import TaskCounts, TaskFilter, task_counts
from tui.door import door
from tui.keys import key
from tui.screens.agenda import DayPage
from tui.screens.lookback_form import LookbackForm
from tui.screens.task_columns import TaskColumns, short_day
from tui.screens.task_detail import TaskPage
from tui.screens.task_list import TaskList, TaskTable, read_tasks
from tui.widgets.columns import Column
from tui.widgets.next_up import NextUp
from tui.widgets.record_table import RecordTable
from tui.widgets.tiles import Tile, Tiles
from tui.widgets.written import entitle

FEW, FRAME = 6, 5
"""A list of few rows takes no more lines than it needs, and its frame."""


@dataclass(frozen=True, slots=True)
class Day:
    to_verify: TaskList
    lookbacks: list[LookbackDue]
    counts: TaskCounts
    unit_names: dict[str, str]


class InspectorDay(DayPage[Day]):
    HEADING = "tui.inspector.title"
    BINDINGS: ClassVar[list[BindingType]] = [key("r,f2", "lookback", "lookback")]

    def body(self) -> ComposeResult:
        yield NextUp()
        yield Tiles()
        with Vertical(classes="pane", id="verify-pane"):
            yield TaskTable(id="verify")
        with Vertical(classes="pane", id="visits-pane"):
            visits: RecordTable[LookbackDue] = RecordTable(id="visits")
            yield visits

    def read(self, reading: Reading) -> Day:
        waiting = read_tasks(reading, TaskFilter(states=(State.CLOSURE_REQUESTED,)))
        return Day(waiting, lookbacks_to_do(reading), task_counts(reading), unit_names(reading))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#verify").focus()

    def say(self) -> None:
        words = self.words
        entitle(self.query_one("#verify-pane"), words("tui.inspector.verify"))
        entitle(self.query_one("#visits-pane"), words("tui.inspector.visits"))

    def show(self, model: Day) -> None:
        words, today, counts = self.words, door(self).today, model.counts
        self.query_one(Tiles).show(
            Tile(words("tui.tile.to_verify"), counts.to_verify, "gold" if counts.to_verify else "quiet"),
            Tile(words("tui.tile.visits"), len(model.lookbacks), "cool" if model.lookbacks else "quiet"),
            Tile(words("tui.tile.overdue"), counts.overdue, "bad" if counts.overdue else "good"),
            Tile(words("tui.tile.near"), counts.near_due, "warn" if counts.near_due else "quiet"),
            Tile(words("tui.tile.open"), counts.open, ""),
        )
        cols = TaskColumns(words, today, model.unit_names)
        verify = self.query_one("#verify", TaskTable)
        verify.set_columns(
            [
                cols.number(),
                cols.unit(),
                cols.item(),
                cols.problem(),
                cols.facts(),
                cols.severity(),
                cols.owner(),
                cols.due(),
            ],
            words("tui.inspector.nothing_to_verify"),
        )
        verify.show_tasks(model.to_verify)
        waiting = len(model.to_verify.ids)
        pane = self.query_one("#verify-pane")
        pane.styles.height = f"{waiting + FRAME}" if waiting <= FEW else "1fr"
        entitle(pane, words("tui.inspector.verify"), words("tui.count", count=waiting))
        self._show_visits(model)
        if not waiting and model.lookbacks and verify.has_focus:
            self.query_one("#visits").focus()

    def _show_visits(self, model: Day) -> None:
        words, today = self.words, door(self).today
        visits = self.query_one("#visits", RecordTable)
        visits.set_columns(
            [
                Column(words("tui.column.task_no"), 14, lambda due: due.task_no, lambda _: "quiet", needs=110),
                Column(words("tui.column.unit"), 10, lambda due: model.unit_names.get(due.unit, due.unit)),
                Column(words("tui.column.item"), 4, lambda due: due.item, lambda _: "cool"),
                Column(words("tui.column.problem"), 14, lambda due: due.problem_type, flex=1),
                Column(
                    words("tui.column.closed_on"), 10, lambda due: short_day(due.closed_on, today), lambda _: "good"
                ),
            ],
            words("tui.inspector.no_visits"),
        )
        visits.set_records(model.lookbacks)
        entitle(
            self.query_one("#visits-pane"),
            words("tui.inspector.visits"),
            words("tui.count", count=len(model.lookbacks)),
        )

    def action_lookback(self) -> None:
        """Record what the look-back at the cursor found."""
        visit = self.query_one("#visits", RecordTable).current
        if isinstance(visit, LookbackDue) and self.model is not None:
            form = LookbackForm(visit, self.model.unit_names.get(visit.unit, visit.unit))
            self.app.push_screen(form, self._looked_back)

    def _looked_back(self, done: Lookback | None) -> None:
        if done is not None:
            outcome = self.words.noun("lookback_outcome", done.outcome)
            self.notify(self.words("tui.lookback.saved", number=done.lookback_no, outcome=outcome), markup=False)

    @on(RecordTable.Opened, "#visits")
    def _open_visit(self, event: RecordTable.Opened) -> None:
        self.app.push_screen(TaskPage(event.record.task_no))
