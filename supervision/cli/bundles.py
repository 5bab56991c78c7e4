"""Writing a township's records as a bundle that can be imported again, whole or made anonymous for showing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.domain.errors import BadInput


def bundle(
    ctx: typer.Context,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FOLDER", help="cli.opt.output-folder")],
    anonymous: Annotated[bool, typer.Option("--anonymous", help="cli.opt.anonymous")] = False,
) -> None:
    from supervision.queries.bundle_out import bundle_files
    from supervision.reports.writing import put

    call = call_of(ctx)
    folder = Path(output)
    if folder.exists() and any(folder.iterdir()):
        raise BadInput("folder-not-empty", value=output)
    with call.house() as context, context.reading() as reading:
        files = dict(bundle_files(reading, anonymous=anonymous))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        put(folder / name, content)
    call.say("bundle.written", folder=output, files=len(files))
