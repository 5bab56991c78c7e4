"""Objecting to one line of a unit's month (申诉): which line, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Label, OptionList, TextArea
from textual.widgets.option_list import Option

from supervision.domain.errors import SupervisionError
from supervision.domain.result import Line
from supervision.reports import shown
from supervision.services.appeals import NewAppeal, file_appeal
from tui.cells import clean
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.widgets.written import written


class AppealForm(Dialog[str]):
    """Dismissed with the appeal's number."""

    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "save", "save")]

    def __init__(self, period: str, unit: str, section: str, told: Sequence[tuple[Line, str]]) -> None:
        super().__init__()
        self.period, self.unit, self.section, self.told = period, unit, section, told

    def body(self) -> ComposeResult:
        yield OptionList(id="outcomes", markup=False)
        with Horizontal(classes="field"):
            yield Label("", id="label-reason", classes="field--label", markup=False)
            yield TextArea(id="reason", soft_wrap=True, tab_behavior="focus")

    def say(self) -> None:
        words = self.words
        self.frame(f"{words('tui.appeal.file')} · {self.section}", words("tui.appeal.hint"))
        self.query_one("#label-reason", Label).update(words("tui.appeal.reason"))
        rows = self.query_one(OptionList)
        place = rows.highlighted
        rows.clear_options()
        rows.add_options(
            Option(written((f"{shown.signed(line.points)}  ", "bad"), clean(text))) for line, text in self.told
        )
        rows.highlighted = place or 0

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#reason" if len(self.told) == 1 else "#outcomes").focus()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        line, _ = self.told[self.query_one(OptionList).highlighted or 0]
        why = self.query_one("#reason", TextArea).text
        try:
            number = await door(self).execute(
                file_appeal, NewAppeal(self.period, self.unit, self.section, line.source, why)
            )
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(number)
