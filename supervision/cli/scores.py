"""A month's scores, and why a unit lost or gained each point."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.printing import print_blocks, print_json, print_text
from supervision.domain.checks.characters import visible
from supervision.domain.errors import BadInput
from supervision.domain.period import parse_period, shift

if TYPE_CHECKING:
    from supervision.context import Reading
    from supervision.domain.result import ItemResult, MonthResult, UnitResult
    from supervision.reports.explain import Explained

Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]


def scores(
    ctx: typer.Context,
    period: Period,
    unit: Annotated[str | None, typer.Option("--unit", metavar="CODE", help="cli.opt.unit")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json-scores")] = False,
) -> None:
    from supervision.domain.result_json import dump, month_json
    from supervision.queries.classes import classes_decided_in
    from supervision.queries.months import month_line, month_result
    from supervision.reports.register_sheet import class_told

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        result = month_result(reading, parse_period(period))
        line, before = month_line(reading, period), result_before(reading, period)
        decided = classes_decided_in(reading, period)
    if unit is not None:
        result = replace(result, units=(unit_of(result, unit),))
    if as_json:
        print_text(dump(month_json(result)))
    else:
        print_ranking(call, result, before)
        for each in result.units:
            if each.unit in decided:
                told = class_told(call.words, each.name, decided[each.unit], each.group_class)
                print_text(visible(f"※ {told} {decided[each.unit].reason}"))
    if line.sealed_at is None:
        call.say("scores.draft", period=period)


def result_before(reading: Reading, period: str) -> MonthResult | None:
    """The result of the month before; None for the first month, or where it is not scored."""
    from supervision.queries.months import month_result, months

    wanted = shift(period, -1)
    scored = [line.period for line in months(reading) if line.draft_sha is not None or line.sealed_at is not None]
    return month_result(reading, wanted) if wanted in scored else None


def print_ranking(call: Call, result: MonthResult, before: MonthResult | None) -> None:
    """The ranked units as a table, the others in a line each."""
    from supervision.reports.tables import ranking

    if any(unit.rank is not None for unit in result.units):
        print_blocks(call.words.lang, ranking(result, before, call.words))
    for unit in result.units:
        if unit.rank is None:
            call.print("scores.unranked", unit=unit.unit, name=unit.name, final=unit.final)


def unit_of(result: MonthResult, code: str) -> UnitResult:
    """One unit of a month. Raises BadInput when it was not assessed in it."""
    found = next((unit for unit in result.units if unit.unit == code), None)
    if found is None:
        raise BadInput("unit-not-in-month", unit=code, period=result.period)
    return found


def explain(
    ctx: typer.Context,
    period: Period,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="cli.arg.unit")],
    item: Annotated[str | None, typer.Argument(metavar="ITEM", help="cli.arg.item")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.line_sources import line_sources
    from supervision.queries.months import month_result
    from supervision.reports.explain import explain_unit
    from supervision.reports.tables import score

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        result = month_result(reading, parse_period(period))
        found = unit_of(result, unit)
        sources = line_sources(reading, result, [found])
        if item is not None:
            sources.rubric.item(item)  # an unknown code is told, not answered with nothing
        told = [each for each in explain_unit(found, sources, call.words) if item in (None, _code(each))]
    excluded = [each for each in found.items if each.why is not None and item in (None, each.code)]
    if as_json:
        print_json(_as_data(found, told, excluded))
        return
    call.print("explain.title", unit=found.unit, name=found.name, period=period)
    if told:
        print_blocks(call.words.lang, score(found, told, call.words))
    for each in excluded:
        call.print("explain.excluded", item=each.code, why=call.words.noun("why", each.why))
    if item is None:
        call.print("explain.sum", **{name: getattr(found, name) for name in _SUM})
    elif not told and not excluded:
        call.print("explain.nothing-lost", item=item)


_SUM = ("raw", "raw_max", "base", "bonus", "adjustments", "final")


def _code(each: Explained) -> str | None:
    return each.item.code if each.item is not None else None


def _as_data(unit: UnitResult, told: list[Explained], excluded: list[ItemResult]) -> dict[str, object]:
    lines = [
        {
            "item": _code(each),
            "points": f"{each.line.points:f}",
            "reason_code": each.line.reason,
            "source": each.line.source,
            "text": each.text,
        }
        for each in told
    ]
    left_out = [{"item": each.code, "why": each.why} for each in excluded]
    return {"unit": unit.unit, "final": f"{unit.final:f}", "lines": lines, "excluded": left_out}
