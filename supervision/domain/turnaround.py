"""Where a unit stands in turnaround (后进整顿) at a month's end (R-36). `consequences` proposes entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from supervision.domain.model import TurnaroundEvent
from supervision.domain.period import last_day
from supervision.domain.result import Turnaround
from supervision.domain.rubric import TurnaroundTerms
from supervision.domain.timeline import Timeline


@dataclass(frozen=True, slots=True)
class TurnaroundMonth:
    """The standing, and the failures so far when one of them becomes effective in this month (else 0)."""

    standing: Turnaround
    failed_acceptances: int


def passes(event: TurnaroundEvent, terms: TurnaroundTerms) -> bool:
    """Does this acceptance end the turnaround: enough points and not too many dissatisfied?"""
    score, respondents, dissatisfied = event.score or 0, event.respondents or 0, event.dissatisfied or 0
    return score >= terms.pass_score and dissatisfied <= terms.max_dissatisfied_share * respondents


def turnaround_in(
    period: str, events: Iterable[TurnaroundEvent], terms: TurnaroundTerms, timeline: Timeline
) -> TurnaroundMonth:
    """The standing after the events dated by the end of `period`; `events` are known ones (R-3)."""
    last = last_day(period)
    standing, effective = Turnaround(), False
    for event in sorted(events, key=lambda event: (event.on, event.event_no)):
        if event.on > last:
            break
        if event.event == "enter":
            term_end = event.on + timedelta(days=terms.term_days)
            standing, effective = Turnaround(True, event.on, term_end), False
            continue
        since, term_end_now, failed = standing.since, standing.term_end, standing.failed
        if passes(event, terms):
            observed = event.on + timedelta(days=terms.observation_days)
            standing = Turnaround(False, since, term_end_now, failed, observed)
        elif term_end_now is not None:
            extended = term_end_now + timedelta(days=terms.extend_days)
            standing = Turnaround(True, since, extended, failed + 1)
            effective = effective or timeline.effective_in(event.on, event.recorded_at) == period
    return TurnaroundMonth(standing, standing.failed if effective else 0)
