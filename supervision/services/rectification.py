"""Moving a task (流转): the one command behind acknowledging, planning, requesting closure, striking off and the rest.

Which moves exist is `domain.rectification`'s question, what must hold `domain.guards`', who may `domain.permission`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision.context import Context, Work
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.course import Course
from supervision.domain.errors import BadInput, Conflict, GuardFailed, IllegalMove, Refused
from supervision.domain.guards import Proposal, refusals
from supervision.domain.model import Finding, Move, MoveKind, Severity
from supervision.domain.permission import Action, move_action
from supervision.domain.rectification import NEEDS_NOTE, NEXT, moves_from
from supervision.domain.separation import both_sides
from supervision.domain.taking_back import bars_taking_back
from supervision.domain.texts import entered
from supervision.queries.causes import root_cause
from supervision.queries.courses import course_of, finding_of, moves_of
from supervision.queries.entries import Cell, checked
from supervision.queries.evidence import evidence_of
from supervision.queries.law import Law, law
from supervision.queries.names import month_prefix, next_number
from supervision.queries.people import find_actor, person_line
from supervision.queries.tasks import is_open
from supervision.store.mapping import MOVES, ROOT_CAUSES
from supervision.store.task_rows import write_opened, write_standing


@dataclass(frozen=True, slots=True)
class NewMove:
    """What somebody does to a task. `on` is today unless the paper says an earlier day.

    `cause` in words and its `cause_kind` are what a plan needs (domain.md, row 33).
    `after_seq` is the number of moves that the person saw; where others have moved since, the move is refused.
    """

    task_no: str
    move: MoveKind
    on: date | None = None
    note: str | None = None
    second_by: str | None = None
    approved_by: str | None = None
    days: int | None = None
    after_seq: int | None = None
    cause_kind: str | None = None
    cause: str | None = None


def move_task(context: Context, new: NewMove, *, command_id: str | None = None) -> Move:
    """Make one move. Raises NotPermitted, IllegalMove, GuardFailed or Conflict; then nothing is changed."""
    with context.command(move_action(new.move), command_id=command_id) as work:
        rules = law(work)
        return _move(work, rules, new)


def take_back(context: Context, task_no: str, note: str) -> Move:
    """Withdraw one's own finding of today that nobody has touched (R-12). Raises NotPermitted or GuardFailed."""
    with context.command(Action.TAKE_BACK) as work:
        finding = finding_of(work, task_no)
        work.check_unit(finding.unit)
        evidence = len(evidence_of(work, task_no))
        code = bars_taking_back(finding, moves_of(work, task_no), evidence, work.actor.person_no, work.today)
        if code is not None:
            raise GuardFailed(code, task_no=task_no, finding=finding.finding_no)
        return _move(work, law(work), NewMove(task_no, MoveKind.WITHDRAW, note=note))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task of a bulk move: a move, or the error that refused it."""

    task_no: str
    move: Move | None
    error: Exception | None


def move_tasks(context: Context, moves: Sequence[NewMove]) -> list[Outcome]:
    """Make many moves, each on its own: what is refused leaves the others standing."""
    outcomes: list[Outcome] = []
    for new in moves:
        try:
            outcomes.append(Outcome(new.task_no, move_task(context, new), None))
        except (BadInput, Refused) as error:
            outcomes.append(Outcome(new.task_no, None, error))
    return outcomes


def _move(work: Work, rules: Law, new: NewMove) -> Move:
    course = course_of(work, rules, new.task_no)
    finding = course.finding
    work.check_unit(finding.unit)
    known = moves_of(work, new.task_no)
    if new.after_seq is not None and new.after_seq != len(known):
        raise Conflict("task-moved", task_no=new.task_no, by=known[-1].by if known else None, seq=len(known))
    on = new.on or work.today
    _check_day(work, rules, course, known, on)
    if (course.state, new.move) not in NEXT:
        raise IllegalMove("move-not-from-state", move=new.move, state=course.state, allowed=moves_from(course.state))
    _check_guards(work, course, new, on)
    move = Move(
        move_no=f"{new.task_no}-{len(known) + 1:02d}",
        task_no=new.task_no,
        seq=len(known) + 1,
        move=new.move,
        on=on,
        by=work.actor.person_no,
        second_by=new.second_by,
        approved_by=new.approved_by,
        days=new.days,
        note=entered("note", new.note, required=new.move in NEEDS_NOTE) or None,
        recorded_at=work.now,
    )
    cause = _root_cause(work, finding, new, on) if new.move is MoveKind.FILE_PLAN else None
    MOVES.write(work.session, work.township, [move])
    course.take(move)
    if is_open(work, new.task_no):
        write_standing(work.session, work.township, [course])
    else:
        write_opened(work.session, work.township, work.now, [course])
    work.audit(new.task_no, finding.unit, move=move.move, on=move.on, state=course.state, seq=move.seq, **cause or {})
    return move


def _root_cause(work: Work, finding: Finding, new: NewMove, on: date) -> dict[str, str]:
    """Enter the cause that comes with a plan; what the trail says of it. Only minor problems need none."""
    if not new.cause and not new.cause_kind:
        if finding.severity is not Severity.MINOR and root_cause(work, finding.task_no) is None:
            raise GuardFailed("cause-missing", severity=finding.severity)
        return {}
    known = root_cause(work, finding.task_no)
    if known is not None and (known.cause_kind, known.cause) == (new.cause_kind, new.cause):
        return {}
    column = ROOT_CAUSES.table.c.cause_no
    cells: dict[str, Cell] = {"unit": finding.unit, "task_no": finding.task_no, "on": on, "cause_kind": new.cause_kind}
    cells |= {"cause_no": next_number(work, column, month_prefix(REGISTERS["root_causes"].prefix, work.today))}
    cells |= {"cause": new.cause, "supersedes": known.cause_no if known is not None else None}
    fact = checked(work, "root_causes", cells)
    ROOT_CAUSES.write(work.session, work.township, [fact])
    return {"cause": fact.cause_no}


def _check_day(work: Work, rules: Law, course: Course, known: Sequence[Move], on: date) -> None:
    earliest = known[-1].on if known else course.finding.issued_on
    if on < earliest:
        raise GuardFailed("move-before-last", on=on, earliest=earliest)
    if on > work.today:
        raise GuardFailed("move-in-future", on=on, today=work.today)
    rules.refuse_before_seal(work.now)
    last = known[-1].recorded_at if known else course.finding.recorded_at
    if work.now < last:
        raise GuardFailed("clock-behind-record", now=work.now, recorded_at=last)


def _check_guards(work: Work, course: Course, new: NewMove, on: date) -> None:
    second = find_actor(work, new.second_by) if new.second_by else None
    approver = find_actor(work, new.approved_by) if new.approved_by else None
    proposal = Proposal(
        course=course,
        move=new.move,
        on=on,
        by=work.actor.person_no,
        by_role=work.actor.role,
        second_by=new.second_by,
        second_role=second.role if second else None,
        approved_by=new.approved_by,
        approved_role=approver.role if approver else None,
        days=new.days,
    )
    failed = refusals(proposal)
    if failed:
        _, code = failed[0]
        raise GuardFailed(
            code,
            task_no=new.task_no,
            due=course.current.due,
            days=course.current.terms.extension_days,
            approver=course.current.terms.extension_approver,
        )
    own = person_line(work, work.actor.person_no)
    twice = both_sides(proposal, own.unit if own is not None else None)
    if twice is not None:
        raise GuardFailed(twice, task_no=new.task_no, person=work.actor.name)
