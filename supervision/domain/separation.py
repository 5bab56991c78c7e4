"""Whether one person would be on both sides of a task, in whatever post (职责分离). Commands ask it; the guards of the
rules (R-7) are `guards`' question and hold for what other systems recorded as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from supervision.domain.course import Course
from supervision.domain.guards import Proposal
from supervision.domain.model import MoveKind

RECTIFYING = (MoveKind.ACKNOWLEDGE, MoveKind.FILE_PLAN, MoveKind.START, MoveKind.REQUEST_CLOSURE, MoveKind.DISPUTE)
"""What the unit does about its own task."""
_VERIFYING = (MoveKind.RETURN_CLOSURE, MoveKind.CLOSE)
_DECIDING_DISPUTES = (MoveKind.UPHOLD_DISPUTE, MoveKind.REJECT_DISPUTE)


def rectifiers(course: Course) -> set[str]:
    """Who answers for the task or has made a move for the unit in the present round or the one before it."""
    moves = (move for each in course.rounds[-2:] for move in each.moves)
    return {course.finding.owner, *(move.by for move in moves if move.move in RECTIFYING)}


def both_sides(proposal: Proposal, own_unit: str | None) -> str | None:
    """Why this person may not make this move, as a code; `own_unit` is the unit of the person themselves."""
    return next(_both_sides(proposal, own_unit), None)


def _both_sides(proposal: Proposal, own_unit: str | None) -> Iterator[str]:
    course, move = proposal.course, proposal.move
    if move not in RECTIFYING and own_unit is not None and own_unit == course.finding.unit:
        yield "own-unit-judged"
    if move in _DECIDING_DISPUTES and proposal.by in {m.by for m in course.current.moves if m.move is MoveKind.DISPUTE}:
        yield "own-dispute"
    if move not in _VERIFYING:
        return
    if rectifiers(course) & {proposal.by, proposal.second_by}:
        yield "rectifier-verifies"
    if proposal.approved_by is not None and proposal.approved_by in (
        *(proposal.by, proposal.second_by),
        *rectifiers(course),
    ):
        yield "approver-twice"
