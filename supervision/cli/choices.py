"""The township's own settings by command: whether villages see one another's scores and places."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import one_of
from supervision.domain.visibility import Ranking


def ranking(
    ctx: typer.Context,
    wanted: Annotated[str | None, typer.Argument(metavar="[all|own]", help="reading.arg.ranking")] = None,
) -> None:
    """Without a value: how it is now, as data."""
    from supervision.queries.choices import ranking_choice
    from supervision.services.choices import show_ranking

    call = call_of(ctx)
    with call.house() as context:
        if wanted is None:
            with context.reading() as reading:
                typer.echo(ranking_choice(reading)[0].value)
            return
        chosen = Ranking(one_of(wanted, Ranking))
        changed = show_ranking(context, chosen)
    how = call.words(f"reading.ranking.{chosen.value}")
    call.tell("reading.ranking.set" if changed else "reading.ranking.same", how=how)
