"""A month's rewards and penalties: what is proposed, why, and what has become of each proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.printing import plain, print_blocks, print_json
from supervision.domain.period import parse_period
from supervision.i18n import Words

if TYPE_CHECKING:
    from supervision.domain.result import MonthResult
    from supervision.domain.rubric import Rubric
    from supervision.queries.proposals import ProposalLine


def consequences(
    ctx: typer.Context,
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")],
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.law import law
    from supervision.queries.months import month_line, month_result
    from supervision.queries.proposals import proposals
    from supervision.reports import tables

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        result = month_result(reading, parse_period(period))
        line = month_line(reading, period)
        rubric = law(reading).rubrics[line.rubric_version]
        decided = proposals(reading, period)
    if as_json:
        print_json(_as_data(result, decided))
    elif any(unit.consequences for unit in result.units):
        print_blocks(words.lang, tables.consequences(result, rubric, words))
    else:
        call.print("consequences.none", period=period)
    if not as_json:
        for unit in result.units:
            for each in unit.blocked:
                by = [_blocker(words, code) for code in each.by]
                name = rule_name(rubric, each.code, words.lang)
                call.print("consequences.blocked", code=each.code, name=name, unit=unit.name, by=by)
    if line.sealed_at is None:
        call.say("scores.draft", period=period)


def _blocker(words: Words, code: str) -> str:
    return words.noun("blocked_by", code) if words.template(f"nouns.blocked_by.{code}") else code


def rule_name(rubric: Rubric, code: str, lang: str) -> str:
    rule = rubric.rule(code)
    if rule is None:
        return ""
    return rule.name_zh if lang == "zh" else rule.name_en


def _as_data(result: MonthResult, decided: list[ProposalLine]) -> dict[str, object]:
    states = {(line.unit, line.code): line.state for line in decided}
    units = [
        {
            "unit": unit.unit,
            "name": unit.name,
            "consequences": [
                {
                    "code": each.code,
                    "kind": each.kind,
                    "amount": each.amount,
                    "because": {name: plain(value) for name, value in each.because},
                    "state": states.get((unit.unit, each.code)),
                }
                for each in unit.consequences
            ],
            "blocked": plain(unit.blocked),
        }
        for unit in result.units
    ]
    return {"period": result.period, "units": units}
