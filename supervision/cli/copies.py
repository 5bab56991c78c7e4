"""Copies of the database: which there are, trying one out, going back to one, the key they are encrypted to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import secret_file
from supervision.cli.printing import plain, print_json, print_tables, table_of
from supervision.domain.errors import BadInput

Secret = Annotated[str | None, typer.Option("--key", metavar="FILE", help="cli.copies.opt.key")]
Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]


def list_(ctx: typer.Context, as_json: Json = False) -> None:
    from supervision.queries.copies import copies, folder_of, is_as_written
    from supervision.settings import opened

    call = call_of(ctx)
    settings = call.settings()
    database = opened(settings)
    database.close()
    found = [(copy, is_as_written(copy)) for copy in copies(folder_of(database, settings.data_folder), database)]
    if as_json:
        print_json([{**plain(copy), "as_written": sound} for copy, sound in found])
        return
    columns = ("file", "made-at", "size", "entries", "as-written")
    rows = [
        (
            copy.path.name,
            copy.made_at,
            f"{copy.path.stat().st_size / 1_000_000:.1f} MB",
            sum(entries for entries, _ in copy.heads.values()) if copy.heads else None,
            call.words(f"cli.copies.as-written.{'yes' if sound else 'no'}"),
        )
        for copy, sound in found
    ]
    print_tables(table_of([call.words(f"cli.copies.column.{name}") for name in columns], rows))


def check(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.copies.arg.file")],
    key: Secret = None,
) -> None:
    from supervision.services.copies import try_copy

    call = call_of(ctx)
    tried = try_copy(Path(file), _secret(key))
    entries = sum(count for count, _ in tried.heads.values())
    call.say("copies.tried", file=Path(file).name, release=tried.revision, entries=entries, evidence=tried.evidence)


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.copies.arg.file")],
    key: Secret = None,
    yes: Annotated[bool, typer.Option("--yes", help="cli.copies.opt.yes")] = False,
) -> None:
    from supervision.services.copies import restore as put_back

    call = call_of(ctx)
    settings = call.settings()
    if not yes:
        raise BadInput("restore-say-yes", database=settings.database_url, file=file)
    tried, before = put_back(
        settings.database_url, Path(file), settings.clock(), secret=_secret(key), beside=settings.data_folder
    )
    entries = sum(count for count, _ in tried.heads.values())
    call.say("copies.restored", file=Path(file).name, database=settings.database_url, entries=entries)
    if before is not None:
        call.say("copies.before", file=before)


def key(
    ctx: typer.Context,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.copies.opt.output")],
) -> None:
    from supervision.services.copies import new_key

    call = call_of(ctx)
    secret, public = new_key()
    secret_file(output, f"# public key: {public}\n{secret}\n")
    sys.stdout.write(f"{public}\n")
    call.say("copies.key-made", file=output, public=public)


def _secret(key: str | None) -> str | None:
    if key is None:
        return None
    try:
        return Path(key).read_text(encoding="ascii")
    except (OSError, UnicodeError) as error:
        raise BadInput("backup-secret-bad") from error
