"""One appeal: what is objected to, what the facts make of it now, and the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Select, TextArea

from supervision.context import Reading
from supervision.domain.differences import Difference, differences
from supervision.domain.errors import SupervisionError
from supervision.queries.appeals import AppealLine
from supervision.queries.months import month_result
from supervision.queries.preview import preview
from supervision.reports import shown
from supervision.services.appeals import decide_appeal
from tui.door import door, reason
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.widgets.written import Written, lines, written

DECISIONS = ("rejected", "upheld")


class AppealDecision(Dialog[bool]):
    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "save", "save")]

    def __init__(self, appeal: AppealLine) -> None:
        super().__init__()
        self.appeal = appeal
        self._changed: list[Difference] | None = None

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield Written(id="changed")
        if self.appeal.state == "filed":
            with Horizontal(classes="field"):
                yield Label("", id="label-decision", classes="field--label", markup=False)
                yield Select[str]([], id="decision", compact=True)
            with Horizontal(classes="field"):
                yield Label("", id="label-answer", classes="field--label", markup=False)
                yield TextArea(id="answer", soft_wrap=True, tab_behavior="focus")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "save":
            return self.appeal.state == "filed"
        return super().check_action(action, parameters)

    def say(self) -> None:
        words, appeal = self.words, self.appeal
        state = words.noun("appeal_state", appeal.state)
        self.frame(f"{words('tui.appeal.title')} {appeal.appeal_no}", state)
        rows = [
            written((f"{appeal.section}  ", "cool"), (shown.signed(appeal.points_before), "bad"), f"  {appeal.source}"),
            written(appeal.reason),
        ]
        if appeal.answer is not None:
            rows.append(written((words("tui.appeal.answer") + "  ", "quiet"), appeal.answer))
        self.query_one("#what", Written).update(lines(rows))
        if appeal.state == "filed":
            self.query_one("#label-decision", Label).update(words("tui.appeal.decision"))
            self.query_one("#label-answer", Label).update(words("tui.appeal.answer"))
            choose = self.query_one("#decision", Select)
            now = choose.value
            choose.prompt = words("tui.move.choose")
            choose.set_options((words.noun("appeal_state", code), code) for code in DECISIONS)
            if now in DECISIONS:
                choose.value = now
        self._say_changed()

    def on_mount(self) -> None:
        super().on_mount()
        for choose in self.query("#decision"):
            choose.focus()
        self._compare()

    @work(exclusive=True, group="compare", exit_on_error=False)
    async def _compare(self) -> None:
        """What the facts give now, beside the draft."""
        appeal = self.appeal

        def compare(reading: Reading) -> list[Difference]:
            before, after = month_result(reading, appeal.period), preview(reading, appeal.period)
            return [each for each in differences(before, after) if each.unit == appeal.unit]

        try:
            self._changed = await door(self).look(compare)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        self._say_changed()

    def _say_changed(self) -> None:
        self.query_one("#changed", Written).update(lines(self._told()))

    def _told(self) -> Iterator[Content]:
        words = self.words
        yield written("")
        if self._changed is None:
            yield written((words("tui.appeal.comparing"), "faint"))
            return
        if not self._changed:
            yield written((words("tui.appeal.unchanged"), "quiet"))
            return
        yield written((words("tui.appeal.changed"), "bold"))
        for each in self._changed:
            known = words.template(f"nouns.reason.{each.reason}") or each.reason
            better = each.after > each.before
            yield written(
                (f"{each.section:<10} ", "cool"),
                f"{shown.signed(each.before)} → ",
                (shown.signed(each.after), "good" if better else "bad"),
                f"  {known}",
                (f"  {each.source}", "faint"),
            )

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        choose = self.query_one("#decision", Select)
        if choose.is_blank():
            self.trouble(self.words("tui.appeal.choose"))
            return
        answer = self.query_one("#answer", TextArea).text
        upheld = choose.value == "upheld"
        try:
            await door(self).execute(decide_appeal, self.appeal.appeal_no, upheld=upheld, answer=answer)
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(True)
