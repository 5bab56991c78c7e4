"""The rubric (考评细则) by command: versions, as an Excel table, checked, compared, taken in anew."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.printing import plain, print_blocks, print_json, print_tables, print_text, table_of
from supervision.domain.errors import BadInput

if TYPE_CHECKING:
    from supervision.domain.rubric_lint_bands import Lint
    from supervision.queries.rubric_versions import Comparison

Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]


def list_(ctx: typer.Context, as_json: Json = False) -> None:
    from supervision.queries.rubric_versions import rubric_versions

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        lines = rubric_versions(reading)
    if as_json:
        print_json([plain(line) for line in lines])
        return
    titles = [words(f"rubrics.column.{name}") for name in ("version", "name", "items", "source", "recorded", "months")]
    rows = [
        (
            f"{line.version} {words('rubrics.in-force')}" if line.in_force else line.version,
            *(line.name_zh, line.items, line.source, line.recorded_at),
            f"{line.months[0]}–{line.months[-1]}" if line.months else None,
        )
        for line in lines
    ]
    print_tables(table_of(titles, rows))


def export(
    ctx: typer.Context,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="rubrics.opt.output")],
    version: Annotated[int | None, typer.Option("--version", metavar="N", help="rubrics.opt.version")] = None,
) -> None:
    from supervision.queries.rubric_versions import in_force, stored_rubric
    from supervision.reports.rubric_table import rubric_workbook
    from supervision.reports.writing import write

    call, path = call_of(ctx), Path(output)
    if path.suffix.lower() != ".xlsx":
        raise BadInput("unknown-format", value=output, allowed=[".xlsx"])
    with call.house() as context, context.reading() as reading:
        found = stored_rubric(reading, version if version is not None else in_force(reading))
        content = rubric_workbook(found, reading.now)
    write(content, path, "zh")
    call.say("written", path=output)


def check(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="rubrics.arg.rubric")],
    as_json: Json = False,
) -> None:
    from supervision.queries.rubric_versions import lints_of, rubric_named

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        found = lints_of(rubric_named(reading, file))
    if as_json:
        print_json([plain(each) for each in found])
    else:
        _print_lints(call, found)
    _refuse(found)


def _print_lints(call: Call, found: tuple[Lint, ...]) -> None:
    from supervision.reports.rubric_table import lint_line

    print_text("".join(f"{lint_line(call.words, each)}\n" for each in found))
    errors = sum(each.severity == "error" for each in found)
    sys.stderr.write(f"{call.words('rubrics.counted', errors=errors, warnings=len(found) - errors)}\n")


def _refuse(found: tuple[Lint, ...]) -> None:
    if errors := sum(each.severity == "error" for each in found):
        raise BadInput("doubtful-rubric", count=errors)


def diff(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="A", help="rubrics.arg.old")],
    new: Annotated[str, typer.Argument(metavar="B", help="rubrics.arg.new")],
    as_json: Json = False,
) -> None:
    from supervision.queries.rubric_versions import compare, rubric_named

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        found = compare(rubric_named(reading, old), rubric_named(reading, new))
        now = reading.now
    if as_json:
        print_json({"changes": plain(found.changes), "month_points": plain(found.points)})
    else:
        _print_comparison(call, found, now)


def _print_comparison(call: Call, found: Comparison, now: datetime) -> None:
    from supervision.reports.rubric_table import comparison_document
    from supervision.reports.writing import render

    content = comparison_document(found, call.words, now)
    if sys.stdout.isatty():
        print_blocks(call.words.lang, *content.blocks)
    else:
        print_text(render(content, ".md", call.words.lang).decode())


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="rubrics.arg.file")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.opt.dry-run")] = False,
) -> None:
    from supervision.queries.rubric_versions import review_rubric
    from supervision.services.rubrics import import_rubric

    call, path = call_of(ctx), Path(file)
    with call.house() as context:
        with context.reading() as reading:
            review, now = review_rubric(reading, path), reading.now
        _print_comparison(call, review.comparison, now)
        _print_lints(call, review.lints)
        _refuse(review.lints)
        if review.version is not None and not dry_run:
            review = import_rubric(context, path)
    if review.version is None:
        sys.stderr.write(f"{call.words('rubrics.nothing-new')}\n")
    else:
        said = "rubrics.would-be" if dry_run else "rubrics.stored"
        sys.stderr.write(f"{call.words(said, version=review.version)}\n")
