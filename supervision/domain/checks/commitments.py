"""Whether meetings, commitments, guidance visits and contacts are right in themselves (E-ORDER, E-RANGE, E-REQUIRED).

Responsibilities and pairings are `duties`' question.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_recorded
from supervision.domain.checks.typed import Typed
from supervision.domain.register_facts import Commitment, Contact, GuidanceVisit, Meeting


def check_meetings(typed: Typed[Meeting], known: Sequence[Meeting], register: Register, problems: Problems) -> None:
    for line, row in typed.placed("expected", "attended"):
        if row.expected is not None and row.attended is not None and row.attended > row.expected:
            problems.add(
                typed.table, line, "E-RANGE", "attended", row.attended, Expected.BETWEEN, lowest=0, highest=row.expected
            )


def check_commitments(
    typed: Typed[Commitment], known: Sequence[Commitment], register: Register, problems: Problems
) -> None:
    """A decision names its meeting; what is done says with which effect (domain.md, rows 1, 5, 29)."""
    _check_order(typed, "due_on", "made_on", problems)
    _check_order(typed, "done_on", "made_on", problems)
    _check_done(typed, "done_on", problems)
    for line, row in typed.placed("origin", "meeting_no"):
        if row.origin == "meeting" and row.meeting_no is None:
            problems.add(typed.table, line, "E-REQUIRED", "meeting_no", None, Expected.FILLED_FOR, what=row.origin)
    for line, row in typed.placed("done_on", "effect"):
        if row.done_on is not None and row.effect is None:
            problems.add(typed.table, line, "E-REQUIRED", "effect", None, Expected.FILLED_FOR, what=row.done_on)


def check_visits(
    typed: Typed[GuidanceVisit], known: Sequence[GuidanceVisit], register: Register, problems: Problems
) -> None:
    _check_order(typed, "follow_up_on", "on", problems)
    _check_order(typed, "followed_up_on", "on", problems)
    _check_done(typed, "followed_up_on", problems)


def check_contacts(typed: Typed[Contact], known: Sequence[Contact], register: Register, problems: Problems) -> None:
    """A pair meets once a day at most: a second row of the day is the same contact."""
    gone = {row.supersedes for row in (*known, *typed.facts)}
    first = {(row.pairing_no, row.on): row.contact_no for row in known if row.contact_no not in gone}
    for line, row in typed.sound():
        other = first.setdefault((row.pairing_no, row.on), row.contact_no)
        if other != row.contact_no and row.contact_no not in gone:
            problems.add(typed.table, line, "E-DUP", "on", row.on, Expected.SUPERSEDED_ONCE, by=other)


def _check_order(typed: Typed[Any], later: str, earlier: str, problems: Problems) -> None:
    for line, row in typed.placed(later, earlier):
        day, limit = getattr(row, later), getattr(row, earlier)
        if day is not None and day < limit:
            problems.add(typed.table, line, "E-ORDER", later, day, Expected.NOT_BEFORE, other=earlier, limit=limit)


def _check_done(typed: Typed[Any], column: str, problems: Problems) -> None:
    """What is done was done by the day on which it was recorded."""
    if any(getattr(row, column) is not None for row in typed.facts):
        check_recorded(_filled(typed, column), column, problems)


def _filled(typed: Typed[Any], column: str) -> Typed[Any]:
    kept = [(line, row) for line, row in typed.sound() if getattr(row, column) is not None]
    return Typed(typed.table, [line for line, _ in kept], [row for _, row in kept])
