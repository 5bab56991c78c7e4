"""Who answers for an item of a unit on a day: one name with the reason, and the way up."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.period import parse_day
from supervision.queries.answering import who_answers
from supervision.queries.people import unit_names
from supervision.reports.register_sheet import reason_of
from tui.cells import clean, headed
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.picking import PickOne
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written, lines, written

FIELDS = ("unit", "item", "on")
NAMED = {"unit": "unit", "item": "scope"}


class WhoAnswers(Dialog[None]):
    BINDINGS: ClassVar[list[BindingType]] = [key("f2", "ask", "who_ask"), key("f3,ctrl+o", "pick", "register_pick")]

    def body(self) -> ComposeResult:
        for name in FIELDS:
            with Horizontal(classes="field"):
                yield Label("", id=f"label-{name}", classes="field--label", markup=False)
                yield LineInput(id=name)
        yield Written(id="path")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#on", LineInput).value = door(self).today.isoformat()
        self.query_one("#unit").focus()

    def say(self) -> None:
        self.frame(self.words("registers.who"), self.words("registers.who_hint"))
        for name in FIELDS:
            self.query_one(f"#label-{name}", Label).update(headed(self.words.noun("column", name)))

    def action_pick(self) -> None:
        """Units and items by pinyin."""
        field = self.focused
        named = NAMED.get(field.id or "") if field is not None else None
        if named is None or not isinstance(field, LineInput):
            self.trouble(self.words("registers.nothing_to_pick"))
            return
        chosen = field

        def taken(value: str | None) -> None:
            if value is not None:
                chosen.value = value

        self.app.push_screen(PickOne(named, self.words.noun("column", field.id or "")), taken)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter goes on to the next field, and from the last one asks."""
        if self.focused is self.query_one("#on"):
            self.action_ask()
        else:
            self.focus_next()

    @work(exclusive=True, group="ask", exit_on_error=False)
    async def action_ask(self) -> None:
        unit, item, day = (self.query_one(f"#{name}", LineInput).value.strip() for name in FIELDS)
        words = self.words

        def read(reading: Reading) -> list[tuple[str, str]]:
            names = unit_names(reading)
            found = who_answers(reading, unit, item.upper(), parse_day(day))
            return [(each.name, reason_of(each, names, words)) for each in found]

        try:
            told = await door(self).look(read)
        except SupervisionError as error:
            self.refuse(error)
            return
        self.trouble("")
        rows = [
            written((f"{place} ", "faint"), (f"{clean(name)}  ", "bold" if place == 1 else ""), (clean(why), "quiet"))
            for place, (name, why) in enumerate(told, 1)
        ]
        self.query_one("#path", Written).update(lines(rows))
