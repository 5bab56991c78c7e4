"""Lending one's post to somebody for some days: to whom, until when, why."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label, TextArea

from supervision.context import Context
from supervision.domain.errors import SupervisionError
from supervision.domain.period import parse_day
from supervision.queries.delegations import Delegation
from supervision.services.delegations import delegate
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.picking import PickOne
from tui.widgets.line_input import LineInput

FIELDS = ("to", "first", "last", "reason")


class DelegationForm(Dialog[Delegation]):
    """Dismissed with the delegation that was made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "save", "save"),
        key("f3,ctrl+o", "pick", "register_pick"),
    ]

    def body(self) -> ComposeResult:
        today = door(self).today
        fields = {
            "to": LineInput(id="to"),
            "first": LineInput(today.isoformat(), id="first"),
            "last": LineInput((today + timedelta(days=6)).isoformat(), id="last"),
            "reason": TextArea(id="reason", soft_wrap=True, tab_behavior="focus"),
        }
        for name, widget in fields.items():
            with Horizontal(classes="field"):
                yield Label("", id=f"label-{name}", classes="field--label", markup=False)
                yield widget

    def say(self) -> None:
        self.frame(self.words("delegations.give"), self.words("delegations.give_hint"))
        for name in FIELDS:
            self.query_one(f"#label-{name}", Label).update(self.words(f"delegations.column.{name}"))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#to").focus()

    def action_pick(self) -> None:
        def picked(number: str | None) -> None:
            if number is not None:
                self.query_one("#to", LineInput).value = number

        self.app.push_screen(PickOne("person", self.words("delegations.column.to")), picked)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.focus_next()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typing(self) -> None:
        self.trouble("")

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", LineInput).value.strip()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        to, first, last = (self._typed(name) for name in ("to", "first", "last"))
        why = self.query_one("#reason", TextArea).text

        def give(context: Context) -> Delegation:
            return delegate(context, to, parse_day(last), why, parse_day(first))

        try:
            made = await door(self).execute(give)
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(made)
