"""The Word templates an office can replace: which are in use, copies to change, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.printing import print_tables, table_of
from supervision.domain.errors import BadInput
from supervision.i18n import LANGUAGES


def list_(ctx: typer.Context) -> None:
    from supervision.reports.templates.kinds import KINDS, known_fields
    from supervision.reports.templates.places import file_name, own_file

    call = call_of(ctx)
    words, folder = call.words, call.settings().templates
    rows = []
    for kind in KINDS:
        own = own_file(kind, words.lang, folder)
        used = words("cli.template.own", path=str(own)) if own is not None else words("cli.template.shipped")
        rows.append((file_name(kind, words.lang), used, ", ".join(sorted(known_fields(kind)))))
    print_tables(table_of([words(f"cli.template.{name}") for name in ("file", "used", "fields")], rows))


def export(
    ctx: typer.Context,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", help="cli.opt.output-templates")
    ] = "templates",
) -> None:
    """Files that are there already may be the office's own: they stay."""
    from supervision.reports.templates.kinds import KINDS
    from supervision.reports.templates.places import file_name, shipped
    from supervision.reports.writing import put

    call = call_of(ctx)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput("cannot-write", value=output, reason=error.strerror or "") from error
    for kind in KINDS:
        for lang in LANGUAGES:
            place = folder / file_name(kind, lang)
            if place.exists():
                call.say("template.kept", path=str(place))
                continue
            put(place, shipped(kind, lang))
            call.say("written", path=str(place))


def check(
    ctx: typer.Context,
    folder: Annotated[str | None, typer.Argument(metavar="DIR", help="cli.arg.templates")] = None,
) -> None:
    from supervision.reports.templates.checking import faults
    from supervision.reports.templates.kinds import KINDS

    call = call_of(ctx)
    place = Path(folder) if folder is not None else call.settings().templates or Path("templates")
    if not place.is_dir():
        raise BadInput("no-template-folder", value=str(place))
    wrong = 0
    for file in sorted(place.glob("*.docx")):
        kind, _, lang = file.stem.rpartition(".")
        if kind not in KINDS or lang not in LANGUAGES:
            wrong += 1
            call.print("template.no-kind", file=file.name)
            continue
        found = faults(file.read_bytes(), kind)
        wrong += len(found)
        for fault in found:
            where = call.words("cli.template.where", part=fault.part, paragraph=fault.paragraph) if fault.part else ""
            call.print(f"template.fault.{fault.code}", file=file.name, what=fault.what, where=where)
        if not found:
            call.print("template.right", file=file.name)
    if wrong:
        raise BadInput("templates-faulty", count=wrong)
