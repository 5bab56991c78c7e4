"""The month's bulletin as it will be issued: the same document that the files are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from supervision.context import Reading
from supervision.i18n import Words
from supervision.queries.months import MonthLine, months
from supervision.reports import shown, terminal
from supervision.reports.bulletin import bulletin
from supervision.reports.document import Document
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.written import entitle


@dataclass(frozen=True, slots=True)
class Preview:
    """A month's bulletin in one language."""

    line: MonthLine
    scored: tuple[str, ...]
    document: Document
    lang: str


class BulletinPreview(Page[Preview | None]):
    TITLE = "tui.bulletin.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left,left_square_bracket", "month(-1)", "month_before"),
        key("right,right_square_bracket", "month(1)", "month_after"),
        key("down,j", "paper(1)", "scroll"),
        key("up,k", "paper(-1)", "up", show=False),
        key("pagedown,space", "paper(20)", "page_down", show=False),
        key("pageup", "paper(-20)", "page_up", show=False),
    ]

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self.period = period

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="pane", id="paper"):
            yield Static(id="text", markup=False)

    def heading(self) -> str:
        month = f" {shown.month(self.words, self.period)}" if self.period else ""
        return self.words(self.TITLE) + month

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
        return Preview(lines[chosen], scored, bulletin(reading, chosen, words), words.lang)

    def show(self, model: Preview | None) -> None:
        words = self.words
        if model is None:
            self.query_one("#text", Static).update(words("tui.bulletin.nothing"))
            return
        self.period = model.line.period
        state = words.noun("month_state", model.line.state)
        entitle(self.query_one("#paper"), shown.month(words, self.period), state)
        self.query_one("#text", Static).update(terminal.show(model.document, model.lang))

    def retell(self) -> None:
        """A document speaks one language: another one is read anew."""
        super().retell()
        self.reload()

    def action_month(self, by: int) -> None:
        if self.model is not None:
            place = self.model.scored.index(self.model.line.period) + by
            if 0 <= place < len(self.model.scored):
                self.period = self.model.scored[place]
                self.query_one("#paper").scroll_home(animate=False)
                self.reload()

    def action_paper(self, by: int) -> None:
        self.query_one("#paper").scroll_relative(y=by, animate=False)
