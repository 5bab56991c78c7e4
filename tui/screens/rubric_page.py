"""The rubric (考评细则): its versions, each item in words, its doubtful places, and what a version changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from supervision.context import Reading
from supervision.domain.rubric import Item
from supervision.domain.rubric_lint_bands import Lint
from supervision.queries.rubric_versions import (
    Comparison,
    RubricText,
    VersionLine,
    compare,
    in_force,
    lints_of,
    rubric_versions,
    stored_rubric,
)
from supervision.reports.rubric_table import lint_line, setting, subject
from supervision.reports.rubric_words import item_lines, period_told
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, written


@dataclass(frozen=True, slots=True)
class Shown:
    """One version; `versions` oldest first, `comparison` with the one before."""

    versions: tuple[VersionLine, ...]
    found: RubricText
    lints: tuple[Lint, ...]
    comparison: Comparison | None


ROOMY = 100
"""Cells from which on the line above also says in how many months the version is used."""


class RubricPage(Page[Shown]):
    HEADING = "rubrics.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left,left_square_bracket", "version(-1)", "version_before"),
        key("right,right_square_bracket", "version(1)", "version_after"),
        key("d,f12", "compare", "rubric_compare"),
    ]

    def __init__(self, version: int | None = None) -> None:
        super().__init__()
        self.version = version
        self.comparing = False

    def body(self) -> ComposeResult:
        yield Written(id="progress")
        with Horizontal():
            with Vertical(classes="pane", id="checklist-pane"):
                items: RecordTable[Item] = RecordTable(id="items")
                yield items
            with VerticalScroll(classes="pane", id="item-pane"):
                yield Written(id="item")

    def read(self, reading: Reading) -> Shown:
        versions = tuple(reversed(rubric_versions(reading)))
        numbers = [line.version for line in versions]
        chosen = self.version if self.version in numbers else in_force(reading)
        found = stored_rubric(reading, chosen)
        place = numbers.index(chosen)
        before = compare(stored_rubric(reading, numbers[place - 1]), found) if place else None
        return Shown(versions, found, lints_of(found), before)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#items").focus()

    def show(self, model: Shown) -> None:
        words, zh = self.words, self.words.lang == "zh"
        self.version = model.found.rubric.version
        table: RecordTable[Item] = self.query_one("#items", RecordTable)
        changed = {each.subject for each in model.comparison.changes} if model.comparison else set()
        table.set_columns(
            [
                Column("", 1, lambda item: "±" if item.code in changed else "", lambda _: "warn"),
                Column(words("rubrics.column.code"), 4, lambda item: item.code, lambda _: "cool"),
                Column(words("rubrics.column.item"), 12, lambda item: item.name_zh if zh else item.name_en, flex=1),
                Column(words("rubrics.column.max"), 6, lambda item: f"{item.max:f}", right=True),
                Column(words("rubrics.column.period"), 9, lambda item: period_told(words, item)),
            ],
            words("rubrics.none"),
        )
        table.set_records(model.found.rubric.items)
        self._tell_version(model)
        self._show_item()

    def _tell_version(self, model: Shown) -> None:
        words = self.words
        line = next(each for each in model.versions if each.version == self.version)
        told = words("rubrics.versions", version=line.version, items=line.items, source=line.source)
        errors = sum(each.severity == "error" for each in model.lints)
        doubts = words("rubrics.doubts", errors=errors, warnings=len(model.lints) - errors)
        months = words("rubrics.months", months=len(line.months))
        used = f"  {months}  " if self.size.width >= ROOMY else "  "
        pieces: list[Piece] = [(told, "bold"), used, (doubts, "bad" if errors else "warn")]
        self.query_one("#progress", Written).write(*pieces)
        rubric = model.found.rubric
        name = rubric.name_zh if words.lang == "zh" else rubric.name_en
        entitle(self.query_one("#checklist-pane"), name, words("rubrics.hint"))

    @on(RecordTable.Highlighted, "#items")
    def _moved(self) -> None:
        if not self.comparing:
            self._show_item()

    @on(RecordTable.Opened, "#items")
    def _opened(self) -> None:
        """The right side may be longer than the screen: from here on the arrows roll it."""
        self.query_one("#item-pane").focus()

    def _show_item(self) -> None:
        model = self.model
        if model is None:
            return
        told, pane = self.query_one("#item", Written), self.query_one("#item-pane")
        if self.comparing:
            entitle(pane, self._compared_title(model))
            told.update(lines(written(*line) for line in self._compared(model)))
            return
        table: RecordTable[Item] = self.query_one("#items", RecordTable)
        item = table.current
        if item is not None:
            entitle(pane, item.code, f"{item.max:f}")
            told.update(lines(written(*line) for line in self._item(model, item)))

    def _item(self, model: Shown, item: Item) -> list[tuple[Piece, ...]]:
        words = self.words
        told: list[tuple[Piece, ...]] = [((item.name_zh if words.lang == "zh" else item.name_en, "bold"),)]
        for name, text in item_lines(words, model.found.rubric, item):
            told += [((name, "quiet"),), (text,)]
        own = [each for each in model.lints if item.code in each.place.split(" + ")]
        told += [((lint_line(words, each), "bad" if each.severity == "error" else "warn"),) for each in own]
        return told

    def _compared_title(self, model: Shown) -> str:
        before = model.comparison
        return (
            self.words("rubrics.compared", version=before.old.name) if before else self.words("rubrics.column.changed")
        )

    def _compared(self, model: Shown) -> list[tuple[Piece, ...]]:
        words, before = self.words, model.comparison
        if before is None:
            return [((words("rubrics.first-version"), "quiet"),)]
        told: list[tuple[Piece, ...]] = []
        for each in before.changes:
            told.append(((subject(each), "cool"), "  ", (setting(words, each), "quiet")))
            told.append((("- ", "bad"), each.old or "—"))
            told.append((("+ ", "good"), each.new or "—"))
        moved = [f"{each.month}: {each.old:f} → {each.new:f}" for each in before.points if each.old != each.new]
        told.append(((words("rubrics.month-points"), "quiet"),))
        told.append(("  ".join(moved) or words("rubrics.points-same"),))
        return told

    def action_compare(self) -> None:
        self.comparing = not self.comparing
        self.query_one("#item-pane").scroll_home(animate=False)
        self._show_item()

    def action_version(self, by: int) -> None:
        if self.model is not None:
            numbers = [line.version for line in self.model.versions]
            there = self.neighbour(numbers, self.model.found.rubric.version, by)
            if there is not None:
                self.version = there
                self.reload()
