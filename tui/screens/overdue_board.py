"""The supervisor's board: what is overdue, at which card, and in which village most of it lies."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from supervision.context import Reading
from supervision.queries.people import unit_names
from supervision.queries.worklist import TaskCounts, TaskFilter, UnitLoad, task_counts, unit_loads
from tui.cells import clean, fit
from tui.door import door
from tui.marks import LEVELS, TONES, level_tone
from tui.screens.page import Page
from tui.screens.task_columns import TaskColumns, level_word
from tui.screens.task_list import TaskList, TaskTable, read_tasks
from tui.widgets.bars import bar
from tui.widgets.tiles import Tile, Tiles
from tui.widgets.written import Written, entitle, lines


@dataclass(frozen=True, slots=True)
class Board:
    tasks: TaskList
    counts: TaskCounts
    loads: list[UnitLoad]
    unit_names: dict[str, str]


class OverdueBoard(Page[Board]):
    HEADING = "tui.board.title"

    def body(self) -> ComposeResult:
        yield Tiles()
        yield Written(id="levels")
        with Horizontal():
            with Vertical(classes="pane", id="overdue-pane"):
                yield TaskTable(id="overdue")
            with Vertical(classes="pane", id="loads-pane"):
                yield Written(id="loads")

    def read(self, reading: Reading) -> Board:
        overdue = read_tasks(reading, TaskFilter(overdue=True))
        return Board(overdue, task_counts(reading), unit_loads(reading), unit_names(reading))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#overdue").focus()

    def show(self, model: Board) -> None:
        words, counts = self.words, model.counts
        self.query_one(Tiles).show(
            Tile(words("tui.tile.overdue"), counts.overdue, "bad" if counts.overdue else "good"),
            Tile(words("tui.tile.near"), counts.near_due, "warn" if counts.near_due else "quiet"),
            Tile(words("tui.tile.silent"), counts.silent, "warn" if counts.silent else "quiet"),
            Tile(words("tui.tile.disputed"), counts.disputed, "gold" if counts.disputed else "quiet"),
            Tile(words("tui.tile.to_verify"), counts.to_verify, "quiet"),
            Tile(words("tui.tile.open"), counts.open, ""),
        )
        self.query_one("#levels", Written).update(self._levels(counts))
        cols = TaskColumns(words, door(self).today, model.unit_names)
        table = self.query_one(TaskTable)
        table.set_columns(
            [
                cols.level(),
                cols.late(),
                cols.unit(),
                cols.item(),
                cols.problem(),
                cols.facts(needs=116),
                cols.severity(),
                cols.state(needs=90),
                cols.owner(needs=70),
                cols.due(),
            ],
            words("tui.board.nothing"),
        )
        table.show_tasks(model.tasks)
        entitle(
            self.query_one("#overdue-pane"), words("tui.board.overdue"), words("tui.count", count=len(model.tasks.ids))
        )
        entitle(self.query_one("#loads-pane"), words("tui.board.loads"))
        self.query_one("#loads", Written).update(self._loads(model))

    def _levels(self, counts: TaskCounts) -> Content:
        parts: list[Content] = [Content.styled(f" {self.words('tui.board.by_level')}  ", "$quiet")]
        for code in LEVELS:
            number = counts.by_level.get(code, 0)
            chip = level_word(self.words, code)
            tone = TONES[level_tone(code)] if number else "$faint"
            parts.append(Content.assemble((chip, tone), (f" {number}", "bold" if number else "$faint"), "    "))
        return Content("").join(parts)

    def _loads(self, model: Board) -> Content:
        words = self.words
        most = max((load.open for load in model.loads), default=1)
        head = Content.styled(fit(words("tui.column.unit"), 14) + words("tui.board.loads_head"), "$quiet")
        rows = [head]
        for load in model.loads:
            name = fit(clean(model.unit_names.get(load.unit, load.unit)), 14)
            late = bar(load.overdue, most, 12).rstrip()
            rest = bar(load.open - load.overdue, most, 12).rstrip()
            figures = f" {load.overdue}/{load.open}"
            rows.append(
                Content.assemble(
                    name, (late, "$error"), (rest, "$border"), (figures, "$error" if load.overdue else "$quiet")
                )
            )
        return lines(rows)
