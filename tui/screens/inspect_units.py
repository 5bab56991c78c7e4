"""Which village is inspected? Chosen by typing; how each stands is beside it. The visit itself is `visit`'s screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from supervision.context import Reading
from supervision.queries.visits import UnitToVisit, units_to_visit
from tui.cells import clean, fit
from tui.door import door
from tui.pinyin import Findable, findable
from tui.screens.page import Page
from tui.screens.task_columns import short_day
from tui.screens.visit_marks import VISITS, visits_under_way
from tui.widgets.pick_list import Choice, PickList
from tui.widgets.written import Piece, entitle, written


@dataclass(frozen=True, slots=True)
class ToVisit:
    line: UnitToVisit
    found_by: Findable


class InspectUnits(Page[list[ToVisit]]):
    HEADING = "tui.inspect.title"

    def __init__(self) -> None:
        super().__init__()
        self.under_way: dict[str, int] = {}

    def body(self) -> ComposeResult:
        with Vertical(id="inspect"):
            villages: PickList[UnitToVisit] = PickList(id="villages", classes="pane")
            yield villages

    def read(self, reading: Reading) -> list[ToVisit]:
        return [ToVisit(line, findable(f"{line.unit} {line.name}")) for line in units_to_visit(reading)]

    def on_mount(self) -> None:
        self.query_one(PickList).focus_typed()

    def say(self) -> None:
        entitle(self.query_one("#villages"), self.words("tui.inspect.which"), self.words("tui.inspect.which_hint"))
        self.query_one(PickList).say(self.words("tui.finding.find.unit"))

    def on_screen_resume(self) -> None:
        self._look_for_visits()

    @work(exclusive=True, group="visits", exit_on_error=False)
    async def _look_for_visits(self) -> None:
        today = door(self).today
        self.under_way = await door(self).drafts(lambda drafts, _now: visits_under_way(drafts, today))
        if self.model is not None:
            self.show(self.model)

    def show(self, model: list[ToVisit]) -> None:
        self.query_one(PickList).offer([self._choice(each) for each in model], keep=True)

    def _choice(self, each: ToVisit) -> Choice[UnitToVisit]:
        words, line = self.words, each.line
        last = short_day(line.found_on, door(self).today)
        pieces: list[Piece] = [
            (f"{line.unit}  ", "cool"),
            fit(clean(line.name), 18),
            (fit(words("tui.inspect.open", count=line.open), 12), "quiet"),
            (fit(words("tui.inspect.overdue", count=line.overdue) if line.overdue else "", 13), "bad"),
            (words("tui.inspect.last", day=last), "quiet"),
        ]
        checked = self.under_way.get(f"{VISITS}{line.unit}")
        if checked is not None:
            pieces.append((f"  ◐ {words('tui.inspect.under_way', count=checked)}", "gold"))
        return Choice(written(*pieces), each.found_by, line)

    @on(PickList.Taken)
    def _taken(self, event: PickList.Taken) -> None:
        from tui.screens.visit import Visit

        if event.choice is not None:
            line: UnitToVisit = event.choice.value
            self.app.push_screen(Visit(line.unit, line.name))
