"""Which paper form (督查检查表) came back? Chosen by its number or its village. Entering it is `form_page`'s screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.period import period_of
from supervision.queries.inspection_forms import form_if_printed, form_number
from supervision.queries.people import UnitLine, units
from supervision.services.inspection_forms import print_form
from tui.cells import clean, fit
from tui.door import door, reason
from tui.pinyin import Findable, findable
from tui.screens.page import Page
from tui.widgets.pick_list import Choice, PickList
from tui.widgets.written import entitle, written


@dataclass(frozen=True, slots=True)
class FormToEnter:
    """A village's form of this month, printed or not."""

    line: UnitLine
    number: str
    printed: bool
    done: bool
    found_by: Findable


class FormChoice(Page[list[FormToEnter]]):
    HEADING = "forms.enter-title"

    def body(self) -> ComposeResult:
        with Vertical(id="inspect"):
            forms: PickList[FormToEnter] = PickList(id="villages", classes="pane")
            yield forms

    def read(self, reading: Reading) -> list[FormToEnter]:
        found = []
        for line in units(reading):
            number = form_number(period_of(reading.today), line.unit)
            form = form_if_printed(reading, number)
            done = form is not None and form.done_at is not None
            found.append(
                FormToEnter(line, number, form is not None, done, findable(f"{number} {line.unit} {line.name}"))
            )
        return found

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(PickList).focus_typed()

    def say(self) -> None:
        entitle(self.query_one("#villages"), self.words("forms.which"), self.words("forms.which-hint"))
        self.query_one(PickList).say(self.words("forms.find"))

    def show(self, model: list[FormToEnter]) -> None:
        self.query_one(PickList).offer([self._choice(each) for each in model], keep=True)

    def _choice(self, each: FormToEnter) -> Choice[FormToEnter]:
        state = self.words("forms.done") if each.done else "●" if each.printed else ""
        shown = written((f"{each.number}  ", "cool"), fit(clean(each.line.name), 20), (state, "good"))
        return Choice(shown, each.found_by, each)

    @on(PickList.Taken)
    def _taken(self, event: PickList.Taken) -> None:
        if event.choice is not None:
            self._open(event.choice.value)

    @work(exclusive=True, group="open", exit_on_error=False)
    async def _open(self, each: FormToEnter) -> None:
        from tui.screens.form_page import FormPage

        try:
            form = await door(self).execute(print_form, each.line.unit, period_of(door(self).today))
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            self.app.push_screen(FormPage(form.number, each.line.name))
