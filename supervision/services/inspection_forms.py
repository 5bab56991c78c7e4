"""Printing an inspection form (督查检查表) under its number, and settling it when it has been entered."""

from __future__ import annotations

import json
from collections.abc import Sequence

from supervision.context import Context
from supervision.domain.period import parse_period
from supervision.domain.permission import Action
from supervision.queries.inspection_forms import (
    DONE,
    FORMS,
    PrintedForm,
    form_if_printed,
    form_number,
    form_numbered,
    rows_now,
    written_rows,
)
from supervision.queries.people import check_unit_exists
from supervision.store.mapping import write_rows


def print_form(context: Context, unit: str, period: str) -> PrintedForm:
    """The form of a village and month; printed once more it has the same numbers, whatever has changed meanwhile."""
    with context.command(Action.PRINT_FORM) as work:
        work.check_unit(unit)
        check_unit_exists(work, unit)
        number = form_number(parse_period(period), unit)
        found = form_if_printed(work, number)
        if found is not None:
            work.nothing_to_do()
            return found
        form = PrintedForm(number, unit, period, work.now, work.actor.person_no, rows_now(work, unit))
        row = {
            "township": work.township,
            "number": number,
            "unit": unit,
            "period": period,
            "printed_at": form.printed_at,
            "printed_by": form.printed_by,
            "rows": written_rows(form.rows),
        }
        write_rows(work.session, FORMS, [row])
        work.audit(number, unit, rows=len(form.rows))
        return form


def settle_form(context: Context, number: str, with_findings: Sequence[int]) -> int:
    """All items without a finding were in order; how many. A form is settled once, a second time changes nothing."""
    with context.command(Action.RECORD_FINDING) as work:
        form = form_numbered(work, number)
        work.check_unit(form.unit)
        if form.done_at is not None:
            work.nothing_to_do()
            return len(form.in_order)
        in_order = [row.row for row in form.rows if not row.task_no and row.row not in with_findings]
        row = {
            "township": work.township,
            "number": form.number,
            "done_at": work.now,
            "done_by": work.actor.person_no,
            "in_order": json.dumps(in_order),
        }
        write_rows(work.session, DONE, [row])
        work.audit(form.number, form.unit, in_order=len(in_order), with_findings=len(set(with_findings)))
        return len(in_order)
