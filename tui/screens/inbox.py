"""The inbox: what this person was told, a digest a day, the newest first. What is shown counts as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.queries.notices import Digest, Item, inbox
from supervision.queries.people import unit_names
from supervision.reports.digests import told
from supervision.services.notices import mark_seen
from tui.door import door, reason
from tui.screens.inbox_items import WAYS, InboxItems
from tui.screens.page import Page
from tui.screens.task_detail import TaskPage
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle

_TONES = {"sign": "gold", "card": "bad", "verify": "gold", "remind": "warn", "calendar": "warn"}


@dataclass(frozen=True, slots=True)
class Told:
    digests: list[Digest]
    unit_names: dict[str, str]


class Inbox(Page[Told]):
    HEADING = "tui.inbox.title"

    def __init__(self) -> None:
        super().__init__()
        self._read_days: set[date] = set()

    def body(self) -> ComposeResult:
        with Horizontal(id="inbox"):
            with Vertical(classes="pane", id="days-pane"):
                days: RecordTable[Digest] = RecordTable(id="days")
                yield days
            with VerticalScroll(classes="pane", id="digest-pane"):
                yield Written(id="digest")

    def read(self, reading: Reading) -> Told:
        return Told(inbox(reading, reading.actor.person_no), unit_names(reading))

    def on_mount(self) -> None:
        self.query_one("#days").focus()

    def show(self, model: Told) -> None:
        words = self.words
        days: RecordTable[Digest] = self.query_one("#days", RecordTable)
        days.set_columns(
            [
                Column("", 1, lambda each: "" if self._seen(each) else "●", lambda _: "gold"),
                Column(words("tui.inbox.day"), 10, lambda each: each.day.isoformat(), flex=1),
                Column(words("tui.inbox.count"), 5, lambda each: str(len(each.items)), right=True),
            ],
            words("tui.inbox.nothing"),
        )
        days.set_records(model.digests)
        left = sum(1 for each in model.digests if not self._seen(each))
        hint = words("tui.inbox.unread", count=left) if left else ""
        entitle(self.query_one("#days-pane"), words("tui.inbox.days"), hint)
        if not model.digests:
            self.query_one("#digest", Written).write((words("tui.inbox.empty"), "quiet"))

    def _seen(self, digest: Digest) -> bool:
        return digest.seen_at is not None or digest.day in self._read_days

    @on(RecordTable.Highlighted, "#days")
    def _moved(self, event: RecordTable.Highlighted) -> None:
        digest: Digest | None = event.record
        if digest is None or self.model is None:
            return
        entitle(self.query_one("#digest-pane"), digest.day.isoformat())
        self.query_one("#digest", Written).write(*self._pieces(digest, self.model.unit_names))
        if not self._seen(digest):
            self._read_days.add(digest.day)
            self._mark(digest.day)

    def _pieces(self, digest: Digest, names: dict[str, str]) -> Sequence[Piece]:
        pieces: list[Piece] = []
        for item in _in_order(digest):
            pieces += [("● ", _TONES.get(item.kind, "quiet")), told(item, digest.day, names, self.words), "\n\n"]
        return pieces

    @on(RecordTable.Opened, "#days")
    def _opened(self, event: RecordTable.Opened) -> None:
        """One thing told is opened at once; of many, the one that is chosen."""
        digest: Digest = event.record
        items = _in_order(digest)
        if len(items) == 1:
            self._chosen(items[0])
        elif self.model is not None:
            self.app.push_screen(InboxItems(digest.day, items, self.model.unit_names), self._chosen)

    def _chosen(self, item: Item | None) -> None:
        if item is not None and "task" in item.facts:
            self.app.push_screen(TaskPage(str(item.facts["task"])))
        elif item is not None:
            self._go(WAYS.get(item.kind, "month"))

    @work(group="open", exit_on_error=False)
    async def _go(self, way: str) -> None:
        await self.app.run_action(way)

    @work(group="seen", exit_on_error=False)
    async def _mark(self, day: date) -> None:
        try:
            await door(self).execute(mark_seen, day)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))


def _in_order(digest: Digest) -> list[Item]:
    """The most pressing first."""
    order = list(_TONES)
    return sorted(digest.items, key=lambda item: order.index(item.kind) if item.kind in order else len(order))
