"""What the registers lack today: vacant duties, villages nobody guided, turnaround papers; Enter goes and fills it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from supervision.context import Reading
from supervision.reports.register_gaps import Gap, register_gaps
from tui.cells import headed
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import entitle


class RegisterGaps(Page[list[Gap]]):
    HEADING = "registers.gaps"

    def body(self) -> ComposeResult:
        with Vertical(classes="pane", id="gaps-pane"):
            table: RecordTable[Gap] = RecordTable(id="gaps")
            yield table

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#gaps").focus()

    def read(self, reading: Reading) -> list[Gap]:
        return register_gaps(reading, reading.today, self.words)

    def show(self, model: list[Gap]) -> None:
        words = self.words
        table: RecordTable[Gap] = self.query_one("#gaps", RecordTable)
        table.set_columns(
            [
                Column(words("registers.column.unit"), 14, lambda each: each.name),
                Column(words("registers.column.register"), 16, lambda each: words.noun("file", each.register)),
                Column(words("registers.column.lacking"), 20, lambda each: each.lacking, lambda _: "warn", flex=1),
            ],
            words("registers.no_gaps"),
        )
        table.set_records(model)
        hint = words("tui.count", count=len(model))
        entitle(self.query_one("#gaps-pane"), headed(words("registers.gaps")), hint)

    @on(RecordTable.Opened, "#gaps")
    def _fill(self, event: RecordTable.Opened) -> None:
        """The register itself, its form begun with what is known."""
        from tui.screens.register_page import RegisterPage

        gap: Gap = event.record
        self.app.push_screen(RegisterPage(gap.register, gap.begins))
