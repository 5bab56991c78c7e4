"""Which records stand behind the lines of a month's scores, loaded together. How they read: `reports.explain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import TypeVar

from supervision.context import Reading
from supervision.domain.cadres import completions
from supervision.domain.course import Course
from supervision.domain.facts import latest
from supervision.domain.model import (
    Activity,
    Bonus,
    CadreTarget,
    Finding,
    Measure,
    Move,
    Rating,
    Veto,
)
from supervision.domain.period import first_day, last_day, window
from supervision.domain.result import Line, MonthResult, UnitResult
from supervision.domain.rubric import Item, Rubric
from supervision.domain.workdays import Workdays
from supervision.queries.known_courses import (
    Horizon,
    Known,
    courses_known,
    places_known,
    read_in,
    rubric_of,
    with_chains,
)
from supervision.queries.law import law
from supervision.queries.people import people
from supervision.store.mapping import (
    ACTIVITIES,
    BONUSES,
    CADRE_TARGETS,
    FINDINGS,
    MEASURES,
    MOVES,
    RATINGS,
    VETOES,
    Kind,
)

M = TypeVar("M", Measure, Rating, CadreTarget)
LateRow = Finding | Move | Measure | Rating | CadreTarget
OF_FINDING = frozenset({"finding", "recurrence"})
OF_TASK = frozenset({"ack_late", "plan_late", "plan_missing"})
OF_ROUND = frozenset({"returned", "reopened", "reopen", "late_week"})


@dataclass(frozen=True, slots=True)
class LineSources:
    """The records behind the lines of a month, as they were known at its seal (R-3)."""

    period: str
    rubric: Rubric
    workdays: Workdays
    names: Mapping[str, str]
    findings: Mapping[str, Finding]
    """By finding number and by task number."""
    courses: Mapping[str, Course]
    places: Mapping[str, int]
    activities: Mapping[tuple[str, str], Sequence[Activity]]
    """By unit and type, held in the year up to the month's end, oldest first."""
    measures: Mapping[tuple[str, str], Measure]
    ratings: Mapping[tuple[str, str], Sequence[Rating]]
    completions: Mapping[str, Mapping[str, Fraction]]
    """Unit → person → weighted completion of targets (0 to 1)."""
    bonuses: Mapping[str, Bonus]
    vetoes: Mapping[str, Veto]
    late_rows: Mapping[str, LateRow]
    """The rows that caused corrections, by number (R-27)."""


def all_lines(unit: UnitResult) -> Iterator[Line]:
    """Every line of a unit's month."""
    own = chain.from_iterable(item.lines for item in unit.items)
    return chain(own, unit.bonus_lines, unit.adjustment_lines, unit.cap_lines)


def task_of(source: str) -> tuple[str, int]:
    """`task#round` or `task#round@date` as task number and round."""
    task_no, _, rest = source.rpartition("#")
    return task_no, int(rest.partition("@")[0])


def correction_of(source: str) -> tuple[str, str, str]:
    """`number|month|row` (formats.md, section 3)."""
    number, month, row_no = source.split("|", 2)
    return number, month, row_no


def line_sources(reading: Reading, result: MonthResult, units: Sequence[UnitResult] | None = None) -> LineSources:
    """Load what the lines of these units (of all) point at, table by table."""
    chosen = result.units if units is None else units
    return _Loader(reading, result, chosen).load()


class _Loader:
    def __init__(self, reading: Reading, result: MonthResult, units: Sequence[UnitResult]) -> None:
        self.reading, self.result, self.units = reading, result, units
        self.horizon = Horizon(result.period, result.sealed_at, first_day(result.period), last_day(result.period))
        self.lines = [line for unit in units for line in all_lines(unit)]
        self.codes = [unit.unit for unit in units]

    def load(self) -> LineSources:
        rules = law(self.reading)
        rubric = rubric_of(rules, self.result.period)
        late = self._late_rows()
        findings = self._findings(late.values())
        timeline = rules.timeline(self.reading.today, self.result.period, self.result.sealed_at)
        known = courses_known(
            self.reading, timeline, rules, self.horizon, with_chains(self.reading, self.horizon, findings)
        )
        vetoes = (number for unit in self.units for number in unit.vetoes)
        return LineSources(
            period=self.result.period,
            rubric=rubric,
            workdays=rules.workdays,
            names={person.person_no: person.name for person in people(self.reading)},
            findings=_by_number(known),
            courses=known.courses,
            places=places_known(known, rubric),
            activities=self._activities(),
            measures={(row.unit, row.metric): row for row in self._measures()},
            ratings=self._ratings(),
            completions=self._completions(),
            bonuses={row.bonus_no: row for row in self._named(BONUSES, "bonus_no", "bonus_")},
            vetoes={row.veto_no: row for row in read_in(self.reading, VETOES, "veto_no", vetoes)},
            late_rows=late,
        )

    def _findings(self, late: Iterable[LateRow]) -> list[Finding]:
        numbers = {line.source for line in self.lines if line.reason in OF_FINDING}
        tasks = {line.source for line in self.lines if line.reason in OF_TASK}
        tasks |= {task_of(line.source)[0] for line in self.lines if _of_round(line)}
        tasks |= {row.task_no for row in late if isinstance(row, Finding | Move)}
        found = {row.finding_no: row for row in read_in(self.reading, FINDINGS, "finding_no", numbers)}
        found.update((row.finding_no, row) for row in read_in(self.reading, FINDINGS, "task_no", tasks))
        return list(found.values())

    def _late_rows(self) -> dict[str, LateRow]:
        numbers = {correction_of(line.source)[2] for line in self.lines if line.reason == "correction"}
        kinds: tuple[Kind[LateRow], ...] = (FINDINGS, MOVES, MEASURES, RATINGS, CADRE_TARGETS)  # type: ignore[assignment]
        found: dict[str, LateRow] = {}
        for kind in kinds:
            key = kind.key[0]
            found.update((getattr(row, key), row) for row in read_in(self.reading, kind, key, numbers))
        return found

    def _named(self, kind: Kind[Bonus], key: str, prefix: str) -> Iterator[Bonus]:
        return read_in(self.reading, kind, key, (line.source for line in self.lines if line.reason.startswith(prefix)))

    def _activities(self) -> dict[tuple[str, str], list[Activity]]:
        since = first_day(window(self.result.period, "year")[0])
        column = ACTIVITIES.table.c
        wanted = {item.params["activity_type"] for item in self._items_short()}
        rows: list[Activity] = []
        for code in self.codes if wanted else ():
            where = (column.unit == code, column.held_on >= since, column.held_on <= self.horizon.last)
            rows += ACTIVITIES.read(self.reading.session, self.reading.township, *where, column.type.in_(wanted))
        found: dict[tuple[str, str], list[Activity]] = {}
        for row in sorted(rows, key=lambda row: (row.held_on, row.activity_no)):
            if row.recorded_at < self.horizon.moment:
                found.setdefault((row.unit, row.type), []).append(row)
        return found

    def _items_short(self) -> Iterator[Item]:
        rules = {item.code: item for item in rubric_of(law(self.reading), self.result.period).items}
        for unit in self.units:
            for item in unit.items:
                if any(line.reason in ("quota_short", "attendance_low") for line in item.lines):
                    yield rules[item.code]

    def _of_month(self, kind: Kind[M]) -> list[M]:
        """The month's rows of these units that were known at the seal."""
        column = kind.table.c
        where = [column.period == self.result.period]
        if len(self.codes) == 1:
            where.append(column.unit == self.codes[0])
        rows = kind.read(self.reading.session, self.reading.township, *where)
        return [row for row in rows if row.recorded_at < self.horizon.moment]

    def _measures(self) -> list[Measure]:
        return latest(self._of_month(MEASURES), lambda row: (row.unit, row.metric), lambda row: row.measure_no)

    def _ratings(self) -> dict[tuple[str, str], list[Rating]]:
        found: dict[tuple[str, str], list[Rating]] = {}
        rows = latest(self._of_month(RATINGS), lambda row: (row.unit, row.item, row.rater), lambda row: row.rating_no)
        for row in sorted(rows, key=lambda row: row.rater):
            found.setdefault((row.unit, row.item), []).append(row)
        return found

    def _completions(self) -> dict[str, dict[str, Fraction]]:
        rows = latest(self._of_month(CADRE_TARGETS), lambda row: (row.person_no, row.code), lambda row: row.row_no)
        by_unit: dict[str, list[CadreTarget]] = {}
        for row in rows:
            by_unit.setdefault(row.unit, []).append(row)
        return {unit: dict(sorted(completions(own).items())) for unit, own in by_unit.items()}


def _of_round(line: Line) -> bool:
    return line.reason in OF_ROUND or line.reason.startswith("card_")


def _by_number(known: Known) -> dict[str, Finding]:
    found: dict[str, Finding] = {}
    for task_no, course in known.courses.items():
        found[course.finding.finding_no] = found[task_no] = course.finding
    return found
