"""What a task's moves amount to: rounds, due dates in force, late days (R-6 to R-9, R-12).

Cards are `ladder`'s question, settlement is `settlement`'s, legality of a move is `rectification`'s and `guards`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from supervision.domain.model import Finding, Move, MoveKind, Severity, State
from supervision.domain.rectification import NEXT, NULLIFYING, RUNNING, STANDING_STILL
from supervision.domain.workdays import DAY, Workdays


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of the overdue ladder (R-10); `points` is 0 or negative."""

    level: int
    code: str
    name_zh: str
    at_late_day: int
    points: Decimal
    document: str
    notify: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rubric of the month in which a round begins says about its clock (R-4)."""

    deadline_days: int
    extension_days: int
    extension_approver: str
    reminder_days: int
    reminder_notify: tuple[str, ...]
    ladder: tuple[Level, ...]


TermsOf = Callable[[date, Severity], Terms]
"""From the day a round begins and the severity to its terms."""


@dataclass(slots=True)
class Round:
    """One attempt to rectify, from issue or reopening. `due` is None while the round stands still (R-7)."""

    number: int
    start_on: date
    terms: Terms
    original_due: date
    due: date | None
    marks: list[tuple[date, State]]
    moves: list[Move] = field(default_factory=list)

    def state_on(self, day: date) -> State:
        """The state after the moves dated on or before `day`."""
        state = self.marks[0][1]
        for on, after in self.marks:
            if on > day:
                break
            state = after
        return state

    def late_spans(self, horizon: date) -> Iterator[tuple[date, date]]:
        """First and last day of every run of late days up to `horizon` (R-8)."""
        due = self.due
        if due is None or due >= horizon or self._over_by(due):
            return
        last_mark = len(self.marks) - 1
        for index, (on, state) in enumerate(self.marks):
            if state in RUNNING:
                first = max(on, due) + DAY
                last = horizon if index == last_mark else min(self.marks[index + 1][0], horizon)
                if first <= last:
                    yield first, last

    def _over_by(self, due: date) -> bool:
        on, state = self.marks[-1]
        return on <= due and state not in RUNNING

    def late_days(self, horizon: date) -> int:
        """How many late days the round has up to and including `horizon`."""
        return sum((last - first).days + 1 for first, last in self.late_spans(horizon))

    def late_dates(self, numbers: Iterable[int], horizon: date) -> Iterator[date]:
        """The dates of the late days with these rising numbers (1, 2, 3 …), as far as `horizon` lets them come."""
        spans = self.late_spans(horizon)
        span = next(spans, None)
        before = 0
        for number in numbers:
            while span is not None and number > before + (span[1] - span[0]).days + 1:
                before += (span[1] - span[0]).days + 1
                span = next(spans, None)
            if span is None:
                return
            yield span[0] + timedelta(days=number - before - 1)


class Course:
    """The course of one task. `take` believes that a move is legal; `guards` judges that beforehand."""

    __slots__ = (
        "_stopped",
        "_terms_of",
        "_workdays",
        "disputed",
        "extended",
        "finding",
        "nullified",
        "rounds",
        "state",
    )

    def __init__(self, finding: Finding, terms_of: TermsOf, workdays: Workdays) -> None:
        self.finding = finding
        self.rounds: list[Round] = []
        self.extended = False
        self.disputed = False
        self.nullified = False
        self._terms_of = terms_of
        self._workdays = workdays
        self._stopped: tuple[date, date] | None = None
        self._begin(finding.issued_on, State.ISSUED)

    @property
    def current(self) -> Round:
        return self.rounds[-1]

    @property
    def shown_due(self) -> date | None:
        """The due date in force; None while the task stands still (R-42)."""
        return None if self.state in STANDING_STILL else self.current.due

    def _begin(self, on: date, state: State) -> None:
        terms = self._terms_of(on, self.finding.severity)
        due = self._workdays.roll(on + timedelta(days=terms.deadline_days))
        self.rounds.append(Round(len(self.rounds) + 1, on, terms, due, due, [(on, state)]))
        self.state = state

    def take(self, move: Move) -> None:
        """Let one more move count. Raises KeyError when the move does not leave the present state."""
        kind = move.move
        after = NEXT[self.state, kind]
        if kind is MoveKind.REOPEN:
            self._begin(move.on, after)
            self.current.moves.append(move)
            return
        now = self.current
        now.moves.append(move)
        if kind is MoveKind.GRANT_EXTENSION:
            self.extended = True
            if now.due is not None:
                now.due = self._workdays.roll(now.due + timedelta(days=move.days or 0))
        elif after in STANDING_STILL:
            self.disputed = self.disputed or after is State.DISPUTED
            if now.due is not None and move.on <= now.due:
                self._stopped, now.due = (now.due, move.on), None
        elif self._stopped is not None and self.state in STANDING_STILL:
            due, since = self._stopped
            self._stopped, now.due = None, self._workdays.roll(due + (move.on - since))
        if kind in NULLIFYING:
            self.nullified = True
        if after is not self.state:
            now.marks.append((move.on, after))
            self.state = after

    def over_before(self, day: date) -> bool:
        """Is the task closed and every round's due date past before `day`, so that nothing of it is dated later?"""
        if self.state is not State.CLOSED or self.current.marks[-1][0] >= day:
            return False
        return all(each.due is None or each.due < day for each in self.rounds)

    def overdue(self, day: date) -> bool:
        """R-9 at the end of `day`, which is not before the last move taken."""
        due = self.current.due
        return self.state in RUNNING and due is not None and day > due

    def near_due(self, day: date) -> bool:
        """R-9: within the reminder days before the due date in force."""
        now = self.current
        if self.state not in RUNNING or now.due is None:
            return False
        return now.due - timedelta(days=now.terms.reminder_days) <= day <= now.due

    def closings(self) -> Iterator[date]:
        """The dates of all closings."""
        return (move.on for each in self.rounds for move in each.moves if move.move is MoveKind.CLOSE)

    def reopenings(self) -> Iterator[Round]:
        """The rounds that a reopening began; its date is their `start_on`."""
        return iter(self.rounds[1:])


def follow(
    finding: Finding,
    moves: Iterable[Move],
    terms_of: TermsOf,
    workdays: Workdays,
    until: date | None = None,
) -> Course:
    """The course after the moves (in the order of `seq`) dated on or before `until`."""
    course = Course(finding, terms_of, workdays)
    for move in moves:
        if until is not None and move.on > until:
            break
        course.take(move)
    return course
