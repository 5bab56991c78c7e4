"""One photograph of a task, drawn in the terminal. Which files a task has is the question of `evidence`."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize

from supervision.context import Context
from supervision.domain.errors import SupervisionError
from supervision.queries.evidence import Evidence, evidence_content, evidence_pixels
from supervision.reports import shown
from tui.door import door
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.showing import hand_out, view
from tui.widgets.picture import Picture
from tui.widgets.written import entitle

SHORT = 12
"""Characters of a digest by which a copy is named: never by the name that people gave."""
AROUND = (8, 6)
"""Cells and lines of the frame."""


def file_name(evidence: Evidence) -> str:
    return f"{evidence.sha256[:SHORT]}.{evidence.kind}"


class Photograph(Dialog[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter,q", "cancel", "close", show=False),
        key("o,f2", "open_file", "open_file"),
    ]

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self.evidence = evidence

    def body(self) -> ComposeResult:
        yield Picture(id="picture")

    def say(self) -> None:
        each = self.evidence
        taken = self.words("tui.evidence.taken", day=shown.day(self.words, each.taken_on)) if each.taken_on else ""
        entitle(self.query_one(".dialog"), each.name, taken)

    def on_mount(self) -> None:
        super().on_mount()
        self._draw()

    def on_resize(self, event: Resize) -> None:
        self._draw()

    @work(exclusive=True, group="draw", exit_on_error=False)
    async def _draw(self) -> None:
        width = max(8, self.app.size.width - AROUND[0])
        height = max(4, self.app.size.height - AROUND[1])

        beside = door(self).settings.data_folder

        def read(context: Context) -> list[list[tuple[int, int, int]]]:
            return evidence_pixels(context, self.evidence, width, 2 * height, beside)

        try:
            rows = await door(self).execute(read)
        except SupervisionError as error:
            self.refuse(error)
            return
        picture = self.query_one(Picture)
        picture.styles.height = (len(rows) + 1) // 2
        picture.show(rows)

    @work(exclusive=True, group="show", exit_on_error=False)
    async def action_open_file(self) -> None:
        """In the system's viewer, or as a download in a browser."""
        await open_file(self, self.evidence)


async def open_file(dialog: Dialog[None], evidence: Evidence) -> bool:
    """Hand the file out: its content is what it was when it was added, or it is refused."""
    in_browser = dialog.app.is_web
    beside = door(dialog).settings.data_folder

    def show(context: Context) -> bytes:
        content = evidence_content(context, evidence.sha256, beside)
        if not in_browser:
            view(content, file_name(evidence))
        return content

    try:
        content = await door(dialog).execute(show)
    except SupervisionError as error:
        dialog.refuse(error)
        return False
    if in_browser:
        hand_out(dialog.app, content, file_name(evidence))
    return True
