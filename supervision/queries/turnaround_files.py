"""What a turnaround file (整顿档案) holds beside its events, and what is missing in it (domain.md, row 38).

Entry and acceptance are `turnarounds`' question; the steps themselves are a register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supervision.context import Reading
from supervision.domain.checks.columns_of_registers import FOUR_ONES
from supervision.domain.checks.register_kinds import standing
from supervision.domain.local_terms import TURNAROUND_PLAN_DAYS
from supervision.domain.period import last_day, period_of, shift
from supervision.domain.register_facts import TurnaroundStep
from supervision.queries.turnarounds import TurnaroundFile, turnaround_files
from supervision.store.mapping import TURNAROUND_STEPS


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a file lacks: one of the four ones, the plan (due `on`), or a month's progress (`on` its last day)."""

    step: str
    on: date


@dataclass(frozen=True, slots=True)
class TurnaroundPapers:
    """One unit in turnaround or under observation: its steps since the last entry, oldest first, and what is lacking.

    `plan_late` are the days by which the plan came after its term; 0 when it was in time or is not there.
    """

    file: TurnaroundFile
    steps: tuple[TurnaroundStep, ...]
    lacking: tuple[Lacking, ...]
    plan_late: int


def turnaround_papers(reading: Reading) -> dict[str, TurnaroundPapers]:
    """By unit, for every unit that was ever in turnaround."""
    steps: dict[str, list[TurnaroundStep]] = {}
    for step in standing("turnaround_steps", TURNAROUND_STEPS.read(reading.session, reading.township)):
        steps.setdefault(step.unit, []).append(step)
    own = reading.actor.unit
    files = [file for file in turnaround_files(reading) if file.steps and own in (None, file.unit)]
    return {file.unit: _papers(file, steps.get(file.unit, []), reading.today) for file in files}


def _papers(file: TurnaroundFile, steps: Sequence[TurnaroundStep], today: date) -> TurnaroundPapers:
    entered = max(step.event.on for step in file.steps if step.event.event == "enter")
    since = sorted((step for step in steps if step.on >= entered), key=lambda step: (step.on, step.step_no))
    plan = next((step.on for step in since if step.step == "plan"), None)
    late = max(0, (plan - entered).days - TURNAROUND_PLAN_DAYS) if plan is not None else 0
    lacking = tuple(_lacking(since, entered, today)) if file.standing.inside else ()
    return TurnaroundPapers(file, tuple(since), lacking, late)


def _lacking(steps: Sequence[TurnaroundStep], entered: date, today: date) -> Iterator[Lacking]:
    """While the unit is inside: months are asked for once they are over."""
    there = {step.step for step in steps}
    due = entered + timedelta(days=TURNAROUND_PLAN_DAYS)
    for step in (*FOUR_ONES, "plan"):
        if step not in there and today > due:
            yield Lacking(step, due)
    told = {period_of(step.on) for step in steps if step.step == "progress"}
    period = period_of(entered)
    while last_day(period) < today:
        if period not in told:
            yield Lacking("progress", last_day(period))
        period = shift(period, 1)
