"""A table of records for one to a million rows: only what is on the screen is ever fetched or drawn.

Cells are plain text: never markup, never control characters, cut by cells. Columns are `columns`' question.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cells import clean, fit, headed
from tui.keys import key
from tui.marks import TONES
from tui.widgets.columns import GAP, Column, laid_out
from tui.widgets.paper import drawn
from tui.widgets.record_window import BLOCK, RecordWindow

R = TypeVar("R")
Fetch = Callable[[Sequence[int]], Awaitable[Sequence[R | None]]]
KEPT_STRIPS = 512
_PARTS = ("header", "odd", "cursor", "pending", "empty")


class RecordTable(ScrollView, Generic[R], can_focus=True):
    """`set_ids` shows an id snapshot whose records `fetch` brings in blocks; `set_records` shows a short list whole."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"record--{each}" for each in (*_PARTS, *TONES) if each}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("up,k", "move(-1)", "up", show=False),
        key("down,j", "move(1)", "down", show=False),
        key("pageup,ctrl+b", "page(-1)", "page_up", show=False),
        key("pagedown,ctrl+f", "page(1)", "page_down", show=False),
        key("home,g", "go(0)", "top", show=False),
        key("end,G", "go(-1)", "bottom", show=False),
        key("enter", "open", "open"),
    ]
    cursor = reactive(0, repaint=False)

    class Highlighted(Message):
        """The cursor stands on another record."""

        def __init__(self, table: RecordTable[Any], record: Any) -> None:
            self.table, self.record = table, record
            super().__init__()

        @property
        def control(self) -> RecordTable[Any]:
            return self.table

    class Opened(Highlighted):
        """Somebody wants to see the record at the cursor."""

    def __init__(self, fetch: Fetch[R] | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.fetch = fetch
        self.window: RecordWindow[R] = RecordWindow()
        self.columns: Sequence[Column[R]] = ()
        self.empty_text = ""
        self._laid: list[tuple[Column[R], int]] = []
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._styles: dict[tuple[str, str], Style] = {}

    # What is shown

    def set_columns(self, columns: Sequence[Column[R]], empty: str = "") -> None:
        """Which columns there are, and the sentence that stands where no record is."""
        self.columns, self.empty_text = columns, empty
        self._lay_out()

    def set_ids(self, ids: Sequence[int], first: Sequence[R] = ()) -> None:
        """Another list; the cursor stays on the record it stood on, where that is still there."""
        before = self.window.ids[self.cursor] if self.cursor < len(self.window.ids) else None
        self.window.start(ids, first)
        self._lay_out()
        place = _place(ids, before)
        self.cursor = min(self.cursor, max(0, len(ids) - 1)) if place is None else place
        self._bring()
        self.call_after_refresh(self._reveal)
        if ids:
            self.post_message(self.Highlighted(self, self.current))

    def renew(self) -> None:
        """The same list; its records may have changed."""
        self.window.renew()
        self._bring()

    def set_records(self, records: Sequence[R]) -> None:
        """A short list that needs no fetching; its ids are its places."""
        self.set_ids(range(len(records)), records)

    @property
    def current(self) -> R | None:
        """The record at the cursor, where it is at hand."""
        return self.window.get(self.cursor) if len(self.window) else None

    def _lay_out(self) -> None:
        self._laid = laid_out(self.columns, self.scrollable_content_region.width)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.window) + 1)
        self._forget()

    def _forget(self) -> None:
        self._strips.clear()
        self._styles.clear()
        self.refresh()

    def on_resize(self) -> None:
        self._lay_out()
        self._bring()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._forget()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._forget()

    # Bringing records

    def _bring(self) -> None:
        """Ask for what is on the screen, and for a screen more to either side: it is there when one gets there."""
        top, height, fetch = int(self.scroll_offset.y), self.size.height, self.fetch
        if fetch is None:
            return
        for block in self.window.missing(top - height, top + 2 * height):
            self.run_worker(self._fetch(fetch, block, self.window.generation), group="fetch", exit_on_error=False)

    async def _fetch(self, fetch: Fetch[R], block: int, generation: int) -> None:
        records = await fetch(self.window.ids_of(block))
        if not self.window.put(block, records, generation):
            return
        self._strips = {key: strip for key, strip in self._strips.items() if key[0] // BLOCK != block}
        top = int(self.scroll_offset.y) - block * BLOCK
        if -self.size.height < top < BLOCK:
            self.refresh()
        if self.cursor // BLOCK == block:
            self.post_message(self.Highlighted(self, self.current))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._bring()

    # Drawing

    def _style(self, kind: str, tone: str = "") -> Style:
        """The colours of a kind of line, and of a tone on it: put together once, for that takes longer than a row."""
        found = self._styles.get((kind, tone))
        if found is None:
            looks = (self.get_component_rich_style(f"record--{each}", partial=True) for each in (kind, tone) if each)
            found = self._styles[kind, tone] = sum(looks, start=self.rich_style)
        return found

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            titles = "".join(
                fit(f" {headed(column.title)}", size + 1, right=column.right) + " " for column, size in self._laid
            )
            style = self._style("header")
            return Strip([Segment(titles, style)]).adjust_cell_length(width, style)
        index = y - 1 + int(self.scroll_offset.y)
        if index >= len(self.window):
            return self._blank(y, width)
        at_cursor = index == self.cursor
        strip = self._strips.get((index, at_cursor))
        if strip is None:
            kind = "cursor" if at_cursor else "odd" if index % 2 else ""
            record = self.window.get(index)
            if record is None:
                pending = Segment(" …", self._style(kind, "pending"))
                return Strip([pending]).adjust_cell_length(width, self._style(kind))
            strip = self._row(index, record, kind).adjust_cell_length(width, self._style(kind))
            if len(self._strips) > KEPT_STRIPS:
                self._strips.clear()
            self._strips[index, at_cursor] = strip
        return strip

    def _blank(self, y: int, width: int) -> Strip:
        told = [] if len(self.window) else drawn(Text(self.empty_text), width - 2)
        if not 2 <= y < 2 + len(told):
            return Strip.blank(width, self._style(""))
        return Strip([Segment(fit(f" {told[y - 2].text}", width), self._style("empty"))])

    def lead(self, index: int) -> str:
        """The one cell in front of a row."""
        return " "

    def _row(self, index: int, record: R, kind: str) -> Strip:
        style = self._style(kind)
        at_cursor = kind == "cursor"
        mark = style if at_cursor else self._style(kind, "gold")
        lead, gap = self.lead(index), Segment(" " * (GAP - 1), style)
        segments: list[Segment] = []
        cells = 0
        for column, size in self._laid:
            text = fit(clean(column.value(record)), size, right=column.right)
            tone = column.tone(record)
            chip = tone.endswith("-card")
            own = self._style(kind, tone) if tone and (chip or not at_cursor) else style
            segments += (Segment(lead, mark), Segment(text, own), gap)
            lead = " "
            cells += size + GAP
        return Strip(segments, cells)

    # Moving

    def validate_cursor(self, index: int) -> int:
        return max(0, min(index, len(self.window) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        top, width = int(self.scroll_offset.y), self.size.width
        self._reveal()
        self.refresh(Region(0, old - top + 1, width, 1), Region(0, new - top + 1, width, 1))
        if len(self.window):
            self.post_message(self.Highlighted(self, self.current))

    def _reveal(self) -> None:
        """Scroll just so far that the cursor is seen."""
        top, page, place = int(self.scroll_offset.y), self._page(), self.cursor
        if place < top or place >= top + page:
            self.scroll_to(y=place if place < top else place - page + 1, animate=False, force=True, immediate=True)

    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    def action_move(self, by: int) -> None:
        self.cursor += by

    def action_page(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by * self._page(), animate=False, force=True, immediate=True)
        self.cursor += by * self._page()

    def action_go(self, index: int) -> None:
        self.cursor = len(self.window) - 1 if index < 0 else index

    def action_open(self) -> None:
        """Tell the page that somebody wants to see this record."""
        if self.current is not None:
            self.post_message(self.Opened(self, self.current))

    def on_click(self, event: events.Click) -> None:
        index = event.y - 1 + int(self.scroll_offset.y)
        if event.y < 1 or index >= len(self.window):
            return
        again = index == self.cursor
        self.cursor = index
        if again or event.chain > 1:
            self.action_open()


def _place(ids: Sequence[int], wanted: int | None) -> int | None:
    if wanted is None:
        return None
    try:
        return ids.index(wanted)
    except ValueError:
        return None
