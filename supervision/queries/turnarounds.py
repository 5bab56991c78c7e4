"""Which branches are in turnaround (后进整顿), since when and how it went; which class each branch is in."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.context import Reading
from supervision.domain.decision_facts import ClassDecision
from supervision.domain.model import TurnaroundEvent
from supervision.domain.period import period_of
from supervision.domain.result import Turnaround
from supervision.domain.turnaround import passes, turnaround_in
from supervision.queries.classes import classes_decided
from supervision.queries.law import law
from supervision.queries.months import month_result, months
from supervision.queries.people import units
from supervision.store.mapping import TURNAROUNDS


@dataclass(frozen=True, slots=True)
class TurnaroundStep:
    """One event of a file; `passed` is None for an entry."""

    event: TurnaroundEvent
    passed: bool | None


@dataclass(frozen=True, slots=True)
class TurnaroundFile:
    """One unit: its standing today, its events oldest first, and its class and stars in the last scored month."""

    unit: str
    name: str
    standing: Turnaround
    steps: tuple[TurnaroundStep, ...]
    group_class: str | None
    class_reason: str | None
    stars: int | None
    decided: ClassDecision | None = None
    """What the committee decided beside the computed class, in force today."""


def turnaround_files(reading: Reading) -> list[TurnaroundFile]:
    """Every unit: those in turnaround first, then those with a past, then the others, villages first."""
    rules = law(reading)
    timeline = rules.timeline(reading.today)
    period = period_of(reading.today)
    terms = timeline.rubric_for(period).turnaround
    events: dict[str, list[TurnaroundEvent]] = {}
    for event in TURNAROUNDS.read(reading.session, reading.township):
        events.setdefault(event.unit, []).append(event)
    scored = [line.period for line in months(reading) if line.sealed_at is not None or line.draft_sha is not None]
    last = {unit.unit: unit for unit in month_result(reading, scored[-1]).units} if scored else {}
    decided = classes_decided(reading, reading.today)
    files = []
    for unit in units(reading):
        own = sorted(events.get(unit.unit, ()), key=lambda event: (event.on, event.event_no))
        steps = tuple(TurnaroundStep(e, None if e.event == "enter" else passes(e, terms)) for e in own)
        result = last.get(unit.unit)
        files.append(
            TurnaroundFile(
                unit.unit,
                unit.name,
                turnaround_in(period, own, terms, timeline).standing,
                steps,
                result.group_class if result else None,
                result.class_reason if result else None,
                result.stars.stars if result and result.stars else None,
                decided.get(unit.unit),
            )
        )
    return sorted(files, key=lambda each: (not each.standing.inside, not each.steps))
