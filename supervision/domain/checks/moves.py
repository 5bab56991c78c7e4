"""Whether the moves of a task form a legal course (E-ORDER, E-FUTURE, E-MOVE, E-ROLE, E-GUARD, E-EXT; R-6, R-7).

A task is followed through its known moves and its new ones. After a wrong `seq` or an impossible move it is not
followed further: what comes then cannot be judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.numbers import READABLE
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names, check_recorded
from supervision.domain.checks.typed import Typed
from supervision.domain.course import Course, follow
from supervision.domain.guards import Proposal, refusals
from supervision.domain.model import Move, MoveKind
from supervision.domain.permission import PERMISSIONS, Role, move_action
from supervision.domain.rectification import BY_MOVE, NEXT, Guard, moves_from

Placed = tuple[int, Move]

_ROLES: Mapping[MoveKind, frozenset[str]] = {
    move: frozenset(role.value for role in PERMISSIONS[move_action(move)]) - {Role.SYSTEM.value} for move in MoveKind
}
_GUARDED = frozenset(move for move, row in BY_MOVE.items() if row.guards)
_EXTENSION = {Guard.EXTENSION_ONCE: "move", Guard.EXTENSION_BY_DUE: "on", Guard.EXTENSION_DAYS: "days"}
_COLUMN_OF = {
    "dispute-too-late": "on",
    "second-verifier-missing": "second_by",
    "second-verifier-same": "second_by",
    "second-verifier-role": "second_by",
    "approval-missing": "approved_by",
    "approval-role": "approved_by",
}


def check_moves(typed: Typed[Move], known: Iterable[Move], register: Register, problems: Problems) -> None:
    """New moves beside the known ones of the same tasks."""
    check_names(typed, "task_no", register.task_names, Expected.KNOWN_TASK, problems)
    for column in ("by", "second_by", "approved_by"):
        check_names(typed, column, register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "on", problems)
    check = _Check(typed, register, problems)
    check.roles()
    new: dict[str, list[Placed]] = {}
    for placed in typed.placed("task_no", "seq", "move"):
        new.setdefault(placed[1].task_no, []).append(placed)
    earlier: dict[str, list[Move]] = {}
    for move in known:
        if move.task_no in new:
            earlier.setdefault(move.task_no, []).append(move)
    for task_no, moves in new.items():
        if task_no in register.tasks:
            check.task(task_no, moves, earlier.get(task_no, ()))


class _Check:
    """Follows one task after the other."""

    def __init__(self, typed: Typed[Move], register: Register, problems: Problems) -> None:
        self._typed = typed
        self._table = typed.table
        self._register = register
        self._problems = problems
        self._role_of = {number: person.role for number, person in register.people.items()}
        self._torn = typed.doubt("task_no")
        self._unread = {row.line: row.unread for row in typed.broken}

    def roles(self) -> None:
        """Whoever moves must have a role that may, whatever the state."""
        for line, move in self._typed.placed("by", "move"):
            role = self._role_of.get(move.by)
            if role is not None and role not in _ROLES[move.move]:
                allowed = ", ".join(sorted(_ROLES[move.move]))
                self._note(line, "E-ROLE", "by", move.by, Expected.ROLE_OF_MOVE, role=role, allowed=allowed)

    def task(self, task_no: str, moves: list[Placed], known: Sequence[Move]) -> None:
        """Judge the new moves of one task in the order of `seq`."""
        finding, register = self._register.tasks[task_no], self._register
        before = sorted(known, key=lambda move: move.seq)
        course = follow(finding, before, register.rubrics.terms_of, register.workdays)
        on, at = finding.issued_on, finding.recorded_at
        if before:
            on, at = before[-1].on, before[-1].recorded_at
        seq = len(before)
        clear = task_no not in register.unclear_tasks
        moves.sort(key=lambda placed: placed[1].seq)
        for line, written in moves:
            seq += 1
            unread = self._unread.get(line, READABLE)
            move = _dated(written, unread, on, at)
            clear = clear and "on" not in unread
            if not self._in_order(line, move, seq) or not self._possible(line, move, course):
                return
            if move.on < on or move.recorded_at < at:
                self._backwards(line, move, on, at)
            else:
                on, at = move.on, move.recorded_at
            if not clear or self._allowed(line, move, course, unread):
                course.take(move)

    def _note(self, line: int, code: str, column: str, value: object, expected: str, **facts: object) -> None:
        self._problems.add(self._table, line, code, column, value, expected, **facts)

    def _in_order(self, line: int, move: Move, wanted: int) -> bool:
        if move.seq == wanted:
            return True
        if self._torn((move.task_no,)):
            return False
        self._note(line, "E-ORDER", "seq", move.seq, Expected.NEXT_SEQ, wanted=wanted, task=move.task_no)
        return False

    def _possible(self, line: int, move: Move, course: Course) -> bool:
        if (course.state, move.move) in NEXT:
            return True
        allowed = ", ".join(moves_from(course.state))
        self._note(line, "E-MOVE", "move", move.move, Expected.MOVE_FROM_STATE, state=course.state, allowed=allowed)
        return False

    def _backwards(self, line: int, move: Move, on: date, at: datetime) -> None:
        if move.on < on:
            self._note(line, "E-ORDER", "on", move.on, Expected.NOT_BEFORE, other="on", limit=on)
        if move.recorded_at < at:
            told = move.recorded_at.isoformat()
            self._note(
                line, "E-ORDER", "recorded_at", told, Expected.NOT_BEFORE, other="recorded_at", limit=at.isoformat()
            )

    def _allowed(self, line: int, move: Move, course: Course, unread: frozenset[str]) -> bool:
        """The guards; whether the course can be followed with this move (an extension only if it is granted)."""
        if move.move not in _GUARDED:
            return True
        role = self._role_of.get(move.by)
        unmet = refusals(self._proposal(move, course, role))
        for guard, reason in unmet:
            if _column(guard, reason, move, course) not in unread:
                told = role is None or role not in _ROLES[move.move]
                self._refuse(line, move, course, guard, reason, told)
        return move.move is not MoveKind.GRANT_EXTENSION or not any(guard in _EXTENSION for guard, _ in unmet)

    def _proposal(self, move: Move, course: Course, role: str | None) -> Proposal:
        return Proposal(
            course=course,
            move=move.move,
            on=move.on,
            by=move.by,
            by_role=role or "",
            second_by=move.second_by,
            second_role=self._role_of.get(move.second_by or ""),
            approved_by=move.approved_by,
            approved_role=self._role_of.get(move.approved_by or ""),
            days=move.days,
        )

    def _refuse(self, line: int, move: Move, course: Course, guard: Guard, reason: str, told: bool) -> None:
        """One unmet guard in the terms of formats.md; `told`: the person's role has been judged already."""
        terms, column = course.current.terms, _column(guard, reason, move, course)
        if guard is Guard.EXTENSION_APPROVER:
            if not told:
                self._note(
                    line, "E-ROLE", "by", move.by, reason, role=self._role_of[move.by], allowed=terms.extension_approver
                )
        elif guard in _EXTENSION:
            value = getattr(move, column)
            longest, due = terms.extension_days, course.shown_due
            self._note(line, "E-EXT", column, value, reason, lowest=1, highest=longest, due=due)
        elif not self._names_nobody(reason, move):
            self._note(line, "E-GUARD", column, getattr(move, column), reason, severity=course.finding.severity)

    def _names_nobody(self, reason: str, move: Move) -> bool:
        """A second verifier or approver who does not exist is an E-REF already, or cannot be told."""
        person = {"second-verifier-role": move.second_by, "approval-role": move.approved_by}.get(reason)
        return person is not None and person not in self._role_of


def _dated(move: Move, unread: frozenset[str], on: date, at: datetime) -> Move:
    """The move with its predecessor's date or moment where its own cannot be read."""
    if unread.isdisjoint(("on", "recorded_at")):
        return move
    return replace(
        move, on=on if "on" in unread else move.on, recorded_at=at if "recorded_at" in unread else move.recorded_at
    )


def _column(guard: Guard, reason: str, move: Move, course: Course) -> str:
    """The column that an unmet guard is about."""
    if guard is Guard.EXTENSION_APPROVER:
        return "by"
    if guard in _EXTENSION:
        return _EXTENSION[guard]
    if reason == "owner-verifies":
        return "by" if course.finding.owner == move.by else "second_by"
    return _COLUMN_OF.get(reason, "move")
