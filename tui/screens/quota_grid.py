"""Activities: what every branch has held this month of what the rubric asks for, and where the gaps are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from supervision.context import Reading
from supervision.domain.permission import PERMISSIONS, Action, Reach, Role
from supervision.queries.quotas import ActivityLine, Cell, Quota, Quotas, UnitQuotas, activities_of, quotas
from supervision.queries.township_quotas import township_stands
from tui.cells import clean
from tui.door import door
from tui.screens.records_page import EntryTable, RecordsPage
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, written

PRESSING = timedelta(days=10)


class QuotaGrid(RecordsPage[Quotas]):
    NAME = "quotas"
    OF_UNITS = True

    def records(self) -> ComposeResult:
        with Horizontal(id="quotas"):
            with Vertical(classes="pane", id="grid-pane"):
                grid: EntryTable[UnitQuotas] = EntryTable(id="grid")
                yield grid
            with VerticalScroll(classes="pane", id="held-pane", can_focus=False):
                yield Written(id="held")
            yield Written(id="township-quotas")

    def read(self, reading: Reading) -> Quotas:
        unit = reading.actor.unit
        return quotas(reading, self.period, (unit,) if unit else ())

    def on_mount(self) -> None:
        self.query_one("#grid").focus()

    def show(self, model: Quotas) -> None:
        words = self.words
        grid: RecordTable[UnitQuotas] = self.query_one("#grid", RecordTable)
        columns: list[Column[UnitQuotas]] = [Column(words("tui.quotas.unit"), 6, lambda row: row.name, flex=2)]
        columns += [self._column(place, kind) for place, kind in enumerate(model.kinds)]
        grid.set_columns(columns, words("tui.quotas.nothing"))
        grid.set_records(model.rows)
        gaps = sum(1 for row in model.rows for cell in row.cells if cell is not None and cell.over and cell.missing)
        hint = words("tui.quotas.gaps", count=gaps) if gaps else words("tui.quotas.legend")
        entitle(self.query_one("#grid-pane"), words("tui.quotas.title"), hint)
        self._show_unit()
        self.query_one("#township-quotas").display = door(self).actor.unit is None
        if door(self).actor.unit is None:
            self._look_at_township(model.period)

    @work(exclusive=True, group="township", exit_on_error=False)
    async def _look_at_township(self, period: str) -> None:
        """The second part: what the township itself owes in the month (Q01 to Q08). More of it: the boards."""
        found = await door(self).look(lambda reading: township_stands(reading, period))
        if self.model is not None and self.model.period == period:
            pieces: list[Piece] = [(self.words("boards.of_township"), "bold")]
            for each in found:
                tone = "good" if not each.missing else "bad" if each.until < door(self).today else "warn"
                pieces.append((f" {each.quota.code} {each.held}/{each.required}", tone))
            self.query_one("#township-quotas", Written).write(*pieces)

    def _column(self, place: int, kind: Quota) -> Column[UnitQuotas]:
        title = self.words.template(f"tui.quota.{kind.type}") or clean(kind.name_zh)
        cell: Callable[[UnitQuotas], Cell | None] = lambda row: row.cells[place]  # noqa: E731
        return Column(title, 5, lambda row: _cell(cell(row)), lambda row: self._tone(cell(row)), flex=1)

    def _tone(self, cell: Cell | None) -> str:
        if cell is None:
            return "faint"
        if not cell.missing:
            return "good"
        if cell.over:
            return "bad"
        return "warn" if cell.until - door(self).today <= PRESSING else "quiet"

    # The unit at the cursor

    @property
    def current(self) -> UnitQuotas | None:
        grid: RecordTable[UnitQuotas] = self.query_one("#grid", RecordTable)
        return grid.current

    @on(RecordTable.Highlighted, "#grid")
    def _show_unit(self) -> None:
        row = self.current
        if row is None or self.model is None:
            return
        self._look_up(row.unit, self.model.period)

    @work(exclusive=True, group="held", exit_on_error=False)
    async def _look_up(self, unit: str, period: str) -> None:
        held = await door(self).look(lambda reading: activities_of(reading, unit, period))
        row = self.current
        if row is not None and row.unit == unit and self.model is not None:
            entitle(self.query_one("#held-pane"), clean(row.name), self.words("tui.count", count=len(held)))
            self.query_one("#held", Written).update(lines(self._told(row, self.model, held)))

    def _told(self, row: UnitQuotas, model: Quotas, held: list[ActivityLine]) -> Iterator[Content]:
        words = self.words
        for kind, cell in zip(model.kinds, row.cells, strict=True):
            if cell is not None and cell.missing:
                sign = "×" if cell.over else "▲" if self._tone(cell) == "warn" else "·"
                until = words("tui.quotas.missed" if cell.over else "tui.quotas.until", day=f"{cell.until:%m-%d}")
                short: list[Piece] = [(f"{sign} ", self._tone(cell)), words.noun("activity_type", kind.type)]
                yield written(*short, (f"  −{_figure(cell.missing)}  {until}", self._tone(cell)))
        yield written("")
        yield written((words("tui.quotas.held", period=model.period), "bold"))
        for each in held:
            yield self._activity(each)
        if not held:
            yield written((words("tui.quotas.none_held"), "quiet"))

    def _activity(self, each: ActivityLine) -> Content:
        words = self.words
        pieces: list[Piece] = [(f"{each.held_on:%m-%d} ", "quiet"), words.noun("activity_type", each.type)]
        if each.group_no is not None:
            pieces.append((f" #{each.group_no}", "quiet"))
        if each.attended is not None:
            pieces.append((f"  {each.attended}/{each.expected}", "quiet"))
        if each.late:
            pieces.append((f"  {words('tui.quotas.late')}", "warn"))
        if each.topic:
            pieces.append((f"  {clean(each.topic)}", "quiet"))
        return written(*pieces)

    # Recording

    @on(RecordTable.Opened, "#grid")
    def _record(self) -> None:
        """The form for the branch at the cursor; who may not is told who may."""
        row, actor = self.current, door(self).actor
        if row is None or self.model is None:
            return
        reach = PERMISSIONS[Action.RECORD_ACTIVITY].get(Role(actor.role))
        if reach is None or (reach is Reach.OWN_UNIT and actor.unit != row.unit):
            who = [self.words.noun("role", role) for role in PERMISSIONS[Action.RECORD_ACTIVITY]]
            self.notify(self.words("tui.only_they_enter", who=who), markup=False, severity="warning")
            return
        from tui.screens.activity_form import ActivityForm

        self.app.push_screen(ActivityForm(row.unit, row.name, self.model.period))


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "—"
    if not cell.missing:
        return "✓"
    return f"{'×' if cell.over else '·'}−{_figure(cell.missing)}"


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
