"""The application: language, colours, who is signed in, and the one way in which screens read and write.

    run(settings)                       called by `supervision tui`, `supervision demo` and `python -m tui`
    await app.look(query)               a look at the house in a thread, with a connection of its own
    await app.execute(service, ...)     a command in a thread; a refusal comes back as its SupervisionError

Nothing imported here brings SQLAlchemy: the first paint comes before the house is opened.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import work
from textual.app import App
from textual.binding import BindingType
from textual.worker import WorkerFailed

from supervision.domain.errors import Broken, SupervisionError
from supervision.domain.permission import SYSTEM, Actor
from supervision.i18n import LANGUAGES, Words
from tui import crash, guard, overlay, wrap
from tui.following import Following
from tui.keys import key
from tui.navigation import Navigation
from tui.screens.sign_in import SignIn
from tui.theme import INK, THEMES

if TYPE_CHECKING:
    from supervision.context import Context, Reading
    from supervision.settings import Settings
    from tui.drafts import Drafts
    from tui.opening import Opened
    from tui.seat import Seat

P = ParamSpec("P")
R = TypeVar("R")


class SupervisionApp(Navigation, Following, App[None]):
    """One person at one terminal."""

    CSS_PATH = [  # noqa: RUF012
        "style/frame.tcss",
        "style/widgets.tcss",
        "style/screens.tcss",
        "style/supervising.tcss",
        "style/inspecting.tcss",
    ]
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("question_mark,f1", "help", "help"),
        key("f9", "language", "language", priority=True),
        key("L", "language", "language", show=False),
        key("f10", "colours", "colours", show=False, priority=True),
        key("D", "colours", "colours", show=False),
        key("ctrl+p", "command_palette", "palette", show=False, priority=True),
        key("ctrl+q", "quit", "quit", show=False, priority=True),
    ]

    def __init__(self, settings: Settings, *, let_in: bool = False) -> None:
        """`let_in`: the server has asked for the password; the person of the settings is in, and nobody else comes."""
        super().__init__()
        self.settings = settings
        self.let_in = let_in
        self.words = Words(settings.lang)
        self.township_name = ""
        self.opened: Opened | None = None
        self.context: Context | None = None
        self._seat: Seat | None = None
        self._seating = threading.Lock()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = INK.name

    @property
    def actor(self) -> Actor:
        return self.context.actor if self.context is not None else SYSTEM

    @property
    def today(self) -> date:
        return self.settings.clock()().date()

    def on_mount(self) -> None:
        self.push_screen(SignIn())
        self.call_after_refresh(self._painted)

    def on_unmount(self) -> None:
        if self._seat is not None:
            self._seat.leave()

    def _painted(self) -> None:
        self._leave_when_told()
        self.run_worker(self._open(), exit_on_error=True)

    def _leave_when_told(self) -> None:
        """A closed window or a stopped service ends the program in order: the terminal is put right."""
        if self.is_headless or sys.platform == "win32":
            return
        for told in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(told, self.exit)

    # Who is here

    async def _open(self) -> None:
        """Open the house in a thread; what is wrong with it is told on the first screen."""
        try:
            opened = await self._in_thread(self._opened)
        except SupervisionError as error:
            if isinstance(self.screen, SignIn):
                self.screen.refuse(error)
        else:
            self._enter(opened)
        _tidy_from_now_on()

    def _enter(self, opened: Opened) -> None:
        self.opened, self.township_name = opened, opened.township_name
        if opened.signed_in is not None:
            self.sign_in(opened.signed_in)
        elif isinstance(self.screen, SignIn):
            self.screen.offer(opened)

    def _opened(self) -> Opened:
        from tui.opening import open_house

        return open_house(self.settings, self.let_in)

    async def at_the_door(
        self, service: Callable[Concatenate[Context, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """What a service about passwords gives back, whoever is in. Raises its SupervisionError."""
        if self.opened is None:
            raise Broken("nobody-signed-in")
        context = self.opened.context
        return await self._in_thread(lambda: service(context, *args, **kwargs))

    def sign_in(self, actor: Actor) -> None:
        """From now on this person acts."""
        if self.opened is None:
            return
        self.context = self.opened.context.acting_as(actor)
        self.signed_in = True
        self.follow(self.context)
        self.action_home()
        self._tell_lent_posts()

    @work(exclusive=True, group="lent", exit_on_error=False)
    async def _tell_lent_posts(self) -> None:
        """Whoever may act for somebody today is told so, and by which key."""
        from supervision.queries.delegations import posts_lent

        if self.actor.in_post_of is None:
            me = self.actor.person_no
            lent = await self.look(lambda reading: posts_lent(reading, me))
            if lent:
                self.notify(self.words("delegations.lent", last=max(each.valid_to for each in lent)), markup=False)

    def action_sign_out(self) -> None:
        """Somebody else's turn."""
        if self.let_in:
            return
        self.unfollow()
        self.context = None
        self.signed_in = False
        self.settings = replace(self.settings, person_no=None)
        self.leave_all()
        self.push_screen(SignIn())
        self.run_worker(self._open(), exit_on_error=True)

    # Reading and writing

    async def look(self, query: Callable[[Reading], R]) -> R:
        """The answer to a query, read in a thread. Raises what the query raises."""
        context = self._entered()

        def looking() -> R:
            with context.reading() as reading:
                return query(reading)

        return await self._in_thread(looking)

    async def execute(self, service: Callable[Concatenate[Context, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What a command gives back, run in a thread as the person signed in. Raises its SupervisionError."""
        context = self._entered()
        return await self._in_thread(lambda: service(context, *args, **kwargs))

    async def drafts(self, call: Callable[[Drafts, datetime], R]) -> R:
        """Something about what was typed and not yet saved, in a thread."""
        context = self._entered()

        def calling() -> R:
            from tui.drafts import Drafts
            from tui.seat import Seat

            with self._seating:
                self._seat = self._seat or Seat(self.settings.data_folder)
            whose = f"{context.township}/{context.actor.person_no}"
            return call(Drafts(self.settings.data_folder, whose, self._seat.name), self.settings.clock()())

        return await self._in_thread(calling)

    def _entered(self) -> Context:
        if self.context is None:
            raise Broken("nobody-signed-in")
        return self.context

    async def _in_thread(self, call: Callable[[], R]) -> R:
        worker = self.run_worker(call, thread=True, exit_on_error=False, group="house")
        try:
            return await worker.wait()
        except WorkerFailed as failed:
            error = failed.error
            if isinstance(error, SupervisionError):
                raise error from None
            crash.note(error)
            raise Broken("unexpected", kind=type(error).__name__) from error

    # Language and colours

    def action_language(self) -> None:
        """The other language, on every screen at once; what was typed stays."""
        now = LANGUAGES.index(self.words.lang)
        self.words = Words(LANGUAGES[(now + 1) % len(LANGUAGES)])
        for screen in self.screen_stack:
            retell = getattr(screen, "retell", None)
            if retell is not None:
                retell()

    def action_colours(self) -> None:
        """Ink, paper, stark, and round again."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def _fatal_error(self) -> None:
        """Say shortly what happened: Textual's own report would print what stands in the variables."""
        self._exit_renderables.append(crash.report(self.words))
        self._close_messages_no_wait()


def _tidy_from_now_on() -> None:
    """Everything is imported: what is there stays, and looking for what nobody needs any more begins."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 50)


def run(settings: Settings, *, let_in: bool = False) -> None:
    """Run the terminal until somebody leaves. Raises SystemExit when it ended unexpectedly."""
    gc.disable()
    guard.install()
    wrap.install()
    overlay.install()
    app = SupervisionApp(settings, let_in=let_in)
    with crash.noted_beside(settings.data_folder):
        app.run()
    if app.return_code:
        sys.exit(app.return_code)
