"""Recording an activity of one branch: what kind, when, how many came. What is missing comes first in the list."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Select

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.model import Activity
from supervision.queries.law import law
from supervision.queries.quotas import Quota, Quotas, quotas
from supervision.services.activities import NewActivity, record_activity
from tui.cells import clean, headed
from tui.door import door, reason
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.drafting import Drafting
from tui.widgets.line_input import LineInput
from tui.widgets.written import Piece, Written

FIELDS = ("held_on", "group_no", "expected", "attended", "topic")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the unit owes, and until how many days after it an activity counts in full."""

    quotas: Quotas
    grace_days: int
    late_credit: str


class ActivityForm(Dialog[Activity], Drafting):
    BINDINGS = [key("f2,ctrl+s", "save", "save")]  # noqa: RUF012

    def __init__(self, unit: str, unit_name: str, period: str, kind: str | None = None) -> None:
        super().__init__()
        self.unit, self.unit_name, self.period, self.wanted = unit, unit_name, period, kind
        self.asked: Asked | None = None

    def body(self) -> ComposeResult:
        yield Written(id="what")
        kinds: Select[str] = Select([], id="type", compact=True)
        yield from self._field("type", kinds)
        for name in FIELDS:
            yield from self._field(name, LineInput(id=name))
        yield Written(id="credit")

    def _field(self, name: str, widget: LineInput | Select[str]) -> ComposeResult:
        with Horizontal(classes="field", id=f"field-{name}"):
            yield Label("", id=f"label-{name}", classes="field--label", markup=False)
            yield widget

    def on_mount(self) -> None:
        self.query_one("#held_on", LineInput).value = door(self).today.isoformat()
        self._read()

    @work(exclusive=True, group="asked", exit_on_error=False)
    async def _read(self) -> None:
        try:
            self.asked = await door(self).look(self._asked)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        self._offer()
        self.query_one("#held_on").focus()
        self.look_for_draft()

    def _asked(self, reading: Reading) -> Asked:
        late = law(reading).timeline(reading.today).rubric_for(self.period).late_record
        return Asked(quotas(reading, self.period, (self.unit,)), late.grace_days, f"{late.credit.normalize():f}")

    def say(self) -> None:
        words = self.words
        self.frame(words("tui.activity.title", unit=clean(self.unit_name)), words("tui.activity.hint"))
        self.query_one("#what", Written).write((words("tui.activity.what"), "quiet"))
        for name in ("type", *FIELDS):
            self.query_one(f"#label-{name}", Label).update(headed(words.noun("column", name)))
        self._offer()

    def _offer(self) -> None:
        """Kinds with a gap first; the one asked for, or the first, is chosen."""
        if self.asked is None or not self.asked.quotas.rows:
            return
        choice = self.query_one("#type", Select)
        now = self.wanted if choice.is_blank() else str(choice.value)
        grid = self.asked.quotas
        pairs = [(kind, cell) for kind, cell in zip(grid.kinds, grid.rows[0].cells, strict=True) if cell is not None]
        pairs.sort(key=lambda pair: not pair[1].missing)
        options = []
        for kind, cell in pairs:
            gap = f"  −{cell.missing.normalize():f}" if cell.missing else "  ✓"
            options.append((Content(f"{self.words.noun('activity_type', kind.type)}{gap}"), kind.type))
        choice.prompt = self.words("tui.move.choose")
        choice.set_options(options)
        known = [value for _, value in options]
        if known:
            choice.value = now if now in known else known[0]
        self._fit()

    @property
    def kind(self) -> Quota | None:
        choice = self.query_one("#type", Select)
        kinds = self.asked.quotas.kinds if self.asked is not None else ()
        return next((kind for kind in kinds if not choice.is_blank() and kind.type == choice.value), None)

    def _fit(self) -> None:
        """Only the fields that this kind asks for; what the day means for its credit."""
        kind, asked = self.kind, self.asked
        if kind is None or asked is None:
            return
        self.query_one("#field-group_no").display = kind.by_group
        for name in ("expected", "attended"):
            self.query_one(f"#field-{name}").display = kind.counts_heads
        told: list[Piece] = [
            (self.words("tui.activity.credit", days=asked.grace_days, credit=asked.late_credit), "quiet")
        ]
        self.query_one("#credit", Written).write(*told)

    @on(Select.Changed)
    def _chosen(self) -> None:
        self._fit()
        self.edited()

    @on(Input.Changed)
    def _typing(self) -> None:
        self.edited()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        kind = self.kind
        if kind is None:
            return
        typed = {name: self._typed(name) for name in FIELDS}
        try:
            done = await door(self).execute(record_activity, NewActivity(self.unit, kind.type, **typed))
            await self.drop_draft()
        except SupervisionError as error:
            self.refuse(error)
        else:
            what = self.words.noun("activity_type", done.type)
            told = self.words("tui.activity.saved", number=done.activity_no, what=what)
            self.app.notify(told, markup=False)
            self.dismiss(done)

    def _typed(self, name: str) -> str:
        field = self.query_one(f"#{name}", LineInput)
        return field.value.strip() if self.query_one(f"#field-{name}").display else ""

    # What is typed outlives a crash

    def draft_name(self) -> str:
        return f"activity:{self.unit}"

    def draft_content(self) -> dict[str, object]:
        typed: dict[str, object] = {name: self.query_one(f"#{name}", LineInput).value for name in FIELDS}
        if not any(value for name, value in typed.items() if name != "held_on"):
            return {}
        return {**typed, "type": self.kind.type if self.kind is not None else ""}

    def take_up(self, content: dict[str, object]) -> None:
        for name in FIELDS:
            self.query_one(f"#{name}", LineInput).value = str(content.get(name) or "")
        kinds = self.asked.quotas.kinds if self.asked is not None else ()
        if content.get("type") in [kind.type for kind in kinds]:
            self.query_one("#type", Select).value = content["type"]

    def empty(self) -> None:
        self.take_up({"held_on": door(self).today.isoformat()})
