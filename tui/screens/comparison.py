"""Two units' months side by side: every item, where they differ most, and both courses over the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.result import ItemResult
from supervision.i18n import Words
from supervision.reports import shown
from tui.keys import key
from tui.screens.page import Page
from tui.screens.standings import Standing, Standings, read_standings
from tui.widgets.bars import bar, spark
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle, lines, written

BAR = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """One item of both units, or a sum (`code` is empty)."""

    code: str
    name: str
    whole: Decimal
    left: Decimal | None
    right: Decimal | None

    @property
    def gap(self) -> Decimal:
        return (self.left or Decimal(0)) - (self.right or Decimal(0))


class Comparison(Page[Standings | None]):
    HEADING = "tui.compare.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("right,right_square_bracket", "other(1)", "other_unit"),
        key("left,left_square_bracket", "other(-1)", "other_before", show=False),
        key("o,ctrl+o", "order", "by_gap"),
    ]

    def __init__(self, period: str, unit: str) -> None:
        super().__init__()
        self.period, self.unit = period, unit
        self.other: str | None = None
        self.by_gap = False

    def body(self) -> ComposeResult:
        yield Written(id="both")
        with Vertical(classes="pane", id="pairs-pane"):
            table: RecordTable[Pair] = RecordTable(id="pairs")
            yield table

    def heading(self) -> str:
        return f"{self.words(self.HEADING)} · {shown.month(self.words, self.period)}"

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(RecordTable).focus()

    def read(self, reading: Reading) -> Standings | None:
        return read_standings(reading, self.period)

    def show(self, model: Standings | None) -> None:
        words = self.words
        both = self._both(model)
        if model is None or both is None:
            self.query_one("#both", Written).write((words("tui.compare.nothing"), "quiet"))
            return
        left, right = both
        self._show_course(left, right)
        table = self.query_one(RecordTable)
        names = (left.result.name, right.result.name)
        table.set_columns(
            [
                Column("", 3, lambda pair: pair.code, lambda _: "cool"),
                Column(
                    words("tui.column.item"), 14, lambda pair: pair.name, lambda p: "" if p.code else "bold", flex=1
                ),
                Column("", BAR, lambda pair: _bar(pair.left, pair.whole), lambda _: "cool", needs=84),
                Column(names[0], 9, lambda pair: _figure(pair.left), _left_tone, right=True),
                Column(words("tui.compare.gap"), 8, lambda pair: shown.signed(pair.gap), _gap_tone, right=True),
                Column(names[1], 9, lambda pair: _figure(pair.right), _right_tone, right=True),
                Column("", BAR, lambda pair: _bar(pair.right, pair.whole), lambda _: "gold", needs=84),
            ]
        )
        table.set_records(self._pairs(words, model, left, right))
        entitle(self.query_one("#pairs-pane"), f"{names[0]} — {names[1]}", words("tui.compare.hint"))

    def _both(self, model: Standings | None) -> tuple[Standing, Standing] | None:
        """The chosen unit and the other one: at first the next better in rank, for the first the next one."""
        rows = model.rows if model is not None else ()
        place = next((place for place, row in enumerate(rows) if row.result.unit == self.unit), None)
        if place is None or len(rows) < 2:
            return None
        codes = [row.result.unit for row in rows]
        if self.other not in codes:
            self.other = codes[place - 1 if place else 1]
        return rows[place], rows[codes.index(self.other)]

    def _show_course(self, left: Standing, right: Standing) -> None:
        known = [value for row in (left, right) for value in row.trend if value is not None]
        low, high = min(known, default=0.0), max(known, default=100.0)
        rows = []
        for row, tone in ((left, "cool"), (right, "gold")):
            unit = row.result
            rank = self.words("tui.card.rank", rank=unit.rank) if unit.rank else self.words("tui.card.unranked")
            pieces = (
                (f" {unit.final:6.2f} ", "bold"),
                (f" {spark(row.trend, low, high)} ", tone),
                (f" {unit.name}", tone),
                (f"  {rank}  ", "quiet"),
                (f"{self.words('tui.card.bonus')} {shown.signed(unit.bonus)}  ", "quiet"),
                (f"{self.words('tui.card.adjust')} {shown.signed(unit.adjustments)}", "quiet"),
            )
            rows.append(written(*pieces))
        self.query_one("#both", Written).update(lines(rows))

    def _pairs(self, words: Words, model: Standings, left: Standing, right: Standing) -> Sequence[Pair]:
        mine, theirs = _by_code(left), _by_code(right)
        pairs = []
        for item in model.rubric.items:
            a, b = mine.get(item.code), theirs.get(item.code)
            if (a is not None and a.earned is not None) or (b is not None and b.earned is not None):
                whole = max(each.max for each in (a, b) if each is not None)
                name = shown.named(words, item)
                pairs.append(Pair(item.code, name, whole, a.earned if a else None, b.earned if b else None))
        if self.by_gap:
            pairs.sort(key=lambda pair: -abs(pair.gap))
        sums = [
            ("tui.card.bonus", left.result.bonus, right.result.bonus),
            ("tui.card.adjust", left.result.adjustments, right.result.adjustments),
            ("tui.scores.final", left.result.final, right.result.final),
        ]
        return [*pairs, *(Pair("", words(name), Decimal(0), a, b) for name, a, b in sums)]

    def action_other(self, by: int) -> None:
        """Put another unit beside this one, in the order of the ranking."""
        if self.model is None or self.other is None:
            return
        codes = [row.result.unit for row in self.model.rows if row.result.unit != self.unit]
        self.other = codes[(codes.index(self.other) + by) % len(codes)]
        self.show(self.model)

    def action_order(self) -> None:
        """In the rubric's order, or where they differ most first."""
        self.by_gap = not self.by_gap
        if self.model is not None:
            self.show(self.model)


def _by_code(row: Standing) -> dict[str, ItemResult]:
    return {item.code: item for item in row.result.items}


def _figure(value: Decimal | None) -> str:
    return "—" if value is None else shown.points(value)


def _bar(value: Decimal | None, whole: Decimal) -> str:
    return bar(float(value), float(whole), BAR) if value is not None and whole else ""


def _name_tone(pair: Pair) -> str:
    return "" if pair.code else "bold"


def _gap_tone(pair: Pair) -> str:
    return "good" if pair.gap > 0 else "bad" if pair.gap < 0 else "faint"


def _left_tone(pair: Pair) -> str:
    return "bold" if pair.gap > 0 else ""


def _right_tone(pair: Pair) -> str:
    return "bold" if pair.gap < 0 else ""
