"""Which registers (台账) there are, how much each holds and what in them is open. One register is `register_page`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.queries.registers import RegisterCount, register_counts
from tui.door import door
from tui.keys import key
from tui.screens.records_page import RecordsPage
from tui.screens.task_columns import short_day
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import entitle


class Registers(RecordsPage[list[RegisterCount]]):
    NAME: ClassVar[str] = "registers"
    OF_UNITS = True
    BY_MONTH: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        key("w,ctrl+w", "who", "who_answers"),
        key("l,f12", "gaps", "register_gaps"),
        key("m,ctrl+s", "measures", "register_measures"),
    ]

    def records(self) -> ComposeResult:
        with Vertical(classes="pane", id="registers-pane"):
            table: RecordTable[RegisterCount] = RecordTable(id="registers")
            yield table

    def read(self, reading: Reading) -> list[RegisterCount]:
        return register_counts(reading)

    def on_mount(self) -> None:
        self.query_one("#registers").focus()

    def show(self, model: Sequence[RegisterCount]) -> None:
        words, today = self.words, door(self).today
        table: RecordTable[RegisterCount] = self.query_one("#registers", RecordTable)
        table.set_columns(
            [
                Column(words("registers.column.name"), 20, lambda each: words.noun("file", each.name), flex=2),
                Column(words("registers.column.rows"), 10, lambda each: str(each.rows), _tone, right=True),
                Column(words("registers.column.open"), 13, _open, lambda _: "warn", right=True),
                Column(words("registers.column.last"), 12, lambda each: short_day(each.last_on, today), flex=1),
            ],
            words("registers.none"),
        )
        table.set_records(model)
        empty = sum(not each.rows for each in model)
        hint = words("registers.empty_ones", count=empty) if empty else ""
        entitle(self.query_one("#registers-pane"), words("registers.title"), hint)

    def action_who(self) -> None:
        from tui.screens.who_answers import WhoAnswers

        self.app.push_screen(WhoAnswers())

    def action_gaps(self) -> None:
        from tui.screens.register_gaps import RegisterGaps

        self.app.push_screen(RegisterGaps())

    def action_measures(self) -> None:
        from tui.screens.register_measures import RegisterMeasures

        self.app.push_screen(RegisterMeasures())

    @on(RecordTable.Opened, "#registers")
    def _enter(self, event: RecordTable.Opened) -> None:
        from tui.screens.register_page import RegisterPage

        self.app.push_screen(RegisterPage(event.record.name))


def _open(each: RegisterCount) -> str:
    return "" if each.open is None else str(each.open)


def _tone(each: RegisterCount) -> str:
    return "" if each.rows else "warn"
