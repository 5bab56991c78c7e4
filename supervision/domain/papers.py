"""Which papers a task can have: 整改通知书, 销号审批表, 延期审批决定. The papers of cards are the ladder's (R-10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from supervision.domain.course import Course, Round
from supervision.domain.model import Move, MoveKind

PREFIX: Mapping[str, str] = {"rectification_notice": "ZG", "closure_form": "XH", "extension_decision": "YQ"}
"""Number series of each kind (domain.md, B4); those of cards are drawn with the card."""


@dataclass(frozen=True, slots=True)
class PaperDue:
    """A paper that the course calls for: `subject` says what it is about and never changes."""

    kind: str
    subject: str
    task_no: str
    round: int
    seq: int = 0
    """The move that it rests on; 0 for a notice, which rests on the finding."""


def papers_due(course: Course) -> list[PaperDue]:
    """All papers that the moves so far call for, in the order of the rounds."""
    return [paper for each in course.rounds for paper in _of_round(course.finding.task_no, each)]


def _of_round(task_no: str, each: Round) -> Iterator[PaperDue]:
    yield PaperDue("rectification_notice", f"{task_no}#{each.number}", task_no, each.number)
    for move in _of_kind(each, MoveKind.GRANT_EXTENSION):
        yield PaperDue("extension_decision", f"{task_no}#{each.number}:{move.seq}", task_no, each.number, move.seq)
    asked = _of_kind(each, MoveKind.REQUEST_CLOSURE)
    if asked:
        last = asked[-1]
        yield PaperDue("closure_form", f"{task_no}#{each.number}:{last.seq}", task_no, each.number, last.seq)


def _of_kind(each: Round, kind: MoveKind) -> list[Move]:
    return [move for move in each.moves if move.move is kind]
