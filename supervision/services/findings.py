"""Recording a finding (问题): one immutable fact, and the task that is opened from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.context import Context, Work
from supervision.domain.course import follow
from supervision.domain.errors import BadInput
from supervision.domain.model import Finding, Severity, Source, Unit
from supervision.domain.permission import Action
from supervision.domain.scoring.unit import applies
from supervision.domain.texts import entered
from supervision.i18n import Words
from supervision.queries.law import Law, law
from supervision.queries.names import month_prefix, next_number
from supervision.queries.registers import register_line
from supervision.store.mapping import FINDINGS, PEOPLE, UNITS
from supervision.store.task_rows import write_opened

HANDLING_CATEGORY = "F"
"""How findings are handled is computed; no finding is filed there (formats.md)."""


@dataclass(frozen=True, slots=True)
class NewFinding:
    """What an inspector enters. Without `issued_on` it is issued today."""

    unit: str
    item: str
    problem_type: str
    severity: Severity
    facts: str
    owner: str
    found_on: date
    source: Source = Source.INSPECTION
    issued_on: date | None = None


def record_finding(context: Context, new: NewFinding, *, command_id: str | None = None) -> Finding:
    """Record a finding; open its task when it is issued today. Raises BadInput, or Refused where a rule says no."""
    with context.command(Action.RECORD_FINDING, command_id=command_id) as work:
        rules = law(work)
        rules.refuse_before_seal(work.now)
        _check(work, rules, new)
        finding = Finding(
            finding_no=next_number(work, FINDINGS.table.c.finding_no, month_prefix("WT", work.today)),
            task_no=next_number(work, FINDINGS.table.c.task_no, month_prefix("ZG", work.today)),
            unit=new.unit,
            item=new.item,
            problem_type=entered("problem_type", new.problem_type, label=True),
            severity=new.severity,
            facts=entered("facts", new.facts),
            found_on=new.found_on,
            issued_on=new.issued_on or work.today,
            found_by=work.actor.person_no,
            owner=new.owner,
            source=new.source,
            recorded_at=work.now,
        )
        FINDINGS.write(work.session, work.township, [finding])
        work.audit(finding.finding_no, finding.unit, item=finding.item, severity=finding.severity, task=finding.task_no)
        if finding.issued_on <= work.today:
            course = follow(finding, (), rules.timeline(work.today).terms_of, rules.workdays)
            write_opened(work.session, work.township, work.now, [course])
        return finding


def _check(work: Work, rules: Law, new: NewFinding) -> None:
    work.check_unit(new.unit)
    unit = _unit_on(work, new.unit, new.found_on)
    rubric = rules.timeline(work.today).rubric_at(new.found_on)
    item = rubric.item(new.item)
    if item.category == HANDLING_CATEGORY:
        raise BadInput("item-not-for-findings", item=item.code)
    if not applies(item.applicable_if, unit):
        raise BadInput("item-not-applicable", item=item.code, unit=new.unit)
    if new.found_on > work.today:
        raise BadInput("found-in-future", found_on=new.found_on, today=work.today)
    if new.issued_on is not None and new.issued_on < work.today:
        raise BadInput("issued-in-past", issued_on=new.issued_on, today=work.today)
    owner = PEOPLE.read(work.session, work.township, PEOPLE.table.c.person_no == new.owner)
    if not owner:
        raise BadInput("unknown-person", value=new.owner)


def _unit_on(work: Work, code: str, day: date) -> Unit:
    rows = UNITS.read(work.session, work.township, UNITS.table.c.unit == code, UNITS.table.c.valid_from <= day)
    if not rows:
        raise BadInput("unknown-unit", value=code)
    unit: Unit = max(rows, key=lambda row: row.valid_from)
    if unit.active_from > day or (unit.active_to is not None and unit.active_to < day):
        raise BadInput("unit-not-active", unit=code, day=day)
    return unit


def record_comment(context: Context, number: str, item: str, severity: Severity, words: Words) -> Finding:
    """Record a debriefing comment (述职评议) that was not heeded as a finding under that item (domain.md, row 5).

    Owner and matter are the register's. Raises BadInput for a row that is none.
    """
    with context.reading() as reading:
        (line, *_) = register_line(reading, "commitments", number)
        today = reading.today
    if line.unit is None or line.cells["origin"] != "debriefing":
        raise BadInput("not-a-debriefing-comment", value=number)
    matter, owner = str(line.cells["matter"]), str(line.cells["responsible"])
    facts = words("registers.finding.facts", matter=matter, number=number, due=line.cells["due_on"])
    new = NewFinding(line.unit, item, matter, severity, facts, owner, today, Source.DEBRIEFING)
    return record_finding(context, new)
