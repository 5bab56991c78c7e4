"""What a month would come to if tasks were closed by a day: computed, never kept. The month itself is `month`'s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from supervision.domain.cadres import township_targets
from supervision.domain.facts import TownshipFacts, UnitFacts
from supervision.domain.model import Move, MoveKind, State
from supervision.domain.month import draft_units, settle_month
from supervision.domain.rectification import NEXT
from supervision.domain.result import MonthResult
from supervision.domain.timeline import Timeline
from supervision.domain.unit_month import UnitDraft
from supervision.domain.workdays import Workdays

_WAY = (MoveKind.ACKNOWLEDGE, MoveKind.START, MoveKind.REQUEST_CLOSURE, MoveKind.CLOSE)
EVENING = time(18)
"""Hypothetical moves are recorded at the end of their day."""


def way_to_closed(state: State) -> tuple[MoveKind, ...]:
    """The moves that lead from a state to closed; none where the clock stands still or the task has ended."""
    way: list[MoveKind] = []
    for move in _WAY:
        if (state, move) in NEXT:
            state = NEXT[state, move]
            way.append(move)
    return tuple(way) if state is State.CLOSED else ()


@dataclass(frozen=True, slots=True)
class Closing:
    """A task that would be closed, from the state it is in now."""

    task_no: str
    state: State


@dataclass(frozen=True, slots=True)
class Outlook:
    """An open month seen from its end: what is recorded so far, and nothing more happening."""

    period: str
    timeline: Timeline
    facts: TownshipFacts
    earlier: Sequence[MonthResult]
    workdays: Workdays
    drafts: Mapping[str, UnitDraft]

    def as_it_is(self) -> MonthResult:
        return self._settled(self.drafts.values())

    def if_closed(self, unit: str, closings: Iterable[Closing], on: date) -> MonthResult:
        """The month when these tasks of one unit are closed on that day; nobody else moves."""
        supposed = TownshipFacts({unit: with_closings(self.facts.unit(unit), closings, on)})
        again = draft_units(self.period, self.timeline, supposed, self.earlier, self.workdays)
        return self._settled({**self.drafts, **{draft.unit: draft for draft in again}}.values())

    def _settled(self, drafts: Iterable[UnitDraft]) -> MonthResult:
        targets = township_targets(self.period, self.facts, self.timeline.seals[self.period])
        return settle_month(self.period, self.timeline, sorted(drafts, key=_unit), targets, self.earlier, ())


def _unit(draft: UnitDraft) -> str:
    return draft.unit


def outlook(
    period: str, timeline: Timeline, facts: TownshipFacts, earlier: Sequence[MonthResult], workdays: Workdays
) -> Outlook:
    """Compute every unit once; supposing something of one unit then costs that unit only."""
    drafts = {draft.unit: draft for draft in draft_units(period, timeline, facts, earlier, workdays)}
    return Outlook(period, timeline, facts, earlier, workdays, drafts)


def with_closings(facts: UnitFacts, closings: Iterable[Closing], on: date) -> UnitFacts:
    """The unit's facts and the moves that would close these tasks."""
    moves = {task_no: list(known) for task_no, known in facts.moves.items()}
    for closing in closings:
        known = moves.setdefault(closing.task_no, [])
        known += tuple(_moves(closing, known, on))
    return replace(facts, moves=moves)


def _moves(closing: Closing, known: Sequence[Move], on: date) -> Iterator[Move]:
    for seq, kind in enumerate(way_to_closed(closing.state), len(known) + 1):
        number = f"{closing.task_no}-{seq:02d}"
        at = datetime.combine(on, EVENING)
        yield Move(
            move_no=number,
            task_no=closing.task_no,
            seq=seq,
            move=kind,
            on=on,
            by="",
            second_by=None,
            approved_by=None,
            days=None,
            note=None,
            recorded_at=at,
        )
