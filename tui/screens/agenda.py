"""What a first screen does with what is needed now: shows it in a strip and acts on the first with one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import BindingType

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.period import period_of
from supervision.queries.needs import Need
from supervision.queries.people import unit_names
from tui.door import door, reason
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.next_up import NextUp

M = TypeVar("M")


class DayPage(Page[M]):
    """A page whose body holds a `NextUp`."""

    BINDINGS: ClassVar[list[BindingType]] = [key("full_stop,f12", "act", "act")]

    def shown(self) -> None:
        """The list comes first: what is needed now is found in many places."""
        self.read_agenda()

    @work(exclusive=True, group="agenda", exit_on_error=False)
    async def read_agenda(self) -> None:
        try:
            needs, names = await door(self).look(_read)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            self.query_one(NextUp).show(needs, names)

    async def action_act(self) -> None:
        """Open what the first need is about."""
        strip = self.query_one(NextUp)
        if strip.needs:
            await self._act(strip.needs[0], strip.unit_names)

    async def _act(self, need: Need, names: Mapping[str, str]) -> None:
        if need.kind in _WAYS:
            await self.app.run_action(_WAYS[need.kind])
        elif need.kind == "vacant":
            from tui.screens.register_gaps import RegisterGaps

            self.app.push_screen(RegisterGaps())
        elif need.kind == "lookback":
            self._look_back(need.subject, names)
        elif need.kind == "activity":
            from tui.screens.activity_form import ActivityForm

            period = period_of(door(self).today)
            self.app.push_screen(ActivityForm(need.unit, names.get(need.unit, need.unit), period, need.subject))
        else:
            from tui.screens.task_detail import TaskPage

            self.app.push_screen(TaskPage(need.subject))

    @work(exclusive=True, group="agenda", exit_on_error=False)
    async def _look_back(self, task_no: str, names: Mapping[str, str]) -> None:
        from supervision.queries.lookbacks import lookbacks_to_do
        from tui.screens.lookback_form import LookbackForm

        due = await door(self).look(lookbacks_to_do)
        visit = next((each for each in due if each.task_no == task_no), None)
        if visit is not None:
            self.app.push_screen(LookbackForm(visit, names.get(visit.unit, visit.unit)))


_WAYS = {"inbox": "inbox", "sign": "month", "decide": "proposals", "score": "scores", "measure": "measures"}


def _read(reading: Reading) -> tuple[list[Need], dict[str, str]]:
    from supervision.queries.agenda import agenda

    return agenda(reading), unit_names(reading)
