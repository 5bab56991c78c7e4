"""Manual scores: what each rater gave each branch, what is still wanted, and giving one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.permission import PERMISSIONS, Action
from supervision.queries.figures import ScoreLine, scores_of
from tui.door import door
from tui.keys import key
from tui.screens.measure_list import shown
from tui.screens.records_page import EntryTable, RecordsPage
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import entitle


class ManualScores(RecordsPage[list[ScoreLine]]):
    NAME = "scores"
    BINDINGS: ClassVar[list[BindingType]] = [key("m", "missing", "only_missing")]

    def __init__(self, period: str | None = None) -> None:
        super().__init__(period)
        self.only_missing = False

    def records(self) -> ComposeResult:
        with Vertical(classes="pane", id="scores-pane"):
            table: EntryTable[ScoreLine] = EntryTable(id="scores")
            yield table

    def read(self, reading: Reading) -> list[ScoreLine]:
        own = reading.actor.unit
        return [line for line in scores_of(reading, self.period) if own is None or line.unit == own]

    def on_mount(self) -> None:
        self.query_one("#scores").focus()

    def show(self, model: Sequence[ScoreLine]) -> None:
        words, zh = self.words, self.words.lang == "zh"
        table: RecordTable[ScoreLine] = self.query_one("#scores", RecordTable)
        table.set_columns(
            [
                Column("", 1, lambda line: "·" if line.missing else "✓", _tone),
                Column(words("rubrics.column.code"), 4, lambda line: line.item, lambda _: "cool"),
                Column(words("tui.measures.name"), 16, lambda line: line.name_zh if zh else line.name_en, flex=2),
                Column(words("tui.column.unit"), 10, lambda line: line.unit_name, flex=1),
                Column(words("tui.scores.out_of"), 5, lambda line: shown(line.max), lambda _: "quiet", right=True),
                Column(words("tui.manual.raters"), 6, _raters, _tone, right=True),
                Column(words("tui.manual.mean"), 7, _mean, right=True),
                Column(words("tui.manual.own"), 7, _own, lambda _: "gold", right=True),
            ],
            words("tui.manual.nothing"),
        )
        missing = [line for line in model if line.missing]
        table.set_records(missing if self.only_missing else model)
        hint = words("tui.manual.left", count=len(missing)) if missing else words("tui.manual.complete")
        entitle(self.query_one("#scores-pane"), words("tui.manual.title"), hint)

    def action_missing(self) -> None:
        self.only_missing = not self.only_missing
        if self.model is not None:
            self.show(self.model)

    @on(RecordTable.Opened, "#scores")
    def _enter(self, event: RecordTable.Opened) -> None:
        """The form for the score at the cursor; who may not is told who may."""
        if door(self).actor.role not in PERMISSIONS[Action.RECORD_RATING]:
            who = [self.words.noun("role", role) for role in PERMISSIONS[Action.RECORD_RATING]]
            self.notify(self.words("tui.only_they_enter", who=who), markup=False, severity="warning")
            return
        from tui.screens.figure_forms import ScoreForm

        self.app.push_screen(ScoreForm(event.record, self.period))


def _tone(line: ScoreLine) -> str:
    return "warn" if line.missing else "good"


def _raters(line: ScoreLine) -> str:
    return f"{len(line.given)}/{line.scorers}"


def _mean(line: ScoreLine) -> str:
    values = [value for _, value in line.given]
    return f"{sum(values) / len(values):.2f}" if values else "—"


def _own(line: ScoreLine) -> str:
    return shown(line.own) if line.own is not None else ""
