"""A month's cycle: how far it has come, what it waits for, and the decisions about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from supervision.context import Context, Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.permission import Action
from supervision.queries.appeals import AppealLine
from supervision.queries.month_stand import MonthStand, Stage, month_stand
from supervision.reports import shown
from supervision.services.appeals import start_publicity
from supervision.services.months import approve_month, return_month
from tui.cells import fit
from tui.door import door, reason
from tui.going_on import go_on
from tui.keys import key
from tui.screens.appeal_decision import AppealDecision
from tui.screens.bulletin import BulletinPreview
from tui.screens.confirm import Confirm
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, written

_NEEDS = {
    "approve": Action.APPROVE_MONTH,
    "return_draft": Action.RETURN_MONTH,
    "publicity": Action.START_PUBLICITY,
    "decide": Action.DECIDE_APPEAL,
}
APPEAL_TONES = {"filed": "gold", "upheld": "good", "rejected": "quiet"}


class MonthPage(Page[MonthStand | None]):
    HEADING = "tui.month.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left,left_square_bracket", "month(-1)", "month_before"),
        key("right,right_square_bracket", "month(1)", "month_after"),
        key("v,f6", "preview", "preview"),
        key("z,ctrl+g", "approve", "approve"),
        key("r,ctrl+e", "return_draft", "return_draft"),
        key("p,f11", "publicity", "publicity"),
    ]

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self.period = period

    def body(self) -> ComposeResult:
        with Horizontal(id="cycle"):
            with Vertical(classes="pane", id="stages-pane"):
                yield Written(id="stages")
            with VerticalScroll(classes="pane", id="blocks-pane", can_focus=False):
                yield Written(id="blocks")
        with Vertical(classes="pane", id="appeals-pane"):
            table: RecordTable[AppealLine] = RecordTable(id="appeals")
            yield table

    def heading(self) -> str:
        month = f" {shown.month(self.words, self.period)}" if self.period else ""
        return self.words(self.HEADING) + month

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#appeals").focus()

    def read(self, reading: Reading) -> MonthStand | None:
        return month_stand(reading, self.period)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this person may do to this month now, as the query says."""
        if action in _NEEDS:
            return self.model is not None and _NEEDS[action] in self.model.may
        return super().check_action(action, parameters)

    # What is shown

    def show(self, model: MonthStand | None) -> None:
        words = self.words
        if model is None:
            self.query_one("#blocks", Written).write((words("tui.month.nothing"), "quiet"))
            return
        self.period = model.line.period
        state = words.noun("month_state", model.line.state)
        entitle(self.query_one("#stages-pane"), shown.month(words, model.line.period), state)
        self.query_one("#stages", Written).update(lines(self._stage(stage) for stage in model.stages))
        entitle(self.query_one("#blocks-pane"), words("tui.month.waits"))
        self.query_one("#blocks", Written).update(lines(self._waits(model)))
        self._show_appeals(model)
        self.refresh_bindings()

    def _stage(self, stage: Stage) -> Content:
        sign: Piece = ("✓ ", "good") if stage.done_at else ("▸ ", "gold") if stage.now else ("○ ", "faint")
        day = shown.day(self.words, stage.done_at.date(), door(self).today.year) if stage.done_at else ""
        name = fit(self.words(f"tui.stage.{stage.code}"), 18 if self.words.lang == "zh" else 22)
        return written(sign, (name, "bold" if stage.now else "" if stage.done_at else "quiet"), (day, "quiet"))

    def _waits(self, model: MonthStand) -> Iterator[Content]:
        words = self.words
        for block in model.blocks:
            yield written(("◆ ", "gold"), words(f"tui.block.{block.code}", **block.facts))
        if not model.blocks:
            yield written(("✓ ", "good"), words("tui.month.done"))
        if model.window is not None:
            yield written("")
            first, last = model.window.first, model.window.last_shown
            yield written((words("tui.month.window", first=first, last=last), "quiet"))
            yield written((words("tui.month.appeal_until", last=model.window.last_appeal), "quiet"))
        line = model.line
        if line.draft_sha is not None or line.sealed_at is not None:
            yield written("")
            yield written((words("tui.month.known_until", at=line.seal_at), "quiet"))
        if line.approved_by is not None and line.approved_at is not None:
            signer = model.names.get(line.approved_by, line.approved_by)
            yield written((words("tui.month.signed", name=signer, at=line.approved_at), "quiet"))
        digest = line.digest or line.draft_sha
        if digest is not None:
            yield written((words("tui.month.digest", digest=digest[:16]), "faint"))

    def _show_appeals(self, model: MonthStand) -> None:
        words = self.words
        table = self.query_one(RecordTable)
        table.set_columns(
            [
                Column(words("tui.appeal.number"), 14, lambda line: line.appeal_no, lambda _: "quiet", needs=96),
                Column(words("tui.column.unit"), 12, lambda line: model.unit_names.get(line.unit, line.unit)),
                Column(words("tui.column.item"), 6, lambda line: line.section, lambda _: "cool"),
                Column(words("tui.appeal.reason"), 16, lambda line: line.reason, flex=1),
                Column(words("tui.appeal.before"), 8, lambda line: shown.signed(line.points_before), right=True),
                Column(words("tui.appeal.after"), 8, _after, right=True, needs=70),
                Column(
                    words("tui.column.state"),
                    10,
                    lambda line: words.noun("appeal_state", line.state),
                    lambda line: APPEAL_TONES.get(line.state, ""),
                ),
            ],
            words("tui.month.no_appeals"),
        )
        table.set_records(model.appeals)
        entitle(
            self.query_one("#appeals-pane"), words("tui.month.appeals"), words("tui.count", count=len(model.appeals))
        )

    # What can be done

    def action_month(self, by: int) -> None:
        if self.model is not None:
            there = self.neighbour(self.model.periods, self.model.line.period, by)
            if there is not None:
                self.period = there
                self.reload()

    def action_preview(self) -> None:
        """The bulletin of this month as it will print."""
        self.app.push_screen(BulletinPreview(self.period))

    def action_approve(self) -> None:
        """Sign the draft that stands here; the cycle then goes on to its end."""
        if self.model is None or self.model.line.draft_sha is None:
            return
        line, sha = self.model.line, self.model.line.draft_sha
        told = self.words("tui.month.sign_what", period=shown.month(self.words, line.period), digest=sha[:16])

        def signed(answer: str | None) -> None:
            if answer is not None:
                self._do(lambda context: approve_month(context, line.period, sha), then=self._go_on)

        self.app.push_screen(Confirm(self.words("tui.month.sign"), (told, "")), signed)

    def action_return_draft(self) -> None:
        if self.model is None:
            return
        period = self.model.line.period

        def returned(why: str | None) -> None:
            if why is not None:
                self._do(lambda context: return_month(context, period, why))

        title = self.words("tui.month.return")
        self.app.push_screen(Confirm(title, (self.words("tui.month.return_why"), "quiet"), needs_reason=True), returned)

    def action_publicity(self) -> None:
        if self.model is None:
            return
        period = self.model.line.period

        def started(answer: str | None) -> None:
            if answer is not None:
                self._do(lambda context: start_publicity(context, period))

        told = self.words("tui.month.publicity_what")
        self.app.push_screen(Confirm(self.words("tui.month.publicity"), (told, "")), started)

    @work(exclusive=True, group="save", exit_on_error=False)
    async def _do(self, command: Callable[[Context], object], then: Callable[[], object] | None = None) -> None:
        try:
            await door(self).execute(command)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        self.reload()
        if then is not None:
            then()

    @work(exclusive=True, group="going-on", exit_on_error=False)
    async def _go_on(self) -> None:
        """Seal, publish, propose: what the next run would do, done at once."""
        period, settings = self.period or "", door(self).settings
        self.notify(self.words("tui.month.going_on"), markup=False)
        try:
            finished = await door(self).execute(lambda _: go_on(settings, period))
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        said = "tui.month.finished" if finished else "tui.month.still_waits"
        self.notify(self.words(said, period=shown.month(self.words, period)), markup=False)
        self.reload()

    @on(RecordTable.Opened)
    def _open_appeal(self, event: RecordTable.Opened) -> None:
        self.app.push_screen(AppealDecision(event.record))


def _after(line: AppealLine) -> str:
    return "" if line.points_after is None else shown.signed(line.points_after)
