"""Inspection forms (督查检查表) by command: printed for a village or all, shown, entered by their numbers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.printing import plain, print_json, print_tables, table_of
from supervision.domain.errors import BadInput, Conflict
from supervision.domain.period import parse_period, period_of

if TYPE_CHECKING:
    from supervision.context import Context
    from supervision.queries.inspection_forms import FormFinding, PrintedForm

Number = Annotated[str, typer.Argument(metavar="NO", help="forms.arg.number")]
ALL = "all"


def print_(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="UNIT|all", help="forms.arg.unit")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="forms.opt.output")],
    month: Annotated[str | None, typer.Option("--month", metavar="PERIOD", help="forms.opt.month")] = None,
) -> None:
    from supervision.queries.people import units
    from supervision.reports.inspection_form import inspection_forms
    from supervision.reports.writing import write
    from supervision.services.inspection_forms import print_form

    call = call_of(ctx)
    period = parse_period(month) if month else None
    with call.house() as context:
        with context.reading() as reading:
            known = units(reading)
            period = period or period_of(reading.today)
        wanted = [line.unit for line in known if unit in (ALL, line.unit, line.name)]
        if not wanted:
            raise BadInput("unknown-unit", value=unit)
        forms = [print_form(context, each, period) for each in wanted]
        with context.reading() as reading:
            content = inspection_forms(reading, forms, call.words)
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)


def show(
    ctx: typer.Context,
    number: Number,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.inspection_forms import form_numbered

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        form = form_numbered(reading, number)
    if as_json:
        print_json(plain(form))
        return
    rows = [
        (
            *(row.row, row.code, row.name_zh if words.lang == "zh" else row.name_en, row.lost or None),
            row.task_no or "；".join(f"{place}.{text}" for place, (text, _) in enumerate(row.usual, 1)),
        )
        for row in form.rows
    ]
    titles = [words(f"forms.column.{name}") for name in ("number", "code", "item", "lost", "what")]
    print_tables(table_of(titles, rows, form.number))


def enter(
    ctx: typer.Context,
    number: Number,
    entries: Annotated[list[str] | None, typer.Argument(metavar="ENTRY", help="forms.arg.entries")] = None,
    rest_fine: Annotated[bool, typer.Option("--others-in-order", help="forms.opt.others")] = False,
) -> None:
    """All entries are understood before the first one is recorded; an entry given again is not recorded again."""
    from supervision.domain.form_entries import read_entry
    from supervision.queries.inspection_forms import form_numbered, meant
    from supervision.services.inspection_forms import settle_form

    call = call_of(ctx)
    with call.house_of_person() as context:
        with context.reading() as reading:
            form = form_numbered(reading, number)
            findings = [meant(reading, form, read_entry(each)) for each in entries or ()]
        for finding in findings:
            _record(call, context, form, finding)
        if rest_fine:
            count = settle_form(context, form.number, [finding.row for finding in findings])
            sys.stderr.write(f"{call.words('forms.settled', number=form.number, count=count)}\n")


def _record(call: Call, context: Context, form: PrintedForm, each: FormFinding) -> None:
    from supervision.services.findings import NewFinding, record_finding

    with context.reading() as reading:
        today = reading.today
    new = NewFinding(each.unit, each.item, each.problem_type, each.severity, each.facts, each.owner, today)
    try:
        finding = record_finding(context, new, command_id=each.once(form.number))
    except Conflict:
        sys.stderr.write(f"{call.words('forms.known', row=each.row, facts=each.facts)}\n")
    else:
        told = call.words("forms.recorded", row=each.row, finding=finding.finding_no, task=finding.task_no)
        sys.stderr.write(f"{told}\n")
