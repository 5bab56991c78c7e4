"""Entering one figure: a measure of a branch, or one's own score for it. Entered again, the newer one counts."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label, TextArea

from supervision.domain.errors import SupervisionError
from supervision.domain.model import Measure, Rating
from supervision.queries.figures import MeasureLine, ScoreLine
from supervision.services.measures import NewMeasure, record_measure
from supervision.services.ratings import NewRating, record_rating
from tui.cells import clean, headed
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.drafting import Drafting
from tui.screens.measure_list import shown
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written

F = TypeVar("F", Measure, Rating)


class FigureForm(Dialog[F], Drafting):
    """A window with a few fields; each has the id of the column that it fills."""

    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "save", "save")]

    def field(self, name: str, widget: LineInput | TextArea) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Label("", id=f"label-{name}", classes="field--label", markup=False)
            yield widget

    def on_mount(self) -> None:
        self.query(LineInput).first().focus()
        self.look_for_draft()

    def say_labels(self) -> None:
        for label in self.query(".field--label").results(Label):
            label.update(headed(self.words.noun("column", (label.id or "").removeprefix("label-"))))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typing(self) -> None:
        self.edited()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter goes on to the next field, and from the last one saves."""
        if self.focused is not None and self.focused is self.query(".field > LineInput, .field > TextArea").last():
            self.run_worker(self.save(), group="save", exclusive=True, exit_on_error=False)
        else:
            self.focus_next()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        await self.save()

    async def save(self) -> None:
        try:
            done = await self.enter()
            await self.drop_draft()
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.app.notify(self.words("tui.figure.saved"), markup=False)
            self.dismiss(done)

    async def enter(self) -> F:
        """Hand it to the service."""
        raise NotImplementedError

    # What is typed outlives a crash

    def draft_content(self) -> dict[str, object]:
        typed: dict[str, object] = {field.id or "": field.value for field in self.query(LineInput)}
        typed |= {area.id or "": area.text for area in self.query(TextArea)}
        return typed if any(typed.values()) else {}

    def take_up(self, content: dict[str, object]) -> None:
        for field in self.query(LineInput):
            field.value = str(content.get(field.id or "") or "")
        for area in self.query(TextArea):
            area.text = str(content.get(area.id or "") or "")

    def empty(self) -> None:
        self.take_up({})


class MeasureForm(FigureForm[Measure]):
    def __init__(self, line: MeasureLine, period: str) -> None:
        super().__init__()
        self.line, self.period = line, period

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield from self.field("numerator", LineInput(id="numerator"))
        if self.line.target is None:
            yield from self.field("denominator", LineInput(id="denominator"))

    def say(self) -> None:
        words, line = self.words, self.line
        self.frame(words("tui.measures.form", unit=clean(line.unit_name), period=self.period))
        name = line.name_zh if words.lang == "zh" else line.name_en
        target = words("tui.measures.target", target=shown(line.target)) if line.target is not None else ""
        self.query_one("#what", Written).write(
            (f"{line.item} ", "cool"),
            (clean(name), "bold"),
            "\n",
            (words.template(f"nouns.measure.{line.metric}") or line.metric, "quiet"),
            (f"  {target}", "gold"),
        )
        self.say_labels()

    async def enter(self) -> Measure:
        denominator = self.query("#denominator").results(LineInput)
        typed = next((field.value for field in denominator), None)
        new = NewMeasure(
            self.line.unit, self.line.metric, self.period, self.query_one("#numerator", LineInput).value, typed
        )
        return await door(self).execute(record_measure, new)

    def draft_name(self) -> str:
        return f"measure:{self.period}:{self.line.unit}:{self.line.metric}"


class ScoreForm(FigureForm[Rating]):
    def __init__(self, line: ScoreLine, period: str) -> None:
        super().__init__()
        self.line, self.period = line, period

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield from self.field("value", LineInput(id="value"))
        yield from self.field("comment", TextArea(id="comment", soft_wrap=True, tab_behavior="focus"))

    def say(self) -> None:
        words, line = self.words, self.line
        self.frame(words("tui.manual.form", unit=clean(line.unit_name), period=self.period))
        name = line.name_zh if words.lang == "zh" else line.name_en
        told = words("tui.manual.rule", top=shown(line.max), step=shown(line.step), low=shown(line.low))
        full = f" {words('tui.manual.full')}" if line.comment_at_full else ""
        self.query_one("#what", Written).write(
            (f"{line.item} ", "cool"), (clean(name), "bold"), "\n", (f"{told}{full}", "quiet")
        )
        self.say_labels()

    async def enter(self) -> Rating:
        value, comment = self.query_one("#value", LineInput).value, self.query_one("#comment", TextArea).text
        new = NewRating(self.line.unit, self.line.item, self.period, value, comment)
        return await door(self).execute(record_rating, new)

    def draft_name(self) -> str:
        return f"score:{self.period}:{self.line.unit}:{self.line.item}"
