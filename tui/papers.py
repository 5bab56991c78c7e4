"""The papers of a task (督办单, 整改通知书 …): written beside the database, or handed out in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from supervision.context import Context, Reading
from supervision.domain.errors import BadInput
from supervision.i18n import Words
from supervision.queries.issued_cards import cards_of_task
from supervision.reports.document import Document
from supervision.reports.order import order
from supervision.reports.paper_choice import PaperLine, written
from supervision.reports.papers import telling
from supervision.reports.writing import render, write
from supervision.services.papers import issue_paper

FOLDER = Path("documents") / "orders"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be written, and the name of its file."""

    name: str
    content: Document
    lang: str
    templates: Path | None = None

    def bytes(self) -> bytes:
        return render(self.content, ".docx", self.lang, self.templates)

    def put(self, folder: Path) -> Path:
        """Write it into the folder of orders; where it lies now."""
        place = folder / FOLDER
        place.mkdir(parents=True, exist_ok=True)
        write(self.content, place / self.name, self.lang, self.templates)
        return (place / self.name).resolve()


def paper_of(reading: Reading, task_no: str, lang: str, templates: Path | None = None) -> Paper:
    """The paper of the task's highest card. Raises BadInput where none was issued."""
    cards = cards_of_task(reading, task_no)
    if not cards:
        raise BadInput("no-order-yet", task_no=task_no)
    number = cards[0].document_no
    return Paper(_file_name(number), order(reading, number, Words(lang)), lang, templates)


def paper_for(context: Context, line: PaperLine, lang: str, templates: Path | None) -> Paper:
    """The paper of that line, issued now if it was not before. Raises NotPermitted for whom it is not to issue."""
    number = line.number
    if number is None and line.due is not None:
        number = issue_paper(context, line.due, telling).number
    with context.reading() as reading:
        content = written(reading, line.kind, number or "", Words(lang))
    return Paper(_file_name(number or ""), content, lang, templates)


def _file_name(number: str) -> str:
    safe = "".join(each if each.isalnum() or each in "-_" else "_" for each in number)
    return f"{safe}.docx"
