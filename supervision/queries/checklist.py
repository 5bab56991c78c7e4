"""What an inspector checks in a village: the month's items, weak ones of last month first, with usual findings.

Also what the finding form needs while typing: who would own the finding, and when it would fall due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select

from supervision.context import Reading
from supervision.domain.model import Severity, State
from supervision.domain.permission import Role
from supervision.domain.rubric import Item
from supervision.domain.scoring.unit import applies
from supervision.domain.visibility import Subject
from supervision.queries.law import law
from supervision.store.mapping import FINDINGS, PEOPLE, UNITS
from supervision.store.result_rows import ITEMS
from supervision.store.task_rows import TASKS


@dataclass(frozen=True, slots=True)
class Template:
    """A usual finding of the rubric."""

    text: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One item that findings may be filed under. `lost` is what it lost in the last sealed month (points)."""

    code: str
    category: str
    name_zh: str
    name_en: str
    max: str
    lost: str | None
    templates: tuple[Template, ...]
    evidence: tuple[str, ...]
    recent: int
    """Findings of the last 90 days."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Days to rectify by severity, and the due date if issued today."""

    severity: Severity
    name_zh: str
    days: int
    due: date


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything a finding form for one unit needs; `owners` are (person number, name, role), the secretary first."""

    unit: str
    items: tuple[CheckItem, ...]
    terms: tuple[Terms, ...]
    owners: tuple[tuple[str, str, str], ...]


RECENT_DAYS = 90


def checklist(reading: Reading, unit: str) -> Checklist:
    """The checklist of a unit today: items with points lost last month first, then in the rubric's order.

    Raises NotPermitted for a unit that the reader may not see.
    """
    reading.check_readable(Subject.SCORES, unit)
    rules = law(reading)
    rubric = rules.timeline(reading.today).rubric_at(reading.today)
    rows = UNITS.read(reading.session, reading.township, UNITS.table.c.unit == unit)
    present = max(
        (row for row in rows if row.valid_from <= reading.today), key=lambda row: row.valid_from, default=None
    )
    lost = _lost_last_month(reading, unit)
    recent = _recent(reading, unit)
    items = [
        _check_item(item, lost.get(item.code), recent.get(item.code, 0))
        for item in rubric.items
        if item.category != "F" and present is not None and applies(item.applicable_if, present)
    ]
    items.sort(key=lambda item: item.lost is None)
    terms = tuple(
        Terms(
            severity,
            terms.name_zh,
            terms.terms.deadline_days,
            rules.workdays.roll(reading.today + timedelta(days=terms.terms.deadline_days)),
        )
        for severity, terms in rubric.severities.items()
    )
    return Checklist(unit, tuple(items), terms, _owners(reading, unit))


def _check_item(item: Item, lost: str | None, recent: int) -> CheckItem:
    templates = tuple(Template(text, severity) for text, severity in item.typical_findings)
    return CheckItem(
        item.code, item.category, item.name_zh, item.name_en, f"{item.max:f}", lost, templates, item.evidence, recent
    )


def _lost_last_month(reading: Reading, unit: str) -> dict[str, str]:
    where = (ITEMS.c.township == reading.township, ITEMS.c.unit == unit)
    last = select(ITEMS.c.period).where(*where).order_by(ITEMS.c.period.desc()).limit(1).scalar_subquery()
    rows = reading.session.execute(
        select(ITEMS.c.item, ITEMS.c.max, ITEMS.c.earned).where(*where, ITEMS.c.period == last)
    )
    return {row.item: f"{row.max - row.earned:.2f}" for row in rows if row.earned is not None and row.earned < row.max}


def _recent(reading: Reading, unit: str) -> dict[str, int]:
    table = FINDINGS.table
    since = reading.today - timedelta(days=RECENT_DAYS)
    counts: dict[str, int] = {}
    rows = reading.session.execute(
        select(table.c.item).where(
            table.c.township == reading.township,
            table.c.unit == unit,
            table.c.found_on >= since,
            table.c.task_no.not_in(_withdrawn(reading, unit)),
        )
    )
    for item in rows.scalars():
        counts[item] = counts.get(item, 0) + 1
    return counts


def _withdrawn(reading: Reading, unit: str) -> Select[tuple[str]]:
    """The tasks of a unit whose finding does not exist any more (R-12)."""
    where = (TASKS.c.township == reading.township, TASKS.c.unit == unit, TASKS.c.state == State.WITHDRAWN)
    return select(TASKS.c.task_no).where(*where)


def _owners(reading: Reading, unit: str) -> tuple[tuple[str, str, str], ...]:
    people = PEOPLE.read(reading.session, reading.township, PEOPLE.table.c.unit == unit)
    people.sort(key=lambda person: (person.role != Role.BRANCH_SECRETARY, person.person_no))
    return tuple((person.person_no, person.name, person.role) for person in people)


@dataclass(frozen=True, slots=True)
class Similar:
    """A finding of the same unit and item that is open or recent: look before filing another."""

    finding_no: str
    task_no: str
    problem_type: str
    facts: str
    found_on: date


def similar_findings(reading: Reading, unit: str, item: str) -> list[Similar]:
    """Findings of the last 90 days under the same item, newest first."""
    table = FINDINGS.table
    since = reading.today - timedelta(days=RECENT_DAYS)
    standing = table.c.task_no.not_in(_withdrawn(reading, unit))
    of_item = (table.c.unit == unit, table.c.item == item, table.c.found_on >= since, standing)
    rows = FINDINGS.read(reading.session, reading.township, *of_item)
    rows.sort(key=lambda row: (row.found_on, row.finding_no), reverse=True)
    return [Similar(row.finding_no, row.task_no, row.problem_type, row.facts, row.found_on) for row in rows]
