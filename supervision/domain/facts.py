"""What is known of a unit at a moment, put in the shape that scoring reads (R-3, R-5, R-12)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Protocol, TypeVar

from supervision.domain.model import (
    Activity,
    Bonus,
    CadreTarget,
    Finding,
    Lookback,
    Measure,
    Move,
    Rating,
    TurnaroundEvent,
    Unit,
    Veto,
)
from supervision.domain.period import first_day, last_day
from supervision.domain.rectification import NULLIFYING


class Recorded(Protocol):
    @property
    def recorded_at(self) -> datetime: ...


R = TypeVar("R", bound=Recorded)


@dataclass(slots=True)
class UnitFacts:
    """Every fact of one unit; moves by task in the order of `seq`. Row order elsewhere has no meaning (R-43)."""

    rows: list[Unit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    moves: dict[str, list[Move]] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    bonuses: list[Bonus] = field(default_factory=list)
    vetoes: list[Veto] = field(default_factory=list)
    targets: list[CadreTarget] = field(default_factory=list)
    turnarounds: list[TurnaroundEvent] = field(default_factory=list)
    _by_task: dict[str, Finding] = field(default_factory=dict, repr=False, compare=False)

    def known(self, moment: datetime) -> UnitFacts:
        """What was recorded before `moment` (R-3). Findings and the tables beside them only; rows have no moment."""
        moves = {task: _known(moves, moment) for task, moves in self.moves.items()}
        return UnitFacts(
            self.rows,
            _known(self.findings, moment),
            {task: kept for task, kept in moves.items() if kept},
            _known(self.activities, moment),
            _known(self.measures, moment),
            _known(self.ratings, moment),
            _known(self.bonuses, moment),
            _known(self.vetoes, moment),
            _known(self.targets, moment),
            _known(self.turnarounds, moment),
        )

    def finding(self, task_no: str) -> Finding:
        """The finding of a task. Raises KeyError when there is none."""
        if len(self._by_task) < len(self.findings):
            self._by_task = {finding.task_no: finding for finding in self.findings}
        return self._by_task[task_no]

    def add(self, row: Fact) -> None:
        """Let one more row be known; moves come in the order of `seq`."""
        match row:
            case Unit():
                self.rows.append(row)
            case Finding():
                self.findings.append(row)
            case Move():
                self.moves.setdefault(row.task_no, []).append(row)
            case Activity():
                self.activities.append(row)
            case Measure():
                self.measures.append(row)
            case Rating():
                self.ratings.append(row)
            case Bonus():
                self.bonuses.append(row)
            case Veto():
                self.vetoes.append(row)
            case CadreTarget():
                self.targets.append(row)
            case TurnaroundEvent():
                self.turnarounds.append(row)
            case _:
                raise TypeError(row)

    def row_at(self, day: date) -> Unit | None:
        """The attributes that hold on `day` (R-5)."""
        return max((row for row in self.rows if row.valid_from <= day), key=lambda row: row.valid_from, default=None)

    def assessed(self, period: str) -> Unit | None:
        """The unit's attributes in `period` when it is assessed in it (whole months only, R-5), else None."""
        first, last = first_day(period), last_day(period)
        row = self.row_at(last)
        if row is None or row.active_from > first or (row.active_to is not None and row.active_to < last):
            return None
        return row

    def nullified(self, task_no: str) -> bool:
        """R-12: a known withdrawal or upheld dispute, whatever its date."""
        return any(move.move in NULLIFYING for move in self.moves.get(task_no, ()))


def _known(rows: Iterable[R], moment: datetime) -> list[R]:
    return [row for row in rows if row.recorded_at < moment]


def latest(rows: Iterable[R], key: Callable[[R], Hashable], number: Callable[[R], str]) -> list[R]:
    """Of rows with the same key the last recorded, then the highest number (R-3)."""
    best: dict[Hashable, R] = {}
    for row in rows:
        k = key(row)
        other = best.get(k)
        if other is None or (row.recorded_at, number(row)) > (other.recorded_at, number(other)):
            best[k] = row
    return list(best.values())


@dataclass(slots=True)
class TownshipFacts:
    """The facts of all units by code, and what belongs to no unit."""

    units: dict[str, UnitFacts] = field(default_factory=dict)
    lookbacks: list[Lookback] = field(default_factory=list)

    def unit(self, code: str) -> UnitFacts:
        found = self.units.get(code)
        if found is None:
            found = self.units[code] = UnitFacts()
        return found


Fact = Unit | Finding | Move | Activity | Measure | Rating | Bonus | Veto | CadreTarget | TurnaroundEvent | Lookback


def gather(rows: Iterable[Fact]) -> TownshipFacts:
    """Group loose facts by unit. Moves follow their findings' units, so findings may come in any order too."""
    facts = TownshipFacts()
    moves: list[Move] = []
    unit_of: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Move):
            moves.append(row)
            continue
        if isinstance(row, Lookback):
            facts.lookbacks.append(row)
            continue
        facts.unit(row.unit).add(row)
        if isinstance(row, Finding):
            unit_of[row.task_no] = row.unit
    put_moves(facts, moves, unit_of)
    return facts


def put_moves(facts: TownshipFacts, moves: Sequence[Move], unit_of: dict[str, str]) -> None:
    """Give each move to the unit of its task, in the order of `seq`."""
    for move in sorted(moves, key=attrgetter("task_no", "seq")):
        facts.unit(unit_of[move.task_no]).add(move)
