"""Who acts in whose post (授权代办): lending one's own for some days, ending that, and acting in one that was lent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.queries.delegations import FOR, Delegation, acting, delegations
from supervision.queries.people import PersonLine, people
from supervision.services.delegations import end_delegation
from tui.door import door, reason
from tui.keys import key
from tui.screens.confirm import Confirm
from tui.screens.delegation_form import DelegationForm
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import entitle

if TYPE_CHECKING:
    from tui.app import SupervisionApp

_TONES = {"now": "good", "later": "gold", "over": "faint"}


@dataclass(frozen=True, slots=True)
class Lent:
    """Every delegation, the newest first, and whoever is named in one."""

    lent: Sequence[Delegation]
    people: Mapping[str, PersonLine]


class Delegations(Page[Lent]):
    HEADING = "delegations.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,plus", "give", "delegation_give"),
        key("d,delete", "end", "delegation_end"),
        key("o,ctrl+o", "own_post", "own_post"),
    ]

    def body(self) -> ComposeResult:
        with Vertical(classes="pane", id="delegations-pane"):
            table: RecordTable[Delegation] = RecordTable(id="delegations")
            yield table

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(RecordTable).focus()

    def read(self, reading: Reading) -> Lent:
        return Lent(delegations(reading)[::-1], {person.person_no: person for person in people(reading)})

    def show(self, model: Lent) -> None:
        words, table = self.words, self.query_one(RecordTable)
        table.set_columns(
            [
                Column(words("delegations.column.number"), 14, lambda each: each.delegation_no, needs=110),
                Column(words("delegations.column.from"), 12, lambda each: self._called(each.from_no), lambda _: "bold"),
                Column(words("delegations.column.to"), 12, lambda each: self._called(each.to_no), lambda _: "bold"),
                Column(words("delegations.column.first"), 11, lambda each: each.valid_from.isoformat()),
                Column(words("delegations.column.last"), 11, lambda each: each.valid_to.isoformat()),
                Column(words("delegations.column.state"), 10, self._state, lambda each: _TONES[self._stand(each)]),
                Column(words("delegations.column.reason"), 10, lambda each: each.reason, flex=1, needs=100),
            ],
            words("delegations.none"),
        )
        table.set_records(model.lent)
        entitle(self.query_one("#delegations-pane"), words("delegations.title"), words("delegations.hint"))
        self.refresh_bindings()

    def _called(self, number: str) -> str:
        person = self.model.people.get(number) if self.model is not None else None
        return person.name if person is not None else number

    def _stand(self, each: Delegation) -> str:
        today = door(self).today
        if each.holds_on(today):
            return "now"
        return "later" if each.ended_on is None and today < each.valid_from else "over"

    def _state(self, each: Delegation) -> str:
        return self.words(f"delegations.state.{self._stand(each)}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a post that was lent is given back."""
        if action == "own_post":
            return door(self).actor.in_post_of is not None
        return super().check_action(action, parameters)

    # Lending and ending

    def action_give(self) -> None:
        def given(made: Delegation | None) -> None:
            if made is not None:
                told = {"person": self._called(made.to_no), "first": made.valid_from, "last": made.valid_to}
                self.notify(self.words("delegations.given", **told), markup=False)

        self.app.push_screen(DelegationForm(), given)

    def action_end(self) -> None:
        """Asked once: the other one can do nothing more from this moment."""
        chosen = self.query_one(RecordTable).current
        if not isinstance(chosen, Delegation):
            return

        def confirmed(answer: str | None) -> None:
            if answer is not None:
                self._end(chosen)

        told = self.words("delegations.end_asks", person=self._called(chosen.to_no), last=chosen.valid_to)
        self.app.push_screen(Confirm(self.words("tui.key.delegation_end"), told), confirmed)

    @work(exclusive=True, group="delegation", exit_on_error=False)
    async def _end(self, chosen: Delegation) -> None:
        try:
            await door(self).execute(end_delegation, chosen.delegation_no)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            self.notify(self.words("delegations.ended"), markup=False)
            self.reload()

    # Acting

    @on(RecordTable.Opened)
    def _open(self, event: RecordTable.Opened) -> None:
        self._act(f"{event.record.to_no}{FOR}{event.record.from_no}", mine=event.record.to_no)

    def action_own_post(self) -> None:
        own = door(self).actor.person_no
        self._act(own, mine=own)

    @work(exclusive=True, group="delegation", exit_on_error=False)
    async def _act(self, named: str, mine: str) -> None:
        """From now on in that post; whether it is lent today the core says."""
        if mine != door(self).actor.person_no:
            self.trouble(self.words("delegations.not_yours", person=self._called(mine)))
            return
        try:
            actor = await door(self).look(lambda reading: acting(reading, named))
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            app = cast("SupervisionApp", self.app)
            app.sign_in(actor)
            said = "delegations.acts" if actor.in_post_of else "delegations.back"
            role = self.words.noun("role", actor.role)
            app.notify(app.words(said, person=self._called(actor.in_post_of or mine), role=role), markup=False)
