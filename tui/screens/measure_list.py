"""Measures: the figures that a month asks of every branch, which of them are missing, and entering them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.permission import PERMISSIONS, Action
from supervision.queries.figures import MeasureLine, measures_of
from tui.door import door
from tui.keys import key
from tui.screens.records_page import EntryTable, RecordsPage
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import entitle


class MeasureList(RecordsPage[list[MeasureLine]]):
    NAME = "measures"
    BINDINGS: ClassVar[list[BindingType]] = [key("m", "missing", "only_missing")]

    def __init__(self, period: str | None = None) -> None:
        super().__init__(period)
        self.only_missing = False

    def records(self) -> ComposeResult:
        with Vertical(classes="pane", id="measures-pane"):
            table: EntryTable[MeasureLine] = EntryTable(id="measures")
            yield table

    def read(self, reading: Reading) -> list[MeasureLine]:
        own = reading.actor.unit
        return [line for line in measures_of(reading, self.period) if own is None or line.unit == own]

    def on_mount(self) -> None:
        self.query_one("#measures").focus()

    def show(self, model: Sequence[MeasureLine]) -> None:
        words, zh = self.words, self.words.lang == "zh"
        none = words("tui.measures.missing")
        table: RecordTable[MeasureLine] = self.query_one("#measures", RecordTable)
        table.set_columns(
            [
                Column("", 1, lambda line: "×" if line.numerator is None else "✓", _tone),
                Column(words("rubrics.column.code"), 4, lambda line: line.item, lambda _: "cool"),
                Column(words("tui.measures.name"), 16, lambda line: line.name_zh if zh else line.name_en, flex=2),
                Column(words("tui.column.unit"), 10, lambda line: line.unit_name, flex=1),
                Column(words("tui.measures.figure"), 14, lambda line: figure(none, line), _tone),
                Column(words("tui.measures.entered"), 12, _entered, lambda _: "quiet", needs=96),
            ],
            words("tui.measures.nothing"),
        )
        missing = [line for line in model if line.numerator is None]
        table.set_records(missing if self.only_missing else model)
        hint = words("tui.measures.left", count=len(missing)) if missing else words("tui.measures.complete")
        entitle(self.query_one("#measures-pane"), words("tui.measures.title"), hint)

    def action_missing(self) -> None:
        self.only_missing = not self.only_missing
        if self.model is not None:
            self.show(self.model)

    @on(RecordTable.Opened, "#measures")
    def _enter(self, event: RecordTable.Opened) -> None:
        """The form for the figure at the cursor; who may not is told who may."""
        if door(self).actor.role not in PERMISSIONS[Action.RECORD_MEASURE]:
            who = [self.words.noun("role", role) for role in PERMISSIONS[Action.RECORD_MEASURE]]
            self.notify(self.words("tui.only_they_enter", who=who), markup=False, severity="warning")
            return
        from tui.screens.figure_forms import MeasureForm

        self.app.push_screen(MeasureForm(event.record, self.period))


def _tone(line: MeasureLine) -> str:
    return "warn" if line.numerator is None else ""


def _entered(line: MeasureLine) -> str:
    return f"{line.recorded_at:%m-%d %H:%M}" if line.recorded_at is not None else ""


def figure(missing: str, line: MeasureLine) -> str:
    """3/9, or what is said where there is none; the rubric's own target where it has one."""
    if line.numerator is None:
        return missing
    whole = line.denominator if line.denominator is not None else line.target
    return shown(line.numerator) if whole is None else f"{shown(line.numerator)} / {shown(whole)}"


def shown(value: Decimal) -> str:
    return f"{value.normalize():f}"
