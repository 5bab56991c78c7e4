"""When a move's conditions hold (R-6, R-7). The table that names them is `rectification`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from supervision.domain.course import Course
from supervision.domain.model import MoveKind, Severity
from supervision.domain.rectification import BY_MOVE, Guard


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that somebody wants to make on a course; a role is None where nobody is named."""

    course: Course
    move: MoveKind
    on: date
    by: str
    by_role: str
    second_by: str | None = None
    second_role: str | None = None
    approved_by: str | None = None
    approved_role: str | None = None
    days: int | None = None


def _dispute_once(p: Proposal) -> str | None:
    if p.course.disputed:
        return "dispute-once"
    if p.course.current.number != 1:
        return "dispute-first-round"
    due = p.course.current.due
    return "dispute-too-late" if due is not None and p.on > due else None


def _owner_does_not_verify(p: Proposal) -> str | None:
    return "owner-verifies" if p.course.finding.owner in (p.by, p.second_by) else None


def _two_verifiers(p: Proposal) -> str | None:
    if p.second_by is None:
        grave = p.course.finding.severity in (Severity.MAJOR, Severity.CRITICAL)
        return "second-verifier-missing" if grave else None
    if p.second_by == p.by:
        return "second-verifier-same"
    return None if p.second_role == "inspector" else "second-verifier-role"


def _deputy_approves(p: Proposal) -> str | None:
    if p.course.finding.severity is not Severity.CRITICAL:
        return None
    if p.approved_by is None:
        return "approval-missing"
    return None if p.approved_role == "deputy_secretary" else "approval-role"


def _extension_approver(p: Proposal) -> str | None:
    wanted = p.course.current.terms.extension_approver
    return None if p.by_role == wanted else "extension-approver"


def _extension_once(p: Proposal) -> str | None:
    return "extension-once" if p.course.extended else None


def _extension_by_due(p: Proposal) -> str | None:
    due = p.course.current.due
    return "extension-too-late" if due is None or p.on > due else None


def _extension_days(p: Proposal) -> str | None:
    longest = p.course.current.terms.extension_days
    return None if p.days is not None and 1 <= p.days <= longest else "extension-days"


GUARDS: Mapping[Guard, Callable[[Proposal], str | None]] = {
    Guard.DISPUTE_ONCE: _dispute_once,
    Guard.OWNER_DOES_NOT_VERIFY: _owner_does_not_verify,
    Guard.TWO_VERIFIERS: _two_verifiers,
    Guard.DEPUTY_APPROVES: _deputy_approves,
    Guard.EXTENSION_APPROVER: _extension_approver,
    Guard.EXTENSION_ONCE: _extension_once,
    Guard.EXTENSION_BY_DUE: _extension_by_due,
    Guard.EXTENSION_DAYS: _extension_days,
}


def refusals(proposal: Proposal) -> list[tuple[Guard, str]]:
    """Every guard of the move that is not met, with the code of its reason; the state is judged elsewhere."""
    found = ((guard, GUARDS[guard](proposal)) for guard in BY_MOVE[proposal.move].guards)
    return [(guard, code) for guard, code in found if code is not None]
