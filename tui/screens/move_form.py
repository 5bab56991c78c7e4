"""Making one move on a task: what it needs is asked, a refusal is told here and what was typed stays.

Where somebody else has moved meanwhile, theirs is shown beside what is typed here; neither is lost.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Select, TextArea

from supervision.domain.errors import Conflict, SupervisionError
from supervision.domain.local_terms import CAUSES
from supervision.domain.model import Move
from supervision.domain.rectification import FINAL, NEXT
from supervision.queries.task_detail import Offer, TaskDetail, task_detail
from supervision.services.rectification import NewMove, move_task
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.drafting import Drafting
from tui.screens.move_fields import move_fields, say_fields, typed_cause
from tui.screens.task_words import TaskWords
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written, lines, written


class MoveForm(Dialog[Move], Drafting):
    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "save", "save")]

    def __init__(self, detail: TaskDetail, offer: Offer) -> None:
        super().__init__()
        self.detail, self.offer = detail, offer
        self._known = self._answered = len(detail.moves)

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield Written(id="theirs")
        yield from move_fields(self.offer, self.detail.inspectors, self.detail.deputies)

    def say(self) -> None:
        words, detail = self.words, self.detail
        self.frame(f"{words.noun('move', self.offer.move)} · {detail.finding.task_no}")
        now = detail.status.state
        after = NEXT.get((now, self.offer.move), now)
        names = [words.noun("state", state) for state in dict.fromkeys((now, after))]
        self.query_one("#what", Written).write(
            (detail.unit_name, "bold"),
            "  ",
            detail.finding.problem_type,
            "\n",
            (" → ".join(names), "gold"),
            (f"\n{words('tui.move.final')}" if self.offer.move in FINAL else "", "warn"),
        )
        say_fields(self, self.offer, words)
        self._tell_theirs()

    def on_mount(self) -> None:
        super().on_mount()
        first = next(iter(self.query("#days, #second, #approver, #cause_kind, #note")))
        first.focus()
        self.empty()
        self.look_for_draft()

    def _new(self) -> NewMove:
        days = self.query("#days").results(LineInput)
        typed = next((field.value.strip() for field in days), "")
        kind, cause = typed_cause(self)
        return NewMove(
            self.detail.finding.task_no,
            self.offer.move,
            note=self.query_one("#note", TextArea).text.strip() or None,
            second_by=self._picked("#second"),
            approved_by=self._picked("#approver"),
            days=int(typed) if typed.isdecimal() else None,
            after_seq=self._answered,
            cause_kind=kind,
            cause=cause,
        )

    def _picked(self, selector: str) -> str | None:
        for choice in self.query(selector).results(Select):
            return None if choice.is_blank() else str(choice.value)
        return None

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        try:
            move = await door(self).execute(move_task, self._new())
            await self.drop_draft()
        except Conflict as error:
            self.refuse(error)
            await self._look_at_theirs()
            self._answered = len(self.detail.moves)
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(move)

    # Somebody else moved meanwhile

    @work(exclusive=True, group="theirs", exit_on_error=False)
    async def others_changed(self) -> None:
        """Theirs is shown at once; saving is still refused once, in case nobody has looked."""
        await self._look_at_theirs()

    async def _look_at_theirs(self) -> None:
        """The task as it stands now."""
        task_no = self.detail.finding.task_no
        detail = await door(self).look(lambda reading: task_detail(reading, task_no))
        if len(detail.moves) != len(self.detail.moves):
            self.detail = detail
            self.offer = next((each for each in detail.offers if each.move is self.offer.move), self.offer)
            self.say()

    def _tell_theirs(self) -> None:
        theirs = self.detail.moves[self._known :]
        told = self.query_one("#theirs", Written)
        told.display = bool(theirs)
        if not theirs:
            return
        words, said = self.words, TaskWords(self.words, self.detail, door(self).today)
        own = next((each for each in self.detail.offers if each.move is self.offer.move), None)
        rows = [written((words("tui.move.theirs"), "warn"))]
        rows += [row for move in theirs for row in said.move(move)]
        if own is not None and own.why is None:
            rows.append(written((words("tui.move.after_theirs"), "gold")))
        else:
            rows.append(written((words("tui.move.not_after_theirs", move=words.noun("move", self.offer.move)), "bad")))
        told.update(lines(rows))

    # What is typed outlives a crash

    def draft_name(self) -> str:
        return f"move:{self.detail.finding.task_no}:{self.offer.move}"

    def draft_content(self) -> dict[str, object]:
        typed: dict[str, object] = {"note": self.query_one("#note", TextArea).text}
        for field in self.query(LineInput).results(LineInput):
            typed[field.id or ""] = field.value
        picked = {name: self._picked(f"#{name}") for name in ("second", "approver", "cause_kind")}
        new = {name: value for name, value in typed.items() if value and value != self._started().get(name)}
        return {**typed, **picked} if new else {}

    def _started(self) -> dict[str, object]:
        """What stands in the fields at first: the cause that is known."""
        known = self.detail.cause
        return {"cause_kind": known.cause_kind, "cause": known.cause} if known is not None else {}

    def take_up(self, content: dict[str, object]) -> None:
        note = self.query_one("#note", TextArea)
        note.text = str(content.get("note") or "")
        note.move_cursor(note.document.end)
        for field in self.query(LineInput).results(LineInput):
            field.value = str(content.get(field.id or "") or "")
        for choice in self.query(Select).results(Select):
            picked = content.get(choice.id or "")
            if isinstance(picked, str) and picked in self._may_pick():
                choice.value = picked

    def _may_pick(self) -> set[str]:
        return {*CAUSES, *(person.person_no for person in (*self.detail.inspectors, *self.detail.deputies))}

    def empty(self) -> None:
        self.take_up(self._started())

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _typing(self) -> None:
        self.edited()
