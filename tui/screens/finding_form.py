"""Recording a finding (登记问题) in few keys: unit, item, usual finding; the rest is filled in and can be changed.

At the left stands the question, at the right the finding as far as it is known. After saving the same unit goes on;
opened for one item of a visit, the form goes back to the list instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, TextArea

from supervision.context import Reading
from supervision.domain.errors import BadInput, SupervisionError
from supervision.domain.model import Finding
from supervision.queries.checklist import Similar, Template
from supervision.queries.people import UnitLine
from supervision.services.findings import NewFinding, record_finding
from tui.door import door, reason
from tui.keys import key
from tui.screens.drafting import Drafting
from tui.screens.finding_choices import (
    ItemToPick,
    UnitToCheck,
    UnitToPick,
    item_choices,
    read_checklist,
    read_similar,
    read_units,
    template_choices,
    unit_choices,
)
from tui.screens.finding_draft import Draft, Step
from tui.screens.finding_fields import FindingFields
from tui.screens.page import Page
from tui.screens.taking_back import OwnFinding, TakingBack
from tui.widgets.pick_list import PickList
from tui.widgets.severity_line import SeverityLine
from tui.widgets.written import entitle


@dataclass(frozen=True, slots=True)
class Start:
    """Where a visit opens the form: the unit's checklist is known and the item chosen."""

    unit: str
    unit_name: str
    to_check: UnitToCheck
    item: ItemToPick
    saved: Callable[[Finding], None]


class FindingForm(Page[list[UnitToPick]], Drafting, TakingBack):
    HEADING = "tui.finding.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2,ctrl+s", "save", "save"),
        key("f3,ctrl+l", "repeat", "repeat"),
        key("f6,ctrl+o", "next_owner", "next_owner"),
        key("escape", "step_back", "step_back"),
    ]

    def __init__(self, start: Start | None = None) -> None:
        super().__init__()
        self.start = start
        self.step = Step.UNIT
        self.draft = Draft("")
        self.to_check: UnitToCheck | None = None
        self.similar: list[Similar] = []
        self.picked: ItemToPick | None = None
        self.recorded: OwnFinding | None = None
        self.last: tuple[Draft, ItemToPick | None] | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="finding"):
            question: PickList[object] = PickList(id="question", classes="pane")
            yield question
            with VerticalScroll(id="answer", classes="pane", can_focus=False):
                yield FindingFields()

    def read(self, reading: Reading) -> list[UnitToPick]:
        return read_units(reading)

    def on_mount(self) -> None:
        self.draft = Draft(door(self).today.isoformat())
        super().on_mount()
        self.query_one(FindingFields).put(self.draft)
        self.query_one(PickList).focus_typed()
        self._begin()
        self.look_for_draft()

    def _begin(self) -> None:
        """At the first question, or at the usual findings of the item that a visit is at."""
        start = self.start
        if start is not None:
            self.to_check = start.to_check
            self.draft = self.draft.with_unit(start.unit, start.unit_name, start.to_check.checklist)
            self._take_item(start.item)

    def say(self) -> None:
        self._ask(keep=True)
        entitle(self.query_one("#answer"), self.words("tui.finding.answer"))
        self._tell()

    def show(self, model: list[UnitToPick]) -> None:
        self._ask(keep=True)

    # The question at the left

    def _ask(self, *, keep: bool = False) -> None:
        question, words = self.query_one(PickList), self.words
        step = Step.TEMPLATE if self.step is Step.WRITE else self.step
        entitle(question, words(f"tui.finding.ask.{step}"), self.draft.unit_name if step is not Step.UNIT else "")
        question.say(words(f"tui.finding.find.{step}"))
        if step is Step.UNIT:
            question.offer(unit_choices(self.model or []), keep=keep)
        elif step is Step.ITEM and self.to_check is not None:
            question.offer(item_choices(words, self.to_check.items), keep=keep)
        elif self.picked is not None:
            question.offer(template_choices(words, self.picked), keep=keep)

    def _go(self, step: Step) -> None:
        self.step = step
        self._ask()
        if step is Step.WRITE:
            self.query_one("#facts", TextArea).focus()
        else:
            self.query_one(PickList).focus_typed()

    @on(PickList.Taken)
    def _taken(self, event: PickList.Taken) -> None:
        value = event.choice.value if event.choice is not None else None
        if isinstance(value, UnitLine):
            self._take_unit(value)
        elif isinstance(value, ItemToPick):
            self._take_item(value)
        elif self.step in (Step.TEMPLATE, Step.WRITE):
            template = value if isinstance(value, Template) else None
            own = event.typed if event.choice is None and not event.typed.isdecimal() else ""
            self._change(self.draft.with_template(template, own))
            self._go(Step.WRITE)
            if template is None and not own:
                self.query_one("#problem_type", Input).focus()

    @work(exclusive=True, group="unit", exit_on_error=False)
    async def _take_unit(self, unit: UnitLine) -> None:
        self.to_check = await self._look_up(unit.unit)
        if self.to_check is not None:
            self._change(self.draft.with_unit(unit.unit, unit.name, self.to_check.checklist))
            self._go(Step.ITEM)

    async def _look_up(self, unit: str) -> UnitToCheck | None:
        try:
            return await door(self).look(lambda reading: read_checklist(reading, unit))
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return None

    def _take_item(self, pick: ItemToPick) -> None:
        self.picked = pick
        self._change(replace(self.draft, item=pick.item))
        self._go(Step.TEMPLATE)
        self._find_similar(self.draft.unit, pick.item.code)

    @work(exclusive=True, group="similar", exit_on_error=False)
    async def _find_similar(self, unit: str, item: str) -> None:
        self.similar = await door(self).look(lambda reading: read_similar(reading, unit, item))
        self._tell()

    async def action_step_back(self) -> None:
        """One question back; from the first one out of the form."""
        steps = list(Step)
        place = steps.index(self.step)
        first = Step.UNIT if self.start is None else Step.TEMPLATE
        if self.step is first:
            await self.app.run_action("back")
        else:
            self._go(steps[place - 1])

    # The finding at the right

    def _change(self, draft: Draft) -> None:
        self.draft = draft
        self.query_one(FindingFields).put(draft)
        self.trouble("")
        self._tell()

    def _tell(self) -> None:
        checklist = self.to_check.checklist if self.to_check is not None else None
        self.query_one(FindingFields).tell(self.words, self.draft, checklist, self.similar, door(self).today)

    @on(Input.Changed, "#problem_type,#found_on")
    @on(TextArea.Changed, "#facts")
    @on(SeverityLine.Changed)
    def _edited(self) -> None:
        self.draft = self.query_one(FindingFields).taken(self.draft)
        self._tell()
        self.edited()

    def action_next_owner(self) -> None:
        """The next person of the unit as owner."""
        owners = [number for number, _, _ in self.to_check.checklist.owners] if self.to_check is not None else []
        if owners:
            place = owners.index(self.draft.owner) if self.draft.owner in owners else -1
            self._change(replace(self.draft, owner=owners[(place + 1) % len(owners)]))

    def action_repeat(self) -> None:
        """The last finding once more, for the unit now chosen: item, problem, severity and facts."""
        if self.last is None or self.to_check is None:
            self.trouble(self.words("tui.finding.nothing_to_repeat"))
            return
        last, self.picked = self.last
        now = self.draft
        self._change(replace(last, unit=now.unit, unit_name=now.unit_name, owner=now.owner, found_on=now.found_on))
        self._go(Step.WRITE)

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        try:
            finding = await door(self).execute(record_finding, self._finished())
            await self.drop_draft()
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            self._saved(finding)

    def _finished(self) -> NewFinding:
        if not self.draft.unit or self.draft.item is None:
            raise BadInput("text-missing", field="unit" if not self.draft.unit else "item")
        try:
            return self.draft.finding()
        except ValueError as error:
            raise BadInput("bad-date", value=self.draft.found_on) from error

    def _saved(self, finding: Finding) -> None:
        due = self.draft.due(self.to_check.checklist if self.to_check is not None else None)
        told = self.words("tui.finding.saved", number=finding.finding_no, due=due)
        self.app.notify(told, markup=False)
        if self.start is not None:
            self.start.saved(finding)
            self.dismiss()
            return
        self.last = (self.draft, self.picked)
        self.recorded = OwnFinding(finding.finding_no, finding.task_no, finding.problem_type)
        self.similar = []
        self._change(self.draft.next_one())
        self._go(Step.ITEM)
        self._count_again(finding.unit)

    def own_finding(self) -> OwnFinding | None:
        return self.recorded

    def taken_back(self, own: OwnFinding) -> None:
        self.recorded = None
        self._count_again(self.draft.unit)

    @work(exclusive=True, group="unit", exit_on_error=False)
    async def _count_again(self, unit: str) -> None:
        """The checklist with the finding just recorded among the recent ones."""
        self.to_check = await self._look_up(unit) or self.to_check
        if self.step is Step.ITEM:
            self._ask(keep=True)

    # What is typed outlives a crash

    def draft_name(self) -> str:
        return "finding" if self.start is None else f"finding:{self.start.unit}:{self.start.item.item.code}"

    def draft_content(self) -> dict[str, object]:
        return self.draft.kept()

    def begun(self) -> bool:
        """A chosen unit and a letter typed to find one count as well; in a visit unit and item are given."""
        chosen = self.step not in (Step.UNIT, Step.TEMPLATE) if self.start else self.step is not Step.UNIT
        typed = self.draft.problem_type or self.draft.facts
        return chosen or bool(typed or self.query_one(PickList).typed.value)

    def take_up(self, content: dict[str, object]) -> None:
        self._take_up(content)

    @work(exclusive=True, group="unit", exit_on_error=False)
    async def _take_up(self, content: dict[str, object]) -> None:
        self.to_check = self.to_check or await self._look_up(str(content.get("unit")))
        items = self.to_check.items if self.to_check is not None else ()
        self.picked = next((pick for pick in items if pick.item.code == content.get("item")), None)
        self._change(self.draft.taken_up(content, self.picked.item if self.picked else None))
        self._go(Step.WRITE if self.picked else Step.ITEM if self.to_check else Step.UNIT)

    def empty(self) -> None:
        self._change(Draft(door(self).today.isoformat()))
        self._go(Step.UNIT)
        self._begin()
