"""One unit's month, point by point: every item at the left, the cause and record of every lost point at the right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content

from supervision.context import Reading
from supervision.domain.result import Line, UnitResult
from supervision.domain.rubric import Item
from supervision.i18n import Words
from supervision.queries.appeals import may_appeal
from supervision.queries.line_sources import LineSources, line_sources
from supervision.queries.months import month_result
from supervision.reports import shown
from supervision.reports.explain import explain_unit
from tui.cells import clean
from tui.keys import key
from tui.screens.appeal_form import AppealForm
from tui.screens.page import Page
from tui.widgets.bars import bar
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle, lines, written

BAR = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A unit's month and what stands behind its lines."""

    unit: UnitResult
    sources: LineSources
    may_appeal: bool


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """An item with its lines in words, or one of the sums that are added to the base (`item` is None)."""

    section: str
    name: str
    item: Item | None
    earned: Decimal | None
    whole: Decimal
    why: str | None
    told: tuple[tuple[Line, str], ...]


class Scorecard(Page[Card]):
    HEADING = "tui.card.title"
    BINDINGS: ClassVar[list[BindingType]] = [key("f,f11", "appeal", "appeal")]

    def __init__(self, period: str, unit: str) -> None:
        super().__init__()
        self.period, self.unit = period, unit

    def body(self) -> ComposeResult:
        yield Written(id="sum")
        with Container(id="card"):
            with Vertical(classes="pane", id="items-pane"):
                table: RecordTable[ScoreRow] = RecordTable(id="items")
                yield table
            with VerticalScroll(classes="pane", id="lines-pane", can_focus=False):
                yield Written(id="lines")

    def read(self, reading: Reading) -> Card:
        result = month_result(reading, self.period)
        unit = next(each for each in result.units if each.unit == self.unit)
        return Card(unit, line_sources(reading, result, [unit]), may_appeal(reading, self.period, self.unit))

    def heading(self) -> str:
        name = self.model.unit.name if self.model is not None else self.unit
        return f"{name} · {shown.month(self.words, self.period)}"

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(RecordTable).focus()

    def show(self, model: Card) -> None:
        words, unit = self.words, model.unit
        rank = words("tui.card.rank", rank=unit.rank) if unit.rank else words("tui.card.unranked")
        self.query_one("#sum", Written).write(
            (f" {unit.final:.2f}", "bold"),
            (f"  {rank}   ", "gold"),
            (
                words("tui.card.raw", raw=shown.points(unit.raw), whole=shown.points(unit.raw_max), base=unit.base),
                "quiet",
            ),
            (f"   {words('tui.card.bonus')} {shown.signed(unit.bonus)}", "good" if unit.bonus else "quiet"),
            (f"   {words('tui.card.adjust')} {shown.signed(unit.adjustments)}", "bad" if unit.adjustments else "quiet"),
        )
        table = self.query_one(RecordTable)
        table.set_columns(self._columns())
        rows = score_rows(words, model)
        first_time = not len(table.window)
        table.set_records(rows)
        if first_time:
            table.cursor = next((place for place, row in enumerate(rows) if row.told), 0)
        entitle(self.query_one("#items-pane"), words("tui.card.items"))
        self._show_lines()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a line can be objected to, and only by those whose post may, as the query says."""
        if action == "appeal":
            return self.model is not None and self.model.may_appeal and bool(self._lost())
        return super().check_action(action, parameters)

    def _lost(self) -> tuple[tuple[Line, str], ...]:
        row = self.query_one(RecordTable).current
        return tuple(each for each in row.told if each[0].points < 0) if isinstance(row, ScoreRow) else ()

    def action_appeal(self) -> None:
        """Object to a line of the item at the cursor."""
        row, lost = self.query_one(RecordTable).current, self._lost()
        if isinstance(row, ScoreRow) and lost:
            self.app.push_screen(AppealForm(self.period, self.unit, row.section, lost), self._filed)

    def _filed(self, number: str | None) -> None:
        if number is not None:
            self.notify(self.words("tui.appeal.filed", number=number), markup=False)

    def _columns(self) -> list[Column[ScoreRow]]:
        words = self.words
        return [
            Column("", 3, lambda row: row.item.code if row.item is not None else "", lambda _: "cool"),
            Column(words("tui.column.item"), 16, lambda row: row.name, _name_tone, flex=1),
            Column("", BAR, _bar, _bar_tone, needs=54),
            Column(words("tui.card.earned"), 8, self._earned, _bar_tone, right=True),
            Column(words("tui.card.max"), 5, lambda row: shown.figure(row.whole) if row.item else "", right=True),
        ]

    def _earned(self, row: ScoreRow) -> str:
        if row.item is None:
            return shown.signed(row.earned or Decimal(0))
        return shown.points(row.earned) if row.earned is not None else "—"

    @on(RecordTable.Highlighted)
    def _show_lines(self) -> None:
        row = self.query_one(RecordTable).current
        if isinstance(row, ScoreRow):
            code = f"{row.item.code} " if row.item is not None else ""
            entitle(self.query_one("#lines-pane"), f"{code}{row.name}")
            self.query_one("#lines", Written).update(told(self.words, row))
            self.refresh_bindings()


def score_rows(words: Words, card: Card) -> list[ScoreRow]:
    """The items in the rubric's order, then bonus, adjustments and caps where there are any."""
    unit = card.unit
    explained = list(explain_unit(unit, card.sources, words))
    rows: list[ScoreRow] = []
    for each in unit.items:
        item = card.sources.rubric.item(each.code)
        own = tuple((one.line, one.text) for one in explained if one.item is not None and one.item.code == each.code)
        rows.append(ScoreRow(each.code, shown.named(words, item), item, each.earned, each.max, each.why, own))
    texts = {id(one.line): one.text for one in explained if one.item is None}
    for section, name, group in (
        ("bonus", "bonus", unit.bonus_lines),
        ("adjustment", "adjust", unit.adjustment_lines),
        ("cap", "caps", unit.cap_lines),
    ):
        if group:
            total = sum((line.points for line in group), Decimal(0))
            own = tuple((line, texts[id(line)]) for line in group)
            rows.append(ScoreRow(section, words(f"tui.card.{name}"), None, total, Decimal(0), None, own))
    return rows


def told(words: Words, row: ScoreRow) -> Content:
    """Every line of an item: points, reason, the sentence with its source."""
    parts: list[Content] = []
    for line, text in row.told:
        tone = "good" if line.points > 0 else "bad"
        known = words.template(f"nouns.reason.{line.reason}") or line.reason
        parts += [
            written((f"{shown.signed(line.points)}  ", tone), (known, "bold")),
            written(clean(text)),
            written((line.source, "faint")),
            written(""),
        ]
    if row.why is not None:
        parts.append(written((words("tui.card.excluded", why=words.noun("why", row.why)), "quiet")))
    elif not row.told:
        parts.append(written((words("tui.card.full"), "good")))
    if row.item is not None:
        parts += [
            written(""),
            written((words("tui.card.method", method=words.noun("method", row.item.method)), "quiet")),
            written((words("tui.card.evidence", evidence=[clean(each) for each in row.item.evidence]), "quiet")),
        ]
    return lines(parts)


def _bar(row: ScoreRow) -> str:
    return bar(float(row.earned), float(row.whole), BAR) if row.item is not None and row.earned is not None else ""


def _bar_tone(row: ScoreRow) -> str:
    if row.earned is None:
        return "faint"
    if row.item is None:
        return "good" if row.earned > 0 else "bad"
    return "good" if row.earned == row.whole else "bad" if row.earned * 2 < row.whole else "warn"


def _name_tone(row: ScoreRow) -> str:
    return "quiet" if row.item is not None and row.earned is None else ""
