"""One task with everything about it: facts, dated history, cards, the late clock, and what this person may do now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from supervision.context import Reading
from supervision.domain.course import Course, Round
from supervision.domain.decision_facts import RootCause
from supervision.domain.errors import NotPermitted
from supervision.domain.guards import Proposal, refusals
from supervision.domain.ladder import Card, cards_reached
from supervision.domain.model import Finding, Move, MoveKind, State
from supervision.domain.permission import check_reach, move_action, roles_for
from supervision.domain.rectification import BY_MOVE, RUNNING, STANDING_STILL, Guard, moves_from
from supervision.domain.recurrence import places
from supervision.domain.status import TaskStatus, status_of
from supervision.queries.answering import Answerable, escalation
from supervision.queries.causes import root_cause
from supervision.queries.courses import course_of, follow_all
from supervision.queries.evidence import Evidence, evidence_of
from supervision.queries.law import Law, law
from supervision.queries.people import PersonLine, people, unit_names
from supervision.store.mapping import FINDINGS, MOVES

NEEDS_INPUT = frozenset({Guard.TWO_VERIFIERS, Guard.DEPUTY_APPROVES, Guard.EXTENSION_DAYS})
"""Guards that what the person enters can still meet: they do not bar the move beforehand."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that leaves the task's state. `why` is the code of the reason that bars it, None when it may be made.

    `roles` could make it; `days_up_to` limits an extension; `verifiers` and `approver` say what a closure needs.
    """

    move: MoveKind
    why: str | None
    roles: tuple[str, ...]
    days_up_to: int | None = None
    verifiers: int = 1
    approver: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Days on which the clock did not run, and in which state; `until` is None while it still does not.

    A dispute or a suspension moves the due date, a requested closure does not: it only keeps days from being late.
    """

    state: State
    since: date
    until: date | None
    days: int

    @property
    def moves_due(self) -> bool:
        return self.state in STANDING_STILL


@dataclass(frozen=True, slots=True)
class Clock:
    """Why the due date is what it is (R-7): `days` from `start_on` give `counted`, rolled to `original_due`.

    `next_card` is the code of the next rung of the ladder and the days until it is reached, while the clock runs.
    """

    start_on: date
    days: int
    counted: date
    original_due: date
    due: date | None
    extended_by: int
    stops: tuple[Stop, ...]
    late_days: int
    next_card: tuple[str, int] | None

    @property
    def stopped_days(self) -> int:
        return sum(stop.days for stop in self.stops)


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task as one person sees it today. `names` gives the name of every person number that occurs."""

    finding: Finding
    unit_name: str
    item_name: str
    item_name_en: str
    status: TaskStatus
    clock: Clock
    moves: tuple[Move, ...]
    cards: tuple[Card, ...]
    place: int
    offers: tuple[Offer, ...]
    names: dict[str, str]
    inspectors: tuple[PersonLine, ...]
    deputies: tuple[PersonLine, ...]
    evidence: tuple[Evidence, ...]
    cause: RootCause | None = None
    escalation: tuple[Answerable, ...] = ()
    """Who answers for the matter today, then one level up after the other."""


def task_detail(reading: Reading, task_no: str) -> TaskDetail:
    """Everything about one task. Raises BadInput when there is none with that number."""
    rules = law(reading)
    course = course_of(reading, rules, task_no)
    finding = course.finding
    rubric = rules.timeline(reading.today).rubric_at(finding.found_on)
    item = rubric.item(finding.item)
    moves = tuple(move for each in course.rounds for move in each.moves)
    everybody, evidence = people(reading), tuple(evidence_of(reading, task_no))
    return TaskDetail(
        finding=finding,
        unit_name=unit_names(reading).get(finding.unit, finding.unit),
        item_name=item.name_zh,
        item_name_en=item.name_en,
        status=status_of(course, max(reading.today, _last_day(course))),
        clock=_clock(course, reading.today),
        moves=moves,
        cards=tuple(cards_reached(course, reading.today)),
        place=_place(reading, rules, course),
        offers=offers_for(reading, course),
        names=_names(everybody, finding, moves, evidence),
        inspectors=tuple(person for person in everybody if person.role == "inspector"),
        deputies=tuple(person for person in everybody if person.role == "deputy_secretary"),
        evidence=evidence,
        cause=root_cause(reading, task_no),
        escalation=tuple(escalation(reading, finding.unit, finding.item, reading.today)),
    )


def _last_day(course: Course) -> date:
    now = course.current
    return now.moves[-1].on if now.moves else now.start_on


def _names(
    everybody: Iterable[PersonLine], finding: Finding, moves: Iterable[Move], evidence: Iterable[Evidence]
) -> dict[str, str]:
    wanted = {finding.found_by, finding.owner, *(each.added_by for each in evidence)}
    for move in moves:
        wanted.update(number for number in (move.by, move.second_by, move.approved_by) if number)
    return {person.person_no: person.name for person in everybody if person.person_no in wanted}


def _clock(course: Course, today: date) -> Clock:
    now = course.current
    counted = now.start_on + timedelta(days=now.terms.deadline_days)
    extended = sum(move.days or 0 for move in now.moves if move.move is MoveKind.GRANT_EXTENSION)
    return Clock(
        now.start_on,
        now.terms.deadline_days,
        counted,
        now.original_due,
        course.shown_due,
        extended,
        tuple(_stops(now, today)),
        now.late_days(today),
        _next_card(course, today),
    )


def _stops(now: Round, today: date) -> Iterator[Stop]:
    ends = [*(on for on, _ in now.marks[1:]), None]
    for (since, state), until in zip(now.marks, ends, strict=True):
        if state in STANDING_STILL or state is State.CLOSURE_REQUESTED:
            yield Stop(state, since, until, ((until or max(today, since)) - since).days)


def _next_card(course: Course, today: date) -> tuple[str, int] | None:
    now = course.current
    if course.state not in RUNNING or now.due is None:
        return None
    late = now.late_days(today)
    ahead = [level for level in now.terms.ladder if level.at_late_day > late]
    if not ahead:
        return None
    level = min(ahead, key=lambda each: each.at_late_day)
    return level.code, level.at_late_day - late + max(0, (now.due - today).days)


def _place(reading: Reading, rules: Law, course: Course) -> int:
    """The finding's place in its chain of the same problem (R-13)."""
    f = course.finding
    table = FINDINGS.table
    same = (table.c.unit == f.unit, table.c.item == f.item, table.c.problem_type == f.problem_type)
    numbers = [row.task_no for row in FINDINGS.read(reading.session, reading.township, *same)]
    chain = follow_all(reading, rules, same, (MOVES.table.c.task_no.in_(numbers),))
    rubric = rules.timeline(reading.today).rubric_at(f.found_on)
    return places(chain, rubric.recurrence, f.found_on).get(f.finding_no, 1)


def offers_for(reading: Reading, course: Course) -> tuple[Offer, ...]:
    """Every move that leaves the task's state, with what bars it for this person today."""
    return tuple(_offer(reading, course, move) for move in moves_from(course.state))


def _offer(reading: Reading, course: Course, move: MoveKind) -> Offer:
    action = move_action(move)
    guards = BY_MOVE[move].guards
    offer = {
        "days_up_to": course.current.terms.extension_days if Guard.EXTENSION_DAYS in guards else None,
        "verifiers": 2 if Guard.TWO_VERIFIERS in guards and course.finding.severity in ("major", "critical") else 1,
        "approver": "deputy_secretary"
        if Guard.DEPUTY_APPROVES in guards and course.finding.severity == "critical"
        else None,
    }
    roles = tuple(role.value for role in roles_for(action))
    if move is MoveKind.GRANT_EXTENSION:
        roles = (course.current.terms.extension_approver,)
    try:
        check_reach(reading.actor, action, course.finding.unit)
    except NotPermitted as error:
        return Offer(move, error.code, roles, **offer)  # type: ignore[arg-type]
    proposal = Proposal(course, move, reading.today, reading.actor.person_no, reading.actor.role)
    barred = next((code for guard, code in refusals(proposal) if guard not in NEEDS_INPUT), None)
    return Offer(move, barred, roles, **offer)  # type: ignore[arg-type]
