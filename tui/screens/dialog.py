"""What every small window over a screen does alike: a frame, a refusal told inside it, what was typed stays."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from supervision.domain.errors import SupervisionError
from supervision.i18n import Words
from tui.cells import headed
from tui.door import door, reason
from tui.keys import key
from tui.widgets.key_bar import KeyBar
from tui.widgets.written import Written, entitle

R = TypeVar("R")


class Dialog(ModalScreen[R]):
    """A window that is dismissed with its result, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [key("escape", "cancel", "cancel")]

    @property
    def words(self) -> Words:
        return door(self).words

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", can_focus=False):
            yield from self.body()
            yield Written(classes="trouble")
        yield KeyBar()

    def body(self) -> ComposeResult:
        raise NotImplementedError

    def say(self) -> None:
        """Every word of the window in the present language."""

    def on_mount(self) -> None:
        self.retell()

    def retell(self) -> None:
        self.say()
        self.query_one(KeyBar).say()

    def frame(self, title: str, hint: str = "") -> None:
        """The words in the frame."""
        entitle(self.query_one(".dialog"), headed(title), hint)

    def refuse(self, error: SupervisionError) -> None:
        self.trouble(reason(self.words, error))

    def trouble(self, text: str) -> None:
        line = self.query_one(".trouble", Written)
        line.write(text)
        line.set_class(bool(text), "-told")
        if text:
            line.scroll_visible(animate=False)

    def action_cancel(self) -> None:
        self.dismiss(None)
