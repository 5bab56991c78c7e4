"""Publicity and appeals of a month (公示、申诉), and what people decide about proposed rewards and penalties."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import one_of
from supervision.cli.printing import plain, print_json, print_tables, table_of
from supervision.domain.period import parse_period

Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]
Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]
DECISIONS = ("approve", "refuse", "execute")
ANSWERS = ("uphold", "reject")


def publicity(ctx: typer.Context, period: Period) -> None:
    from supervision.services.appeals import start_publicity

    call = call_of(ctx)
    with call.house_of_person() as context:
        last = start_publicity(context, parse_period(period))
    call.say("month.public", period=period, last=last)


def appeal_file(
    ctx: typer.Context,
    period: Period,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="cli.arg.unit")],
    section: Annotated[str, typer.Argument(metavar="SECTION", help="cli.arg.section")],
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="cli.arg.source")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.opt.appeal-reason")],
) -> None:
    from supervision.services.appeals import NewAppeal, file_appeal

    call = call_of(ctx)
    with call.house_of_person() as context:
        number = file_appeal(context, NewAppeal(parse_period(period), unit, section, source, reason))
    call.say("appeal.filed", number=number)


def appeal_list(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(metavar="PERIOD", help="cli.arg.period-or-all")] = None,
    as_json: Json = False,
) -> None:
    from supervision.queries.appeals import appeals

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        lines = appeals(reading, parse_period(period) if period is not None else None)
    if as_json:
        print_json([plain(line) for line in lines])
        return
    words = call.words
    columns = ("number", "period", "unit", "section", "source", "reason", "state", "before", "after", "answer")
    rows = [
        (
            *(line.appeal_no, line.period, line.unit, line.section, line.source, line.reason),
            *(words.noun("appeal_state", line.state), line.points_before, line.points_after, line.answer),
        )
        for line in lines
    ]
    print_tables(table_of([words(f"cli.appeal.{name}") for name in columns], rows))


def appeal_decide(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NO", help="cli.arg.appeal")],
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="cli.arg.appeal-decision")],
    answer: Annotated[str, typer.Option("--answer", metavar="TEXT", help="cli.opt.answer")],
) -> None:
    from supervision.services.appeals import decide_appeal

    call = call_of(ctx)
    upheld = one_of(decision, ANSWERS) == "uphold"
    with call.house_of_person() as context:
        after = decide_appeal(context, number, upheld=upheld, answer=answer)
    call.say("appeal.upheld" if upheld else "appeal.rejected", number=number, after=after)


def proposal_list(ctx: typer.Context, period: Period, as_json: Json = False) -> None:
    from supervision.queries.law import law
    from supervision.queries.months import month_line
    from supervision.queries.people import unit_names
    from supervision.queries.proposals import proposals

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        lines = proposals(reading, parse_period(period))
        rubric = law(reading).rubrics[month_line(reading, period).rubric_version]
        units = unit_names(reading)
    if as_json:
        print_json([plain(line) for line in lines])
        return
    columns = ("unit", "code", "rule", "state", "by", "note")
    rows = []
    for line in lines:
        rule = rubric.rule(line.code)
        name = "" if rule is None else (rule.name_zh if words.lang == "zh" else rule.name_en)
        state = words.noun("proposal_state", line.state)
        rows.append((f"{line.unit} {units.get(line.unit, '')}", line.code, name, state, line.decided_by, line.note))
    print_tables(table_of([words(f"cli.proposal.{column}") for column in columns], rows))


def proposal_decide(
    ctx: typer.Context,
    period: Period,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="cli.arg.unit")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="cli.arg.rule")],
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="cli.arg.decision")],
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="cli.opt.decision-note")] = None,
) -> None:
    from supervision.services.proposals import decide

    call = call_of(ctx)
    chosen = one_of(decision, DECISIONS)
    with call.house_of_person() as context:
        state = decide(context, parse_period(period), unit, code, chosen, note)
    call.say("proposal.decided", unit=unit, code=code, state=call.words.noun("proposal_state", state))
