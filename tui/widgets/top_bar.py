"""The line at the top: whose house, which screen, who is here, which day."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.cells import clean, cut, fit
from tui.door import door


class TopBar(Widget):
    """One line; the screen's title gives way first where there is little room."""

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
        name = "" if who.role == "system" else f"{clean(who.name)} · {role} · "
        day = door(self).today
        right = f"{name}{day.isoformat()} {words(f'tui.weekday.{day.isoweekday()}')} "
        room = self.size.width - cell_len(brand) - cell_len(township)
        right = cut(right, max(0, room - 12))
        title = fit(f"│ {clean(self.heading)}", max(0, room - cell_len(right)))
        return Content.assemble(
            (brand, "bold $on-brand on $brand"), (township, "bold"), (title, "$accent"), (right, "$quiet")
        )
