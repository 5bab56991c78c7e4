"""Recording a look-back (回头看): what a second look at a closed task found. A rebound reopens the task by a move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.context import Context, Work
from supervision.domain.course import Course
from supervision.domain.errors import BadInput, GuardFailed
from supervision.domain.model import Lookback, Move, MoveKind, State
from supervision.domain.permission import Action
from supervision.domain.separation import rectifiers
from supervision.queries.courses import course_of
from supervision.queries.law import law
from supervision.queries.names import month_prefix, next_number
from supervision.store.mapping import LOOKBACKS

OUTCOMES = ("held", "reopened", "partly_rebounded")


@dataclass(frozen=True, slots=True)
class NewLookback:
    """What an inspector found; today unless the paper says an earlier day."""

    task_no: str
    outcome: str
    done_on: date | None = None


def record_lookback(context: Context, new: NewLookback, *, command_id: str | None = None) -> Lookback:
    """Record a look-back. Raises GuardFailed for the owner, for whoever closed the task, and for a task not closed."""
    with context.command(Action.RECORD_LOOKBACK, command_id=command_id) as work:
        rules = law(work)
        rules.refuse_before_seal(work.now)
        if new.outcome not in OUTCOMES:
            raise BadInput("bad-outcome", value=new.outcome, allowed=OUTCOMES)
        course = course_of(work, rules, new.task_no)
        done_on = new.done_on or work.today
        _check(work, course, new, done_on)
        row = Lookback(
            lookback_no=next_number(work, LOOKBACKS.table.c.lookback_no, month_prefix("HT", work.today)),
            task_no=new.task_no,
            done_on=done_on,
            by=work.actor.person_no,
            outcome=new.outcome,
            recorded_at=work.now,
        )
        LOOKBACKS.write(work.session, work.township, [row])
        work.audit(row.lookback_no, course.finding.unit, task=new.task_no, outcome=new.outcome)
        return row


def _check(work: Work, course: Course, new: NewLookback, done_on: date) -> None:
    wanted = State.REOPENED if new.outcome == "reopened" else State.CLOSED
    if course.state is not wanted:
        raise GuardFailed("lookback-state", task_no=new.task_no, state=course.state, wanted=wanted)
    closing = next(move for move in reversed(_moves(course)) if move.move is MoveKind.CLOSE)
    if work.actor.person_no == course.finding.owner:
        raise GuardFailed("lookback-by-owner", task_no=new.task_no)
    if work.actor.person_no in rectifiers(course):
        raise GuardFailed("rectifier-looks-back", task_no=new.task_no, person=work.actor.name)
    if work.actor.person_no in (closing.by, closing.second_by):
        raise GuardFailed("lookback-by-verifier", task_no=new.task_no)
    if not closing.on <= done_on <= work.today:
        raise GuardFailed("lookback-day", done_on=done_on, closed_on=closing.on, today=work.today)


def _moves(course: Course) -> list[Move]:
    return [move for each in course.rounds for move in each.moves]
