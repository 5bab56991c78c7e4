"""Documents (文书): everything that can be printed, for a period and a unit, looked at as it prints, and written.

Which documents there are is `tui.shelf`'s question; as which file and where to, `document_writing`'s.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.i18n import Words
from supervision.reports import shown
from tui.document_files import folder_of, lay_down
from tui.door import door, reason
from tui.keys import key
from tui.screens.document_writing import DocumentWriting, Wish
from tui.screens.page import Page
from tui.screens.picking import PickOne
from tui.shelf import Asked, Line, Shelf, draw, made, read_shelf
from tui.showing import hand_out
from tui.widgets.columns import Column
from tui.widgets.paper import Paper
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle

REST = 0.15
"""Seconds the cursor must rest before a preview is drawn."""
TOLD = 12
"""Seconds that the place of a written file is told to somebody who has gone on to another screen."""


class Documents(Page[Shelf]):
    HEADING = "writing.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "leave", "back"),
        key("f2,ctrl+s", "write", "document_write"),
        key("left,left_square_bracket", "span(-1)", "span_before"),
        key("right,right_square_bracket", "span(1)", "span_after"),
        key("h,f6", "kind_of_span", "span_kind"),
        key("v,f3", "unit", "document_unit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.asked = Asked()
        self.folder = ""
        self._shown: object = None

    def body(self) -> ComposeResult:
        yield Written(id="asked")
        with Horizontal(id="shelf"):
            with Vertical(classes="pane", id="kinds-pane"):
                table: RecordTable[Line] = RecordTable(id="kinds")
                yield table
            with Vertical(classes="pane", id="preview-pane"):
                yield Paper(id="preview")
                yield Written(id="instead")
        yield Written(id="working")

    def on_mount(self) -> None:
        super().on_mount()
        self.folder = str(folder_of(door(self).settings.data_folder))
        self.query_one("#kinds").focus()

    @property
    def line(self) -> Line | None:
        current = self.query_one(RecordTable).current
        return current if isinstance(current, Line) else None

    # What is shown

    def read(self, reading: Reading) -> Shelf:
        return read_shelf(reading)

    def show(self, model: Shelf) -> None:
        words = self.words
        self.asked = model.completed(self.asked)
        table: RecordTable[Line] = self.query_one("#kinds", RecordTable)
        table.set_columns(
            [
                Column(words("writing.column.group"), 9, lambda line: self._group(line), lambda _: "quiet"),
                Column(words("writing.column.name"), 16, lambda line: line.name(words), flex=1),
                Column(words("writing.column.files"), 28, _files, lambda _: "faint", needs=70),
            ],
            words("writing.none"),
        )
        self._shown = None
        table.set_records(model.lines)
        entitle(self.query_one("#kinds-pane"), words("writing.kinds"), words("tui.count", count=len(model.lines)))

    def _group(self, line: Line) -> str:
        """Told once, at the first of its kind."""
        first = self.model is not None and next(each for each in self.model.lines if each.group == line.group)
        return self.words(f"writing.group.{line.group}") if first is line else ""

    def _tell_asked(self, line: Line) -> None:
        words, model = self.words, self.model
        told: list[Piece] = [(line.name(words), "bold")]
        if line.spans:
            told += ["   ", (f"‹ {shown.span(words, self.asked.span_of(line))} ›", "gold")]
        if line.of_unit and model is not None:
            told += ["   ", (model.units.get(self.asked.unit, self.asked.unit), "gold")]
        if line.task_no:
            told += ["   ", (words("writing.of_task", task=line.task_no), "quiet")]
        self.query_one("#asked", Written).write(*told)

    def retell(self) -> None:
        """A document speaks one language: another one is drawn anew."""
        self._shown = None
        super().retell()

    @on(RecordTable.Highlighted, "#kinds")
    def _moved(self) -> None:
        line = self.line
        if line is not None:
            self._tell_asked(line)
            self.refresh_bindings()
            self._preview(line)

    @work(exclusive=True, group="preview", exit_on_error=False)
    async def _preview(self, line: Line) -> None:
        """What the document says now, or why there is none; drawn where it can be seen."""
        await asyncio.sleep(REST)
        paper, asked, lang = self.query_one(Paper), self.asked, self.words.lang
        wanted = (line, asked.of(line), lang, paper.text_width)
        if not self.query_one("#preview-pane").display or wanted == self._shown:
            return
        self._shown = wanted
        self._instead(self.words("writing.drawing"))
        try:
            lines = await door(self).look(lambda reading: draw(reading, line, asked, Words(lang), wanted[3]))
        except SupervisionError as error:
            self._instead(reason(self.words, error))
            return
        paper.put(lines)
        paper.scroll_home(animate=False)
        self._instead("")

    def _instead(self, text: str) -> None:
        """A sentence in place of the paper; without one the paper shows."""
        line = self.line
        self.query_one("#instead").display = bool(text)
        self.query_one("#instead", Written).write((text, "quiet"))
        self.query_one(Paper).display = not text
        entitle(self.query_one("#preview-pane"), line.name(self.words) if line is not None else "")

    def on_resize(self) -> None:
        self.call_after_refresh(self._moved)

    # Moving about

    @on(RecordTable.Opened, "#kinds")
    def _read_it(self) -> None:
        """Where there is little room the paper takes the place of the list."""
        self.set_class(True, "-reading")
        self.query_one(Paper).focus()
        self.call_after_refresh(self._moved)

    async def action_leave(self) -> None:
        if self.has_class("-reading"):
            self.set_class(False, "-reading")
            self.query_one("#kinds").focus()
        else:
            await self.app.run_action("back")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the document at the cursor does not depend on is not offered."""
        if action in ("span", "kind_of_span", "unit", "write"):
            line = self.line
            offered = {
                "span": line is not None and bool(line.spans),
                "kind_of_span": line is not None and len(line.spans) > 1,
                "unit": line is not None and line.of_unit,
                "write": line is not None,
            }
            return offered[action]
        return super().check_action(action, parameters)

    def action_span(self, by: int) -> None:
        line, model = self.line, self.model
        if line is None or model is None:
            return
        there = model.moved(self.asked, line, by)
        if there is None:
            self.no_more(by)
        else:
            self.asked = there
            self._moved()

    def action_kind_of_span(self) -> None:
        """By month, quarter, half-year, year, as far as the document knows them."""
        line = self.line
        if line is not None:
            self.asked = self.asked.by_next_kind(line)
            self._moved()

    def action_unit(self) -> None:
        def picked(unit: str | None) -> None:
            if unit is not None:
                self.asked = self.asked.about(unit)
                self._moved()

        self.app.push_screen(PickOne("unit", self.words("writing.which_unit")), picked)

    # Writing

    def action_write(self) -> None:
        line = self.line
        if line is None:
            return

        def wished(wish: Wish | None) -> None:
            if wish is not None:
                self.folder = wish.folder or self.folder
                self._write(line, wish)

        title = str(self.query_one("#asked", Written).content)
        self.app.push_screen(
            DocumentWriting(title, line.formats, self.folder, public=line.make_public is not None), wished
        )

    @work(group="write", exit_on_error=False)
    async def _write(self, line: Line, wish: Wish) -> None:
        """Make the file in a thread, tell the seconds meanwhile, then where it lies or why there is none."""
        words, asked, settings = self.words, self.asked, door(self).settings
        self.trouble("")
        working = self._working(f"{line.name(words)}{wish.suffix}")
        try:
            name, data = await door(self).execute(made, line, asked, wish, words.lang, settings.templates)
            if self.app.is_web:
                hand_out(self.app, data, name)
                told = words("writing.handed", name=name)
            else:
                offered = folder_of(settings.data_folder)
                place = await door(self).execute(lambda _: lay_down(wish.folder, name, data, offered))
                told = words("writing.written", place=place.as_posix())
        except SupervisionError as error:
            self._tell_below("", "")
            if self.is_attached:
                self.trouble(reason(words, error))
        else:
            self._tell_below(told, "good")
            if not self.is_current:
                self.app.notify(told, markup=False, timeout=TOLD)
        finally:
            working.stop()

    def _working(self, name: str) -> Timer:
        """The line below counts the seconds until the file is there."""
        begun = monotonic()

        def tell() -> None:
            if self.is_attached:
                seconds = int(monotonic() - begun)
                self._tell_below(self.words("writing.working", name=name, seconds=seconds), "gold")

        tell()
        return self.set_interval(1, tell)

    def _tell_below(self, text: str, tone: str) -> None:
        if self.is_attached:
            line = self.query_one("#working", Written)
            line.write((text, tone))
            line.display = bool(text)


def _files(line: Line) -> str:
    return " ".join(each[1:] for each in line.formats)
