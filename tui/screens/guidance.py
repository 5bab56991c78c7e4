"""Guidance visits (指导): due by class and made this month, which villages nobody guided, and recording a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.permission import PERMISSIONS, Action
from supervision.queries.guidance import GuidanceLine, guidance_of
from supervision.reports.register_sheet import class_told
from tui.cells import clean
from tui.door import door
from tui.keys import key
from tui.screens.records_page import RecordsPage
from tui.screens.task_columns import short_day
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle


class Guidance(RecordsPage[list[GuidanceLine]]):
    NAME: ClassVar[str] = "guidance"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,plus", "add", "register_add"),
        key("c,ctrl+k", "decide", "class_decide"),
    ]

    def records(self) -> ComposeResult:
        yield Written(classes="remark", id="remark")
        with Vertical(classes="pane", id="guidance-pane"):
            table: RecordTable[GuidanceLine] = RecordTable(id="guidance")
            yield table

    def read(self, reading: Reading) -> list[GuidanceLine]:
        return guidance_of(reading, self.period)

    def on_mount(self) -> None:
        self.query_one("#guidance").focus()

    def show(self, model: Sequence[GuidanceLine]) -> None:
        words, today = self.words, door(self).today
        none = [line.name for line in model if not line.made]
        told = words("tui.guidance.none_guided", units=none) if none else words("tui.guidance.all_guided")
        otherwise = [class_told(words, each.name, each.decided, each.computed) for each in model if each.decided]
        more = f"\n※ {'；'.join(otherwise)}" if otherwise else ""
        self.query_one("#remark", Written).write((told, "warn" if none else "good"), (clean(more), "gold"))
        table: RecordTable[GuidanceLine] = self.query_one("#guidance", RecordTable)
        table.set_columns(
            [
                Column("", 1, lambda line: "×" if line.missing else "✓", _tone),
                Column(words("tui.column.unit"), 10, lambda line: line.name, flex=1),
                Column(words("tui.turnaround.class"), 8, self._class),
                Column(words("tui.guidance.instructor"), 10, lambda line: line.instructor or "—", flex=1),
                Column(words("tui.guidance.made"), 9, lambda line: f"{line.made}/{line.due}", _tone, right=True),
                Column(words("tui.guidance.last"), 10, lambda line: short_day(line.last_on, today)),
                Column(words("tui.guidance.days"), 8, lambda line: _days(line, today), right=True, needs=76),
                Column(words("tui.guidance.follow_ups"), 9, lambda line: str(line.follow_ups or ""), right=True),
            ],
            words("tui.quotas.nothing"),
        )
        table.set_records(model)
        missing = sum(line.missing for line in model)
        entitle(
            self.query_one("#guidance-pane"), words("tui.guidance.title"), words("tui.guidance.missing", count=missing)
        )

    def _class(self, line: GuidanceLine) -> str:
        named = self.words.noun("class", line.group_class) if line.group_class else "—"
        return f"※{named}" if line.decided is not None else named

    @on(RecordTable.Opened, "#guidance")
    def _open(self, event: RecordTable.Opened) -> None:
        """The village's visits."""
        from tui.screens.register_page import RegisterPage

        self.app.push_screen(RegisterPage("guidance_visits", {"unit": event.record.unit}))

    def action_add(self) -> None:
        """A visit to the village at the cursor; who may not is told who may."""
        from tui.screens.register_form import RegisterForm

        actor, line = door(self).actor, self.query_one("#guidance", RecordTable).current
        if actor.role not in PERMISSIONS[Action.RECORD_GUIDANCE]:
            who = [self.words.noun("role", role) for role in PERMISSIONS[Action.RECORD_GUIDANCE]]
            self.notify(self.words("tui.only_they_enter", who=who), markup=False, severity="warning")
        elif isinstance(line, GuidanceLine):
            start = {"unit": line.name, "instructor": line.instructor or ""}
            self.app.push_screen(RegisterForm("guidance_visits", start))

    def action_decide(self) -> None:
        """The committee's class for the village at the cursor; who may not is told who may."""
        from tui.screens.register_form import RegisterForm

        actor, line = door(self).actor, self.query_one("#guidance", RecordTable).current
        if actor.role not in PERMISSIONS[Action.RECORD_DECISION]:
            who = [self.words.noun("role", role) for role in PERMISSIONS[Action.RECORD_DECISION]]
            self.notify(self.words("tui.only_they_enter", who=who), markup=False, severity="warning")
        elif isinstance(line, GuidanceLine):
            today = door(self).today.isoformat()
            start = {"unit": line.name, "decided_by": actor.name, "valid_from": today}
            self.app.push_screen(RegisterForm("class_decisions", start))


def _days(line: GuidanceLine, today: date) -> str:
    return "" if line.last_on is None else str((today - line.last_on).days)


def _tone(line: GuidanceLine) -> str:
    return "bad" if line.missing else "good"
