"""The line at the top: whose house, which screen, who is here, which day."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.cells import clean, cut, fit
from tui.door import door

SHORTEST = 12
"""Cells that a long title keeps at least."""


class TopBar(Widget):
    """One line; where there is little room the weekday gives way, then the post, then the screen's title."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = ""

    def say(self, heading: str) -> None:
        self.heading = heading
        self.refresh()

    def render(self) -> Content:
        words, who = door(self).words, door(self).actor
        brand = f" {words('tui.brand')} "
        township = f" {clean(door(self).township_name)} "
        role = words.template(f"tui.role.{who.role}") or words.noun("role", who.role)
        name = "" if who.role == "system" else f"{clean(who.name)} · "
        if who.in_post_of is not None:
            role = words("delegations.for", role=role)
        post = "" if who.role == "system" else f"{role} · "
        day = door(self).today
        weekday = f" {words(f'tui.weekday.{day.isoweekday()}')}"
        title = f"│ {clean(self.heading)}"
        room = self.size.width - cell_len(brand) - cell_len(township)
        told = [f"{name}{post}{day}{weekday} ", f"{name}{post}{day} ", f"{name}{day} "]
        right = next((each for each in told if cell_len(title) + cell_len(each) < room), told[-1])
        right = cut(right, max(0, room - min(SHORTEST, cell_len(title) + 1)))
        title = fit(title, max(0, room - cell_len(right)))
        return Content.assemble(
            (brand, "bold $on-brand on $brand"), (township, "bold"), (title, "$accent"), (right, "$quiet")
        )
