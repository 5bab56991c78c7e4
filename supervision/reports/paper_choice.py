"""Which papers a task has or can have, those of its cards among them, and how one of them is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from supervision.context import Reading
from supervision.domain.errors import BadInput, Refused
from supervision.domain.papers import PREFIX, PaperDue, papers_due
from supervision.i18n import Words
from supervision.queries.courses import course_of
from supervision.queries.issued_cards import cards_of_task, issued_card
from supervision.queries.law import law
from supervision.queries.papers import issued_papers, paper_about, paper_numbered
from supervision.queries.people import people
from supervision.reports.document import Document
from supervision.reports.order import order
from supervision.reports.papers import paper

ISSUED_BY_CARD = ("supervision_order", "interview_notice", "accountability_proposal")
NAMES: Mapping[str, str] = {
    "notice": "rectification_notice",
    "closure": "closure_form",
    "extension": "extension_decision",
    "order": "supervision_order",
    "interview": "interview_notice",
    "accountability": "accountability_proposal",
}
"""What people type for each kind."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of a task; `number` is None while it is not issued, `due` what to issue then."""

    kind: str
    task_no: str
    number: str | None
    issued_at: datetime | None
    due: PaperDue | None = None


def papers_of(reading: Reading, task_no: str) -> list[PaperLine]:
    """Every paper that the task has or could have now. Raises BadInput when there is no such task."""
    found = []
    for due in papers_due(course_of(reading, law(reading), task_no)):
        issued = paper_about(reading, due.kind, due.subject)
        number, at = (issued.number, issued.issued_at) if issued is not None else (None, None)
        found.append(PaperLine(due.kind, task_no, number, at, due))
    cards = reversed(cards_of_task(reading, task_no))
    found += [PaperLine(card.document, task_no, card.document_no, card.issued_at) for card in cards]
    return [line for line in found if line.kind in NAMES.values()]


def papers_issued(reading: Reading) -> list[PaperLine]:
    """The newest papers of the township."""
    return [PaperLine(each.kind, each.task_no, each.number, each.issued_at) for each in issued_papers(reading)]


def newest_of_kind(reading: Reading, kind: str, wanted: str, words: Words) -> PaperLine:
    """The paper of that kind with that number, or the newest of that task.

    Raises BadInput for an unknown kind, Refused when the task has none.
    """
    code = NAMES.get(kind, kind)
    if code not in NAMES.values():
        raise BadInput("unknown-paper", value=kind, allowed=tuple(NAMES))
    if code in PREFIX:
        issued = paper_numbered(reading, wanted)
        if issued is not None and issued.kind == code:
            return PaperLine(code, issued.task_no, issued.number, issued.issued_at)
    elif wanted.partition("-")[0] in ("DB", "YT", "WZ"):
        card = issued_card(reading, wanted)
        return PaperLine(card.document, card.task_no, card.document_no, card.issued_at)
    lines = [line for line in papers_of(reading, wanted) if line.kind == code]
    if not lines:
        why = words(f"papers.why-not.{code}")
        raise Refused("no-such-paper", task_no=wanted, kind=words.noun("document", code), why=why)
    return lines[-1]


def written(reading: Reading, kind: str, number: str, words: Words) -> Document:
    """An issued paper as a document; the names in it are told, for its public version."""
    if kind in ISSUED_BY_CARD:
        content = order(reading, number, words)
    else:
        issued = paper_numbered(reading, number)
        if issued is None:
            raise BadInput("unknown-order", value=number)
        content = paper(issued, words)
    return _naming(content, tuple(each.name for each in people(reading)))


def _naming(content: Document, names: tuple[str, ...]) -> Document:
    told = "".join(value for _, value in content.fields)
    return Document(
        content.title,
        content.blocks,
        content.dated,
        content.mark,
        content.kind,
        content.fields,
        content.figures,
        tuple(name for name in names if name and name in told),
    )
