"""Who is here? A person is chosen, and the password asked for; a demonstration asks for none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from supervision.domain.errors import NotPermitted, SupervisionError
from tui.cells import clean, fit
from tui.door import door, reason
from tui.widgets.key_bar import KeyBar
from tui.widgets.pick_list import Choice, PickList
from tui.widgets.written import Written, entitle

if TYPE_CHECKING:
    from supervision.domain.permission import Actor
    from tui.app import SupervisionApp
    from tui.opening import Opened, Somebody

SEAL = "督 查\n整 改"


class SignIn(Screen[None]):
    """The first screen: drawn before the house is open, filled as soon as it is."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Somebody, ...] | None = None
        self._passwords = False
        self._error: SupervisionError | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="sign-in"):
            yield Written(SEAL, classes="seal")
            yield Written(classes="welcome")
            people: PickList[Somebody] = PickList(classes="people")
            yield people
            yield Written(classes="trouble")
        yield KeyBar()

    def on_mount(self) -> None:
        self.retell()
        self.query_one(PickList).focus_typed()

    def _welcome(self) -> None:
        words, township = door(self).words, door(self).township_name
        head: list[str | tuple[str, str]] = [(words("tui.brand_long"), "bold")]
        if township:
            head += ["   ", (township, "gold")]
        tail = words("tui.sign_in.who" if self._people is not None else "tui.sign_in.opening")
        self.query_one(".welcome", Written).write(*head, "\n", ("" if self._error is not None else tail, "quiet"))

    def retell(self) -> None:
        words = door(self).words
        self._welcome()
        people = self.query_one(PickList)
        people.say(words("tui.sign_in.find"))
        entitle(
            people, words("tui.sign_in.people"), words("tui.sign_in.asked" if self._passwords else "tui.sign_in.demo")
        )
        if self._people is not None:
            people.offer([self._choice(each) for each in self._people], keep=True)
        if self._error is not None:
            self.refuse(self._error)
        self.query_one(KeyBar).say()

    def offer(self, opened: Opened) -> None:
        """These may come in; where the settings name one of them, only the password is asked for."""
        self._people, self._passwords = opened.people, opened.passwords
        if opened.passwords and not opened.anybody:
            self._people = ()
            self._error = NotPermitted("no-passwords-yet")
        self.retell()
        if opened.passwords and opened.anybody and len(opened.people) == 1:
            self._ask(opened.people[0])

    def refuse(self, error: SupervisionError) -> None:
        """The house cannot be opened."""
        self._error = error
        self._welcome()
        line = self.query_one(".trouble", Written)
        line.write(reason(door(self).words, error))
        line.add_class("-told")

    def _choice(self, somebody: Somebody) -> Choice[Somebody]:
        words, person = door(self).words, somebody.person
        role = words.template(f"tui.role.{person.role}") or words.noun("role", person.role)
        shown = Content.assemble(
            fit(clean(person.name), 12),
            (fit(role, 26), "$primary" if person.unit is None else ""),
            (clean(person.unit_name or words("tui.sign_in.township")), "$quiet"),
        )
        return Choice(shown, somebody.found_by, somebody)

    @on(PickList.Taken)
    def _taken(self, event: PickList.Taken) -> None:
        if event.choice is None:
            return
        from tui.opening import actor_of

        if self._passwords:
            self._ask(event.choice.value)
        else:
            self._come_in(actor_of(event.choice.value.person))

    def _ask(self, somebody: Somebody) -> None:
        from tui.screens.password import PasswordForm

        self.app.push_screen(PasswordForm(somebody.person.person_no, somebody.person.name), self._come_in)

    def _come_in(self, actor: Actor | None) -> None:
        if actor is not None:
            cast("SupervisionApp", self.app).sign_in(actor)
