"""Moving a task from the command line. Which moves exist and who may make them the law says."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import day_in, one_of
from supervision.domain.model import MoveKind


def move(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NO", help="cli.arg.task")],
    action: Annotated[str, typer.Argument(metavar="ACTION", help="cli.arg.action")],
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="cli.opt.note")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.opt.on-move")] = None,
    second: Annotated[str | None, typer.Option("--second", metavar="PERSON", help="cli.opt.second")] = None,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", metavar="PERSON", help="cli.opt.approved-by")
    ] = None,
    days: Annotated[int | None, typer.Option("--days", metavar="N", help="cli.opt.days")] = None,
    cause_kind: Annotated[
        str | None, typer.Option("--cause-kind", metavar="KIND", help="registers.opt.cause-kind")
    ] = None,
    cause: Annotated[str | None, typer.Option("--cause", metavar="TEXT", help="registers.opt.cause")] = None,
) -> None:
    from supervision.queries.task_detail import task_detail
    from supervision.reports.register_sheet import typed_values
    from supervision.services.rectification import NewMove, move_task

    call = call_of(ctx)
    kind, day = MoveKind(one_of(action, MoveKind)), day_in(on)
    called = dict(typed_values("root_causes", [("cause_kind", cause_kind)] if cause_kind else [], call.words))
    new = NewMove(
        number, kind, on=day, note=note, second_by=second, approved_by=approved_by, days=days,
        cause_kind=called.get("cause_kind"), cause=cause,
    )  # fmt: skip
    with call.house_of_person() as context:
        made = move_task(context, new)
        with context.reading() as reading:
            status = task_detail(reading, number).status
    words = call.words
    call.say(
        "task.moved",
        task_no=made.task_no,
        move=words.noun("move", made.move),
        on=made.on,
        state=words.noun("state", status.state),
        due=status.due,
    )


def take_back(ctx: typer.Context, number: Annotated[str, typer.Argument(metavar="NO", help="cli.arg.task")]) -> None:
    from supervision.services.rectification import take_back as taking_back

    call = call_of(ctx)
    with call.house_of_person() as context:
        taking_back(context, number, call.words("undo.note"))
    call.say("task.taken-back", task_no=number)
