"""Rewards and penalties that a month proposes: what triggered each, and deciding about one or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll

from supervision.context import Context, Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.permission import PERMISSIONS, Action, roles_for
from supervision.domain.proposal import decisions_from
from supervision.queries.proposals import Proposal, Proposals, proposals_of
from supervision.reports import shown, tables
from supervision.services.proposals import decide
from tui.door import door, reason
from tui.keys import key
from tui.screens.confirm import Confirm
from tui.screens.page import Page
from tui.widgets.columns import Column
from tui.widgets.marking import MarkingTable
from tui.widgets.record_table import RecordTable
from tui.widgets.written import Piece, Written, entitle, lines, written

_TONES = {"proposed": "gold", "approved": "good", "executed": "good", "refused": "quiet"}
_SIGNS = {"proposed": "○", "approved": "✓", "executed": "●", "refused": "×"}


class ProposalsPage(Page[Proposals | None]):
    HEADING = "proposals.title"
    OF_UNITS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left,left_square_bracket", "month(-1)", "month_before"),
        key("right,right_square_bracket", "month(1)", "month_after"),
        key("z,ctrl+g", "decide('approve')", "proposal_approve"),
        key("r,ctrl+e", "decide('refuse')", "proposal_refuse"),
        key("p,f11", "decide('execute')", "proposal_execute"),
    ]

    def __init__(self, period: str | None = None) -> None:
        super().__init__()
        self.period = period

    def body(self) -> ComposeResult:
        with Vertical(classes="pane", id="proposals-pane"):
            table: MarkingTable[Proposal] = MarkingTable(id="proposals")
            yield table
        with VerticalScroll(classes="pane", id="proposal-pane", can_focus=False):
            yield Written(id="proposal")

    def heading(self) -> str:
        month = f" {shown.month(self.words, self.period)}" if self.period else ""
        return self.words(self.HEADING) + month

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#proposals").focus()

    def read(self, reading: Reading) -> Proposals | None:
        return proposals_of(reading, self.period)

    def show(self, model: Proposals | None) -> None:
        words = self.words
        table: RecordTable[Proposal] = self.query_one("#proposals", RecordTable)
        table.set_columns(
            [
                Column("", 1, lambda row: _SIGNS[row.line.state], lambda row: _TONES[row.line.state]),
                Column(words("proposals.kind"), 7, lambda row: words.noun("consequence", row.consequence.kind)),
                Column(words("proposals.rule"), 18, self._rule, lambda _: "bold", flex=1),
                Column(words("tui.column.unit"), 10, lambda row: row.unit_name),
                Column(words("proposals.result"), 14, self._result, flex=1, needs=90),
                Column(
                    words("tui.column.state"),
                    8,
                    lambda row: words.noun("proposal_state", row.line.state),
                    lambda row: _TONES[row.line.state],
                ),
            ],
            words("proposals.none"),
        )
        rows = model.rows if model is not None else ()
        self.period = model.period if model is not None else self.period
        table.set_records(rows)
        waiting = sum(row.line.state == "proposed" for row in rows)
        hint = words("proposals.waiting", count=waiting) if waiting else words("proposals.all_decided")
        entitle(self.query_one("#proposals-pane"), words("proposals.list"), hint if rows else "")
        self._tell(table.current)
        self.refresh_bindings()

    def _rule(self, row: Proposal) -> str:
        rule = self.model.rubric.rule(row.line.code) if self.model is not None else None
        return f"{row.line.code} {shown.named(self.words, rule)}" if rule is not None else row.line.code

    def _result(self, row: Proposal) -> str:
        return tables.result_of(row.consequence, self.model.rubric, self.words) if self.model is not None else ""

    @on(RecordTable.Highlighted, "#proposals")
    def _moved(self, event: RecordTable.Highlighted) -> None:
        self._tell(event.record)

    @on(RecordTable.Opened, "#proposals")
    def _open(self, event: RecordTable.Opened) -> None:
        """The unit's score of that month, point by point."""
        from tui.screens.scorecard import Scorecard

        if self.period is not None:
            self.app.push_screen(Scorecard(self.period, event.record.line.unit))

    def _tell(self, row: Proposal | None) -> None:
        """What the proposal at the cursor rests on, and what was decided."""
        words = self.words
        entitle(self.query_one("#proposal-pane"), words("proposals.why"))
        if row is None:
            self.query_one("#proposal", Written).write((words("proposals.none"), "quiet"))
            return
        told = [
            written((self._rule(row), "bold"), f"  {row.unit_name}  ", (self._result(row), "gold")),
            written((words("proposals.because"), "quiet"), tables.because(row.consequence.because, words)),
        ]
        if row.line.decided_at is not None:
            state = words.noun("proposal_state", row.line.state)
            said = words("proposals.decided", state=state, name=row.decided_by, at=row.line.decided_at)
            told.append(written((said, _TONES[row.line.state]), f"  {row.line.note or ''}"))
        else:
            told.append(written((words("proposals.path"), "faint")))
        self.query_one("#proposal", Written).update(lines(told))

    def action_month(self, by: int) -> None:
        if self.model is not None:
            there = self.neighbour(self.model.periods, self.model.period, by)
            if there is not None:
                self.period = there
                self.query_one(MarkingTable).action_unmark()
                self.reload()

    def action_decide(self, decision: str) -> None:
        """About the marked proposals, or the one at the cursor; who may not is told who may."""
        if door(self).actor.role not in PERMISSIONS[Action.DECIDE_PROPOSAL]:
            who = [self.words.noun("role", role) for role in roles_for(Action.DECIDE_PROPOSAL)]
            self.notify(self.words("proposals.only_they", who=who), markup=False, severity="warning")
            return
        chosen = self._chosen()
        fitting = [row for row in chosen if decision in decisions_from(row.line.state)]
        if not fitting:
            self.notify(self.words(f"proposals.not_now.{decision}"), markup=False, severity="warning")
            return
        told: list[Piece] = [f"{self._rule(row)}  {row.unit_name}  {self._result(row)}\n" for row in fitting]
        if len(fitting) < len(chosen):
            told.append((self.words("proposals.left_out", count=len(chosen) - len(fitting)), "quiet"))

        def confirmed(note: str | None) -> None:
            if note is not None:
                self._do([(row.line.unit, row.line.code) for row in fitting], decision, note or None)

        title = self.words(f"tui.key.proposal_{decision}")
        self.app.push_screen(Confirm(title, *told, needs_reason=decision == "refuse"), confirmed)

    def _chosen(self) -> Sequence[Proposal]:
        table = self.query_one(MarkingTable)
        rows = self.model.rows if self.model is not None else ()
        marked = [rows[place] for place in table.marked if place < len(rows)]
        return marked or ([table.current] if table.current is not None else [])

    @work(exclusive=True, group="save", exit_on_error=False)
    async def _do(self, chosen: Sequence[tuple[str, str]], decision: str, note: str | None) -> None:
        """One after another: each is its own decision in the trail, and one that is refused stops no other."""
        period, refused = self.period or "", ""

        def run(context: Context) -> list[SupervisionError]:
            found = []
            for unit, code in chosen:
                try:
                    decide(context, period, unit, code, decision, note)
                except SupervisionError as error:
                    found.append(error)
            return found

        try:
            errors = await door(self).execute(run)
        except SupervisionError as error:
            errors = [error]
        refused = "  ".join(reason(self.words, error) for error in errors)
        self.query_one(MarkingTable).action_unmark()
        self.reload()
        done = len(chosen) - len(errors)
        if done:
            self.notify(self.words("proposals.done", count=done), markup=False)
        if refused:
            self.notify(refused, markup=False, severity="error")
