"""Who there is: by unit and post, what each may do, and what each answers for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from supervision.context import Reading
from supervision.domain.permission import PERMISSIONS, Reach, Role
from supervision.queries.people import PersonLine, people
from supervision.queries.worklist import OwnerLoad, owner_loads
from tui.keys import key
from tui.pinyin import findable
from tui.screens.page import Page
from tui.screens.task_choice import TaskChoice
from tui.widgets.columns import Column
from tui.widgets.line_input import LineInput
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle, lines, written


@dataclass(frozen=True, slots=True)
class Everybody:
    people: Sequence[PersonLine]
    loads: Mapping[str, OwnerLoad]


class PeoplePage(Page[Everybody]):
    HEADING = "tui.people.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("slash", "search", "search"),
        key("down", "to_table", "down", show=False),
    ]

    def body(self) -> ComposeResult:
        yield LineInput(id="search")
        with Horizontal():
            with Vertical(classes="pane", id="people-pane"):
                table: RecordTable[PersonLine] = RecordTable(id="people")
                yield table
            with VerticalScroll(classes="pane", id="person-pane", can_focus=False):
                yield Written(id="person")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#people").focus()

    def say(self) -> None:
        self.query_one("#search", LineInput).placeholder = self.words("tui.people.search")

    def read(self, reading: Reading) -> Everybody:
        return Everybody(people(reading), {load.person_no: load for load in owner_loads(reading)})

    def show(self, model: Everybody) -> None:
        words = self.words
        table = self.query_one(RecordTable)
        table.set_columns(
            [
                Column(words("tui.column.unit"), 16, self._unit, flex=1),
                Column(words("tui.people.name"), 12, lambda person: person.name, lambda _: "bold"),
                Column(words("tui.people.post"), 16 if words.lang == "zh" else 26, self._post),
                Column(words("tui.people.number"), 9, lambda person: person.person_no, lambda _: "quiet", needs=70),
                Column(words("tui.people.tasks"), 9, self._tasks, self._tone_of_load, right=True),
            ],
            words("tui.people.nothing"),
        )
        self._narrow()

    def _unit(self, person: PersonLine) -> str:
        return person.unit_name or self.words("tui.sign_in.township")

    def _post(self, person: PersonLine) -> str:
        return self.words.template(f"tui.role.{person.role}") or self.words.noun("role", person.role)

    def _tasks(self, person: PersonLine) -> str:
        load = self.model.loads.get(person.person_no) if self.model is not None else None
        return f"{load.overdue}/{load.open}" if load is not None else ""

    def _tone_of_load(self, person: PersonLine) -> str:
        load = self.model.loads.get(person.person_no) if self.model is not None else None
        return "bad" if load is not None and load.overdue else "quiet"

    @on(Input.Changed, "#search")
    def _narrow(self) -> None:
        if self.model is None:
            return
        typed = self.query_one("#search", LineInput).value
        found = [each for each in self.model.people if findable(self._told_by(each)).has(typed)]
        self.query_one(RecordTable).set_records(found)
        entitle(
            self.query_one("#people-pane"), self.words("tui.people.title"), self.words("tui.count", count=len(found))
        )
        self._show_person()

    def _told_by(self, person: PersonLine) -> str:
        return f"{person.name} {self._unit(person)} {self._post(person)} {person.person_no}"

    @on(Input.Submitted, "#search")
    def action_to_table(self) -> None:
        self.query_one("#people").focus()

    def action_search(self) -> None:
        self.query_one("#search").focus()

    @on(RecordTable.Highlighted)
    def _show_person(self) -> None:
        person = self.query_one(RecordTable).current
        if isinstance(person, PersonLine):
            entitle(self.query_one("#person-pane"), person.name, self._post(person))
            self.query_one("#person", Written).update(lines(self._person(person)))

    def _person(self, person: PersonLine) -> Iterator[Content]:
        words = self.words
        load = self.model.loads.get(person.person_no) if self.model is not None else None
        yield written((f"{self._unit(person)} · {self._post(person)}", "bold"))
        if load is not None:
            yield written(words("tui.people.answers_for", open=load.open, overdue=load.overdue))
        yield written("")
        yield written((words("tui.people.may"), "bold"))
        role = Role(person.role)
        for action, roles in PERMISSIONS.items():
            if role in roles:
                own = roles[role] is Reach.OWN_UNIT
                pieces = (("· ", "faint"), words.noun("action", action))
                yield written(*pieces, (f"  {words('tui.people.own_unit')}" if own else "", "quiet"))

    @on(RecordTable.Opened)
    def _open(self, event: RecordTable.Opened) -> None:
        from tui.screens.tasks import AllTasks

        self.app.push_screen(AllTasks(TaskChoice(owner=event.record.person_no)))
