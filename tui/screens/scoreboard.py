"""The month's ranking; at its side the profile of the unit at the cursor."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from supervision.context import Reading
from supervision.reports import shown
from tui.keys import key
from tui.marks import level_tone
from tui.screens.page import Page
from tui.screens.profile import profile
from tui.screens.scorecard import Scorecard
from tui.screens.standings import Standing, Standings, read_standings
from tui.widgets.bars import bar, change, spark
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle

BAR = 16
CLASS_TONES = {"advanced": "good", "middle": "", "lagging": "bad"}


class Scoreboard(Page[Standings | None]):
    HEADING = "tui.scores.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left,left_square_bracket", "month(-1)", "month_before"),
        key("right,right_square_bracket", "month(1)", "month_after"),
        key("w,ctrl+o", "what_if", "what_if"),
        key("d,ctrl+d", "compare", "compare"),
    ]

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self.period = period

    def body(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="ranking-pane"):
                table: RecordTable[Standing] = RecordTable(id="ranking")
                yield table
            with VerticalScroll(classes="pane", id="profile-pane", can_focus=False):
                yield Written(id="profile")

    def read(self, reading: Reading) -> Standings | None:
        return read_standings(reading, self.period)

    def heading(self) -> str:
        month = f" {shown.month(self.words, self.period)}" if self.period else ""
        return self.words(self.HEADING) + month

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(RecordTable).focus()

    def show(self, model: Standings | None) -> None:
        words = self.words
        table = self.query_one(RecordTable)
        table.set_columns(self._columns(model), words("tui.scores.nothing"))
        if model is None:
            return
        self.period = model.period
        table.set_records(model.rows)
        state = words.noun("month_state", model.line.state)
        entitle(self.query_one("#ranking-pane"), shown.month(words, model.period), state)
        self._show_profile()

    def _columns(self, model: Standings | None) -> list[Column[Standing]]:
        words = self.words
        zh = words.lang == "zh"
        finals = [float(row.result.final) for row in model.rows] if model is not None else []
        low = min(finals, default=0.0) - 5
        high = max(finals, default=100.0)
        trends = [value for row in model.rows for value in row.trend if value is not None] if model is not None else []
        floor, roof = min(trends, default=0.0), max(trends, default=100.0)
        return [
            Column(words("tui.scores.rank"), 4, lambda row: str(row.result.rank or "—"), right=True),
            Column(words("tui.scores.change"), 4, lambda row: change(row.up), _change_tone),
            Column(words("tui.column.unit"), 14, lambda row: row.result.name, lambda _: "bold", flex=1),
            Column(words("tui.scores.final"), 6, lambda row: f"{row.result.final:.2f}", lambda _: "bold", right=True),
            Column("", BAR, lambda row: bar(float(row.result.final) - low, high - low, BAR), _bar_tone, needs=88),
            Column(words("tui.scores.gained"), 6, _gained, _gained_tone, right=True, needs=60),
            Column(words("tui.scores.trend"), 6, lambda row: spark(row.trend, floor, roof), lambda _: "cool"),
            Column(words("tui.scores.stars"), 5, _stars, lambda _: "gold"),
            Column(
                words("tui.scores.class"),
                4 if zh else 8,
                lambda row: words.noun("class", row.result.group_class) if row.result.group_class else "",
                lambda row: CLASS_TONES.get(row.result.group_class or "", ""),
            ),
            Column(
                words("tui.scores.overdue"),
                4 if zh else 7,
                lambda row: str(row.result.tie_break.overdue_findings or ""),
                lambda _: "bad",
                right=True,
                needs=1,
            ),
            Column(words("tui.scores.marks"), 6 if zh else 8, self._marks, _marks_tone, needs=70),
        ]

    def _marks(self, row: Standing) -> str:
        """What hangs over the month: a veto, a red or yellow card."""
        if row.result.vetoes:
            return f" {self.words('tui.scores.veto')} "
        for card in ("red", "yellow"):
            if any(line.reason == f"card_{card}" for line in row.result.adjustment_lines):
                return f" {self.words(f'tui.level.{card}')} "
        return ""

    def action_month(self, by: int) -> None:
        if self.model is not None:
            there = self.neighbour(self.model.scored, self.model.period, by)
            if there is not None:
                self.period = there
                self.reload()

    def _unit(self) -> str | None:
        row = self.query_one(RecordTable).current
        return row.result.unit if isinstance(row, Standing) else None

    def action_what_if(self) -> None:
        """What would closing this unit's open tasks do to the present month?"""
        from tui.screens.what_if import WhatIf

        unit = self._unit()
        if unit is not None:
            self.app.push_screen(WhatIf(unit))

    def action_compare(self) -> None:
        """This unit beside another one."""
        from tui.screens.comparison import Comparison

        unit = self._unit()
        if unit is not None and self.period is not None:
            self.app.push_screen(Comparison(self.period, unit))

    @on(RecordTable.Highlighted)
    def _show_profile(self) -> None:
        row = self.query_one(RecordTable).current
        if isinstance(row, Standing) and self.model is not None:
            pane = self.query_one("#profile-pane")
            entitle(pane, row.result.name, self.words("tui.scores.explain"))
            self.query_one("#profile", Written).update(
                profile(self.words, row, self.model, max(20, pane.content_size.width))
            )

    @on(RecordTable.Opened)
    def _explain(self, event: RecordTable.Opened) -> None:
        if self.period is not None:
            self.app.push_screen(Scorecard(self.period, event.record.result.unit))


def _change_tone(row: Standing) -> str:
    return "quiet" if not row.up else "good" if row.up > 0 else "bad"


def _bar_tone(row: Standing) -> str:
    if row.result.vetoes:
        return "bad"
    return {"advanced": "good", "lagging": "warn"}.get(row.result.group_class or "", "cool")


def _gained(row: Standing) -> str:
    return "" if row.gained is None else shown.signed(row.gained)


def _gained_tone(row: Standing) -> str:
    return "" if row.gained is None else "good" if row.gained > 0 else "bad" if row.gained < 0 else "quiet"


def _stars(row: Standing) -> str:
    return "★" * row.result.stars.stars if row.result.stars is not None else ""


def _marks_tone(row: Standing) -> str:
    if row.result.vetoes:
        return "red-card"
    reasons = {line.reason for line in row.result.adjustment_lines}
    return level_tone("red" if "card_red" in reasons else "yellow" if "card_yellow" in reasons else None)
