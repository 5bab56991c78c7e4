"""A table of the office's own: choose the file, look at what becomes of each row, import it.

What rows become is `queries.office_table`'s question; a path is one of this machine, so nobody in a browser gets here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label, ProgressBar

from supervision.context import Reading
from supervision.domain.checks.office import READ_HIDDEN, SKIP_HIDDEN, Review, RowReview, Wishes
from supervision.domain.errors import BadFile, SupervisionError
from supervision.reports.marked_copy import marked_copy
from supervision.reports.writing import put
from supervision.services.importing import import_table, review_table
from tui.door import door, reason
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.line_input import LineInput
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle, lines, written

_TONES = {"new": "good", "changed": "gold", "same": "quiet", "refused": "bad"}
_SIGNS = {"new": "+", "changed": "~", "same": "=", "refused": "×"}
_HIDDEN = (None, READ_HIDDEN, SKIP_HIDDEN)


class ImportPage(Page[Review | None]):
    HEADING = "importing.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "import", "import_table"),
        key("f12,ctrl+e", "give_back", "import_give_back"),
        key("ctrl+d", "hidden", "import_hidden"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.review: Review | None = None
        self.hidden: str | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="import-ask"):
            with Horizontal(classes="import-field"):
                yield Label("", id="import-path-label", markup=False)
                yield LineInput(id="import-path")
            with Horizontal(classes="import-field"):
                yield Label("", id="import-sender-label", markup=False)
                yield LineInput(id="import-sender")
            with Horizontal(classes="import-field", id="import-progress"):
                yield Label("", id="import-step", markup=False)
                yield ProgressBar(id="import-bar", show_eta=False)
        with Vertical(classes="pane", id="import-pane"):
            table: RecordTable[RowReview] = RecordTable(id="import-rows")
            yield table
        with VerticalScroll(classes="pane", id="import-why-pane", can_focus=False):
            yield Written(id="import-why")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#import-progress").display = False
        self.query_one("#import-path").focus()

    def say(self) -> None:
        self.query_one("#import-path-label", Label).update(self.words("importing.ask"))
        self.query_one("#import-sender-label", Label).update(self.words("importing.sender"))

    def read(self, reading: Reading) -> Review | None:
        """What was looked at last; a file is read only when somebody asks for it."""
        return self.review

    def show(self, model: Review | None) -> None:
        words = self.words
        table: RecordTable[RowReview] = self.query_one("#import-rows", RecordTable)
        table.set_columns(
            [
                Column("", 1, lambda row: _SIGNS[row.state], lambda row: _TONES[row.state]),
                Column(words("importing.column.line"), 6, lambda row: str(row.line), right=True),
                Column(
                    words("importing.column.state"),
                    9,
                    lambda row: words(f"importing.state.{row.state}"),
                    lambda row: _TONES[row.state],
                ),
                Column(words("importing.column.row"), 30, lambda row: "  ".join(row.told), flex=1),
            ],
            words("importing.none"),
        )
        table.set_records(_worst_first(model.rows) if model is not None else ())
        entitle(self.query_one("#import-pane"), words("importing.preview"), self._counts(model))
        self._tell(table.current)

    def _counts(self, model: Review | None) -> str:
        if model is None:
            return ""
        return "  ".join(self.words(f"importing.counted.{state}", count=n) for state, n in model.counts.items())

    @on(RecordTable.Highlighted, "#import-rows")
    def _moved(self, event: RecordTable.Highlighted) -> None:
        self._tell(event.record)

    def _tell(self, row: RowReview | None) -> None:
        """What is wrong with the row at the cursor, what the table's columns were taken for, what was left out."""
        words, model = self.words, self.model
        entitle(self.query_one("#import-why-pane"), words("importing.why"))
        told = [
            written(
                (words("importing.hidden_asked", choice=words(f"importing.hidden.{self.hidden or 'none'}")), "quiet")
            )
        ]
        if model is not None:
            errors = (*model.other, *(row.errors if row is not None else ()))
            told = [written((reason(words, BadFile([error])), "bad")) for error in errors] + told
            named = "  ".join(f"{title} → {words.noun('column', name)}" for name, title in model.titles.items())
            told.append(written((f"{words.noun('file', model.kind)}: ", "bold"), named))
            told += [
                written((words(f"importing.left.{left.why}", line=left.line, text=left.text), "quiet"))
                for left in model.omitted
            ]
        self.query_one("#import-why", Written).update(lines(told))

    @on(Input.Submitted)
    def _asked(self) -> None:
        self._look(write=False)

    def action_hidden(self) -> None:
        """Refuse, read or skip what is hidden; then look again."""
        self.hidden = _HIDDEN[(_HIDDEN.index(self.hidden) + 1) % len(_HIDDEN)]
        self._look(write=False)

    def action_import(self) -> None:
        self._look(write=True)

    @work(exclusive=True, group="import", exit_on_error=False)
    async def _look(self, write: bool) -> None:
        """Read the file anew each time: what is imported is what lies there now."""
        told = self.query_one("#import-path", LineInput).value.strip()
        if not told:
            self.trouble(self.words("importing.none"))
            return
        sender = self.query_one("#import-sender", LineInput).value.strip() or None
        wishes, service = Wishes(sender=sender, hidden=self.hidden), import_table if write else review_table
        try:
            self.review = await door(self).execute(service, Path(told).expanduser(), wishes, self._step_done)
        except SupervisionError as error:
            if not write:
                self.review = None
            self.trouble(reason(self.words, error).split("\n")[0])
        else:
            self.trouble("")
            if write:
                says = "done" if self.review.adds else "nothing"
                self.notify(self.words(f"importing.{says}", counts=self._counts(self.review)), markup=False)
        self.query_one("#import-progress").display = False
        self.model = self.review
        self.show(self.review)
        if self.review is not None:
            self.query_one("#import-rows").focus()

    def _step_done(self, step: str, done: int, total: int) -> None:
        """Called in the thread that imports."""
        self.app.call_from_thread(self._show_step, step, done, total)

    def _show_step(self, step: str, done: int, total: int) -> None:
        told = self.words(f"importing.step.{step}", done=f"{done:,}", total=f"{total:,}")
        self.query_one("#import-step", Label).update(told)
        self.query_one("#import-bar", ProgressBar).update(total=total, progress=done)
        self.query_one("#import-progress").display = True

    @work(exclusive=True, group="import", exit_on_error=False)
    async def action_give_back(self) -> None:
        """The sender's sheet with its wrong cells marked, beside the database's documents."""
        review, words = self.review, self.words
        if review is None or not review.errors:
            self.notify(words("importing.no_errors"), markup=False)
            return
        place = door(self).settings.data_folder / f"{Path(review.file).stem}-{words('importing.errors')}.xlsx"
        try:
            data = marked_copy(review, lambda error: reason(words, BadFile([error])), words)
            await door(self).execute(lambda _: put(place, data))
        except SupervisionError as error:
            self.trouble(reason(words, error))
        else:
            self.notify(words("importing.given-back", path=place.as_posix()), markup=False)


def _worst_first(rows: Sequence[RowReview]) -> Sequence[RowReview]:
    """What needs somebody's eye stands at the top."""
    order = ("refused", "changed", "new", "same")
    return sorted(rows, key=lambda row: (order.index(row.state), row.line))
