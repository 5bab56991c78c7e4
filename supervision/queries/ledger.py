"""What the three lists (问题清单、责任清单、整改台账) say of every finding alive in a span: one row for all three.

How the lists look is `reports.lists`' question; how tasks stand today is `worklist`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.decision_facts import RootCause
from supervision.domain.errors import NotThisMonth
from supervision.domain.ladder import Card, cards_reached
from supervision.domain.model import Finding, Lookback, Move, MoveKind, State
from supervision.domain.permission import Role
from supervision.domain.rectification import ENDED
from supervision.domain.rubric import Item, Rubric
from supervision.domain.settlement import settlement
from supervision.domain.span import Span, parse_span
from supervision.queries.causes import root_causes
from supervision.queries.courses import CHUNK
from supervision.queries.evidence import attached_before
from supervision.queries.known_courses import (
    Horizon,
    Known,
    courses_known,
    horizon_over,
    read_in,
    rubric_of,
)
from supervision.queries.law import Law, law
from supervision.queries.ledger_alive import alive, places_in_chains
from supervision.queries.months import month_result
from supervision.queries.people import PersonLine, people
from supervision.store.mapping import FINDINGS, LOOKBACKS, UNITS
from supervision.store.result_rows import LINES


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A finding and its task as they stood at the span's end. Names are those of persons, `points` is what the finding
    itself has cost so far (0 or negative; None while nothing is scored), `attached` are the names of the files added.
    `on_time` is None while the round is neither settled nor closed."""

    finding: Finding
    unit_name: str
    item: Item
    rectify_class: str
    found_by: str
    owner: str
    leader: str | None
    new: bool
    place: int
    state: State
    round: int
    original_due: date
    due: date | None
    late_days: int
    overdue: bool
    on_time: bool | None
    measures: tuple[str, ...]
    last_move: Move | None
    closed_on: date | None
    verifiers: tuple[str, ...]
    lookback: Lookback | None
    cards: tuple[Card, ...]
    points: Decimal | None
    cause: RootCause | None
    attached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of a month or longer span by finding number, as of the end of `day`; `period` is its last month."""

    span: Span
    period: str
    day: date
    rows: tuple[LedgerRow, ...]

    @property
    def new(self) -> tuple[LedgerRow, ...]:
        """The findings of the span itself that still stand."""
        return tuple(row for row in self.rows if row.new and row.state is not State.WITHDRAWN)

    @property
    def open(self) -> tuple[LedgerRow, ...]:
        return tuple(row for row in self.rows if row.state not in ENDED)


def ledger(reading: Reading, text: str) -> Ledger:
    """Every finding that was open at some time of `2026-06`, `2026-Q2`, `2026-H1` or `2026`, as at its end or now.

    Raises BadInput for what is no span, NotThisMonth for one that has not begun.
    """
    begun = LedgerRows(reading, text)
    return Ledger(begun.span, begun.period, begun.day, tuple(begun))


class LedgerRows:
    """The rows of a ledger one after another, a few hundred findings in memory at a time; raises as `ledger` does."""

    def __init__(self, reading: Reading, text: str) -> None:
        self.reading, self.span = reading, parse_span(text)
        self.horizon = horizon_over(reading, self.span)
        self.period, self.day = self.horizon.period, self.horizon.last
        self.rubric = rubric_of(law(reading), self.period)

    def __iter__(self) -> Iterator[LedgerRow]:
        reading, horizon, rules = self.reading, self.horizon, law(self.reading)
        found = alive(reading, horizon)
        places = places_in_chains(reading, horizon, self.rubric, dict.fromkeys(unit for _, unit in found))
        make = _Maker(reading, horizon, self.rubric, _items(rules, self.rubric), places)
        timeline = rules.timeline(reading.today, self.period, horizon.moment)
        for start in range(0, len(found), CHUNK):
            numbers = [number for number, _ in found[start : start + CHUNK]]
            part = sorted(read_in(reading, FINDINGS, "finding_no", numbers), key=lambda finding: finding.finding_no)
            known = courses_known(reading, timeline, rules, horizon, part)
            tasks = [finding.task_no for finding in part]
            looked = lookbacks_known(reading, horizon, tasks)
            files = attached_before(reading, horizon.moment, tasks)
            for finding in part:
                yield make.row(finding, known, looked.get(finding.task_no), files.get(finding.task_no, ()))


def _items(rules: Law, rubric: Rubric) -> Mapping[str, Item]:
    """The items by code; of one that the rubric has no more its newest version."""
    versions = [rules.rubrics[version] for version in sorted(rules.rubrics)]
    return {item.code: item for each in (*versions, rubric) for item in each.items}


class _Maker:
    """Everything that rows have in common, read once."""

    def __init__(
        self,
        reading: Reading,
        horizon: Horizon,
        rubric: Rubric,
        items: Mapping[str, Item],
        places: Mapping[str, int],
    ) -> None:
        everybody = people(reading)
        self.horizon, self.rubric, self.items, self.places = horizon, rubric, items, places
        self.units = _unit_names(reading, horizon)
        self.names = {person.person_no: person.name for person in everybody}
        self.leaders = _leaders(everybody)
        self.causes = root_causes(reading, horizon.moment)
        self.points = _points(reading, horizon)

    def row(self, finding: Finding, known: Known, looked: Lookback | None, files: tuple[str, ...]) -> LedgerRow:
        course = known.courses[finding.task_no]
        now, day = course.current, self.horizon.last
        gone, closed = finding.task_no in known.nullified, course.state is State.CLOSED
        moves = [move for each in course.rounds for move in each.moves]
        settled = settlement(finding.task_no, now, day)
        closing = next((move for move in reversed(moves) if move.move is MoveKind.CLOSE), None)
        return LedgerRow(
            finding=finding,
            unit_name=self.units.get(finding.unit, finding.unit),
            item=self.items[finding.item],
            rectify_class=self.rubric.severities[finding.severity].rectify_class,
            found_by=self._name(finding.found_by),
            owner=self._name(finding.owner),
            leader=self.leaders.get(finding.unit),
            new=finding.found_on >= self.horizon.first,
            place=self.places.get(finding.finding_no, 1),
            state=State.WITHDRAWN if gone else course.state,
            round=now.number,
            original_due=now.original_due,
            due=course.shown_due,
            late_days=0 if gone else now.late_days(day),
            overdue=not gone and course.overdue(day),
            on_time=None if gone else (settled.on_time if settled else closed or None),
            measures=tuple(move.note for move in moves if move.move is MoveKind.FILE_PLAN and move.note),
            last_move=moves[-1] if moves else None,
            closed_on=closing.on if closing is not None and closed else None,
            verifiers=self._verifiers(closing) if closed else (),
            lookback=looked,
            cards=() if gone else tuple(cards_reached(course, day)),
            cause=self.causes.get(finding.task_no),
            attached=files,
            points=None if self.points is None else self.points.get(finding.finding_no, Decimal(0)),
        )

    def _name(self, person_no: str) -> str:
        return self.names.get(person_no, person_no)

    def _verifiers(self, closing: Move | None) -> tuple[str, ...]:
        if closing is None:
            return ()
        numbers = (closing.by, closing.second_by, closing.approved_by)
        return tuple(self._name(number) for number in numbers if number is not None)


def _leaders(everybody: Iterable[PersonLine]) -> dict[str, str]:
    """责任领导 of each unit: its branch secretary, the first responsible person."""
    return {
        person.unit: person.name
        for person in everybody
        if person.unit is not None and person.role == Role.BRANCH_SECRETARY.value
    }


def _unit_names(reading: Reading, horizon: Horizon) -> dict[str, str]:
    """Each unit's name at the month's end (R-5)."""
    rows = [row for row in UNITS.read(reading.session, reading.township) if row.valid_from <= horizon.last]
    return {row.unit: row.name for row in sorted(rows, key=lambda row: row.valid_from)}


def lookbacks_known(reading: Reading, horizon: Horizon, task_nos: Iterable[str]) -> dict[str, Lookback]:
    """The latest look-back at each of these tasks, as far as it was known."""
    rows = read_in(reading, LOOKBACKS, "task_no", task_nos)
    known = [row for row in rows if row.recorded_at < horizon.moment and row.done_on <= horizon.last]
    return {row.task_no: row for row in sorted(known, key=lambda row: (row.done_on, row.lookback_no))}


def _points(reading: Reading, horizon: Horizon) -> Mapping[str, Decimal] | None:
    """What each finding has cost in the sealed months and in this month's draft; None when the month is not scored."""
    try:
        result = month_result(reading, horizon.period)
    except NotThisMonth:
        return None
    cost: dict[str, Decimal] = {}
    for unit in result.units:
        for line in (line for item in unit.items for line in item.lines if line.reason == "finding"):
            cost[line.source] = cost.get(line.source, Decimal(0)) + line.points
    del result
    where = (LINES.c.township == reading.township, LINES.c.period < horizon.period, LINES.c.reason == "finding")
    for number, points in reading.session.execute(select(LINES.c.source, LINES.c.points).where(*where)):
        cost[number] = cost.get(number, Decimal(0)) + points
    return cost
