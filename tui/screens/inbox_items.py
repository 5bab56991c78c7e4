"""Which of the things told on a day is to be opened? Each leads to the screen where it can be answered."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from supervision.queries.notices import Item
from supervision.reports.digests import told
from tui.screens.dialog import Dialog

WAYS = {"published": "bulletin", "calendar": "settings", "decided": "proposals"}
"""The screen of a notice that is about no task; a month's step is taken on the month's screen."""


class InboxItems(Dialog[Item]):
    """Dismissed with the one that was chosen."""

    def __init__(self, day: date, items: list[Item], names: dict[str, str]) -> None:
        super().__init__()
        self.day, self.items, self.names = day, items, names

    def body(self) -> ComposeResult:
        yield OptionList(id="outcomes", markup=False)

    def say(self) -> None:
        self.frame(self.day.isoformat(), self.words("tui.inbox.open"))
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options([Option(told(item, self.day, self.names, self.words)) for item in self.items])
        rows.highlighted = 0

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.items[event.option_index])
