"""When a round is settled, and whether on time (R-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.domain.course import Course, Round
from supervision.domain.model import MoveKind, State


@dataclass(frozen=True, slots=True)
class Settlement:
    """到期结算 of one round: counted once, in the month of `on`."""

    task_no: str
    round: int
    on: date
    on_time: bool


def settlement(task_no: str, each: Round, horizon: date) -> Settlement | None:
    """The settlement of a round as its moves up to `horizon` make it; None while it is not settled."""
    due = each.due
    if due is None or due > horizon:
        return None
    state = each.state_on(due)
    if state is State.CLOSED:
        return Settlement(task_no, each.number, due, True)
    if state is not State.CLOSURE_REQUESTED:
        return Settlement(task_no, each.number, due, False)
    answer = next((move for move in each.moves if move.on > due), None)
    if answer is None:
        return None
    return Settlement(task_no, each.number, answer.on, answer.move is MoveKind.CLOSE)


def settlements(course: Course, horizon: date) -> list[Settlement]:
    """Every settled round of a task (withdrawn tasks have none, R-12)."""
    if course.nullified:
        return []
    found = (settlement(course.finding.task_no, each, horizon) for each in course.rounds)
    return [each for each in found if each is not None]
