"""The papers of a task by command: which there are, and one of them as a file. Cards one by one: `papers`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.printing import plain, print_json, print_tables, table_of

if TYPE_CHECKING:
    from supervision.context import Context
    from supervision.reports.document import Document

Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]


def list_(
    ctx: typer.Context,
    task: Annotated[str | None, typer.Argument(metavar="NO", help="cli.arg.paper-task")] = None,
    as_json: Json = False,
) -> None:
    from supervision.reports.paper_choice import papers_issued, papers_of

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        lines = papers_of(reading, task) if task is not None else papers_issued(reading)
    if as_json:
        print_json([plain(line) for line in lines])
        return
    rows = [
        (
            words.noun("document", line.kind),
            line.number,
            line.task_no,
            line.issued_at,
            words("papers.issued-already" if line.number is not None else "papers.ready"),
        )
        for line in lines
    ]
    print_tables(table_of([words(f"papers.{name}") for name in ("kind", "number", "task", "issued", "stand")], rows))


def write(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="cli.arg.paper-kind")],
    wanted: Annotated[str, typer.Argument(metavar="NO", help="cli.arg.paper-of")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.opt.output-paper")],
    for_public: Annotated[bool, typer.Option("--public", help="cli.opt.public")] = False,
) -> None:
    from supervision.reports.redaction import public, public_name
    from supervision.reports.writing import write as write_file

    call = call_of(ctx)
    path, lang = Path(output), call.words.lang
    with call.house() as context:
        content = _issued(call, context, kind, wanted)
    write_file(content, path, lang, call.settings().templates)
    call.say("written", path=str(path))
    if for_public:
        beside = public_name(path, call.words)
        write_file(public(content, call.words), beside, lang, call.settings().templates)
        call.say("written", path=str(beside))
    if path.suffix.lower() == ".pdf":
        _tell_fonts(call)


def _issued(call: Call, context: Context, kind: str, wanted: str) -> Document:
    """The paper, issued now if it was not before."""
    from supervision.reports.paper_choice import newest_of_kind, written
    from supervision.reports.papers import telling
    from supervision.services.papers import issue_paper

    with context.reading() as reading:
        line = newest_of_kind(reading, kind, wanted, call.words)
    number = line.number
    if number is None and line.due is not None:
        number = issue_paper(context, line.due, telling).number
        call.say("paper.issued", number=number)
    with context.reading() as reading:
        return written(reading, line.kind, number or "", call.words)


def _tell_fonts(call: Call) -> None:
    from supervision.reports.pdf import substitutes

    for wanted, taken in substitutes():
        call.say("paper.font", wanted=wanted, taken=taken)
