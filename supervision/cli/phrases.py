"""From a phrase of the half-year summary to the working thing. What stands behind which: `reports.mechanisms`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.help import PROGRAM
from supervision.cli.printing import plain, print_json
from supervision.domain.errors import BadInput

Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]


def phrase(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="cli.arg.phrase")] = "",
    as_json: Json = False,
) -> None:
    from supervision.reports.mechanisms import behind

    call = call_of(ctx)
    words, found = call.words, behind(text)
    if not found:
        raise BadInput("no-such-phrase", value=text)
    if as_json:
        print_json([plain(each) for each in found])
        return
    for each in found:
        sys.stdout.write(f"{each.number:>2}  {each.phrase}\n    {each.name(words.lang)}\n")
        for command in each.commands:
            sys.stdout.write(f"    {PROGRAM} {command}\n")
        screen = each.screen(words.lang).replace("`", "")
        sys.stdout.write(f"    {words('cli.phrase.screen', keys=screen)}\n")
