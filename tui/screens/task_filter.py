"""Choosing which tasks are listed, field by field; the choice may be kept as a view of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Checkbox, Label, Select

from supervision.domain.model import Severity, State
from supervision.i18n import Words
from tui.cells import clean
from tui.keys import key
from tui.marks import LEVELS, SEVERITY_SIGNS, STATE_SIGNS
from tui.saved_views import LONGEST
from tui.screens.dialog import Dialog
from tui.screens.task_choice import WINDOWS, ChoiceNames, TaskChoice
from tui.widgets.line_input import LineInput

FIELDS = ("unit", "item", "severity", "state", "level", "owner", "window")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choice, and the name under which it is to be kept (empty: not kept)."""

    choice: TaskChoice
    name: str


class Tick(Checkbox):
    BUTTON_INNER = "✓"


class TaskFilterForm(Dialog[Chosen]):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "apply", "apply"),
        key("ctrl+k", "empty", "empty"),
    ]

    def __init__(self, choice: TaskChoice, names: ChoiceNames) -> None:
        super().__init__()
        self.choice, self.names = choice, names

    def body(self) -> ComposeResult:
        for name in FIELDS:
            with Horizontal(classes="field tight"):
                yield Label("", id=f"label-{name}", classes="field--label", markup=False)
                yield Select[str]([], id=f"choose-{name}", compact=True)
        with Horizontal(classes="field tight"):
            yield Label("", id="label-ended", classes="field--label", markup=False)
            yield Tick("", self.choice.ended, id="choose-ended", compact=True)
        with Horizontal(classes="field"):
            yield Label("", id="label-name", classes="field--label", markup=False)
            yield LineInput(id="choose-name")

    def say(self) -> None:
        words = self.words
        self.frame(words("tui.filter.title"), words("tui.filter.hint"))
        for name in (*FIELDS, "ended", "name"):
            self.query_one(f"#label-{name}", Label).update(words(f"tui.filter.{name}"))
        self.query_one("#choose-name", LineInput).placeholder = words("tui.filter.keep")
        self.query_one("#choose-name", LineInput).max_length = LONGEST
        for name in FIELDS:
            self._offer(name, self._options(words, name))

    def _offer(self, name: str, options: Iterable[tuple[str, str]]) -> None:
        choose = self.query_one(f"#choose-{name}", Select)
        now = getattr(self.choice, name) if choose.is_blank() else choose.value
        every = [(Content(clean(text)), code) for text, code in options]
        choose.prompt = self.words("tui.filter.any")
        choose.set_options(every)
        if now in {code for _, code in every}:
            choose.value = now

    def _options(self, words: Words, name: str) -> Iterable[tuple[str, str]]:
        zh = words.lang == "zh"
        match name:
            case "unit":
                return [(f"{code} {said}", code) for code, said in self.names.units.items()]
            case "item":
                return [(f"{code} {names[0] if zh else names[1]}", code) for code, names in self.names.items.items()]
            case "severity":
                return [(f"{SEVERITY_SIGNS[each]} {words.noun('severity', each)}", each.value) for each in Severity]
            case "state":
                return [(f"{STATE_SIGNS[each]} {words.noun('state', each)}", each.value) for each in State]
            case "level":
                return [(words(f"tui.level.{code}"), code) for code in LEVELS]
            case "owner":
                return [(said, number) for number, said in self.names.people.items()]
            case _:
                return [(words(f"tui.window.{code}"), code) for code in WINDOWS]

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#choose-unit").focus()

    def action_empty(self) -> None:
        """Everything back to any."""
        for name in FIELDS:
            self.query_one(f"#choose-{name}", Select).clear()
        self.query_one("#choose-ended", Tick).value = False

    def action_apply(self) -> None:
        codes = {
            name: "" if (choose := self.query_one(f"#choose-{name}", Select)).is_blank() else str(choose.value)
            for name in FIELDS
        }
        ended = self.query_one("#choose-ended", Tick).value
        choice = TaskChoice(**codes, ended=ended, text=self.choice.text)
        self.dismiss(Chosen(choice, self.query_one("#choose-name", LineInput).value.strip()))
