"""What a visit came to: findings with their due dates, what was not checked. Enter ends the visit, Esc goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from supervision.queries.visits import FoundToday
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.finding_choices import UnitToCheck
from tui.screens.visit_words import summary_told
from tui.widgets.written import Written


class VisitSummary(Dialog[bool]):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter,f2", "end", "visit_finish"),
        key("escape", "cancel", "visit_on"),
        key("down,j", "roll(1)", "scroll"),
        key("up,k", "roll(-1)", "up", show=False),
    ]

    def __init__(self, unit_name: str, to_check: UnitToCheck, ok: Sequence[str], found: Sequence[FoundToday]) -> None:
        super().__init__()
        self.unit_name, self.to_check, self.ok, self.found = unit_name, to_check, ok, found

    def body(self) -> ComposeResult:
        yield Written(id="summary")

    def say(self) -> None:
        self.frame(self.words("tui.visit.summary", unit=self.unit_name), self.words("tui.visit.summary_hint"))
        self.query_one("#summary", Written).update(summary_told(self.words, self.to_check, self.ok, self.found))

    def action_roll(self, by: int) -> None:
        self.query_one(".dialog").scroll_relative(y=by, animate=False)

    def action_end(self) -> None:
        self.dismiss(True)
