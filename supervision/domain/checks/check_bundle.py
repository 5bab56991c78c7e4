"""Whether a bundle may be imported: every check of formats.md over all files at once.

Reading files is `store.bundle`'s question, storing the facts the import service's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from supervision.domain.checks.bulk import without_circles
from supervision.domain.checks.bundle import Bundle, Table
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.decisions import check_bonuses, check_turnarounds, check_vetoes
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.figures import check_activities, check_measures, check_ratings
from supervision.domain.checks.findings import check_findings, check_lookbacks, followable
from supervision.domain.checks.known import Known
from supervision.domain.checks.months import check_months
from supervision.domain.checks.moves import check_moves
from supervision.domain.checks.numbers import only_new
from supervision.domain.checks.people import check_people, check_tasks, check_units
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Names, Register, Rubrics, Units, names_of
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.checks.registers import check_register
from supervision.domain.checks.seals import check_after_seal
from supervision.domain.checks.targets import check_targets
from supervision.domain.checks.typed import Typed, read_table
from supervision.domain.checks.versions import check_versions
from supervision.domain.errors import RowError
from supervision.domain.model import Finding, MonthPlan
from supervision.domain.rubric import Rubric
from supervision.domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Checked:
    """What importing the bundle adds: by table the new facts, and how many rows are there already.

    `rubrics` are the new versions by file name; their text is in the bundle.
    """

    new: Mapping[str, list[Any]]
    same: Mapping[str, int]
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)


def check_bundle(bundle: Bundle, known: Known) -> Checked:
    """What is new in the bundle beside what is known. Raises BadFile with every wrong place of every file."""
    with without_circles():
        return _Check(bundle, known).run()


class _Check:
    def __init__(self, bundle: Bundle, known: Known) -> None:
        self.bundle = bundle
        self.known = known
        self.problems = Problems(bundle.problems)
        self.new: dict[str, list[Typed[Any]]] = {name: [] for name in FORMATS}
        self.same = dict.fromkeys(FORMATS, 0)
        self.untold: set[str] = set(bundle.unreadable)
        """Tables of which some names may exist that nobody could read."""

    def run(self) -> Checked:
        versions = check_versions(self.bundle.versions, self.known, self.problems)
        self._miss_files()
        for name in FORMATS:
            self._read(name)
        all_versions = {**self.known.versions(), **{rubric.version: rubric for rubric in versions.values()}}
        self._check(self._register(all_versions), all_versions)
        self.problems.raise_any()
        new = {name: [fact for typed in found for fact in typed.facts] for name, found in self.new.items()}
        return Checked(new, self.same, versions)

    def _tables(self, name: str) -> Iterator[Table]:
        return (table for table in self.bundle.tables.values() if table.name == name)

    def _miss_files(self) -> None:
        for name, form in FORMATS.items():
            present = name in self.bundle.unreadable or any(True for _ in self._tables(name))
            if form.needed and not present and not self.bundle.partial:
                self.untold.add(name)
                file = f"{name}.csv"
                self.problems.append(RowError(file, None, "E-MISSING-FILE", None, None, Expected.FILE_PRESENT.value))

    def _read(self, name: str) -> None:
        """The new facts of one table; findings may stand in two files, which must agree."""
        form = FORMATS[name]
        have = {form.key(row): row for row in self._known_rows(name)}
        same: set[Any] = set()
        added: set[Any] = set()
        for table in self._tables(name):
            typed = read_table(table, form, self.problems)
            if typed is None:
                self.untold.add(name)
                continue
            fresh, again = only_new(typed, form, have, self.problems)
            self.new[name].append(fresh)
            same.update(again)
            if fresh.facts:
                have.update(zip(map(form.key, fresh.facts), fresh.facts, strict=True))
                added.update(map(form.key, fresh.facts))
        self.same[name] = len(same - added)

    def _known_rows(self, name: str) -> Iterable[Any]:
        if name == "calendar":
            special = FORMATS[name].fact
            return [special(day, "work" if works else "off") for day, works in self.known.special_days.items()]
        return self.known.rows(name)

    def _facts(self, name: str) -> Iterator[Any]:
        """Known and new facts of a table."""
        yield from self.known.rows(name)
        for typed in self.new[name]:
            yield from typed.facts

    def _names(self, name: str, column: str) -> Names:
        if name in self.untold:
            return None
        names = set(names_of(None, column, (getattr(row, column) for row in self.known.rows(name))))
        for table in self._tables(name):
            names.update(names_of(table, column, ()))
        return names

    def _register(self, versions: Mapping[int, Rubric]) -> Register:
        register = Register(
            Units(self._facts("units"), self._names("units", "unit"), self._unread_units()),
            {person.person_no: person for person in self._facts("people")},
            self._names("people", "person_no"),
            Rubrics(versions, self.known.default_rubric, self._pins()),
            self._workdays(),
        )
        register.tasks, register.unclear_tasks = self._tasks()
        register.task_names = self._names("findings", "task_no")
        register.rows = {name: self._names(name, kind.key) for name, kind in REGISTERS.items()}
        register.projects = {project.project_no: project for project in self._facts("projects")}
        return register

    def _pins(self) -> Iterator[MonthPlan]:
        """Every month that says which version holds, whatever else of it cannot be read."""
        yield from self.known.months
        for typed in self.new["months"]:
            yield from (month for _, month in typed.placed("period", "rubric_version"))

    def _unread_units(self) -> Iterator[str]:
        return (row.fact.unit for typed in self.new["units"] for row in typed.broken if "unit" not in row.unread)

    def _tasks(self) -> tuple[Mapping[str, Finding], Collection[str]]:
        """Every task whose moves can be followed, and those of which no guard can be judged."""
        tasks = {finding.task_no: finding for finding in self.known.findings}
        unclear = set()
        for finding, clear in followable(self.new["findings"]):
            if tasks.setdefault(finding.task_no, finding) is finding and not clear:
                unclear.add(finding.task_no)
        return tasks, unclear

    def _workdays(self) -> Workdays:
        days = (day for typed in self.new["calendar"] for day in typed.facts)
        extra: dict[date, bool] = {day.date: day.kind == "work" for day in days}
        return Amended(self.known.workdays, extra) if extra else self.known.workdays

    def _check(self, register: Register, versions: Mapping[int, Rubric]) -> None:
        known, problems, new = self.known, self.problems, self.new
        for months in new["months"]:
            check_months(months, known.months, versions, problems)
        for units in new["units"]:
            check_units(units, problems)
        for people in new["people"]:
            check_people(people, register, problems)
        taken = {finding.task_no: finding.finding_no for finding in known.findings}
        for findings in new["findings"]:
            check_tasks(findings, taken, problems)
            check_findings(findings, register, problems)
        for moves in new["moves"]:
            check_moves(moves, known.moves, register, problems)
        for targets in new["cadre_targets"]:
            check_targets(targets, known.cadre_targets, register, problems)
        for events in new["turnarounds"]:
            check_turnarounds(events, known.turnarounds, register, problems)
        for name, check in _BESIDE_THE_REGISTER.items():
            for typed in new[name]:
                check(typed, register, problems)
        for name in REGISTERS:
            for typed in new[name]:
                check_register(typed, known.rows(name), register, problems)
        if known.sealed_until is not None:
            for found in (found for name, found in new.items() if name not in REGISTERS):
                for typed in found:
                    check_after_seal(typed, known.sealed_until, problems)


class Amended(Workdays):
    """Working days with the bundle's special days before those that are known."""

    __slots__ = ("_base", "_extra")

    def __init__(self, base: Workdays, extra: Mapping[date, bool]) -> None:
        super().__init__({}, base.years | {day.year for day in extra})
        self._base = base
        self._extra = extra

    def is_workday(self, day: date) -> bool:
        works = self._extra.get(day)
        return self._base.is_workday(day) if works is None else works


_BESIDE_THE_REGISTER: Mapping[str, Callable[[Typed[Any], Register, Problems], None]] = {
    "activities": check_activities,
    "measures": check_measures,
    "ratings": check_ratings,
    "bonuses": check_bonuses,
    "vetoes": check_vetoes,
    "lookbacks": check_lookbacks,
}
