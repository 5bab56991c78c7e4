"""A month's figures that the registers come to, beside what was entered; one key enters those that are missing."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.period import period_of, shift
from supervision.queries.register_figures import FigureLine, register_figures
from supervision.services.register_measures import settle_measures
from tui.cells import headed
from tui.door import door, reason
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import entitle


class RegisterMeasures(Page[list[FigureLine]]):
    HEADING = "registers.measures"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2", "settle", "register_settle"),
        key("left_square_bracket,left", "month(-1)", "month_before"),
        key("right_square_bracket,right", "month(1)", "month_after"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.period = ""

    def body(self) -> ComposeResult:
        with Vertical(classes="pane", id="figures-pane"):
            table: RecordTable[FigureLine] = RecordTable(id="figures")
            yield table

    def on_mount(self) -> None:
        self.period = period_of(door(self).today)
        super().on_mount()
        self.query_one("#figures").focus()

    def read(self, reading: Reading) -> list[FigureLine]:
        return register_figures(reading, self.period)

    def show(self, model: list[FigureLine]) -> None:
        words = self.words
        table: RecordTable[FigureLine] = self.query_one("#figures", RecordTable)
        table.set_columns(
            [
                Column(words("registers.column.unit"), 12, lambda each: each.unit_name),
                Column(words("registers.column.metric"), 20, lambda each: words.noun("measure", each.metric), flex=2),
                Column(words("registers.column.register"), 10, lambda each: _ratio(each.register), right=True),
                Column(words("registers.column.recorded"), 10, lambda each: _ratio(each.recorded), right=True),
                Column(words("registers.column.becomes"), 14, self._outcome, _tone, flex=1),
            ],
            words("registers.settle.none"),
        )
        table.set_records(model)
        missing = sum(each.recorded is None for each in model)
        title = f"{words('registers.measures')} ‹ {self.period} ›"
        entitle(self.query_one("#figures-pane"), headed(title), words("registers.settle.count", count=missing))

    def _outcome(self, each: FigureLine) -> str:
        state = "missing" if each.recorded is None else "differs" if each.differs else "same"
        return self.words(f"registers.settle.{state}")

    def action_month(self, by: int) -> None:
        later = shift(self.period, by)
        if later > period_of(door(self).today):
            self.no_more(by)
            return
        self.period = later
        self.reload()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_settle(self) -> None:
        """Enter what is missing; what was entered is never changed."""
        try:
            done = await door(self).execute(settle_measures, self.period)
        except SupervisionError as error:
            self.notify(reason(self.words, error), markup=False, severity="warning")
            return
        self.notify(self.words("registers.settle.done", count=len(done)), markup=False)
        self.reload()


def _ratio(value: tuple[Decimal, Decimal | None] | None) -> str:
    return "" if value is None else " / ".join(f"{each.normalize():f}" for each in value if each is not None)


def _tone(each: FigureLine) -> str:
    return "warn" if each.recorded is None else "bad" if each.differs else "quiet"
