"""Asking once before what cannot be undone, and asking for the reason where one is needed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tui.keys import key
from tui.screens.dialog import Dialog
from tui.widgets.written import Piece, Written


class Confirm(Dialog[str]):
    """Dismissed with the reason (empty where none is asked for), or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "confirm", "confirm")]

    def __init__(self, title: str, *told: Piece, needs_reason: bool = False) -> None:
        super().__init__()
        self._title, self.told, self.needs_reason = title, told, needs_reason

    def body(self) -> ComposeResult:
        yield Written(id="what")
        if self.needs_reason:
            yield TextArea(id="reason", soft_wrap=True, tab_behavior="focus")

    def say(self) -> None:
        self.frame(self._title, self.words("tui.confirm.hint"))
        self.query_one("#what", Written).write(*self.told)

    def on_mount(self) -> None:
        super().on_mount()
        if self.needs_reason:
            self.query_one("#reason").focus()

    def action_confirm(self) -> None:
        reason = self.query_one("#reason", TextArea).text.strip() if self.needs_reason else ""
        if self.needs_reason and not reason:
            self.trouble(self.words("tui.confirm.reason_missing"))
        else:
            self.dismiss(reason)
