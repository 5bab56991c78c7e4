"""Choosing one of the views of the tasks: the usual ones, then one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.door import door
from tui.keys import key
from tui.saved_views import Views
from tui.screens.dialog import Dialog
from tui.screens.task_choice import ChoiceNames, TaskChoice, usual_views
from tui.widgets.written import written


@dataclass(frozen=True, slots=True)
class ViewTaken:
    """The view to show; or, without a choice, the name of one's own view that is to go."""

    name: str
    choice: TaskChoice | None


class TaskViews(Dialog[ViewTaken]):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("delete,ctrl+d", "forget", "forget_view"),
        *(key(str(place), f"take({place})", "nth_view", show=False) for place in range(1, 10)),
    ]

    def __init__(self, own: Views, names: ChoiceNames) -> None:
        super().__init__()
        self.own, self.names = own, names

    def body(self) -> ComposeResult:
        yield OptionList(id="outcomes", markup=False)

    def _all(self) -> list[tuple[str, TaskChoice]]:
        usual = [(self.words(f"tui.view.{code}"), each) for code, each in usual_views(door(self).actor).items()]
        return [*usual, *self.own.items()]

    def say(self) -> None:
        words = self.words
        self.frame(words("tui.views.title"), words("tui.views.hint"))
        rows = self.query_one(OptionList)
        place = rows.highlighted
        rows.clear_options()
        for number, (name, choice) in enumerate(self._all(), 1):
            told = " · ".join(choice.told(words, self.names.units, self.names.people))
            nth = f"{number}  " if number < 10 else "   "
            text = f"  “{choice.text}”" if choice.text else ""
            rows.add_option(Option(written((nth, "gold"), (name, "bold"), (f"   {told}{text}", "quiet"))))
        rows.highlighted = place or 0

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_take(event.option_index + 1)

    def action_take(self, place: int) -> None:
        every = self._all()
        if place <= len(every):
            self.dismiss(ViewTaken(*every[place - 1]))

    def action_forget(self) -> None:
        """Take one's own view off the list; the usual ones stay."""
        place = self.query_one(OptionList).highlighted or 0
        usual = len(self._all()) - len(self.own)
        if place >= usual:
            self.dismiss(ViewTaken(list(self.own)[place - usual], None))
        else:
            self.trouble(self.words("tui.views.usual"))
