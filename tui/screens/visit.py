"""A visit: the month's checklist of one village, last month's weak items first; one key an item, in order or a finding.

What was in order is remembered for today on this computer (`visit_marks`); findings are recorded at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from supervision.context import Reading
from supervision.domain.model import Finding
from supervision.queries.checklist import Similar
from supervision.queries.visits import FoundToday, found_today
from tui.door import door
from tui.keys import key
from tui.screens.finding_choices import ItemToPick, UnitToCheck, read_checklist, read_similar
from tui.screens.finding_form import FindingForm, Start
from tui.screens.page import Page
from tui.screens.taking_back import OwnFinding, TakingBack
from tui.screens.visit_marks import VISITS, ok_of
from tui.screens.visit_words import item_told, marks_told
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Written, entitle


@dataclass(frozen=True, slots=True)
class Checking:
    to_check: UnitToCheck
    found: list[FoundToday]


class CheckTable(RecordTable[ItemToPick]):
    """A list in which Enter means that something is wrong."""

    BINDINGS: ClassVar[list[BindingType]] = [key("enter", "open", "item_finding")]


class Visit(Page[Checking], TakingBack):
    HEADING = "tui.visit.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("o,space", "ok", "item_ok"),
        key("f,f2", "finding", "item_finding"),
        key("u,backspace", "unmark", "item_unmark"),
        key("u,backspace", "not_marked", "item_unmark", show=False),
        key("z,ctrl+s", "end", "visit_end"),
    ]

    def __init__(self, unit: str, unit_name: str) -> None:
        super().__init__()
        self.unit, self.unit_name = unit, unit_name
        self.ok: list[str] = []
        self._similar: dict[str, list[Similar]] = {}

    def body(self) -> ComposeResult:
        yield Written(id="progress")
        with Horizontal():
            with Vertical(classes="pane", id="checklist-pane"):
                yield CheckTable(id="checklist")
            with VerticalScroll(classes="pane", id="item-pane", can_focus=False):
                yield Written(id="item")

    def heading(self) -> str:
        return f"{self.words(self.HEADING)} {self.unit_name}"

    def read(self, reading: Reading) -> Checking:
        return Checking(read_checklist(reading, self.unit), found_today(reading, self.unit))

    def on_mount(self) -> None:
        self.query_one("#checklist").focus()
        self._remember()

    @work(exclusive=True, group="marks", exit_on_error=False)
    async def _remember(self) -> None:
        today = door(self).today
        self.ok = await door(self).drafts(lambda drafts, _now: ok_of(drafts, self.unit, today))
        if self.model is not None:
            self.show(self.model)

    # What is shown

    def show(self, model: Checking) -> None:
        words = self.words
        found = {each.item for each in model.found}
        zh = words.lang == "zh"
        table: RecordTable[ItemToPick] = self.query_one("#checklist", RecordTable)
        table.set_columns(
            [
                Column("", 1, lambda pick: self._sign(pick, found), lambda pick: self._tone(pick, found)),
                Column(words("tui.column.item"), 4, lambda pick: pick.item.code, lambda _: "cool"),
                Column(
                    words("tui.visit.what"), 16, lambda pick: pick.item.name_zh if zh else pick.item.name_en, flex=1
                ),
                Column(words("tui.visit.lost"), 6, _lost, lambda _: "bad", right=True),
                Column(
                    words("tui.visit.recent"), 6, lambda pick: str(pick.item.recent or ""), lambda _: "warn", right=True
                ),
            ],
            words("tui.visit.nothing"),
        )
        table.set_records(model.to_check.items)
        entitle(self.query_one("#checklist-pane"), words("tui.visit.checklist"), words("tui.visit.stays"))
        self.query_one("#progress", Written).update(marks_told(words, model.to_check, self.ok, model.found))
        self._show_item()

    def _sign(self, pick: ItemToPick, found: set[str]) -> str:
        return "●" if pick.item.code in found else "✓" if pick.item.code in self.ok else "·"

    def _tone(self, pick: ItemToPick, found: set[str]) -> str:
        return "bad" if pick.item.code in found else "good" if pick.item.code in self.ok else "faint"

    @property
    def current(self) -> ItemToPick | None:
        table: RecordTable[ItemToPick] = self.query_one("#checklist", RecordTable)
        return table.current

    @on(RecordTable.Highlighted, "#checklist")
    def _moved(self) -> None:
        self._show_item()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Unmarking is offered where a mark, or a finding of today, is there to go."""
        if action == "unmark" and self.is_mounted:
            pick = self.current
            return (pick is not None and pick.item.code in self.ok) or self.own_finding() is not None
        return super().check_action(action, parameters)

    def _show_item(self) -> None:
        self.refresh_bindings()
        pick = self.current
        if pick is None or self.model is None:
            return
        similar = self._similar.get(pick.item.code)
        pane = self.query_one("#item-pane")
        entitle(pane, pick.item.code, self.words("tui.visit.max", points=pick.item.max))
        own = [each for each in self.model.found if each.item == pick.item.code]
        self.query_one("#item", Written).update(item_told(self.words, pick.item, own, similar or []))
        if similar is None and pick.item.recent:
            self._look_for_similar(pick.item.code)

    @work(exclusive=True, group="similar", exit_on_error=False)
    async def _look_for_similar(self, item: str) -> None:
        self._similar[item] = await door(self).look(lambda reading: read_similar(reading, self.unit, item))
        self._show_item()

    def others_changed(self) -> None:
        self._similar.clear()
        super().others_changed()

    # One key an item

    def action_ok(self) -> None:
        """In order: marked, and on to the next one."""
        pick = self.current
        if pick is not None and self.model is not None:
            if pick.item.code not in self.ok:
                self.ok.append(pick.item.code)
            self._marked()
            self.query_one("#checklist", RecordTable).action_move(1)

    def action_unmark(self) -> None:
        """The mark is a note on this computer and just goes; a finding is taken back."""
        pick = self.current
        if pick is not None and pick.item.code in self.ok:
            self.ok.remove(pick.item.code)
            self._marked()
        elif self.own_finding() is not None:
            self.action_take_back()

    def action_not_marked(self) -> None:
        """One press too many does nothing, and is not the key of another page."""

    def own_finding(self) -> OwnFinding | None:
        """The last finding of the item at the cursor."""
        pick, found = self.current, self.model.found if self.model is not None else []
        own = [each for each in found if pick is not None and each.item == pick.item.code]
        return OwnFinding(own[-1].finding_no, own[-1].task_no, own[-1].problem_type) if own else None

    def taken_back(self, own: OwnFinding) -> None:
        self._similar.clear()
        self.reload()

    def _marked(self) -> None:
        if self.model is not None:
            self.show(self.model)
        self._keep()

    @work(exclusive=True, group="marks", exit_on_error=False)
    async def _keep(self) -> None:
        content = {"day": door(self).today.isoformat(), "ok": list(self.ok)}
        await door(self).drafts(lambda drafts, now: drafts.shared().keep(f"{VISITS}{self.unit}", content, now))

    def action_finding(self) -> None:
        """Something is wrong: the form, with this item chosen; it comes back here."""
        pick = self.current
        if pick is not None and self.model is not None:
            start = Start(self.unit, self.unit_name, self.model.to_check, pick, self._recorded)
            self.app.push_screen(FindingForm(start))

    @on(RecordTable.Opened, "#checklist")
    def _opened(self) -> None:
        self.action_finding()

    def _recorded(self, finding: Finding) -> None:
        """The item now has a finding; on to the next one."""
        self._similar.pop(finding.item, None)
        if finding.item in self.ok:
            self.ok.remove(finding.item)
            self._keep()
        self.query_one("#checklist", RecordTable).action_move(1)

    def action_end(self) -> None:
        """What this visit came to."""
        from tui.screens.visit_summary import VisitSummary

        if self.model is not None:
            summary = VisitSummary(self.unit_name, self.model.to_check, list(self.ok), self.model.found)
            self.app.push_screen(summary, self._ended)

    def _ended(self, ended: bool | None) -> None:
        if ended:
            self._forget()

    @work(exclusive=True, group="marks", exit_on_error=False)
    async def _forget(self) -> None:
        await door(self).drafts(lambda drafts, _now: drafts.shared().drop(f"{VISITS}{self.unit}"))
        self.dismiss()


def _lost(pick: ItemToPick) -> str:
    return f"▼{pick.item.lost}" if pick.item.lost else ""
