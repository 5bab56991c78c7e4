"""Which inspection forms (督查检查表) were printed, what stands on each under which number, what an entry means.

What is weak in a village is `checklist`'s question; printing and settling a form `services.inspection_forms`'.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.errors import BadInput
from supervision.domain.form_entries import FormEntry
from supervision.domain.model import Severity
from supervision.queries.checklist import checklist
from supervision.queries.worklist import TaskFilter, task_page
from supervision.store.mapping import table_of
from supervision.store.tables.inspection import InspectionFormDoneRow, InspectionFormRow

FORMS = table_of(InspectionFormRow)
DONE = table_of(InspectionFormDoneRow)
PREFIX = "JC"
MOST_TASKS = 4
"""Open tasks on one form, the earliest due first: with the items they fit on two pages."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One numbered line: an item to check (`task_no` empty), or an open task to verify."""

    row: int
    code: str
    name_zh: str
    name_en: str
    lost: str = ""
    usual: tuple[tuple[str, str], ...] = ()
    task_no: str = ""
    text: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form as it was printed; `done_at` says when it was entered, `in_order` which rows then were in order."""

    number: str
    unit: str
    period: str
    printed_at: datetime
    printed_by: str
    rows: tuple[FormRow, ...]
    done_at: datetime | None = None
    in_order: tuple[int, ...] = ()

    def row(self, number: int) -> FormRow:
        """Raises BadInput for a number that is not on the form."""
        found = next((each for each in self.rows if each.row == number), None)
        if found is None:
            raise BadInput("form-row", number=self.number, value=number, last=len(self.rows))
        return found


@dataclass(frozen=True, slots=True)
class FormFinding:
    """What an entry says, ready for the service that records findings."""

    row: int
    unit: str
    item: str
    problem_type: str
    severity: Severity
    facts: str
    owner: str

    def once(self, number: str) -> str:
        """Tells an entry of a form from every other one: typed twice it is recorded once."""
        return hashlib.sha256(f"{number}|{self.row}|{self.severity}|{self.facts}".encode()).hexdigest()[:40]


def form_number(period: str, unit: str) -> str:
    return f"{PREFIX}-{period}-{unit}"


def rows_now(reading: Reading, unit: str) -> tuple[FormRow, ...]:
    """What a form printed today would list: weak items first, then the other items, then open tasks."""
    items = [
        FormRow(
            0, item.code, item.name_zh, item.name_en, item.lost or "",
            tuple((each.text, each.severity.value) for each in item.templates), "", "、".join(item.evidence),
        )
        for item in checklist(reading, unit).items
    ]  # fmt: skip
    names = {item.code: item for item in items}
    tasks = [
        FormRow(
            0, line.item, names[line.item].name_zh if line.item in names else line.item,
            names[line.item].name_en if line.item in names else line.item, task_no=line.task_no,
            text=line.problem_type, due=line.due.isoformat() if line.due else "",
        )
        for line in task_page(reading, TaskFilter(units=(unit,)), limit=MOST_TASKS)
    ]  # fmt: skip
    return tuple(replace(row, row=number) for number, row in enumerate((*items, *tasks), 1))


def written_rows(rows: tuple[FormRow, ...]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def form_numbered(reading: Reading, number: str) -> PrintedForm:
    """Raises BadInput when no such form was printed."""
    found = form_if_printed(reading, number.strip().upper())
    if found is None:
        raise BadInput("unknown-form", value=number)
    return found


def form_if_printed(reading: Reading, number: str) -> PrintedForm | None:
    where = (FORMS.c.township == reading.township, FORMS.c.number == number)
    row = reading.session.execute(select(FORMS).where(*where)).first()
    if row is None:
        return None
    done = reading.session.execute(
        select(DONE.c.done_at, DONE.c.in_order).where(DONE.c.township == reading.township, DONE.c.number == number)
    ).first()
    return PrintedForm(
        row.number, row.unit, row.period, row.printed_at, row.printed_by, tuple(map(_row, json.loads(row.rows))),
        done.done_at if done else None, tuple(json.loads(done.in_order)) if done else (),
    )  # fmt: skip


def _row(kept: Mapping[str, Any]) -> FormRow:
    return FormRow(**{**kept, "usual": tuple((text, severity) for text, severity in kept["usual"])})


def meant(reading: Reading, form: PrintedForm, entry: FormEntry) -> FormFinding:
    """The finding that an entry stands for. Raises BadInput where the number has none."""
    row = form.row(entry.row)
    if row.task_no:
        raise BadInput("form-task-row", value=entry.row, task_no=row.task_no)
    owners = checklist(reading, form.unit).owners
    if not owners:
        raise BadInput("form-no-owner", unit=form.unit)
    if entry.usual is None:
        problem = entry.facts.splitlines()[0]
        return FormFinding(
            row.row, form.unit, row.code, problem, entry.severity or Severity.GENERAL, entry.facts, owners[0][0]
        )
    if not 1 <= entry.usual <= len(row.usual):
        raise BadInput("form-usual", row=entry.row, value=entry.usual, last=len(row.usual))
    text, severity = row.usual[entry.usual - 1]
    return FormFinding(row.row, form.unit, row.code, text, Severity(severity), text, owners[0][0])
