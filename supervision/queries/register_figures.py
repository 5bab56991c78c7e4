"""Which measures the registers can settle: their figures for a month beside what was recorded as a measure.

Entering what is missing is `services.register_measures`' question. A register gives a figure by a function in FIGURES.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.checks.register_kinds import standing
from supervision.domain.period import first_day, last_day, shift
from supervision.queries.development_figures import DEVELOPMENT_FIGURES
from supervision.queries.figures import measures_of
from supervision.store.mapping import COMMITMENTS, CONTACTS, PAIRINGS

Ratio = tuple[Decimal, Decimal | None]
QUARTER = 3


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One measure of a unit and month: what the register comes to, and what was recorded (None: nothing)."""

    unit: str
    unit_name: str
    metric: str
    period: str
    register: Ratio
    recorded: Ratio | None

    @property
    def differs(self) -> bool:
        return self.recorded is not None and self.recorded != self.register


def commitments_figures(reading: Reading, period: str) -> dict[str, Ratio]:
    """By unit: of the debriefing's commitments due in the quarter that ends with the month, those done (A03)."""
    first, last = first_day(shift(period, 1 - QUARTER)), last_day(period)
    found: dict[str, list[bool]] = {}
    for row in standing("commitments", COMMITMENTS.read(reading.session, reading.township)):
        if row.origin == "debriefing" and row.unit is not None and first <= row.due_on <= last:
            found.setdefault(row.unit, []).append(row.done_on is not None and row.done_on <= last)
    return {unit: (Decimal(sum(done)), Decimal(len(done))) for unit, done in found.items()}


def contacts_figures(reading: Reading, period: str) -> dict[str, Ratio]:
    """By unit: of the households paired at the month's end, those that were contacted in the month (D03).

    A unit without any contact in the month has not told of it yet: nothing is said of it rather than zero.
    """
    first, last = first_day(period), last_day(period)
    pairs = {
        row.pairing_no: row.unit
        for row in standing("pairings", PAIRINGS.read(reading.session, reading.township))
        if row.kind == "four_helps" and row.valid_from <= last and (row.valid_to is None or row.valid_to >= last)
    }
    met = {
        row.pairing_no
        for row in standing("contacts", CONTACTS.read(reading.session, reading.township))
        if first <= row.on <= last
    }
    planned: dict[str, list[bool]] = {}
    for number, unit in pairs.items():
        planned.setdefault(unit, []).append(number in met)
    return {unit: (Decimal(sum(each)), Decimal(len(each))) for unit, each in planned.items() if any(each)}


FIGURES: Mapping[str, Callable[[Reading, str], Mapping[str, Ratio]]] = {
    "debriefing_commitments_done_over_due": commitments_figures,
    "paired_households_contacted_over_planned": contacts_figures,
    **DEVELOPMENT_FIGURES,
}
"""The metrics that a register settles."""


def register_figures(reading: Reading, period: str) -> list[FigureLine]:
    """Every measure of the month that a register can settle; units of which it is silent are left out."""
    made = {metric: figures(reading, period) for metric, figures in FIGURES.items()}
    lines = []
    for line in measures_of(reading, period):
        told = made.get(line.metric, {}).get(line.unit)
        if told is not None:
            recorded = None if line.numerator is None else (line.numerator, line.denominator)
            lines.append(FigureLine(line.unit, line.unit_name, line.metric, period, told, recorded))
    return lines
