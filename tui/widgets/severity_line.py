"""How grave it is: four grades side by side, left and right or the digits 1 to 4 change it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from supervision.domain.model import Severity
from tui.door import door
from tui.keys import key
from tui.marks import SEVERITY_SIGNS, SEVERITY_TONES, TONES

GRADES = tuple(Severity)


class SeverityLine(Widget, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left,h", "shift(-1)", "lighter", show=False),
        key("right,l", "shift(1)", "graver", show=False),
        *(key(str(place), f"set({place})", "grade", show=False) for place in range(1, 5)),
    ]
    severity: reactive[Severity] = reactive(Severity.GENERAL)

    class Changed(Message):
        def __init__(self, severity: Severity) -> None:
            self.severity = severity
            super().__init__()

    def render(self) -> Content:
        names = [f" {SEVERITY_SIGNS[grade]} {door(self).words.noun('severity', grade)} " for grade in GRADES]
        tight = sum(cell_len(name) for name in names) > self.content_size.width
        parts: list[Content] = []
        for grade, name in zip(GRADES, names, strict=True):
            chosen = grade is self.severity
            tone = f"bold reverse {TONES[SEVERITY_TONES[grade]]}".strip() if chosen else "$quiet"
            parts.append(Content.styled(name if chosen or not tight else f" {SEVERITY_SIGNS[grade]} ", tone))
        return Content("").join(parts)

    def watch_severity(self, severity: Severity) -> None:
        self.post_message(self.Changed(severity))

    def action_shift(self, by: int) -> None:
        self.action_set(GRADES.index(self.severity) + 1 + by)

    def action_set(self, place: int) -> None:
        self.severity = GRADES[max(0, min(len(GRADES), place) - 1)]

    def on_click(self, event: events.Click) -> None:
        self.action_set(event.x * len(GRADES) // max(1, self.size.width) + 1)
