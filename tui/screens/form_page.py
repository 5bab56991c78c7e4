"""Entering a paper form (督查检查表) by its numbers: `7 2` and Enter records the second usual finding of line 7.

Every entry is recorded at once by the one service of findings; what was typed stays where it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.form_entries import read_entry, row_in
from supervision.domain.model import Severity
from supervision.queries.inspection_forms import FormFinding, FormRow, PrintedForm, form_numbered, meant
from supervision.queries.visits import FoundToday, found_today
from supervision.services.findings import NewFinding, record_finding
from supervision.services.inspection_forms import settle_form
from tui.door import door, reason
from tui.keys import key
from tui.marks import SEVERITY_SIGNS, SEVERITY_TONES
from tui.screens.page import Page
from tui.screens.taking_back import OwnFinding, TakingBack
from tui.widgets.columns import Column
from tui.widgets.line_input import LineInput
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, written


@dataclass(frozen=True, slots=True)
class Entering:
    form: PrintedForm
    found: list[FoundToday]


class FormPage(Page[Entering], TakingBack):
    HEADING = "forms.enter-title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "rest", "form_rest"),
    ]

    def __init__(self, number: str, unit_name: str) -> None:
        super().__init__()
        self.number, self.unit_name = number, unit_name
        self.last: OwnFinding | None = None

    def body(self) -> ComposeResult:
        yield Written(id="progress")
        with Horizontal():
            with Vertical(classes="pane", id="checklist-pane"):
                table: RecordTable[FormRow] = RecordTable(id="rows")
                table.can_focus = False
                yield table
            with VerticalScroll(classes="pane", id="item-pane", can_focus=False):
                yield Written(id="item")
        yield LineInput(id="entry")

    def heading(self) -> str:
        return f"{self.words(self.HEADING)} {self.number} {self.unit_name}"

    def read(self, reading: Reading) -> Entering:
        form = form_numbered(reading, self.number)
        return Entering(form, found_today(reading, form.unit))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#entry").focus()

    def say(self) -> None:
        self.query_one("#entry", LineInput).placeholder = self.words("forms.row-hint")

    def show(self, model: Entering) -> None:
        words, zh = self.words, self.words.lang == "zh"
        table: RecordTable[FormRow] = self.query_one("#rows", RecordTable)
        table.set_columns(
            [
                Column(words("forms.column.number"), 4, lambda row: str(row.row), right=True),
                Column("", 1, self._sign, self._tone),
                Column(words("forms.column.code"), 4, lambda row: row.code, lambda _: "cool"),
                Column(words("forms.column.item"), 16, lambda row: row.name_zh if zh else row.name_en, flex=1),
                Column(words("forms.column.lost"), 8, lambda row: row.lost, lambda _: "bad", right=True),
            ],
            words("forms.empty"),
        )
        table.set_records(model.form.rows)
        entitle(self.query_one("#checklist-pane"), self.number, words("forms.done") if model.form.done_at else "")
        found = {each.item for each in model.found}
        facts = {"found": len(found), "fine": len(model.form.in_order), "all": len(model.form.rows)}
        self.query_one("#progress", Written).write(words("forms.state", **facts))
        self._tell_row()

    def _sign(self, row: FormRow) -> str:
        if row.task_no:
            return "→"
        if self.model is not None and any(each.item == row.code for each in self.model.found):
            return "●"
        return "✓" if self.model is not None and row.row in self.model.form.in_order else "·"

    def _tone(self, row: FormRow) -> str:
        return {"●": "bad", "✓": "good", "→": "cool"}.get(self._sign(row), "faint")

    # What is being typed

    @on(Input.Changed, "#entry")
    def _typed(self) -> None:
        self.trouble("")
        self._tell_row()

    def _tell_row(self) -> None:
        """The line whose number is being typed, with its usual findings."""
        if self.model is None:
            return
        number = row_in(self.query_one("#entry", LineInput).value)
        rows = self.model.form.rows
        place = next((place for place, row in enumerate(rows) if row.row == number), None)
        pane, told = self.query_one("#item-pane"), self.query_one("#item", Written)
        if place is None:
            entitle(pane, self.words("forms.type"))
            told.write((self.words("forms.row-hint"), "quiet"))
            return
        self.query_one("#rows", RecordTable).cursor = place
        entitle(pane, f"{rows[place].row}  {rows[place].code}")
        told.update(lines(written(*line) for line in self._row_told(rows[place])))

    def _row_told(self, row: FormRow) -> list[tuple[Piece, ...]]:
        words = self.words
        name = row.name_zh if words.lang == "zh" else row.name_en
        if row.task_no:
            return [(name,), (words("forms.task", number=row.task_no, problem=row.text, due=row.due),)]
        told: list[tuple[Piece, ...]] = [((name, "bold"),), ("",)]
        told.append(((words("forms.usual" if row.usual else "forms.no-usual"), "quiet"),))
        for place, (text, grade) in enumerate(row.usual, 1):
            severity = Severity(grade)
            sign = f"{SEVERITY_SIGNS[severity]} {words.noun('severity', severity)}  "
            told.append(((f"{place}  ", "gold"), (sign, SEVERITY_TONES[severity]), text))
        own = (
            [(each.problem_type, each.finding_no) for each in self.model.found if each.item == row.code]
            if self.model
            else []
        )
        told += [(("● ", "bad"), text, (f"  {number}", "quiet")) for text, number in own]
        return told

    # Recording

    @on(Input.Submitted, "#entry")
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._record(event.value)

    @work(exclusive=True, group="save", exit_on_error=False)
    async def _record(self, typed: str) -> None:
        if self.model is None:
            return
        form = self.model.form
        try:
            entry = read_entry(typed)
            each = await door(self).look(lambda reading: meant(reading, form, entry))
            finding = await door(self).execute(record_finding, self._new(each), command_id=each.once(form.number))
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        self.last = OwnFinding(finding.finding_no, finding.task_no, finding.problem_type)
        self.query_one("#entry", LineInput).value = ""
        told = self.words("forms.recorded", row=each.row, finding=finding.finding_no, task=finding.task_no)
        self.app.notify(told, markup=False)
        self.reload()

    def _new(self, each: FormFinding) -> NewFinding:
        today = door(self).today
        return NewFinding(each.unit, each.item, each.problem_type, each.severity, each.facts, each.owner, today)

    def own_finding(self) -> OwnFinding | None:
        return self.last

    def taken_back(self, own: OwnFinding) -> None:
        self.last = None
        self.reload()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_rest(self) -> None:
        """Every item without a finding was in order."""
        if self.model is None:
            return
        form, found = self.model.form, {each.item for each in self.model.found}
        rows = [row.row for row in form.rows if row.code in found]
        try:
            count = await door(self).execute(settle_form, form.number, rows)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            self.app.notify(self.words("forms.settled", number=form.number, count=count), markup=False)
            self.reload()
