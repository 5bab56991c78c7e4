"""What closing open tasks by Friday would do to a unit's month: marked ones count as closed. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer

from supervision.context import Reading
from supervision.domain.differences import differences
from supervision.domain.errors import SupervisionError
from supervision.domain.result import MonthResult, UnitResult
from supervision.domain.what_if import Closing
from supervision.queries.people import unit_names
from supervision.queries.what_if import Supposition, supposition
from supervision.queries.worklist import TaskLine
from supervision.reports import shown
from tui.door import door, reason
from tui.screens.page import Page
from tui.screens.task_columns import TaskColumns
from tui.screens.task_detail import TaskPage
from tui.widgets.marking import MarkingTable
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle, lines, written

PATIENCE = 0.2
"""Seconds after the last mark before the month is computed again."""


@dataclass(frozen=True, slots=True)
class Supposed:
    supposition: Supposition
    before: MonthResult
    unit_name: str


class WhatIf(Page[Supposed]):
    HEADING = "tui.whatif.title"

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.unit = unit
        self.after: MonthResult | None = None
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="suppose-pane"):
                table: MarkingTable[TaskLine] = MarkingTable(id="suppose", lasting=True)
                yield table
            with VerticalScroll(classes="pane", id="outcome-pane", can_focus=False):
                yield Written(id="outcome")

    def heading(self) -> str:
        name = self.model.unit_name if self.model is not None else self.unit
        return f"{self.words(self.HEADING)} · {name}"

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#suppose").focus()

    def read(self, reading: Reading) -> Supposed:
        found = supposition(reading, self.unit)
        return Supposed(found, found.outlook.as_it_is(), unit_names(reading).get(self.unit, self.unit))

    def show(self, model: Supposed) -> None:
        words, table = self.words, self.query_one(MarkingTable)
        cols = TaskColumns(words, door(self).today, {})
        table.set_columns(
            [cols.item(), cols.problem(), cols.severity(), cols.state(needs=56), cols.due(needs=44), cols.late()],
            words("tui.whatif.nothing"),
        )
        first = self.after is None
        table.set_records(model.supposition.tasks)
        if first:
            table.action_mark_all()
        count = words("tui.count", count=len(model.supposition.tasks))
        entitle(self.query_one("#suppose-pane"), words("tui.whatif.tasks"), f"{words('tui.whatif.hint')} · {count}")
        self._suppose()

    @on(RecordTable.Opened)
    def _open(self, event: RecordTable.Opened) -> None:
        self.app.push_screen(TaskPage(event.record.task_no))

    @on(MarkingTable.Marked)
    def _marked(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PATIENCE, self._suppose)

    @work(exclusive=True, group="suppose", exit_on_error=False)
    async def _suppose(self) -> None:
        """Compute the month with the marked tasks closed; only the newest wish is shown."""
        model = self.model
        if model is None:
            return
        marked = set(self.query_one(MarkingTable).marked)
        found = model.supposition
        closings = [Closing(task.task_no, task.state) for place, task in enumerate(found.tasks) if place in marked]
        try:
            after = await door(self).execute(lambda _: found.outlook.if_closed(self.unit, closings, found.by))
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        self.after = after
        pane = self.query_one("#outcome-pane")
        by = shown.day(self.words, found.by, found.by.year)
        entitle(pane, self.words("tui.whatif.by", day=by), self.words("tui.whatif.never"))
        self.query_one("#outcome", Written).update(lines(self._told(model, after, len(closings))))

    def _told(self, model: Supposed, after: MonthResult, closed: int) -> Iterator[Content]:
        words, unit = self.words, self.unit
        was, now = _of(model.before, unit), _of(after, unit)
        if was is None or now is None:
            yield written((words("tui.whatif.not_assessed"), "quiet"))
            return
        gained = now.final - was.final
        tone = "good" if gained > 0 else "bad" if gained < 0 else "quiet"
        yield written((words("tui.whatif.closed", count=closed), "bold"))
        yield written("")
        yield written(
            (words("tui.scores.final") + "  ", "quiet"),
            f"{was.final:.2f} → ",
            (f"{now.final:.2f}", "bold"),
            (f"  {shown.signed(gained)}", tone),
        )
        yield written(
            (words("tui.scores.rank") + "  ", "quiet"),
            f"{was.rank or '—'} → ",
            (f"{now.rank or '—'}", "bold"),
            ("  " + words("tui.whatif.places", places=(was.rank or 0) - (now.rank or 0)), "good")
            if was.rank and now.rank and now.rank < was.rank
            else "",
        )
        yield written("")
        yield from self._lines(model, after)
        yield written("")
        yield written((words("tui.whatif.basis"), "faint"))

    def _lines(self, model: Supposed, after: MonthResult) -> Iterator[Content]:
        words = self.words
        changed = [each for each in differences(model.before, after) if each.unit == self.unit]
        if not changed:
            yield written((words("tui.whatif.no_change"), "quiet"))
        for each in changed:
            known = words.template(f"nouns.reason.{each.reason}") or each.reason
            by = each.after - each.before
            section = words.template(f"tui.card.{_SECTIONS.get(each.section, '')}") or each.section
            yield written((f"{shown.signed(by):>7}  ", "good" if by > 0 else "bad"), f"{section} {known}")
            yield written((f"         {each.source}", "faint"))


_SECTIONS = {"bonus": "bonus", "adjustment": "adjust", "cap": "caps"}


def _of(result: MonthResult, unit: str) -> UnitResult | None:
    return next((each for each in result.units if each.unit == unit), None)
