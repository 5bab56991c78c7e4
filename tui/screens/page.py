"""What every full screen does alike: a bar above and below, loading in a thread, speaking the present language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from supervision.domain.errors import SupervisionError
from supervision.domain.visibility import own_only
from supervision.i18n import Words
from tui.door import door, reason
from tui.keys import key
from tui.widgets.key_bar import KeyBar
from tui.widgets.top_bar import TopBar
from tui.widgets.written import Written

if TYPE_CHECKING:
    from supervision.context import Reading

M = TypeVar("M")
T = TypeVar("T")


class Page(Screen[None], Generic[M]):
    """A screen that shows one model. Subclasses say what is read, how it is laid out, and how it is shown.

    Nothing is read while the screen is being laid out; an answer that is not the newest is dropped.
    """

    HEADING: ClassVar[str] = ""
    OF_UNITS: ClassVar[bool] = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "app.back", "back"),
        key("ctrl+r,f5", "reload", "reload", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.model: M | None = None
        self._generation = 0
        self._not_read = self._by_others = False

    @property
    def words(self) -> Words:
        return door(self).words

    def compose(self) -> ComposeResult:
        yield TopBar()
        with Container(classes="body"):
            yield from self.body()
        yield Written(classes="trouble")
        yield KeyBar()

    def body(self) -> ComposeResult:
        """What stands between the bars."""
        raise NotImplementedError

    def read(self, reading: Reading) -> M:
        """What the screen shows; runs in a thread."""
        raise NotImplementedError

    def say(self) -> None:
        """Every word that does not depend on the model."""

    def show(self, model: M) -> None:
        """The model; called again when the language changes."""
        raise NotImplementedError

    def shown(self) -> None:
        """The model newly read has been drawn; now is the time for what takes longer."""

    def heading(self) -> str:
        return self.words(self.HEADING)

    def _headed(self) -> str:
        """A list of units says where it holds the own one only."""
        narrow = self.OF_UNITS and own_only(door(self).actor)
        return self.words("reading.narrow", heading=self.heading()) if narrow else self.heading()

    def on_mount(self) -> None:
        self._speak()

    def on_screen_resume(self) -> None:
        self.reload()

    def retell(self) -> None:
        """The language has changed."""
        self._speak()
        if self.model is not None:
            self.show(self.model)

    def _speak(self) -> None:
        self.say()
        self.query_one(TopBar).say(self._headed())
        self.query_one(KeyBar).say()

    def action_reload(self) -> None:
        self.reload()

    def others_changed(self) -> None:
        """Somebody has written to the database."""
        self._by_others = True
        self.reload()

    def reload(self) -> None:
        self._generation += 1
        self._load(self._generation, asked=not self._by_others)
        self._by_others = False

    @work(exit_on_error=False)
    async def _load(self, generation: int, asked: bool) -> None:
        try:
            model = await door(self).look(self.read)
        except SupervisionError as error:
            if generation == self._generation:
                self.trouble(reason(self.words, error))
                self._not_read = True
            return
        if generation == self._generation:
            self.model = model
            if asked or self._not_read:  # what a form refused stays told when others write meanwhile
                self.trouble("")
            self._not_read = False
            self.show(model)
            self.query_one(TopBar).say(self._headed())
            self.call_after_refresh(self.shown)

    def neighbour(self, all_of_them: Sequence[T], now: T, by: int) -> T | None:
        """The one so many places on (a month, a version); that there is none is told."""
        place = all_of_them.index(now) + by
        if 0 <= place < len(all_of_them):
            return all_of_them[place]
        self.no_more(by)
        return None

    def no_more(self, by: int) -> None:
        """Nothing lies beyond the first or the last."""
        self.notify(self.words("tui.no_later" if by > 0 else "tui.no_earlier"), markup=False)

    def trouble(self, text: str) -> None:
        """What went wrong, in a line above the keys; nothing when all is well."""
        line = self.query_one(".trouble", Written)
        line.write(text)
        line.set_class(bool(text), "-told")
