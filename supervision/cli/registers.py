"""Registers (台账) from the command line: which there are, what one holds, one row, entering a row.

Who answers for a matter is `answering`'s question.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import day_in, one_of
from supervision.cli.printing import plain, print_json, print_tables, print_text, table_of
from supervision.cli.register_gaps import gaps
from supervision.cli.register_uses import agenda, settle, to_finding
from supervision.domain.checks.characters import visible
from supervision.domain.errors import BadInput

if TYPE_CHECKING:
    from supervision.context import Context, Reading
    from supervision.queries.registers import RegisterLine

VERBS = ("list", "add", "show")
Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]


def register(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(metavar="KIND", help="registers.arg.kind")] = None,
    verb: Annotated[str, typer.Argument(metavar="list|add|show", help="registers.arg.verb")] = "list",
    rest: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE|NO", help="registers.arg.rest")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="registers.opt.unit")] = None,
    is_open: Annotated[bool, typer.Option("--open", help="registers.opt.open")] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="registers.opt.on")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="registers.opt.output")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="registers.opt.dry-run")] = False,
    as_json: Json = False,
) -> None:
    call = call_of(ctx)
    if kind == "measures":
        settle(call, verb, dry_run=dry_run, as_json=as_json)
        return
    if kind == "gaps":
        gaps(call, day_in(on), as_json=as_json)
        return
    if kind == "finding":
        to_finding(call, verb, rest or [])
        return
    if kind == "agenda":
        agenda(call, day_in(on), output)
        return
    chosen = one_of(verb, VERBS)
    if chosen == "add":
        with call.house_of_person() as context:
            _add(call, context, kind or "", rest or [])
        return
    with call.house() as context, context.reading() as reading:
        if kind is None:
            _kinds(call, reading, as_json)
        elif chosen == "show":
            _show(call, reading, kind, (rest or [""])[0], as_json)
        else:
            _list(call, reading, kind, _Asked(unit, is_open, on, output, as_json))


class _Asked:
    """Which rows, and where to."""

    def __init__(self, unit: str | None, is_open: bool, on: str | None, output: str | None, as_json: bool) -> None:
        self.unit, self.is_open, self.on, self.output, self.as_json = unit, is_open, day_in(on), output, as_json


def _kinds(call: Call, reading: Reading, as_json: bool) -> None:
    from supervision.queries.registers import register_counts

    counts = register_counts(reading)
    if as_json:
        print_json([plain(each) for each in counts])
        return
    words = call.words
    rows = [(each.name, words.noun("file", each.name), each.rows, each.open, each.last_on) for each in counts]
    titles = [words(f"registers.column.{name}") for name in ("kind", "name", "rows", "open", "last")]
    print_tables(table_of(titles, rows))


def _list(call: Call, reading: Reading, kind: str, asked: _Asked) -> None:
    from supervision.queries.registers import coded, register_lines
    from supervision.reports.register_sheet import register_sheet, remarks_of, shown_rows
    from supervision.reports.writing import write

    unit = coded(reading, "turnaround_steps", {"unit": asked.unit})["unit"] if asked.unit else None
    lines = register_lines(reading, kind, unit=unit, only_open=asked.is_open, on=asked.on)
    if asked.as_json:
        print_json([plain(line) for line in lines])
    elif asked.output is not None:
        content = register_sheet(reading, kind, lines, call.words)
        write(content, Path(asked.output), call.words.lang, call.settings().templates)
        call.say("written", path=asked.output)
    else:
        titles, rows = shown_rows(reading, kind, lines, call.words)
        print_tables(table_of(titles, rows))
        for remark in remarks_of(reading, kind, call.words):
            print_text(visible(remark))


def _show(call: Call, reading: Reading, kind: str, number: str, as_json: bool) -> None:
    from supervision.queries.registers import register_line

    lines: Sequence[RegisterLine] = register_line(reading, kind, number)
    if as_json:
        print_json([plain(line) for line in lines])
        return
    from supervision.reports.register_sheet import shown_rows

    titles, rows = shown_rows(reading, kind, lines, call.words)
    for row in rows:
        print_tables(
            table_of(
                ["", str(row[0])],
                [(title, cell) for title, cell in zip(titles[1:], row[1:], strict=True) if cell is not None],
            )
        )


def _add(call: Call, context: Context, kind: str, fields: Sequence[str]) -> None:
    """FIELD=VALUE; a field by its code or by its name in the present language, a choice too."""
    from supervision.queries.registers import register_kind
    from supervision.reports.register_sheet import typed_values
    from supervision.services.registers import record

    wanted = register_kind(kind)
    pairs = []
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise BadInput("register-field", value=field)
        pairs.append((name, value))
    fact = record(context, kind, typed_values(kind, pairs, call.words))
    call.say("register.added", name=call.words.noun("file", kind), number=getattr(fact, wanted.key))
