"""The strip on a first screen: what needs this person now, the most pressing first. One key acts on the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from supervision.i18n import Words
from supervision.queries.needs import MOST as AT_MOST
from supervision.queries.needs import Need
from tui.cells import clean, cut, fit
from tui.door import door
from tui.widgets.written import Piece, lines, written

MOST = 3
"""Lines on a high screen; on a low one there is one."""
_TONES = {
    "overdue": "bad",
    "reopened": "warn",
    "near": "warn",
    "vacant": "warn",
    "sign": "gold",
    "decide": "gold",
    "verify": "gold",
    "disputed": "gold",
}
_SIGNS = {"bad": "■", "warn": "▲", "gold": "◆", "quiet": "○"}


class NextUp(Widget):
    """Nothing to do is said in words."""

    def __init__(self) -> None:
        super().__init__()
        self.needs: Sequence[Need] | None = None
        self.unit_names: Mapping[str, str] = {}

    def show(self, needs: Sequence[Need], unit_names: Mapping[str, str]) -> None:
        self.needs, self.unit_names = needs, unit_names
        self.refresh(layout=True)

    def render(self) -> Content:
        words, width = door(self).words, self.content_size.width
        if self.needs is None:
            return written((words("tui.next.reading"), "faint"))
        if not self.needs:
            return written(("✓ ", "good"), (words("tui.next.nothing"), "quiet"))
        shown = self.needs[: MOST if self.screen.has_class("-high") else 1]
        rows = [self._row(words, need, place, width) for place, need in enumerate(shown)]
        return lines(rows)

    def _row(self, words: Words, need: Need, place: int, width: int) -> Content:
        tone = _TONES.get(need.kind, "quiet")
        count = len(self.needs or ())
        head = f"{words('tui.next.first', count=count if count < AT_MOST else f'{AT_MOST}+')}  "
        lead = fit("" if place else head, cell_len(head))
        text = cut(told(words, need, self.unit_names), max(10, width - cell_len(lead) - 2))
        sign: Piece = (f"{_SIGNS[tone]} ", tone)
        return written((lead, "quiet"), sign, (text, "bold" if place == 0 else "quiet"))


def told(words: Words, need: Need, unit_names: Mapping[str, str]) -> str:
    """One need in a line."""
    due = f"{need.due:%m-%d}" if need.due is not None else ""
    unit = clean(unit_names.get(need.unit, need.unit))
    what = clean(need.text)
    if need.kind == "activity":
        what = words.template(f"nouns.activity_type.{need.subject}") or what
    facts = {"subject": need.subject, "unit": unit, "text": what, "due": due}
    return words(f"tui.need.{need.kind}", **facts, days=need.late_days, count=need.count)
