"""Boards: collective economy, projects, people's lists, township quotas, cadres, imbalance, effect; each as a table.

What a board says is `supervision.reports`' question; entering the rows behind it that of `registers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import day_in
from supervision.cli.printing import plain, print_json, print_tables, print_text, table_of
from supervision.domain.checks.characters import visible
from supervision.domain.period import parse_period, period_of

if TYPE_CHECKING:
    from supervision.context import Reading
    from supervision.reports.boards import Board

Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]
Span = Annotated[str, typer.Argument(metavar="PERIOD|YEAR-H1", help="indicators.arg.span")]
Unit = Annotated[str | None, typer.Argument(metavar="[UNIT]", help="cli.arg.unit")]
OfUnit = Annotated[str | None, typer.Option("--unit", metavar="CODE", help="cli.opt.unit")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="indicators.opt.on")]
Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]


def economy(ctx: typer.Context, unit: Unit = None, on: On = None, as_json: Json = False) -> None:
    _by_day(ctx, "economy", unit, on, as_json)


def projects(ctx: typer.Context, unit: Unit = None, on: On = None, as_json: Json = False) -> None:
    _by_day(ctx, "projects", unit, on, as_json)


def recruits_list(ctx: typer.Context, unit: Unit = None, on: On = None, as_json: Json = False) -> None:
    _by_day(ctx, "recruits", unit, on, as_json)


def filings(ctx: typer.Context, unit: Unit = None, on: On = None, as_json: Json = False) -> None:
    _by_day(ctx, "filings", unit, on, as_json)


def reserves(ctx: typer.Context, unit: Unit = None, on: On = None, as_json: Json = False) -> None:
    _by_day(ctx, "reserves", unit, on, as_json)


def highlights(ctx: typer.Context, unit: Unit = None, on: On = None, as_json: Json = False) -> None:
    _by_day(ctx, "highlights", unit, on, as_json)


def lectures(ctx: typer.Context, period: Period, as_json: Json = False) -> None:
    _by_month(ctx, "lectures", parse_period(period), None, as_json)


def cadres(ctx: typer.Context, period: Period, unit: OfUnit = None, as_json: Json = False) -> None:
    _by_month(ctx, "cadres", parse_period(period), unit, as_json)


def imbalance(ctx: typer.Context, period: Period, as_json: Json = False) -> None:
    _by_month(ctx, "imbalance", parse_period(period), None, as_json)


def effect(ctx: typer.Context, span: Span, as_json: Json = False) -> None:
    _by_month(ctx, "effect", span, None, as_json)


def quotas(ctx: typer.Context, period: Period, unit: OfUnit = None, as_json: Json = False) -> None:
    """The villages' grid, then the township's own rows."""
    from supervision.queries.quotas import quotas as village_quotas
    from supervision.reports.board_reading import Asked, read_board
    from supervision.reports.boards_of_villages import grid_board

    call, month = call_of(ctx), parse_period(period)
    with call.house() as context, context.reading() as reading:
        code = _code(reading, unit)
        grid = village_quotas(reading, month, (code,) if code else ())
        township = read_board(reading, "quotas", Asked(month, code), call.words)
    if as_json:
        print_json({"units": plain(grid), "township": plain(township.data)})
        return
    _print(call, grid_board(grid, call.words))
    _print(call, township.board)


def stars(ctx: typer.Context, period: Period, unit: Unit = None, as_json: Json = False) -> None:
    """Counts of every branch; with a unit its members by name, which the trail notes."""
    if unit is None:
        _by_month(ctx, "stars", parse_period(period), None, as_json)
        return
    from supervision.queries.member_stars import quarter_end
    from supervision.queries.people import unit_names
    from supervision.reports.boards_of_people import members_board
    from supervision.services.members import read_members

    call = call_of(ctx)
    with call.house_of_person() as context:
        with context.reading() as reading:
            names = unit_names(reading)
        code = {name: code for code, name in names.items()}.get(unit, unit)
        found = read_members(context, code, parse_period(period))
    if as_json:
        print_json([plain(each) for each in found])
    else:
        _print(call, members_board(found, names.get(code, code), quarter_end(period), call.words))


def recruits_report(
    ctx: typer.Context,
    candidate: Annotated[str, typer.Argument(metavar="CANDIDATE", help="indicators.arg.candidate")],
) -> None:
    """An inspector makes a finding on C03 of what a candidate's stages show."""
    from supervision.queries.suggestions import suggestion
    from supervision.reports.boards_of_people import suggested_facts
    from supervision.services.findings import NewFinding, record_finding

    call = call_of(ctx)
    with call.house_of_person() as context:
        with context.reading() as reading:
            found, today = suggestion(reading, candidate), reading.today
        facts = suggested_facts(found, call.words)
        new = NewFinding(found.unit, found.item, found.problem_type, found.severity, facts, found.owner, today)
        finding = record_finding(context, new)
    print_text(call.words("indicators.recruits.recorded", finding=finding.finding_no, task=finding.task_no))


def _by_day(ctx: typer.Context, name: str, unit: str | None, on: str | None, as_json: bool) -> None:
    """A board as of a day; today without one."""
    day = day_in(on)
    _show(call_of(ctx), name, period_of(day) if day is not None else None, unit, as_json)


def _by_month(ctx: typer.Context, name: str, period: str, unit: str | None, as_json: bool) -> None:
    _show(call_of(ctx), name, period, unit, as_json)


def _show(call: Call, name: str, period: str | None, unit: str | None, as_json: bool) -> None:
    from supervision.reports.board_reading import Asked, read_board

    with call.house() as context, context.reading() as reading:
        asked = Asked(period or period_of(reading.today), _code(reading, unit))
        told = read_board(reading, name, asked, call.words)
    if as_json:
        print_json({"board": name, "data": plain(told.data)})
    else:
        _print(call, told.board)


def _code(reading: Reading, unit: str | None) -> str | None:
    """A unit by its code or its name. Raises BadInput."""
    from supervision.domain.errors import BadInput
    from supervision.queries.people import unit_names

    if unit is None:
        return None
    names = unit_names(reading)
    code = {name: code for code, name in names.items()}.get(unit, unit)
    if code not in names:
        raise BadInput("unknown-unit", value=unit)
    return code


def _print(call: Call, board: Board) -> None:
    """Title, table, remarks; one row of one key with what explains it."""
    print_text(visible(board.title))
    if not board.rows:
        print_text(visible(board.empty))
        return
    print_tables(table_of(board.columns, [row.cells for row in board.rows]))
    _lines(board.remarks)
    if len(board.rows) == 1:
        _lines(f"  {line}" for line in board.rows[0].detail)


def _lines(texts: Iterable[str]) -> None:
    for text in texts:
        print_text(visible(text))
