"""Recording what a look-back found, with one key. Reopening a task is a move, made on the task's own screen."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from supervision.domain.errors import SupervisionError
from supervision.domain.model import Lookback
from supervision.queries.lookbacks import LookbackDue
from supervision.services.lookbacks import OUTCOMES, NewLookback, record_lookback
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.widgets.written import Written, written


class LookbackForm(Dialog[Lookback]):
    BINDINGS: ClassVar[list[BindingType]] = [
        *(key(str(place), f"record({place})", "outcome", show=False) for place in range(1, len(OUTCOMES) + 1)),
    ]

    def __init__(self, visit: LookbackDue, unit_name: str) -> None:
        super().__init__()
        self.visit, self.unit_name = visit, unit_name

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield OptionList(id="outcomes", markup=False)

    def say(self) -> None:
        words, visit = self.words, self.visit
        self.frame(f"{words('tui.lookback.title')} · {visit.task_no}", words("tui.lookback.hint"))
        self.query_one("#what", Written).write(
            (self.unit_name, "bold"),
            f"  {visit.item}  {visit.problem_type}",
            "\n",
            (words("tui.lookback.closed", on=visit.closed_on), "quiet"),
            "\n",
        )
        outcomes = self.query_one(OptionList)
        outcomes.clear_options()
        outcomes.add_options(
            Option(written((f"{place}  ", "gold"), words.noun("lookback_outcome", outcome)))
            for place, outcome in enumerate(OUTCOMES, 1)
        )
        outcomes.highlighted = 0

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_record(event.option_index + 1)

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_record(self, place: int) -> None:
        try:
            done = await door(self).execute(record_lookback, NewLookback(self.visit.task_no, OUTCOMES[place - 1]))
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(done)
