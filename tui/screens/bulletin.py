"""The month's bulletin as it will be issued: the same document that the files are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from supervision.context import Reading
from supervision.i18n import Words
from supervision.queries.months import MonthLine, months
from supervision.reports import shown, terminal
from supervision.reports.bulletin import bulletin_seen
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.paper import Paper, drawn
from tui.widgets.written import Written, entitle


@dataclass(frozen=True, slots=True)
class Preview:
    """A month's bulletin, drawn in one language and width."""

    line: MonthLine
    scored: tuple[str, ...]
    lines: Sequence[Strip]


class BulletinPreview(Page[Preview | None]):
    HEADING = "tui.bulletin.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left,left_square_bracket", "month(-1)", "month_before"),
        key("right,right_square_bracket", "month(1)", "month_after"),
    ]

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self.period = period
        self._width = 0

    def body(self) -> ComposeResult:
        yield Paper(id="paper", classes="pane")
        yield Written(id="nothing")

    def heading(self) -> str:
        month = f" {shown.month(self.words, self.period)}" if self.period else ""
        return self.words(self.HEADING) + month

    def say(self) -> None:
        if self.model is None:
            entitle(self.query_one("#paper"), self.words("tui.bulletin.drawing"))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#paper").focus()

    def read(self, reading: Reading) -> Preview | None:
        """The chosen month's bulletin, the newest scored one's when none is chosen."""
        lines = {line.period: line for line in months(reading) if line.sealed_at or line.draft_sha}
        if not lines:
            return None
        scored = tuple(lines)
        chosen = self.period if self.period in lines else scored[-1]
        words = Words(self.words.lang)
        document = terminal.show(bulletin_seen(reading, chosen, words), words.lang)
        return Preview(lines[chosen], scored, drawn(document, self._width))

    def show(self, model: Preview | None) -> None:
        words = self.words
        self.query_one("#nothing").display = model is None
        if model is None:
            entitle(self.query_one("#paper"), "")
            self.query_one("#nothing", Written).write(words("tui.bulletin.nothing"))
            return
        self.period = model.line.period
        state = words.noun("month_state", model.line.state)
        entitle(self.query_one("#paper"), shown.month(words, self.period), state)
        self.query_one(Paper).put(model.lines)

    def retell(self) -> None:
        """A document speaks one language: another one is read anew."""
        super().retell()
        self.reload()

    def action_month(self, by: int) -> None:
        if self.model is not None:
            there = self.neighbour(self.model.scored, self.model.line.period, by)
            if there is not None:
                self.period = there
                self.query_one("#paper").scroll_home(animate=False)
                self.reload()

    def reload(self) -> None:
        """The paper's width is asked here: the reading thread may not touch widgets."""
        self._width = self.query_one(Paper).text_width
        super().reload()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.query_one(Paper).text_width != self._width:
            self.reload()
