"""How a document is to be written: as which kind of file, into which folder, for whom. Writing it: `documents`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Checkbox, Input, Label, OptionList
from textual.widgets.option_list import Option

from tui.keys import key
from tui.screens.dialog import Dialog
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to have."""

    suffix: str
    folder: str
    for_public: bool = False


class DocumentWriting(Dialog[Wish]):
    """Dismissed with the wish."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "write", "document_write"),
        *(key(str(place), f"choose({place})", "nth_format", show=False) for place in range(1, 6)),
    ]

    def __init__(self, title: str, formats: Sequence[str], folder: str, *, public: bool) -> None:
        super().__init__()
        self.title_of, self.formats, self.folder, self.public = title, formats, folder, public

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield OptionList(id="outcomes", markup=False)
        if self.public:
            yield Checkbox(id="for-public")
        if not self.app.is_web:
            with Horizontal(classes="field"):
                yield Label("", id="label-folder", classes="field--label", markup=False)
                yield LineInput(self.folder, id="folder")

    def say(self) -> None:
        words = self.words
        self.frame(words("writing.as"), words("writing.as_hint"))
        self.query_one("#what", Written).write((self.title_of, "bold"), "\n")
        rows = self.query_one(OptionList)
        chosen = rows.highlighted or 0
        rows.clear_options()
        for place, suffix in enumerate(self.formats, 1):
            rows.add_option(Option(f"{place}  {words(f'writing.format.{suffix[1:]}')}"))
        rows.highlighted = chosen
        for box in self.query(Checkbox):
            box.label = words("writing.for_public")
        for label in self.query("#label-folder").results(Label):
            label.update(words("writing.folder"))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _taken(self) -> None:
        self.action_write()

    def action_choose(self, place: int) -> None:
        if place <= len(self.formats):
            self.query_one(OptionList).highlighted = place - 1
            self.action_write()

    def action_write(self) -> None:
        typed = [field.value.strip() for field in self.query(LineInput)]
        if typed and not typed[0]:
            self.trouble(self.words("writing.folder_missing"))
            return
        suffix = self.formats[self.query_one(OptionList).highlighted or 0]
        public = any(box.value for box in self.query(Checkbox))
        self.dismiss(Wish(suffix, typed[0] if typed else "", public))
