"""A debriefing comment that was not heeded becomes a finding: under which item, how grave."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label

from supervision.domain.errors import SupervisionError
from supervision.domain.model import Finding
from supervision.services.findings import record_comment
from tui.cells import headed
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.picking import PickOne
from tui.widgets.line_input import LineInput
from tui.widgets.severity_line import SeverityLine
from tui.widgets.written import Written


class CommentForm(Dialog[Finding]):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "save", "save"),
        key("f3,ctrl+o", "pick", "register_pick"),
    ]

    def __init__(self, number: str, matter: str) -> None:
        super().__init__()
        self.number, self.matter = number, matter

    def body(self) -> ComposeResult:
        yield Written(id="what")
        with Horizontal(classes="field"):
            yield Label("", id="label-item", classes="field--label", markup=False)
            yield LineInput(id="item")
        with Horizontal(classes="field"):
            yield Label("", id="label-severity", classes="field--label", markup=False)
            yield SeverityLine()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#item").focus()

    def say(self) -> None:
        words = self.words
        self.frame(f"{words('registers.to_finding')} · {self.number}", words("registers.form_hint"))
        self.query_one("#what", Written).write((self.matter, "bold"), "\n")
        for name in ("item", "severity"):
            self.query_one(f"#label-{name}", Label).update(headed(words.noun("column", name)))

    def action_pick(self) -> None:
        def taken(value: str | None) -> None:
            if value is not None:
                self.query_one("#item", LineInput).value = value

        self.app.push_screen(PickOne("scope", self.words.noun("column", "item")), taken)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(SeverityLine).focus()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        item = self.query_one("#item", LineInput).value.strip().upper()
        grade = self.query_one(SeverityLine).severity
        try:
            found = await door(self).execute(record_comment, self.number, item, grade, self.words)
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(found)
