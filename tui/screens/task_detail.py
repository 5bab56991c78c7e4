"""One task: facts, the late clock explained, what was done by whom and when, and what this person may do now."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from supervision.context import Reading
from supervision.domain.model import Move
from supervision.queries.evidence import Evidence
from supervision.queries.task_detail import Offer, TaskDetail, task_detail
from tui.door import door
from tui.keys import key
from tui.screens.evidence import AttachForm, EvidenceList
from tui.screens.move_form import MoveForm
from tui.screens.page import Page
from tui.screens.printing import Printing
from tui.screens.taking_back import OwnFinding, TakingBack
from tui.screens.task_words import TaskWords
from tui.showing import ask_for_files
from tui.widgets.written import Written, entitle

_TYPED_AHEAD = 0.5  # s


class TaskPage(Page[TaskDetail], Printing, TakingBack):
    HEADING = "tui.task.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("m,f4", "focus_moves", "moves"),
        key("e,ctrl+e", "attach", "attach"),
        key("v,ctrl+o", "evidence", "evidence"),
        key("w,ctrl+f", "papers", "papers"),
        key("ctrl+z,u", "take_back", "take_back"),
        key("ctrl+z,u", "move_stands", "move_stands", show=False),
        *(key(str(digit), f"move({digit})", "nth_move", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, task_no: str) -> None:
        super().__init__()
        self.task_no = task_no
        self._open_offers: list[Offer] = []
        self._moves_shown = 0
        self._uncovered = -_TYPED_AHEAD

    def body(self) -> ComposeResult:
        with Container(id="task"):
            with VerticalScroll(classes="pane", id="facts-pane"):
                yield Written(id="facts")
                yield Written(id="evidence")
                yield Written(id="history")
            with VerticalScroll(classes="pane", id="clock-pane", can_focus=False):
                yield Written(id="clock")
            moves = OptionList(id="moves", classes="pane", markup=False)
            yield moves

    def heading(self) -> str:
        return f"{self.words(self.HEADING)} {self.task_no}"

    def read(self, reading: Reading) -> TaskDetail:
        return task_detail(reading, self.task_no)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#moves").focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self.model is not None:
            self._uncovered = monotonic()

    def say(self) -> None:
        words = self.words
        entitle(self.query_one("#facts-pane"), words("tui.task.facts"))
        entitle(self.query_one("#clock-pane"), words("tui.task.clock"))
        entitle(self.query_one("#moves"), words("tui.task.moves"), words("tui.task.moves_hint"))

    def show(self, model: TaskDetail) -> None:
        said = TaskWords(self.words, model, door(self).today)
        self.query_one("#facts", Written).update(said.facts())
        self.query_one("#evidence", Written).update(said.evidence())
        self.query_one("#history", Written).update(said.history())
        self.query_one("#clock", Written).update(said.clock())
        entitle(self.query_one("#facts-pane"), model.unit_name, said.state())
        self._offer(model, said)
        self.refresh_bindings()

    def _offer(self, model: TaskDetail, said: TaskWords) -> None:
        """What may be done first, numbered; then, greyed, what may not, and why. After a move the next is marked."""
        self._open_offers = [offer for offer in model.offers if offer.why is None]
        barred = [offer for offer in model.offers if offer.why is not None]
        moves = self.query_one("#moves", OptionList)
        place = moves.highlighted
        moves.clear_options()
        moves.add_options([Option(said.offer(offer, place)) for place, offer in enumerate(self._open_offers, 1)])
        moves.add_options([Option(said.barred(offer), disabled=True) for offer in barred])
        if self._moves_shown != len(model.moves):
            self._moves_shown, place = len(model.moves), self._next_step(model)
        if self._open_offers:
            moves.highlighted = min(place or 0, len(self._open_offers) - 1)

    def _next_step(self, model: TaskDetail) -> int:
        """The first thing to do that has not just been done: a plan that lies there is not handed in again by Enter."""
        last = model.moves[-1].move if model.moves else None
        return next((place for place, offer in enumerate(self._open_offers) if offer.move is not last), 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is not there cannot be opened."""
        if action == "order":
            return self.model is not None and bool(self.model.cards)
        if action == "evidence":
            return self.model is not None and bool(self.model.evidence)
        if action == "move_stands":
            return self._own_move() is not None
        return super().check_action(action, parameters)

    def own_finding(self) -> OwnFinding | None:
        finding = self.model.finding if self.model is not None else None
        if finding is None or finding.found_by != door(self).actor.person_no or self.model is None or self.model.moves:
            return None
        if finding.recorded_at.date() != door(self).today:
            return None
        return OwnFinding(finding.finding_no, finding.task_no, finding.problem_type)

    def taken_back(self, own: OwnFinding) -> None:
        self.reload()

    def _own_move(self) -> Move | None:
        """The last move, when it is one's own of today."""
        last = self.model.moves[-1] if self.model is not None and self.model.moves else None
        own = last is not None and last.by == door(self).actor.person_no and last.on == door(self).today
        return last if own else None

    def action_move_stands(self) -> None:
        """A move is not taken back; what answers it, and who may, is told."""
        last, words = self._own_move(), self.words
        if last is None or self.model is None:
            return
        ways = [
            f"{words.noun('move', each.move)}（{words.shown([words.noun('role', role) for role in each.roles])}）"
            for each in self.model.offers
        ]
        told = words("undo.move_stands", move=words.noun("move", last.move), ways=ways or words("undo.no_way"))
        self.notify(told, markup=False, severity="warning")

    def task_at_hand(self) -> str | None:
        return self.task_no

    def action_attach(self) -> None:
        """In a browser files of this machine are nobody's to choose: a page takes those of the visitor's."""
        if self.app.is_web:
            ask_for_files(self.app, self.task_no)
            self.notify(self.words("upload.opened"), markup=False)
            return
        self.app.push_screen(AttachForm(self.task_no), self._attached)

    def _attached(self, evidence: Evidence | None) -> None:
        if evidence is not None:
            self.notify(self.words("tui.task.attached", name=evidence.name), markup=False)

    def action_evidence(self) -> None:
        if self.model is not None:
            self.app.push_screen(EvidenceList(self.model))

    @work(exclusive=True, group="order", exit_on_error=False)
    async def action_papers(self) -> None:
        from supervision.reports.paper_choice import papers_of  # brings the wording of papers with it
        from tui.screens.task_papers import TaskPapers

        lines = await door(self).look(lambda reading: papers_of(reading, self.task_no))

        def told(text: str | None) -> None:
            if text is not None:
                self.notify(text, markup=False)

        self.app.push_screen(TaskPapers(lines), told)

    def action_focus_moves(self) -> None:
        self.query_one("#moves").focus()

    def action_move(self, number: int) -> None:
        """Digits typed into a window that has just closed are not meant for the task under it."""
        if monotonic() - self._uncovered < _TYPED_AHEAD:
            return
        if self.model is not None and number <= len(self._open_offers):
            self.app.push_screen(MoveForm(self.model, self._open_offers[number - 1]), self._moved)

    @on(OptionList.OptionSelected, "#moves")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_move(event.option_index + 1)

    def _moved(self, move: Move | None) -> None:
        if move is not None:
            self.notify(self.words("tui.task.moved", move=self.words.noun("move", move.move)), markup=False)
