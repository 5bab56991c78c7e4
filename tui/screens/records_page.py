"""What the screens of records do alike: the month they show, and the way from one to the next by digit."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from supervision.domain.period import period_of, shift
from tui.door import door
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, tabs

M = TypeVar("M")

PAGES = (
    ("quotas", "tui.screens.quota_grid", "QuotaGrid"),
    ("measures", "tui.screens.measure_list", "MeasureList"),
    ("scores", "tui.screens.manual_scores", "ManualScores"),
    ("guidance", "tui.screens.guidance", "Guidance"),
    ("turnarounds", "tui.screens.turnarounds", "Turnarounds"),
    ("registers", "tui.screens.registers", "Registers"),
)


class EntryTable(RecordTable[M]):
    """A list in which Enter opens the form for the row at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [key("enter,f2", "open", "enter_record")]


class RecordsPage(Page[M]):
    """`period` is kept from page to page; None means the month that the page itself begins with."""

    NAME: ClassVar[str] = ""
    BY_MONTH: ClassVar[bool] = True
    HEADING = "tui.records.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(  # shown in the line of tabs
            key(str(place), f"page({place})", f"records_{name}", show=False)
            for place, (name, _, _) in enumerate(PAGES, 1)
        ),
        key("left_square_bracket,left", "month(-1)", "month_before"),
        key("right_square_bracket,right", "month(1)", "month_after"),
    ]

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self.chosen = period

    @property
    def period(self) -> str:
        """The month that is shown; while none was chosen, today's."""
        return self.chosen or period_of(door(self).today)

    def body(self) -> ComposeResult:
        yield Written(classes="tabs")
        yield from self.records()

    def records(self) -> ComposeResult:
        """What stands below the names of the pages."""
        raise NotImplementedError

    def say(self) -> None:
        parts: list[Content] = []
        for place, (name, _, _) in enumerate(PAGES, 1):
            here = name == self.NAME
            tone = "bold reverse $primary" if here else "$quiet"
            parts.append(Content.assemble((f" {place} {self.words(f'tui.records.{name}')} ", tone), " "))
        if self.BY_MONTH:
            parts.append(Content.styled(f"‹ {self.period} ›", "bold $accent"))
        self.query_one(".tabs", Written).update(tabs(parts, self.app.size.width - 2))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "page":
            return PAGES[int(str(parameters[0])) - 1][0] != self.NAME
        return action != "month" or self.BY_MONTH

    def action_page(self, place: int) -> None:
        _, module, name = PAGES[place - 1]
        page: Callable[[str | None], Page[Any]] = getattr(import_module(module), name)
        self.app.switch_screen(page(self.chosen))

    def action_month(self, by: int) -> None:
        later = shift(self.period, by)
        if later <= period_of(door(self).today):
            self.chosen = later
            self.say()
            self.reload()
        else:
            self.no_more(by)
