"""Which papers a task has or can have (通知书, 督办单, 销号表 …): one is chosen, issued if it was not, and written."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from supervision.domain.errors import SupervisionError
from supervision.reports.paper_choice import PaperLine
from tui.cells import headed
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.showing import hand_out


class TaskPapers(Dialog[str]):
    """Dismissed with what is to be told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(key(str(place), f"print({place})", "nth_paper", show=False) for place in range(1, 10)),
    ]

    def __init__(self, lines: list[PaperLine]) -> None:
        super().__init__()
        self.lines = lines

    def body(self) -> ComposeResult:
        yield OptionList(id="outcomes", markup=False)

    def say(self) -> None:
        words = self.words
        self.frame(words("papers.of-task", task=self.lines[0].task_no), words("papers.choose"))
        rows = self.query_one(OptionList)
        rows.clear_options()
        rounds = len({line.due.round for line in self.lines if line.due is not None})
        for place, line in enumerate(self.lines, 1):
            number = line.number if line.number is not None else words("papers.ready")
            name = headed(words.noun("document", line.kind))
            if line.due is not None and rounds > 1:
                name = words("papers.of-round", name=name, round=line.due.round)
            rows.add_option(Option(f"{place}  {name}  {number}"))
        rows.highlighted = 0

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_print(event.option_index + 1)

    @work(exclusive=True, group="order", exit_on_error=False)
    async def action_print(self, place: int) -> None:
        from tui.papers import paper_for  # brings the writer of documents with it

        if place > len(self.lines):
            return
        line, words, settings = self.lines[place - 1], self.words, door(self).settings
        try:
            paper = await door(self).execute(paper_for, line, words.lang, settings.templates)
            if self.app.is_web:
                hand_out(self.app, await door(self).execute(lambda _: paper.bytes()), paper.name)
                self.dismiss(words("papers.handed", number=paper.name))
                return
            lies = await door(self).execute(lambda _: paper.put(settings.data_folder))
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(words("papers.printed", place=lies.as_posix()))
