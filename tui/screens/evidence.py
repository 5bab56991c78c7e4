"""Evidence of a task: adding a file by its path, opening one that is there. How files are kept: `services.evidence`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.suggester import Suggester
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from supervision.domain.errors import SupervisionError
from supervision.queries.evidence import Evidence, is_picture
from supervision.queries.task_detail import TaskDetail
from supervision.services.evidence import attach
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.photograph import Photograph, open_file
from tui.screens.task_words import evidence_line
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written


class Paths(Suggester):
    """The first file or folder that goes on as typed; → takes it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        typed = Path(path_in(value))
        folder, begun = (typed, "") if value.endswith("/") else (typed.parent, typed.name)
        try:
            names = sorted(each.name for each in folder.iterdir() if each.name.startswith(begun))
        except OSError:
            return None
        names = [name for name in names if name.isprintable() and (begun or not name.startswith("."))]
        return value + names[0][len(begun) :] if value and names else None


def path_in(typed: str) -> str:
    """The path as typed, pasted or dropped: terminals put quotes around it."""
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    return str(Path(bare).expanduser())


class AttachForm(Dialog[Evidence]):
    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "save", "save")]

    def __init__(self, task_no: str) -> None:
        super().__init__()
        self.task_no = task_no

    def body(self) -> ComposeResult:
        yield Written(id="what")
        path = LineInput(id="path")
        path.suggester = Paths()
        yield path

    def say(self) -> None:
        self.frame(f"{self.words('tui.evidence.add')} · {self.task_no}", self.words("tui.evidence.hint"))
        self.query_one("#what", Written).write((self.words("tui.evidence.kinds"), "quiet"), "\n")
        self.query_one("#path", LineInput).placeholder = self.words("tui.evidence.path")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#path").focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        file = Path(path_in(self.query_one("#path", LineInput).value))
        try:
            added = await door(self).execute(attach, self.task_no, file, beside=door(self).settings.data_folder)
        except SupervisionError as error:
            self.refuse(error)
        else:
            self.dismiss(added)


class EvidenceList(Dialog[None]):
    """Which file is to be opened?"""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(key(str(place), f"show({place})", "nth_file", show=False) for place in range(1, 10)),
    ]

    def __init__(self, detail: TaskDetail) -> None:
        super().__init__()
        self.detail = detail

    def body(self) -> ComposeResult:
        yield OptionList(id="outcomes", markup=False)

    def say(self) -> None:
        self.frame(self.words("tui.task.evidence"), self.words("tui.evidence.open"))
        rows = self.query_one(OptionList)
        rows.clear_options()
        for place, each in enumerate(self.detail.evidence, 1):
            added_by = self.detail.names.get(each.added_by, each.added_by)
            rows.add_option(Option(evidence_line(self.words, each, place, added_by)))
        rows.highlighted = 0

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_show(event.option_index + 1)

    @work(exclusive=True, group="show", exit_on_error=False)
    async def action_show(self, place: int) -> None:
        """Draw a photograph here; hand out any other file."""
        if place > len(self.detail.evidence):
            return
        chosen = self.detail.evidence[place - 1]
        if is_picture(chosen):
            self.app.push_screen(Photograph(chosen))
        elif await open_file(self, chosen):
            self.dismiss(None)
