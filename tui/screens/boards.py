"""Boards (专项工作): economy, projects, people's lists, township quotas, cadres, imbalance, effect, each by a key.

What a board says is `supervision.reports`' question; the rows behind it are entered in the registers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.period import period_of, shift
from supervision.domain.span import HALF, span_around
from supervision.queries.suggestions import Suggestion, suggestion
from supervision.reports.board_reading import BOARDS, Asked, read_board
from supervision.reports.boards import Board, Row
from supervision.reports.boards_of_people import members_board, suggested_facts
from supervision.services.findings import NewFinding, record_finding
from supervision.services.members import read_members
from tui.cells import clean
from tui.door import door, reason
from tui.keys import key
from tui.screens.confirm import Confirm
from tui.screens.page import Page
from tui.widgets.braille import line_chart
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, tabs, written

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "minus", "equals_sign")
SHOWN = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-", "=")
WIDEST = 30
"""Cells of a column at most; what is longer stands whole below."""
KEPT_COLUMNS = 5
"""In a narrow terminal the first ones stay."""
CHART = (64, 6)


class BoardsPage(Page[Board]):
    HEADING = "boards.title"
    OF_UNITS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            key(pressed, f"board('{name}')", f"board_{name}", show=False)
            for pressed, name in zip(KEYS, BOARDS, strict=True)
        ),
        key("left_square_bracket,left", "month(-1)", "month_before"),
        key("right_square_bracket,right", "month(1)", "month_after"),
        key("h,f6", "half", "half_year"),
    ]

    def __init__(self, name: str = "economy") -> None:
        super().__init__()
        self.board_name = name
        self.chosen: str | None = None
        self.by_half = False

    @property
    def period(self) -> str:
        """The month shown; the last whole month while none was chosen."""
        return self.chosen or shift(period_of(door(self).today), -1)

    @property
    def span(self) -> str:
        return str(span_around(self.period, HALF)) if self.by_half and self.board_name == "effect" else self.period

    def body(self) -> ComposeResult:
        yield Written(classes="tabs", id="board-tabs")
        with Vertical(classes="pane", id="board-pane"):
            table: RecordTable[Row] = RecordTable(id="board")
            yield table
        with VerticalScroll(classes="pane", id="behind-pane", can_focus=False):
            yield Written(id="behind")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#board").focus()

    def say(self) -> None:
        parts: list[Content] = []
        for pressed, name in zip(SHOWN, BOARDS, strict=True):
            tone = "bold reverse $primary" if name == self.board_name else "$quiet"
            parts.append(Content.assemble((f"{pressed} {self.words(f'boards.{name}')}", tone), " "))
        parts.append(Content.styled(f"‹ {self.span} ›", "bold $accent"))
        self.query_one("#board-tabs", Written).update(tabs(parts, self.app.size.width - 2))

    def read(self, reading: Reading) -> Board:
        return read_board(reading, self.board_name, Asked(self.span), self.words).board

    def retell(self) -> None:
        """A board is made in words: it is read again in another language."""
        self._speak()
        self.reload()

    def others_changed(self) -> None:
        """Names that were asked for once stay until another board is chosen: a second look would be a second entry."""
        if self.model is None or self.model.name != "members":
            super().others_changed()

    def show(self, model: Board) -> None:
        table: RecordTable[Row] = self.query_one("#board", RecordTable)
        table.set_columns([_column(model, place) for place in range(len(model.columns))], model.empty)
        table.set_records(model.rows)
        entitle(self.query_one("#board-pane"), model.title, self.words("tui.count", count=len(model.rows)))
        self._explain()

    @on(RecordTable.Highlighted, "#board")
    def _explain(self) -> None:
        """What stands behind the row at the cursor; below it what is to be said of the whole board."""
        table: RecordTable[Row] = self.query_one("#board", RecordTable)
        if self.model is not None:
            row = table.current
            entitle(self.query_one("#behind-pane"), clean(row.cells[0]) if row is not None else "")
            self.query_one("#behind", Written).update(lines(_behind(self.model, row)))

    def action_board(self, name: str) -> None:
        self.board_name = name
        self._speak()
        self.reload()

    def action_month(self, by: int) -> None:
        later = shift(self.period, by)
        if later <= period_of(door(self).today):
            self.chosen = later
            self._speak()
            self.reload()
        else:
            self.no_more(by)

    def action_half(self) -> None:
        """Effect by month or by half-year."""
        self.by_half = not self.by_half
        self._speak()
        self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "half" or self.board_name == "effect"

    # What Enter does

    @on(RecordTable.Opened, "#board")
    def _open(self, event: RecordTable.Opened) -> None:
        row: Row | None = event.record
        if row is None or self.model is None:
            return
        if self.model.name == "stars":
            self._members(row)
        elif self.model.name == "recruits" and row.tone == "bad":
            self._suggest(row.key)

    @work(exclusive=True, group="open", exit_on_error=False)
    async def _members(self, row: Row) -> None:
        """Members by name: permission is checked and the trail told by the service."""
        try:
            found = await door(self).execute(read_members, row.key, self.period)
        except SupervisionError as error:
            self.notify(reason(self.words, error), markup=False, severity="warning")
            return
        self.model = members_board(found, row.cells[0], self.period, self.words)
        self.show(self.model)

    @work(exclusive=True, group="open", exit_on_error=False)
    async def _suggest(self, candidate: str) -> None:
        """Asks whether the suggested finding shall be recorded."""
        try:
            found = await door(self).look(lambda reading: suggestion(reading, candidate))
        except SupervisionError as error:
            self.notify(reason(self.words, error), markup=False, severity="warning")
            return
        words = self.words
        told = (f"{found.item} {found.problem_type}\n", "bold"), suggested_facts(found, words)
        if await self.app.push_screen_wait(Confirm(words("boards.suggest"), *told)) is not None:
            await self._record(found)

    async def _record(self, found: Suggestion) -> None:
        facts, today = suggested_facts(found, self.words), door(self).today
        new = NewFinding(found.unit, found.item, found.problem_type, found.severity, facts, found.owner, today)
        try:
            finding = await door(self).execute(record_finding, new)
        except SupervisionError as error:
            self.notify(reason(self.words, error), markup=False, severity="warning")
            return
        told = self.words("indicators.recruits.recorded", finding=finding.finding_no, task=finding.task_no)
        self.notify(told, markup=False)


def _column(board: Board, place: int) -> Column[Row]:
    """As wide as its cells, within reason; what stands far right gives way in a narrow terminal."""
    title = board.columns[place]
    width = min(WIDEST, max(cell_len(title), *(cell_len(row.cells[place]) for row in board.rows), 2))
    number = place in board.numbers
    flex = 1 if place == 0 or (place == len(board.columns) - 1 and not number) else 0
    needs = 90 + place if place >= KEPT_COLUMNS else 0
    return Column(
        title, width, lambda row: row.cells[place], lambda row: row.tone, right=number, flex=flex, needs=needs
    )


def _behind(board: Board, row: Row | None) -> Iterator[Content]:
    for remark in board.remarks:
        yield written((remark, "gold"))
    if row is not None:
        pieces: list[Piece] = []
        for title, cell in zip(board.columns[KEPT_COLUMNS:], row.cells[KEPT_COLUMNS:], strict=True):
            if cell:
                pieces += [(f"{title} ", "quiet"), f"{cell}  "]
        if pieces:
            yield written(*pieces)
        if len(row.series) > 1:
            labels = [label for label, _ in row.series]
            for text in line_chart([value for _, value in row.series], labels, *CHART):
                yield written((text, "cool"))
        for text in row.detail:
            yield written(text)
