"""Setting up a township: a new database, or an older one brought to the shape of this release."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.domain.errors import BadInput

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def init(
    ctx: typer.Context,
    township: Annotated[str | None, typer.Option("--township", metavar="CODE", help="cli.opt.township")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="cli.opt.township-name")] = None,
) -> None:
    from supervision.domain.texts import entered
    from supervision.services.setup import set_up
    from supervision.settings import opened, townships_in

    call = call_of(ctx)
    settings = call.settings()
    township = township or call.township  # wherever it stands, it is read as the global option
    known = townships_in(settings)
    if township is None and len(known) == 1:
        township = next(iter(known))
    if township is None or (township not in known and name is None):
        raise BadInput("new-township")
    if not _CODE.fullmatch(township):
        raise BadInput("bad-township-code", value=township)
    title = entered("name", name, label=True) if name is not None else township
    database = opened(settings)
    try:
        changed = set_up(database, township, title, settings.clock())
    finally:
        database.close()
    call.say("init.done" if changed else "init.unchanged", database=settings.database_url, township=township)
