"""Choosing one of many by typing: code, Chinese text or first letters of the pinyin narrow the list, Enter takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.keys import key
from tui.pinyin import Findable
from tui.widgets.line_input import LineInput

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Choice(Generic[V]):
    """Something to take: how it looks, what finds it, what it stands for."""

    shown: Content
    found_by: Findable
    value: V


class PickList(Vertical, Generic[V]):
    """The keys stay in the line above the list; up and down move through the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("up,ctrl+p", "move(-1)", "up", show=False),
        key("down,ctrl+n", "move(1)", "down", show=False),
        key("pageup", "move(-8)", "page_up", show=False),
        key("pagedown", "move(8)", "page_down", show=False),
    ]

    class Taken(Message):
        """One was taken; or, where nothing fits, what was `typed`."""

        def __init__(self, pick_list: PickList[Any], choice: Choice[Any] | None, typed: str) -> None:
            self.pick_list, self.choice, self.typed = pick_list, choice, typed
            super().__init__()

        @property
        def control(self) -> PickList[Any]:
            return self.pick_list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.choices: Sequence[Choice[V]] = ()
        self._fitting: list[Choice[V]] = []
        self._early = False
        """Was Enter pressed before there was anything to choose from?"""

    def compose(self) -> ComposeResult:
        yield LineInput(classes="pick--typed")
        rows = OptionList(classes="pick--rows", markup=False)
        rows.can_focus = False
        yield rows

    @property
    def typed(self) -> LineInput:
        return self.query_one(LineInput)

    @property
    def rows(self) -> OptionList:
        return self.query_one(OptionList)

    def say(self, placeholder: str) -> None:
        self.typed.placeholder = placeholder

    def offer(self, choices: Sequence[Choice[V]], *, keep: bool = False) -> None:
        """Another list to choose from; with `keep`, what was typed and the place in the list stay."""
        self.choices = choices
        place = self.rows.highlighted if keep else None
        if not keep:
            self.typed.value = ""
        self._narrow(place)
        if self._early and choices:
            self._early = False
            self._take()

    def focus_typed(self) -> None:
        self.typed.focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(None)

    def _narrow(self, place: int | None) -> None:
        typed = self.typed.value
        fitting = [choice for choice in self.choices if choice.found_by.has(typed)]
        if typed.strip():
            fitting.sort(key=lambda choice: not choice.found_by.begins(typed))
        self._fitting = fitting
        self.rows.clear_options()
        self.rows.add_options([Option(choice.shown) for choice in fitting])
        if fitting:
            self.rows.highlighted = min(place or 0, len(fitting) - 1)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.choices:
            self._take()
        else:
            self._early = True

    def _take(self) -> None:
        place = self.rows.highlighted
        choice = self._fitting[place] if place is not None and self._fitting else None
        self.post_message(self.Taken(self, choice, self.typed.value.strip()))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Taken(self, self._fitting[event.option_index], self.typed.value.strip()))

    def action_move(self, by: int) -> None:
        if self._fitting:
            now = self.rows.highlighted or 0
            self.rows.highlighted = max(0, min(len(self._fitting) - 1, now + by))
