"""Taking back what one has just recorded (撤回): asked once, then an honest record. Whether it may be: the core."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget

from supervision.domain.errors import SupervisionError
from supervision.services.rectification import take_back
from tui.door import door, reason
from tui.keys import key
from tui.screens.confirm import Confirm


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """A finding of one's own, as it is asked about."""

    finding_no: str
    task_no: str
    text: str


class TakingBack(Widget):
    """Mixed into a page that has a finding of one's own at hand; named after the page so that its style is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [key("ctrl+z,u", "take_back", "take_back")]

    def own_finding(self) -> OwnFinding | None:
        """What would be taken back; None where nothing of one's own is at hand."""
        raise NotImplementedError

    def taken_back(self, own: OwnFinding) -> None:
        """It is withdrawn now."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offered where there is something of one's own to take back."""
        if action == "take_back" and (not self.is_mounted or self.own_finding() is None):
            return False
        return super().check_action(action, parameters)

    def action_take_back(self) -> None:
        own, words = self.own_finding(), door(self).words
        if own is None:
            return

        def confirmed(answer: str | None) -> None:
            if answer is not None:
                self._take_back(own)

        told = (own.finding_no, "cool"), "  ", own.text, "\n\n", (words("undo.stays"), "quiet")
        self.app.push_screen(Confirm(words("undo.title"), *told), confirmed)

    @work(exclusive=True, group="take_back", exit_on_error=False)
    async def _take_back(self, own: OwnFinding) -> None:
        words = door(self).words
        try:
            await door(self).execute(take_back, own.task_no, words("undo.note"))
        except SupervisionError as error:
            self.app.notify(reason(words, error), markup=False, severity="warning")
        else:
            self.app.notify(words("undo.done", number=own.finding_no), markup=False)
            self.taken_back(own)
