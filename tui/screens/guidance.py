"""Guidance visits: what is recorded of who went where (findings), and plainly what is not recorded yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from supervision.context import Reading
from supervision.queries.visits import UnitToVisit, units_to_visit
from tui.door import door
from tui.screens.records_page import RecordsPage
from tui.screens.task_columns import short_day
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle


class Guidance(RecordsPage[list[UnitToVisit]]):
    NAME: ClassVar[str] = "guidance"
    BY_MONTH: ClassVar[bool] = False

    def records(self) -> ComposeResult:
        yield Written(classes="remark", id="remark")
        with Vertical(classes="pane", id="guidance-pane"):
            table: RecordTable[UnitToVisit] = RecordTable(id="guidance")
            yield table

    def read(self, reading: Reading) -> list[UnitToVisit]:
        own = reading.actor.unit
        return [line for line in units_to_visit(reading) if own is None or line.unit == own]

    def on_mount(self) -> None:
        self.query_one("#guidance").focus()

    def say(self) -> None:
        super().say()
        self.query_one("#remark", Written).write((self.words("tui.guidance.not_recorded"), "warn"))
        entitle(self.query_one("#guidance-pane"), self.words("tui.guidance.title"))

    def show(self, model: Sequence[UnitToVisit]) -> None:
        words, today = self.words, door(self).today
        table: RecordTable[UnitToVisit] = self.query_one("#guidance", RecordTable)
        table.set_columns(
            [
                Column(words("tui.column.unit"), 12, lambda line: line.name, flex=1),
                Column(words("tui.guidance.last"), 12, lambda line: short_day(line.found_on, today), flex=1),
                Column(words("tui.guidance.days"), 10, lambda line: _days(line, today), right=True),
                Column(words("tui.guidance.open"), 10, lambda line: str(line.open), right=True),
                Column(words("tui.guidance.overdue"), 10, _overdue, lambda _: "bad", right=True),
            ],
            words("tui.quotas.nothing"),
        )
        table.set_records(model)


def _days(line: UnitToVisit, today: date) -> str:
    return "" if line.found_on is None else str((today - line.found_on).days)


def _overdue(line: UnitToVisit) -> str:
    return str(line.overdue or "")
