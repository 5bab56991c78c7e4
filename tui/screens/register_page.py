"""One register (台账): its rows, what a row says in full, entering one, correcting one, writing the sheet.

Which registers there are is `registers`' question; the form for a row is `register_form`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from supervision.context import Context, Reading
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.errors import SupervisionError
from supervision.domain.model import Finding
from supervision.domain.permission import PERMISSIONS
from supervision.queries.registers import RegisterLine, register_lines
from supervision.reports.document import Cell
from supervision.reports.register_sheet import register_sheet, remarks_of, shown_columns, shown_rows
from supervision.reports.writing import write
from tui.cells import clean, headed
from tui.door import door, reason
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle, lines, written

BESIDE = 4
"""Columns of the list; all of them are in the pane beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line and its cells in words, by column; the last one says what has become of it."""

    line: RegisterLine
    cells: tuple[Cell, ...]

    def told(self, place: int) -> str:
        """One cell on one line."""
        value = self.cells[place]
        return "" if value is None else clean(str(value)).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Book:
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


class RowTable(RecordTable[Row]):
    """Enter opens the form that corrects the row at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [key("enter", "open", "register_correct")]


class RegisterPage(Page[Book]):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,plus", "add", "register_add"),
        key("o", "only_open", "register_open"),
        key("w,ctrl+w", "write", "register_write"),
        key("f,f12", "to_finding", "register_finding"),
    ]

    def __init__(self, name: str, start: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.register, self.start, self.only_open = name, dict(start or {}), False

    def heading(self) -> str:
        return f"{self.words('registers.title')} · {self.words.noun('file', self.register)}"

    def body(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="rows-pane"):
                table = RowTable(id="rows")
                yield table
            with VerticalScroll(classes="pane", id="row-pane", can_focus=False):
                yield Written(id="row")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#rows").focus()

    def read(self, reading: Reading) -> Book:
        found = register_lines(reading, self.register, unit=self.start.get("unit"), only_open=self.only_open)
        titles, cells = shown_rows(reading, self.register, found, self.words)
        rows = (Row(line, tuple(row)) for line, row in zip(found, cells, strict=True))
        return Book(tuple(titles), tuple(rows), tuple(remarks_of(reading, self.register, self.words)))

    def show(self, model: Book) -> None:
        words, table = self.words, self.query_one("#rows", RecordTable)
        columns: list[Column[Row]] = [Column("", 1, _sign, _tone)]
        for place in _shown(self.register):
            columns.append(self._column(model, place))
        table.set_columns(columns, words("registers.nothing"))
        table.set_records(model.rows)
        open_rows = sum(row.line.open for row in model.rows)
        hint = words("registers.count", count=len(model.rows), open=open_rows)
        entitle(self.query_one("#rows-pane"), headed(words.noun("file", self.register)), hint)
        if not model.rows:
            self.query_one("#row", Written).write((words("registers.nothing"), "quiet"))

    def _column(self, model: Book, place: int) -> Column[Row]:
        return Column(model.titles[place], 10, lambda row: row.told(place), flex=1)

    @on(RecordTable.Highlighted, "#rows")
    def _moved(self, event: RecordTable.Highlighted) -> None:
        row: Row | None = event.record
        if row is not None and self.model is not None:
            entitle(self.query_one("#row-pane"), row.line.number)
            self.query_one("#row", Written).update(lines(self._full(self.model.titles, row)))

    def _full(self, titles: tuple[str, ...], row: Row) -> Iterator[Content]:
        for title, cell in zip(titles, row.cells, strict=True):
            if cell is not None and cell != "":
                yield written((f"{title}  ", "quiet"), clean(str(cell)))
        for remark in self.model.remarks if self.model is not None else ():
            yield written((clean(remark), "gold"))

    def _may(self) -> bool:
        """Does this post enter this register? Whoever may not is told who may."""
        action = REGISTERS[self.register].action
        if door(self).actor.role in PERMISSIONS[action]:
            return True
        who = [self.words.noun("role", role) for role in PERMISSIONS[action]]
        self.notify(self.words("tui.only_they_enter", who=who), markup=False, severity="warning")
        return False

    def action_add(self) -> None:
        from tui.screens.register_form import RegisterForm

        if self._may():
            own = door(self).actor.unit
            self.app.push_screen(RegisterForm(self.register, self.start or ({"unit": own} if own else {})))

    @on(RecordTable.Opened, "#rows")
    def _correct(self, event: RecordTable.Opened) -> None:
        """The form with everything as it stands; what is saved supersedes the row."""
        from tui.screens.register_form import RegisterForm

        row: Row = event.record
        line = row.line
        if line.replaced_by is not None or "supersedes" not in line.cells:
            self.notify(self.words("registers.not_corrected"), markup=False, severity="warning")
        elif self._may():
            self.app.push_screen(RegisterForm(self.register, {**self._as_typed(row), "supersedes": line.number}))

    def _as_typed(self, row: Row) -> dict[str, str]:
        """What stands in the row as somebody would type it: units and persons by name, the rest by code."""
        names = REGISTERS[self.register].names
        found = {name: str(value) for name, value in row.line.cells.items() if value is not None}
        for place, column in enumerate(shown_columns(self.register)):
            if names.get(column.name) in ("unit", "person") and column.name in found:
                found[column.name] = row.told(place)
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "to_finding" or self.register == "commitments"

    def action_to_finding(self) -> None:
        """A debriefing comment that was not heeded becomes a finding of its unit."""
        from tui.screens.comment_form import CommentForm

        row: Row | None = self.query_one("#rows", RecordTable).current
        if row is None:
            return
        if row.line.cells["origin"] != "debriefing" or row.line.unit is None:
            self.notify(self.words("registers.no_comment"), markup=False, severity="warning")
            return

        def done(found: Finding | None) -> None:
            if found is not None:
                told = self.words("registers.made_finding", finding=found.finding_no, task=found.task_no)
                self.notify(told, markup=False)

        self.app.push_screen(CommentForm(row.line.number, str(row.line.cells["matter"])), done)

    def action_only_open(self) -> None:
        self.only_open = not self.only_open
        self.reload()

    @work(exclusive=True, group="write", exit_on_error=False)
    async def action_write(self) -> None:
        try:
            path = await door(self).execute(self._written)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            self.notify(self.words("registers.written", path=str(path)), markup=False)

    def _written(self, context: Context) -> Path:
        """The sheet in the folder in which the program was started; runs in a thread."""
        with context.reading() as reading:
            found = register_lines(reading, self.register, unit=self.start.get("unit"), only_open=self.only_open)
            sheet = register_sheet(reading, self.register, found, self.words)
        path = Path(f"{self.register}.xlsx")
        write(sheet, path, self.words.lang, door(self).settings.templates)
        return path


def _shown(name: str) -> list[int]:
    """Places of the columns of the list: what is named or dated before long texts and numbers."""
    columns = shown_columns(name)
    named = [*REGISTERS[name].names, REGISTERS[name].day or "valid_from", "kind", "matter", "title", "due_on", "name"]
    places = [place for place, column in enumerate(columns) if place and column.name in named]
    others = [place for place in range(1, len(columns)) if place not in places and columns[place].required]
    return sorted([*places, *others][:BESIDE])


def _sign(row: Row) -> str:
    return "×" if row.line.replaced_by is not None else "○" if row.line.open else "·"


def _tone(row: Row) -> str:
    return "faint" if row.line.replaced_by is not None else "warn" if row.line.open else "quiet"
