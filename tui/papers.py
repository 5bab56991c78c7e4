"""The paper of a task's newest card (督办单): written beside the database, or handed out in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from supervision.context import Reading
from supervision.domain.errors import BadInput
from supervision.i18n import Words
from supervision.queries.issued_cards import cards_of_task
from supervision.reports.document import Document
from supervision.reports.order import order
from supervision.reports.writing import render, write

FOLDER = Path("documents") / "orders"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be written, and the name of its file."""

    name: str
    content: Document
    lang: str

    def bytes(self) -> bytes:
        return render(self.content, ".docx", self.lang)

    def put(self, folder: Path) -> Path:
        """Write it into the folder of orders; where it lies now."""
        place = folder / FOLDER
        place.mkdir(parents=True, exist_ok=True)
        write(self.content, place / self.name, self.lang)
        return FOLDER / self.name


def paper_of(reading: Reading, task_no: str, lang: str) -> Paper:
    """The paper of the task's highest card. Raises BadInput where none was issued."""
    cards = cards_of_task(reading, task_no)
    if not cards:
        raise BadInput("no-order-yet", task_no=task_no)
    number = cards[0].document_no
    safe = "".join(each if each.isalnum() or each in "-_" else "_" for each in number)
    return Paper(f"{safe}.docx", order(reading, number, Words(lang)), lang)
