"""The supervisors' board: what is overdue, near due, silent or disputed, at which card, and where most of it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.model import State
from supervision.queries.people import unit_names
from supervision.queries.task_beginning import Beginning
from supervision.queries.worklist import (
    OwnerLoad,
    TaskCounts,
    TaskFilter,
    TaskLine,
    UnitLoad,
    owner_loads,
    task_counts,
    unit_loads,
)
from tui.door import door, reason
from tui.keys import key
from tui.marks import LEVELS, TONES, level_tone
from tui.screens.agenda import DayPage
from tui.screens.listing import Listing
from tui.screens.printing import Printing
from tui.screens.task_columns import TaskColumns, level_word
from tui.screens.task_list import TaskTable
from tui.widgets.bars import bar
from tui.widgets.columns import Column
from tui.widgets.next_up import NextUp
from tui.widgets.record_table import RecordTable
from tui.widgets.tiles import Tile, Tiles
from tui.widgets.written import Written, entitle

LISTS = {
    "overdue": TaskFilter(overdue=True),
    "near": TaskFilter(near_due=True),
    "silent": TaskFilter(silent=True),
    "disputed": TaskFilter(states=(State.DISPUTED,)),
    "verify": TaskFilter(states=(State.CLOSURE_REQUESTED,)),
}
BAR = 10
Load = UnitLoad | OwnerLoad


@dataclass(frozen=True, slots=True)
class Board:
    """The first tasks of the chosen list."""

    chosen: TaskFilter
    begun: Beginning
    unit_names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sums:
    """What takes longer than a list's beginning; the sums of before stay on the screen meanwhile."""

    counts: TaskCounts
    loads: Sequence[Load]


class OverdueBoard(Listing, DayPage[Board], Printing):
    HEADING = "tui.board.title"
    OF_UNITS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        key("right,right_square_bracket", "turn(1)", "list_after"),
        key("left,left_square_bracket", "turn(-1)", "list_before", show=False),
        key("l,ctrl+l", "level", "by_level"),
        key("o,ctrl+o", "by_owner", "by_owner"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.list = "overdue"
        self.level: str | None = None
        self.by_owner = False
        self.sums: Sums | None = None

    def body(self) -> ComposeResult:
        yield NextUp()
        yield Tiles()
        yield Written(id="levels")
        with Horizontal():
            with Vertical(classes="pane", id="overdue-pane"):
                yield TaskTable(id="overdue")
            with Vertical(classes="pane", id="loads-pane"):
                loads: RecordTable[Load] = RecordTable(id="loads")
                yield loads

    def read(self, reading: Reading) -> Board:
        chosen = replace(LISTS[self.list], level=self.level)
        return Board(chosen, self.beginning(reading, chosen), unit_names(reading))

    def _read_sums(self, reading: Reading) -> Sums:
        loads: Sequence[Load] = owner_loads(reading) if self.by_owner else unit_loads(reading)
        return Sums(task_counts(reading), loads)

    @work(exclusive=True, group="sums", exit_on_error=False)
    async def _sum_up(self, generation: int) -> None:
        try:
            sums = await door(self).look(self._read_sums)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        if generation == self._generation:
            self.sums = sums
            self._show_sums()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#overdue").focus()

    def show(self, model: Board) -> None:
        words = self.words
        cols = TaskColumns(words, door(self).today, model.unit_names)
        table = self.query_one(TaskTable)
        table.set_columns(
            [
                cols.level(),
                cols.late(),
                cols.unit(),
                cols.item(),
                cols.problem(),
                cols.severity(),
                cols.state(needs=90),
                cols.owner(needs=70),
                cols.due(),
            ],
            words(f"tui.board.nothing.{self.list}" if self.level is None else "tui.board.nothing.level"),
        )
        self.put_beginning(table, model.chosen, model.begun)
        self._show_sums()

    def shown(self) -> None:
        super().shown()
        self._sum_up(self._generation)

    def say_count(self, count: int | None) -> None:
        words = self.words
        level = f" · {level_word(words, self.level).strip()}" if self.level is not None else ""
        many = words("tui.count", count=f"{count:,}") if count is not None else words("tui.tasks.counting")
        entitle(self.query_one("#overdue-pane"), words(f"tui.board.{self.list}") + level, many)

    def _show_sums(self) -> None:
        if self.sums is not None and self.model is not None:
            self._show_counts(self.sums.counts)
            self._show_loads(self.sums.loads, self.model)

    def _show_counts(self, counts: TaskCounts) -> None:
        words = self.words
        self.query_one(Tiles).show(
            Tile(words("tui.tile.overdue"), counts.overdue, "bad" if counts.overdue else "good"),
            Tile(words("tui.tile.near"), counts.near_due, "warn" if counts.near_due else "quiet"),
            Tile(words("tui.tile.silent"), counts.silent, "warn" if counts.silent else "quiet"),
            Tile(words("tui.tile.disputed"), counts.disputed, "gold" if counts.disputed else "quiet"),
            Tile(words("tui.tile.to_verify"), counts.to_verify, "quiet"),
            Tile(words("tui.tile.open"), counts.open, ""),
        )
        self.query_one("#levels", Written).update(self._levels(counts))

    def _levels(self, counts: TaskCounts) -> Content:
        parts: list[Content] = [Content.styled(f" {self.words('tui.board.by_level')}  ", "$quiet")]
        for code in LEVELS:
            number = counts.by_level.get(code, 0)
            chip = level_word(self.words, code)
            tone = TONES[level_tone(code)] if number else "$faint"
            mark = "▸" if code == self.level else " "
            parts.append(
                Content.assemble((mark, "$accent"), (chip, tone), (f" {number}", "bold" if number else "$faint"), "   ")
            )
        return Content("").join(parts)

    def _show_loads(self, found: Sequence[Load], model: Board) -> None:
        words = self.words
        most = max((load.open for load in found), default=1)
        title = "tui.board.loads_owner" if self.by_owner else "tui.board.loads"
        entitle(self.query_one("#loads-pane"), words(title), words("tui.board.loads_open"))
        loads = self.query_one("#loads", RecordTable)
        named = words("tui.column.owner") if self.by_owner else words("tui.column.unit")
        loads.set_columns(
            [
                Column(named, 12, lambda load: self._load_name(load, model), flex=1),
                Column("", BAR, lambda load: bar(load.overdue, most, BAR), lambda _: "bad"),
                Column(words("tui.board.late_of_open"), 7, _figures, _figures_tone, right=True),
            ],
            words("tui.board.no_loads"),
        )
        loads.set_records(found)

    def _load_name(self, load: Load, model: Board) -> str:
        if isinstance(load, OwnerLoad):
            return load.name
        return model.unit_names.get(load.unit, load.unit)

    # What can be done here

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A narrow terminal has no room for the list of loads; without a card there is no paper."""
        if action == "by_owner":
            return not self.has_class("-narrow")
        if action == "order" and self.is_mounted:
            current = self.query_one(TaskTable).current
            return isinstance(current, TaskLine) and current.level is not None
        return super().check_action(action, parameters)

    @on(RecordTable.Highlighted, "#overdue")
    def _moved(self) -> None:
        self.refresh_bindings()

    def task_at_hand(self) -> str | None:
        current = self.query_one(TaskTable).current
        return current.task_no if isinstance(current, TaskLine) else None

    def action_turn(self, by: int) -> None:
        """The next list: overdue, near due, silent, disputed, waiting to be verified."""
        names = list(LISTS)
        self.list = names[(names.index(self.list) + by) % len(names)]
        self._anew()

    def action_level(self) -> None:
        """Only the tasks whose highest card is of one level; after the last one all again."""
        levels = (None, *LEVELS)
        self.level = levels[(levels.index(self.level) + 1) % len(levels)]
        self._anew()

    def _anew(self) -> None:
        self.query_one(TaskTable).cursor = 0
        self.reload()

    def action_by_owner(self) -> None:
        """Where most of it lies: by village, or by person responsible."""
        self.by_owner = not self.by_owner
        self.query_one("#loads", RecordTable).cursor = 0
        self.reload()

    @on(RecordTable.Opened, "#loads")
    def _open_load(self, event: RecordTable.Opened) -> None:
        from tui.screens.task_choice import TaskChoice
        from tui.screens.tasks import AllTasks

        load = event.record
        choice = TaskChoice(owner=load.person_no) if isinstance(load, OwnerLoad) else TaskChoice(unit=load.unit)
        self.app.push_screen(AllTasks(replace(choice, window="overdue" if load.overdue else "")))


def _figures(load: Load) -> str:
    return f"{load.overdue}/{load.open}"


def _figures_tone(load: Load) -> str:
    return "bad" if load.overdue else "quiet"
