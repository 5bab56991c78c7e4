"""What rectification achieved: closed, days to close, on time, rebounded, sent back (督查实效)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from supervision.domain.course import Course
from supervision.domain.model import MoveKind, State
from supervision.domain.settlement import settlements


@dataclass(frozen=True, slots=True)
class Effect:
    """Counts of one unit or the township over a span of days; a share is None where there is nothing to divide by.

    `issued`: tasks issued in the span, `closed` of them closed by its end. `requests`: closures asked for in the span,
    `returned` of them sent back. `closings`: closings in the span, `rebounded`: tasks reopened in it.
    """

    issued: int
    closed: int
    settled: int
    on_time: int
    closings: int
    days_to_close: int
    requests: int
    returned: int
    rebounded: int

    @property
    def closure_rate(self) -> Fraction | None:
        return _share(self.closed, self.issued)

    @property
    def on_time_share(self) -> Fraction | None:
        return _share(self.on_time, self.settled)

    @property
    def mean_days(self) -> Fraction | None:
        """From issue or reopening to closing."""
        return _share(self.days_to_close, self.closings)

    @property
    def rebound_rate(self) -> Fraction | None:
        return _share(self.rebounded, self.closings)

    @property
    def returned_rate(self) -> Fraction | None:
        return _share(self.returned, self.requests)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def effect(courses: Iterable[Course], since: date, until: date) -> Effect:
    """Of courses followed up to `until`; withdrawn tasks count for nothing (R-12)."""
    real = [each for each in courses if not each.nullified and each.finding.issued_on <= until]
    issued = [each for each in real if each.finding.issued_on >= since]
    moves = [move for each in real for round_ in each.rounds for move in round_.moves if since <= move.on <= until]
    kinds = [move.move for move in moves]
    settled = [one for each in real for one in settlements(each, until) if since <= one.on <= until]
    days = [
        (move.on - round_.start_on).days
        for each in real
        for round_ in each.rounds
        for move in round_.moves
        if move.move is MoveKind.CLOSE and since <= move.on <= until
    ]
    return Effect(
        issued=len(issued),
        closed=sum(each.current.state_on(until) is State.CLOSED for each in issued),
        settled=len(settled),
        on_time=sum(one.on_time for one in settled),
        closings=len(days),
        days_to_close=sum(days),
        requests=kinds.count(MoveKind.REQUEST_CLOSURE),
        returned=kinds.count(MoveKind.RETURN_CLOSURE),
        rebounded=kinds.count(MoveKind.REOPEN),
    )
