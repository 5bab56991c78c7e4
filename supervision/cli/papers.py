"""The papers of cards (督办单、约谈通知、问责建议书), and look-backs (回头看): lists, and one at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import day_in, one_of
from supervision.cli.printing import plain, print_blocks, print_json, print_tables, print_text, table_of
from supervision.domain.period import parse_period

Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]


def order(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="NO", help="cli.arg.order-or-all")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="cli.opt.output-bulletin")
    ] = None,
    as_json: Json = False,
) -> None:
    from supervision.queries.issued_cards import issued_cards
    from supervision.reports.order import order as document
    from supervision.reports.writing import render, write

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        cards = issued_cards(reading) if number is None else []
        content = document(reading, number, words) if number is not None else None
    if content is not None and output is not None:
        write(content, Path(output), words.lang, call.settings().templates)
        call.say("written", path=output)
    elif content is not None and sys.stdout.isatty():
        print_blocks(words.lang, *content.blocks)
    elif content is not None:
        print_text(render(content, ".md", words.lang).decode())
    elif as_json:
        print_json([plain(card) for card in cards])
    else:
        columns = ("number", "document", "level", "task", "unit", "reached-on")
        rows = [
            (
                card.document_no,
                words.noun("document", card.document),
                words.noun("level", card.code),
                card.task_no,
                card.unit,
                card.reached_on,
            )
            for card in cards
        ]
        print_tables(table_of([words(f"cli.order.{name}") for name in columns], rows))


def lookback_list(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(metavar="PERIOD", help="cli.arg.period-or-to-do")] = None,
    as_json: Json = False,
) -> None:
    from supervision.queries.lookbacks import lookbacks_drawn, lookbacks_to_do

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        found = lookbacks_to_do(reading) if period is None else lookbacks_drawn(reading, parse_period(period))
    if as_json:
        print_json([plain(each) for each in found])
        return
    columns = ("period", "task", "unit", "item", "problem", "closed-on", "outcome", "done-on")
    rows = [
        (
            *(each.period, each.task_no, each.unit, each.item, each.problem_type, each.closed_on),
            words.noun("lookback_outcome", each.outcome) if each.outcome is not None else None,
            each.done_on,
        )
        for each in found
    ]
    print_tables(table_of([words(f"cli.lookback.{name}") for name in columns], rows))


def lookback_record(
    ctx: typer.Context,
    task: Annotated[str, typer.Argument(metavar="NO", help="cli.arg.task")],
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help="cli.arg.outcome")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.opt.on-look")] = None,
) -> None:
    from supervision.services.lookbacks import OUTCOMES, NewLookback, record_lookback

    call = call_of(ctx)
    chosen, day = one_of(outcome, OUTCOMES), day_in(on)
    with call.house_of_person() as context:
        row = record_lookback(context, NewLookback(task, chosen, day))
    said = call.words.noun("lookback_outcome", row.outcome)
    call.say("lookback.recorded", number=row.lookback_no, task=task, outcome=said)
