"""Asking for a password at the terminal, and choosing the next one. What is right the service knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from supervision.domain.errors import BadInput, SupervisionError
from supervision.domain.passwords import MOST_CHARACTERS
from supervision.domain.permission import Actor
from tui.cells import clean
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written

if TYPE_CHECKING:
    from supervision.services.accounts import SignedIn
    from tui.app import SupervisionApp

DOOR = "terminal"


class _Secrets(Dialog[Actor]):
    """A window with unseen fields; Enter goes to the next one and at last does it."""

    FIELDS: ClassVar[tuple[str, ...]]
    TITLE_KEY: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "done", "done")]

    def __init__(self, person_no: str, name: str) -> None:
        super().__init__()
        self.person_no, self.person_name = person_no, name

    def body(self) -> ComposeResult:
        yield Written(id="what")
        for name in self.FIELDS:
            secret = LineInput(id=name)
            secret.password, secret.max_length = True, MOST_CHARACTERS
            with Horizontal(classes="field"):
                yield Written(classes="field--label", id=f"{name}-label")
                yield secret

    def say(self) -> None:
        self.frame(f"{self.words(self.TITLE_KEY)} · {clean(self.person_name)}")
        self.query_one("#what", Written).write(*self.hint())
        for name in self.FIELDS:
            self.query_one(f"#{name}-label", Written).write(self.words(f"tui.web.{name}"))

    def on_mount(self) -> None:
        super().on_mount()
        self.query(LineInput).first().focus()

    def hint(self) -> list[str | tuple[str, str]]:
        """What stands above the fields."""
        raise NotImplementedError

    def typed(self, name: str) -> str:
        return self.query_one(f"#{name}", LineInput).value

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == self.FIELDS[-1]:
            self.action_done()
        else:
            self.focus_next()

    def action_done(self) -> None:
        self.trouble("")
        self._ask()

    async def asked(self) -> SignedIn | None:
        """What the service says; None when a further window has taken over."""
        raise NotImplementedError

    @work(exclusive=True, group="secret", exit_on_error=False)
    async def _ask(self) -> None:
        try:
            signed_in = await self.asked()
        except SupervisionError as error:
            self.refuse(error)
            self.query(LineInput).first().focus()
        else:
            if signed_in is not None:
                self.dismiss(signed_in.actor)


class PasswordForm(_Secrets):
    """Somebody's password, before they come in."""

    FIELDS = ("password",)
    TITLE_KEY = "tui.password"

    def hint(self) -> list[str | tuple[str, str]]:
        return [(self.words("tui.password.hint"), "quiet")]

    async def asked(self) -> SignedIn | None:
        from supervision.services.accounts import sign_in

        app, password = cast("SupervisionApp", self.app), self.typed("password")
        self.query_one("#password", LineInput).value = ""
        signed_in = await app.at_the_door(sign_in, self.person_no, password, DOOR)
        if not signed_in.must_change:
            return signed_in
        form = NewPassword(self.person_no, self.person_name, must=True)
        app.push_screen(form, self._changed)
        return None

    def _changed(self, actor: Actor | None) -> None:
        if actor is not None:
            self.dismiss(actor)


class NewPassword(_Secrets):
    """Somebody's own next password."""

    FIELDS = ("old", "new", "again")
    TITLE_KEY = "tui.new_password"

    def __init__(self, person_no: str, name: str, *, must: bool = False) -> None:
        super().__init__(person_no, name)
        self.must = must

    def hint(self) -> list[str | tuple[str, str]]:
        why: list[str | tuple[str, str]] = [(self.words("tui.web.must_change"), "gold"), "\n"] if self.must else []
        return [*why, (self.words("tui.web.rule"), "quiet")]

    async def asked(self) -> SignedIn | None:
        from supervision.services.accounts import change_password

        if self.typed("new") != self.typed("again"):
            raise BadInput("passwords-differ")
        app = cast("SupervisionApp", self.app)
        changed = await app.at_the_door(change_password, self.person_no, self.typed("old"), self.typed("new"), DOOR)
        self.notify(self.words("tui.new_password.saved"), markup=False)
        return changed
