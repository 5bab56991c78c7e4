"""The trail: who did what, when, to which subject. Each entry is chained to the one before; one key checks them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.trail import Break
from supervision.queries.people import unit_names
from supervision.queries.trail import TrailHead, trail_break, trail_head
from supervision.queries.trail_lines import TrailLine, trail_lines, trail_seqs
from supervision.queries.trail_rows import RowsHeld, rows_held
from supervision.reports.row_faults import told_faults, told_rows
from tui.door import door, reason
from tui.keys import key
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.line_input import LineInput
from tui.widgets.record_table import RecordTable
from tui.widgets.record_window import BLOCK
from tui.widgets.written import Written, entitle, lines, written

DEBOUNCE = 0.15
"""Seconds after the last key before a search begins."""


@dataclass(frozen=True, slots=True)
class Trail:
    seqs: Sequence[int]
    first: Sequence[TrailLine | None]
    unit_names: dict[str, str]


_CODES = {"card": "level", "role": "role", "move": "move", "severity": "severity", "outcome": "lookback_outcome"}
"""Facts of an entry that are codes, and which nouns they are."""


def _verified(reading: Reading) -> tuple[Break | None, TrailHead, RowsHeld]:
    return trail_break(reading), trail_head(reading), rows_held(reading)


class TrailPage(Page[Trail]):
    HEADING = "tui.trail.title"
    OF_UNITS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        key("slash", "search", "search"),
        key("v,f11", "verify", "verify"),
        key("down", "to_table", "down", show=False),
    ]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        yield LineInput(self.text, id="search")
        yield Written(id="chosen")
        with Horizontal():
            with Vertical(classes="pane", id="trail-pane"):
                table: RecordTable[TrailLine] = RecordTable(self._bring, id="trail")
                yield table
            with VerticalScroll(classes="pane", id="entry-pane", can_focus=False):
                yield Written(id="entry")

    async def _bring(self, seqs: Sequence[int]) -> Sequence[TrailLine | None]:
        wanted = list(seqs)
        return await door(self).look(lambda reading: trail_lines(reading, wanted))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#trail").focus()

    def say(self) -> None:
        self.query_one("#search", LineInput).placeholder = self.words("tui.trail.search")
        self.query_one("#chosen", Written).write((f" {self.words('tui.trail.told')}", "quiet"))

    def read(self, reading: Reading) -> Trail:
        seqs = trail_seqs(reading, self.text)
        return Trail(seqs, trail_lines(reading, seqs[:BLOCK]), unit_names(reading))

    def show(self, model: Trail) -> None:
        words, zh = self.words, self.words.lang == "zh"
        table = self.query_one(RecordTable)
        table.set_columns(
            [
                Column(words("tui.trail.seq"), 6, lambda line: str(line.seq), lambda _: "faint", right=True),
                Column(words("tui.trail.at"), 16, lambda line: f"{line.at:%Y-%m-%d %H:%M}", lambda _: "quiet"),
                Column(words("tui.trail.who"), 10, lambda line: line.name or words.noun("role", line.role)),
                Column(words("tui.trail.action"), 12 if zh else 23, self._action, lambda _: "bold"),
                Column(words("tui.trail.subject"), 14, lambda line: line.subject, lambda _: "cool", flex=1),
                Column(
                    words("tui.column.unit"),
                    10,
                    lambda line: model.unit_names.get(line.unit or "", line.unit or ""),
                    needs=72,
                ),
            ],
            words("tui.trail.nothing"),
        )
        table.set_ids(model.seqs, [line for line in model.first if line is not None])
        count = words("tui.count", count=f"{len(model.seqs):,}")
        entitle(self.query_one("#trail-pane"), words("tui.trail.title"), count)
        self._show_entry()

    def _action(self, line: TrailLine) -> str:
        return self.words.template(f"nouns.action.{line.action}") or line.action

    @on(RecordTable.Highlighted)
    def _show_entry(self) -> None:
        line = self.query_one(RecordTable).current
        if isinstance(line, TrailLine):
            entitle(self.query_one("#entry-pane"), f"#{line.seq}")
            self.query_one("#entry", Written).update(lines(self._entry(line)))

    def _entry(self, line: TrailLine) -> Iterator[Content]:
        words = self.words
        yield written((self._action(line), "bold"), f"  {line.subject}")
        who = f"{line.name or line.actor}（{words.noun('role', line.role)}）" if line.actor else ""
        yield written((f"{line.at:%Y-%m-%d %H:%M:%S}  ", "quiet"), who)
        yield written("")
        facts = json.loads(line.facts)
        for name, value in facts.items():
            known = words.template(f"entries.{name}") or name
            yield written((f"{known}  ", "quiet"), self._value(name, value))
        yield written("")
        yield written((words("tui.trail.hash"), "quiet"))
        yield written((line.hash, "faint"))

    def _value(self, name: str, value: object) -> str:
        """A code in words, where the fact's name says of what it is one."""
        noun = _CODES.get(name)
        known = self.words.template(f"nouns.{noun}.{value}") if noun is not None else None
        return known or self.words.shown(value)

    # Searching and checking

    @on(Input.Changed, "#search")
    def _typing(self, event: Input.Changed) -> None:
        if event.value.strip() == self.text:
            return
        self.text = event.value.strip()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DEBOUNCE, self.reload)

    @on(Input.Submitted, "#search")
    def action_to_table(self) -> None:
        self.query_one("#trail").focus()

    def action_search(self) -> None:
        self.query_one("#search").focus()

    @on(RecordTable.Opened)
    def _follow(self, event: RecordTable.Opened) -> None:
        """Everything that was done to the same subject."""
        self.query_one("#search", LineInput).value = event.record.subject

    @work(exclusive=True, group="verify", exit_on_error=False)
    async def action_verify(self) -> None:
        """Compute every hash again, and hold every record against what the entries tell of it."""
        words, line = self.words, self.query_one("#chosen", Written)
        line.write((f" {words('tui.trail.verifying')}", "quiet"))
        try:
            broken, head, held = await door(self).look(_verified)
        except SupervisionError as error:
            self.trouble(reason(words, error))
            return
        if broken is not None:
            line.write((f" × {words('tui.trail.broken', seq=broken.seq, why=words(f'tui.trail.{broken.why}'))}", "bad"))
        elif held.faults:
            line.write((f" × {told_faults(words, held.faults, shown=1)}", "bad"))
        else:
            holds = words("tui.trail.holds", count=f"{head.entries:,}", hash=head.hash[:16])
            line.write((f" ✓ {holds} · {told_rows(words, held, briefly=True)}", "good"))
