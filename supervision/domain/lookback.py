"""Which closed tasks are drawn for a second look (回头看) at a month's opening (R-40)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

from supervision.domain.facts import TownshipFacts
from supervision.domain.model import Finding, Move, MoveKind, Severity
from supervision.domain.period import first_day, last_day
from supervision.domain.rectification import NULLIFYING
from supervision.domain.rubric import Rubric
from supervision.domain.workdays import DAY


def draw_sample(period: str, opened_at: datetime, facts: TownshipFacts, rubric: Rubric) -> tuple[str, ...]:
    """The task numbers to look at again in `period`, in the order of the draw."""
    ordered = sorted(
        (order_key(period, finding.task_no), finding) for finding in _population(period, opened_at, facts, rubric)
    )
    drawn: set[str] = set()
    for severity in Severity:
        own = [finding.task_no for _, finding in ordered if finding.severity is severity]
        rate = Fraction(rubric.severities[severity].lookback_rate)
        drawn.update(own[: ceil(rate * len(own))])
    for _, finding in ordered:
        if len(drawn) >= rubric.lookback.minimum_per_month:
            break
        drawn.add(finding.task_no)
    return tuple(finding.task_no for _, finding in ordered if finding.task_no in drawn)


def order_key(period: str, task_no: str) -> str:
    """The place in the draw that anybody can recompute: sha256 of `period|task_no` in hex."""
    return hashlib.sha256(f"{period}|{task_no}".encode()).hexdigest()


def _population(period: str, opened_at: datetime, facts: TownshipFacts, rubric: Rubric) -> Iterator[Finding]:
    wait = timedelta(days=rubric.lookback.after_closure_days) + DAY
    since, until = first_day(period) - wait, last_day(period) - wait
    looked: dict[str, date] = {}
    for row in facts.lookbacks:
        if row.recorded_at < opened_at:
            looked[row.task_no] = max(row.done_on, looked.get(row.task_no, row.done_on))
    for unit in facts.units.values():
        for finding in unit.findings:
            closed = _closed_on(unit.moves.get(finding.task_no, ()), first_day(period), opened_at)
            if closed is None or not since <= closed <= until:
                continue
            if looked.get(finding.task_no, date.min) < closed:
                yield finding


def _closed_on(moves: list[Move] | tuple[()], before: date, opened_at: datetime) -> date | None:
    """The latest closing, when the task stands closed and is not nullified (only a reopening or withdrawal follows)."""
    known = [move for move in moves if move.recorded_at < opened_at]
    if any(move.move in NULLIFYING for move in known):
        return None
    dated = [move for move in known if move.on < before]
    return dated[-1].on if dated and dated[-1].move is MoveKind.CLOSE else None
