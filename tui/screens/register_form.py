"""The form for one row of a register, made from the register's columns; wrong fields are told below each field.

Choosing a unit, a person or another row is `picking`'s question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Select, TextArea

from supervision.domain.checks.column_kinds import Column, Kind
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.errors import BadFile, SupervisionError
from supervision.reports.register_sheet import choice_name
from supervision.services.registers import record
from tui.cells import clean, headed
from tui.door import door, reason
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.drafting import Drafting
from tui.screens.picking import PickOne
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written

NOT_TYPED = ("supersedes", "recorded_at")


class RegisterForm(Dialog[Any], Drafting):
    """Dismissed with the row that was entered. `start` is what stands in the fields at first, by column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "save", "save"),
        key("f3,ctrl+o", "pick", "register_pick"),
    ]

    def __init__(self, name: str, start: Mapping[str, str]) -> None:
        super().__init__()
        self.register, self.start = name, dict(start)
        kind = REGISTERS[name]
        self.fields: list[Column] = [c for c in FORMATS[name].columns if c.name not in (kind.key, *NOT_TYPED)]

    def body(self) -> ComposeResult:
        yield Written(id="what")
        for column in self.fields:
            with Horizontal(classes="field"):
                yield Label("", id=f"label-{column.name}", classes="field--label", markup=False)
                yield self._widget(column)
            yield Written(id=f"wrong-{column.name}", classes="wrong")

    def _widget(self, column: Column) -> Select[str] | TextArea | LineInput:
        if column.kind is Kind.CHOICE:
            return Select([(value, value) for value in column.choices or ()], id=column.name, compact=True)
        if column.kind is Kind.LINES:
            return TextArea(id=column.name, soft_wrap=True, tab_behavior="focus")
        return LineInput(id=column.name)

    def on_mount(self) -> None:
        super().on_mount()
        self.empty()
        self.query_one(f"#{self.fields[0].name}").focus()
        self.look_for_draft()

    def say(self) -> None:
        words, old = self.words, self.start.get("supersedes")
        name = words.noun("file", self.register)
        title = words("registers.correct", name=name, number=old) if old else words("registers.add", name=name)
        self.frame(clean(title), words("registers.form_hint"))
        self.query_one("#what", Written).write((words("registers.corrects" if old else "registers.enters"), "quiet"))
        for column in self.fields:
            mark = " *" if column.required else ""
            self.query_one(f"#label-{column.name}", Label).update(f"{headed(words.noun('column', column.name))}{mark}")
            if column.kind is Kind.CHOICE:
                self._say_choices(column)

    def _say_choices(self, column: Column) -> None:
        choice: Select[str] = self.query_one(f"#{column.name}", Select)
        choice.prompt = self.words("tui.move.choose")
        now = None if choice.is_blank() else choice.value
        options = [(Content(choice_name(self.words, column.name, value)), value) for value in column.choices or ()]
        choice.set_options(options)
        if now is not None:
            choice.value = now

    # What stands in the fields

    def typed(self) -> dict[str, str]:
        found = {}
        for column in self.fields:
            widget = self.query_one(f"#{column.name}")
            if isinstance(widget, TextArea):
                found[column.name] = widget.text.strip()
            elif isinstance(widget, Select):
                found[column.name] = "" if widget.is_blank() else str(widget.value)
            elif isinstance(widget, LineInput):
                found[column.name] = widget.value.strip()
        return found

    def take_up(self, content: Mapping[str, object]) -> None:
        for column in self.fields:
            widget, value = self.query_one(f"#{column.name}"), str(content.get(column.name) or "")
            if isinstance(widget, TextArea):
                widget.text = value
            elif (isinstance(widget, Select) and value in (column.choices or ())) or isinstance(widget, LineInput):
                widget.value = value

    def empty(self) -> None:
        day = REGISTERS[self.register].day
        today = {day: door(self).today.isoformat()} if day is not None else {}
        self.take_up({**today, **self.start})

    # Choosing

    def action_pick(self) -> None:
        """A list for the field at the cursor: units, persons, rows of another register."""
        focused = self.focused
        named = REGISTERS[self.register].names.get((focused.id or "") if focused is not None else "")
        if named is None or not isinstance(focused, LineInput):
            self.trouble(self.words("registers.nothing_to_pick"))
            return
        field = focused

        def taken(value: str | None) -> None:
            if value is not None:
                field.value = value

        self.app.push_screen(PickOne(named, self.words.noun("column", field.id or "")), taken)

    # Saving

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _typing(self) -> None:
        self.edited()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        values, old = self.typed(), self.start.get("supersedes")
        self._tell_wrong(None)
        try:
            fact = await door(self).execute(record, self.register, {**values, **({"supersedes": old} if old else {})})
            await self.drop_draft()
        except SupervisionError as error:
            self._tell_wrong(error)
        else:
            number = getattr(fact, REGISTERS[self.register].key)
            name = self.words.noun("file", self.register)
            self.app.notify(self.words("registers.saved", name=name, number=number), markup=False)
            self.dismiss(fact)

    def _tell_wrong(self, error: SupervisionError | None) -> None:
        """Each wrong field below itself, the first one gets the cursor; what belongs to no field stands below all."""
        rows = {row.column: row for row in reversed(error.errors)} if isinstance(error, BadFile) else {}
        for column in self.fields:
            row = rows.pop(column.name, None)
            told = reason(self.words, BadFile([row])) if row is not None else ""
            line = self.query_one(f"#wrong-{column.name}", Written)
            line.write((told, "bad"))
            line.display = bool(told)
        wrong = [column.name for column in self.fields if self.query_one(f"#wrong-{column.name}").display]
        if wrong:
            self.query_one(f"#{wrong[0]}").focus()
        rest = BadFile(list(rows.values())) if rows else None if isinstance(error, BadFile) else error
        self.trouble(reason(self.words, rest) if rest is not None else "")

    # What is typed outlives a crash

    def draft_name(self) -> str:
        return f"register:{self.register}:{self.start.get('supersedes', '')}"

    def draft_content(self) -> dict[str, object]:
        typed = self.typed()
        day = REGISTERS[self.register].day
        started = {day or "": door(self).today.isoformat(), **self.start}
        return dict(typed) if any(value and value != started.get(name) for name, value in typed.items()) else {}
