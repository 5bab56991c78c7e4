"""Making one move on a task: what it needs is asked, a refusal is told here and what was typed stays."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Select, TextArea

from supervision.domain.errors import SupervisionError
from supervision.domain.model import Move
from supervision.domain.rectification import NEXT
from supervision.queries.people import PersonLine
from supervision.queries.task_detail import Offer, TaskDetail
from supervision.services.rectification import NewMove, move_task
from tui.cells import clean
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written


class MoveForm(Dialog[Move]):
    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "save", "save")]

    def __init__(self, detail: TaskDetail, offer: Offer) -> None:
        super().__init__()
        self.detail, self.offer = detail, offer

    def body(self) -> ComposeResult:
        yield Written(id="what")
        if self.offer.days_up_to is not None:
            yield from self._field("days", LineInput(id="days"))
        if self.offer.verifiers > 1:
            yield from self._field("second", somebody(self.detail.inspectors, "second"))
        if self.offer.approver is not None:
            yield from self._field("approver", somebody(self.detail.deputies, "approver"))
        yield from self._field("note", TextArea(id="note", soft_wrap=True, tab_behavior="focus"))

    def _field(self, name: str, widget: LineInput | Select[str] | TextArea) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Label("", id=f"label-{name}", classes="field--label", markup=False)
            yield widget

    def say(self) -> None:
        words, detail = self.words, self.detail
        self.frame(f"{words.noun('move', self.offer.move)} · {detail.finding.task_no}")
        now = detail.status.state
        after = NEXT[now, self.offer.move]
        names = [words.noun("state", state) for state in dict.fromkeys((now, after))]
        self.query_one("#what", Written).write(
            (detail.unit_name, "bold"), "  ", detail.finding.problem_type, "\n", (" → ".join(names), "gold")
        )
        for label in self.query(".field--label").results(Label):
            name = (label.id or "").removeprefix("label-")
            label.update(words(f"tui.move.{name}", days=self.offer.days_up_to))
        for choice in self.query(Select).results(Select):
            choice.prompt = words("tui.move.choose")

    def on_mount(self) -> None:
        super().on_mount()
        first = next(iter(self.query("#days, #second, #approver, #note")))
        first.focus()

    def _new(self) -> NewMove:
        days = self.query("#days").results(LineInput)
        typed = next((field.value.strip() for field in days), "")
        return NewMove(
            self.detail.finding.task_no,
            self.offer.move,
            note=self.query_one("#note", TextArea).text.strip() or None,
            second_by=self._picked("#second"),
            approved_by=self._picked("#approver"),
            days=int(typed) if typed.isdecimal() else None,
            after_seq=len(self.detail.moves),
        )

    def _picked(self, selector: str) -> str | None:
        for choice in self.query(selector).results(Select):
            return None if choice.is_blank() else str(choice.value)
        return None

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        try:
            move = await door(self).execute(move_task, self._new())
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(move)


def somebody(people: tuple[PersonLine, ...], name: str) -> Select[str]:
    """One of these people; where there is only one, that one."""
    options = [(Content(clean(person.name)), person.person_no) for person in people]
    only = options[0][1] if len(options) == 1 else Select.NULL
    return Select(options, value=only, id=name, compact=True)
