"""Turnaround files: who is in turnaround since when, how each acceptance went, and every branch's class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from supervision.context import Reading
from supervision.domain.permission import PERMISSIONS, Action
from supervision.domain.register_facts import TurnaroundStep as Step
from supervision.queries.turnaround_files import TurnaroundPapers, turnaround_papers
from supervision.queries.turnarounds import TurnaroundFile, TurnaroundStep, turnaround_files
from supervision.reports.register_sheet import choice_name, class_told
from tui.cells import clean
from tui.door import door
from tui.keys import key
from tui.screens.measure_list import shown
from tui.screens.records_page import RecordsPage
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, written


@dataclass(frozen=True, slots=True)
class Files:
    files: Sequence[TurnaroundFile]
    papers: Mapping[str, TurnaroundPapers]


class Turnarounds(RecordsPage[Files]):
    NAME: ClassVar[str] = "turnarounds"
    BY_MONTH: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [key("f2,plus", "add", "register_add")]

    def records(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="files-pane"):
                table: RecordTable[TurnaroundFile] = RecordTable(id="files")
                yield table
            with VerticalScroll(classes="pane", id="file-pane", can_focus=False):
                yield Written(id="file")

    def read(self, reading: Reading) -> Files:
        own = reading.actor.unit
        files = [each for each in turnaround_files(reading) if own is None or each.unit == own]
        return Files(files, turnaround_papers(reading))

    def on_mount(self) -> None:
        self.query_one("#files").focus()

    def show(self, model: Files) -> None:
        words = self.words
        table: RecordTable[TurnaroundFile] = self.query_one("#files", RecordTable)
        table.set_columns(
            [
                Column("", 1, _sign, _tone),
                Column(words("tui.column.unit"), 10, lambda each: each.name, flex=1),
                Column(words("tui.turnaround.class"), 8, self._class, _class_tone),
                Column(words("tui.turnaround.stars"), 6, _stars, lambda _: "gold"),
                Column(words("tui.turnaround.since"), 10, _since, needs=60),
                Column(words("tui.turnaround.until"), 10, _until, needs=60),
                Column(words("tui.turnaround.failed"), 6, _failed, lambda _: "bad", right=True),
            ],
            words("tui.quotas.nothing"),
        )
        table.set_records(model.files)
        inside = sum(1 for each in model.files if each.standing.inside)
        entitle(
            self.query_one("#files-pane"), words("tui.turnaround.title"), words("tui.turnaround.inside", count=inside)
        )

    def _class(self, each: TurnaroundFile) -> str:
        if each.decided is not None:
            return f"※{self.words.noun('class', each.decided.group_class)}"
        return self.words.noun("class", each.group_class) if each.group_class else "—"

    @on(RecordTable.Highlighted, "#files")
    def _moved(self, event: RecordTable.Highlighted) -> None:
        each: TurnaroundFile | None = event.record
        if each is not None:
            entitle(self.query_one("#file-pane"), clean(each.name))
            self.query_one("#file", Written).update(lines(self._file(each)))

    def _file(self, each: TurnaroundFile) -> Iterator[Content]:
        words, standing = self.words, each.standing
        if standing.inside:
            told = words("tui.turnaround.is_inside", since=standing.since, until=standing.term_end)
            yield written((told, "bad"))
        elif standing.observation_until is not None:
            yield written((words("tui.turnaround.observed", until=standing.observation_until), "gold"))
        else:
            yield written((words("tui.turnaround.never"), "quiet"))
        if each.decided is not None:
            yield written(("※ ", "gold"), clean(class_told(words, each.name, each.decided, each.group_class)))
            yield written((f"  {clean(each.decided.reason)}", "quiet"))
        for step in each.steps:
            yield self._step(step)
        papers = self.model.papers.get(each.unit) if self.model is not None else None
        if papers is not None:
            yield written("")
            yield from self._papers(papers)

    def _papers(self, papers: TurnaroundPapers) -> Iterator[Content]:
        """The team, the plan and the progress; what is lacking comes first."""
        words = self.words
        for lack in papers.lacking:
            named = choice_name(words, "step", lack.step)
            yield written(("× ", "bad"), (words("tui.turnaround.lacking", step=named, on=lack.on), "bad"))
        if papers.plan_late:
            yield written(("! ", "warn"), (words("tui.turnaround.plan_late", days=papers.plan_late), "warn"))
        for step in papers.steps:
            yield self._paper(step)

    def _paper(self, step: Step) -> Content:
        named = choice_name(self.words, "step", step.step)
        told = f"{clean(step.member)}  {clean(step.note)}" if step.member else clean(step.note)
        return written(("· ", "faint"), (f"{step.on}  ", "quiet"), (f"{named}  ", "cool"), told)

    @on(RecordTable.Opened, "#files")
    def _open(self, event: RecordTable.Opened) -> None:
        """The unit's steps as a register, where they are corrected."""
        from tui.screens.register_page import RegisterPage

        self.app.push_screen(RegisterPage("turnaround_steps", {"unit": event.record.unit}))

    def action_add(self) -> None:
        """A step of the unit at the cursor; who may not is told who may."""
        from tui.screens.register_form import RegisterForm

        each = self.query_one("#files", RecordTable).current
        if door(self).actor.role not in PERMISSIONS[Action.RECORD_TURNAROUND]:
            who = [self.words.noun("role", role) for role in PERMISSIONS[Action.RECORD_TURNAROUND]]
            self.notify(self.words("tui.only_they_enter", who=who), markup=False, severity="warning")
        elif isinstance(each, TurnaroundFile):
            self.app.push_screen(RegisterForm("turnaround_steps", {"unit": each.name}))

    def _step(self, step: TurnaroundStep) -> Content:
        words, event = self.words, step.event
        if step.passed is None:
            entered = words("tui.turnaround.entered", criterion=event.criterion)
            return written(("○ ", "cool"), (f"{event.on}  ", "quiet"), entered)
        score = shown(event.score) if event.score is not None else "—"
        facts = {"score": score, "dissatisfied": event.dissatisfied, "respondents": event.respondents}
        outcome = "tui.turnaround.passed" if step.passed else "tui.turnaround.not_passed"
        pieces: list[Piece] = [
            ("✓ " if step.passed else "× ", "good" if step.passed else "bad"),
            (f"{event.on}  ", "quiet"),
            words(outcome, **facts),
        ]
        return written(*pieces)


def _sign(each: TurnaroundFile) -> str:
    return "■" if each.standing.inside else "◐" if each.standing.observation_until else "·"


def _tone(each: TurnaroundFile) -> str:
    return "bad" if each.standing.inside else "gold" if each.standing.observation_until else "faint"


def _class_tone(each: TurnaroundFile) -> str:
    return {"advanced": "good", "lagging": "bad"}.get(each.group_class or "", "")


def _stars(each: TurnaroundFile) -> str:
    return "★" * each.stars if each.stars else ""


def _since(each: TurnaroundFile) -> str:
    return f"{each.standing.since}" if each.standing.since else ""


def _until(each: TurnaroundFile) -> str:
    return f"{each.standing.term_end}" if each.standing.inside else ""


def _failed(each: TurnaroundFile) -> str:
    return str(each.standing.failed or "")
