"""Turnaround files: who is in turnaround since when, how each acceptance went, and every branch's class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from supervision.context import Reading
from supervision.queries.turnarounds import TurnaroundFile, TurnaroundStep, turnaround_files
from tui.cells import clean
from tui.screens.measure_list import shown
from tui.screens.records_page import RecordsPage
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, written


class Turnarounds(RecordsPage[list[TurnaroundFile]]):
    NAME: ClassVar[str] = "turnarounds"
    BY_MONTH: ClassVar[bool] = False

    def records(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="files-pane"):
                table: RecordTable[TurnaroundFile] = RecordTable(id="files")
                yield table
            with VerticalScroll(classes="pane", id="file-pane", can_focus=False):
                yield Written(id="file")

    def read(self, reading: Reading) -> list[TurnaroundFile]:
        own = reading.actor.unit
        return [each for each in turnaround_files(reading) if own is None or each.unit == own]

    def on_mount(self) -> None:
        self.query_one("#files").focus()

    def show(self, model: Sequence[TurnaroundFile]) -> None:
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
        table.set_records(model)
        inside = sum(1 for each in model if each.standing.inside)
        entitle(
            self.query_one("#files-pane"), words("tui.turnaround.title"), words("tui.turnaround.inside", count=inside)
        )

    def _class(self, each: TurnaroundFile) -> str:
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
        for step in each.steps:
            yield self._step(step)
        yield written("")
        yield written((words("tui.turnaround.not_recorded"), "warn"))

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
