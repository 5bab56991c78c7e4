"""Who is here? In the demonstration a person is chosen, without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from supervision.domain.errors import SupervisionError
from tui.cells import clean, fit
from tui.door import door, reason
from tui.widgets.key_bar import KeyBar
from tui.widgets.pick_list import Choice, PickList
from tui.widgets.written import Written, entitle

if TYPE_CHECKING:
    from tui.app import SupervisionApp
    from tui.opening import Somebody

SEAL = "督 查\n整 改"


class SignIn(Screen[None]):
    """The first screen: drawn before the house is open, filled as soon as it is."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Somebody, ...] | None = None
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

    def retell(self) -> None:
        words, township = door(self).words, door(self).township_name
        head: list[str | tuple[str, str]] = [(words("tui.brand_long"), "bold")]
        if township:
            head += ["   ", (township, "gold")]
        tail = "tui.sign_in.who" if self._people is not None else "tui.sign_in.opening"
        self.query_one(".welcome", Written).write(*head, "\n", (words(tail), "quiet"))
        people = self.query_one(PickList)
        people.say(words("tui.sign_in.find"))
        entitle(people, words("tui.sign_in.people"), words("tui.sign_in.demo"))
        if self._people is not None:
            people.offer([self._choice(each) for each in self._people], keep=True)
        if self._error is not None:
            self.refuse(self._error)
        self.query_one(KeyBar).say()

    def offer(self, people: tuple[Somebody, ...]) -> None:
        """These may come in."""
        self._people = people
        self.retell()

    def refuse(self, error: SupervisionError) -> None:
        """The house cannot be opened."""
        self._error = error
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
        if event.choice is not None:
            from tui.opening import actor_of

            cast("SupervisionApp", self.app).sign_in(actor_of(event.choice.value.person))
