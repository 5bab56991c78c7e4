"""Which move leaves which state (R-6): the one table of the state machine.

What a guard means is `guards`' question, what the moves amount to is `course`'s, who may move is `permission`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.domain.model import MoveKind, State


class Guard(StrEnum):
    """A condition beside the state; `guards` says when it holds."""

    DISPUTE_ONCE = "dispute_once"
    OWNER_DOES_NOT_VERIFY = "owner_does_not_verify"
    TWO_VERIFIERS = "two_verifiers"
    DEPUTY_APPROVES = "deputy_approves"
    EXTENSION_APPROVER = "extension_approver"
    EXTENSION_ONCE = "extension_once"
    EXTENSION_BY_DUE = "extension_by_due"
    EXTENSION_DAYS = "extension_days"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: from these states, by this move, to that state (None: the state stays)."""

    move: MoveKind
    leaves: frozenset[State]
    to: State | None
    guards: tuple[Guard, ...] = ()


def _row(move: MoveKind, leaves: set[State], to: State | None, *guards: Guard) -> Transition:
    return Transition(move, frozenset(leaves), to, guards)


_M, _S, _G = MoveKind, State, Guard
_WORKING = {_S.ACKNOWLEDGED, _S.RECTIFYING, _S.REOPENED}

TRANSITIONS: tuple[Transition, ...] = (
    _row(_M.ACKNOWLEDGE, {_S.ISSUED}, _S.ACKNOWLEDGED),
    _row(_M.FILE_PLAN, _WORKING, None),
    _row(_M.START, {_S.ACKNOWLEDGED, _S.REOPENED}, _S.RECTIFYING),
    _row(_M.REQUEST_CLOSURE, {_S.RECTIFYING}, _S.CLOSURE_REQUESTED),
    _row(_M.RETURN_CLOSURE, {_S.CLOSURE_REQUESTED}, _S.RECTIFYING),
    _row(
        _M.CLOSE,
        {_S.CLOSURE_REQUESTED},
        _S.CLOSED,
        _G.OWNER_DOES_NOT_VERIFY,
        _G.TWO_VERIFIERS,
        _G.DEPUTY_APPROVES,
    ),
    _row(_M.REOPEN, {_S.CLOSED}, _S.REOPENED),
    _row(_M.DISPUTE, {_S.ISSUED, _S.ACKNOWLEDGED}, _S.DISPUTED, _G.DISPUTE_ONCE),
    _row(_M.UPHOLD_DISPUTE, {_S.DISPUTED}, _S.WITHDRAWN),
    _row(_M.REJECT_DISPUTE, {_S.DISPUTED}, _S.ACKNOWLEDGED),
    _row(_M.SUSPEND, {_S.RECTIFYING}, _S.SUSPENDED),
    _row(_M.RESUME, {_S.SUSPENDED}, _S.RECTIFYING),
    _row(
        _M.GRANT_EXTENSION,
        _WORKING,
        None,
        _G.EXTENSION_APPROVER,
        _G.EXTENSION_ONCE,
        _G.EXTENSION_BY_DUE,
        _G.EXTENSION_DAYS,
    ),
    _row(_M.WITHDRAW, set(State) - {_S.DISPUTED, _S.WITHDRAWN}, _S.WITHDRAWN),
)

BY_MOVE: Mapping[MoveKind, Transition] = {row.move: row for row in TRANSITIONS}
NEXT: Mapping[tuple[State, MoveKind], State] = {
    (state, row.move): row.to or state for row in TRANSITIONS for state in row.leaves
}

RUNNING = frozenset({State.ISSUED, State.ACKNOWLEDGED, State.RECTIFYING, State.REOPENED})
"""The clock runs: late days are counted (R-8)."""

STANDING_STILL = frozenset({State.DISPUTED, State.SUSPENDED})
"""There is no due date to show (R-7, R-42)."""

ENDED = frozenset({State.CLOSED, State.WITHDRAWN})
"""Off the list of open tasks (R-42)."""

NULLIFYING = frozenset({MoveKind.WITHDRAW, MoveKind.UPHOLD_DISPUTE})
"""After one of these the finding does not exist for the computation (R-12)."""


def moves_from(state: State) -> tuple[MoveKind, ...]:
    """Every move that leaves `state`, in the order of the table."""
    return tuple(row.move for row in TRANSITIONS if state in row.leaves)


FINAL = frozenset(row.move for row in TRANSITIONS if row.to is not None and not moves_from(row.to))
"""Nothing leads on from what these lead to: whoever makes one is told so before."""

NEEDS_NOTE = frozenset({MoveKind.FILE_PLAN, MoveKind.REQUEST_CLOSURE, MoveKind.WITHDRAW})
"""What is never said without words: what will be done, what it came to, why it is withdrawn. A bundle may lack them."""
