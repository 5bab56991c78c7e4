"""How a sealed month is kept and read back whole: its results file beside what that file does not show.

The file's own form is `result_json`'s question. Kept together they give the very MonthResult that was sealed, which
the months after it are computed from.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from supervision.domain.metrics import Metrics
from supervision.domain.result import (
    Blocked,
    CadreResult,
    Consequence,
    Figure,
    ItemResult,
    Line,
    MonthResult,
    Quarter,
    Stars,
    TieBreak,
    Turnaround,
    UnitResult,
)
from supervision.domain.result_json import Json


def memory_json(result: MonthResult) -> Json:
    """What the results file does not show, by unit: the exact metrics, and the rules that held."""
    return {unit.unit: {"metrics": _metrics(unit.metrics), "held": list(unit.held)} for unit in result.units}


def read_month(month: Json, memory: Json) -> MonthResult:
    """The sealed result from its two parts."""
    return MonthResult(
        period=month["period"],
        rubric=month["rubric"],
        sealed_at=datetime.fromisoformat(month["sealed_at"]),
        units=tuple(_unit(unit, memory[unit["unit"]]) for unit in month["units"]),
        lookback_sample=tuple(month["lookback_sample"]),
        cadres=tuple(
            CadreResult(
                each["person_no"], each["unit"], Decimal(each["score"]), each["grade"], tuple(each["proposals"])
            )
            for each in month["cadres"]
        ),
    )


def _metrics(metrics: Metrics) -> Json:
    """Counts and flags as they are, scores and rates exactly, as text (a rate as `2/3`)."""
    values = {each.name: getattr(metrics, each.name) for each in fields(Metrics)}
    return {name: str(value) if isinstance(value, Decimal | Fraction) else value for name, value in values.items()}


def _read_metrics(kept: Json) -> Metrics:
    values = dict(kept)
    for name in ("final_score", "quarter_average"):
        values[name] = None if kept[name] is None else Decimal(kept[name])
    rate = kept["on_time_closure_rate"]
    values["on_time_closure_rate"] = None if rate is None else Fraction(rate)
    return Metrics(**values)


def _unit(unit: Json, memory: Json) -> UnitResult:
    metrics = _read_metrics(memory["metrics"])
    rate = metrics.on_time_closure_rate
    tie = unit["tie_break"]
    quarter, stars = unit["quarter"], unit["stars"]
    return UnitResult(
        unit=unit["unit"],
        name=unit["name"],
        items=tuple(_item(item) for item in unit["items"]),
        raw=Decimal(unit["raw"]),
        raw_max=Decimal(unit["raw_max"]),
        base=Decimal(unit["base"]),
        bonus=Decimal(unit["bonus"]),
        bonus_lines=_lines(unit["bonus_lines"]),
        adjustments=Decimal(unit["adjustments"]),
        adjustment_lines=_lines(unit["adjustment_lines"]),
        cap_lines=_lines(unit["cap_lines"]),
        final=Decimal(unit["final"]),
        ranked=unit["ranked"],
        rank=unit["rank"],
        rank_from_bottom=unit["rank_from_bottom"],
        tie_break=TieBreak(
            tie["overdue_findings"], Fraction(1) if rate is None else rate, Decimal(tie["severity_points"])
        ),
        consequences=tuple(_consequence(each, metrics) for each in unit["consequences"]),
        blocked=tuple(Blocked(each["code"], tuple(each["by"])) for each in unit["blocked"]),
        vetoes=tuple(unit["vetoes"]),
        quarter=Quarter(Decimal(quarter["mean"]), quarter["rank"]) if quarter else None,
        stars=Stars(stars["stars"], tuple(stars["reasons"])) if stars else None,
        group_class=unit["class"],
        class_reason=unit["class_reason"],
        rolling_mean=None if unit["rolling_mean"] is None else Decimal(unit["rolling_mean"]),
        turnaround=_turnaround(unit["turnaround"]),
        pay_coefficient=Decimal(unit["pay_coefficient"]),
        metrics=metrics,
        held=tuple(memory["held"]),
    )


def _consequence(each: Json, metrics: Metrics) -> Consequence:
    def exact(metric: str, shown: Any) -> Figure:
        value: Figure = getattr(metrics, metric) if isinstance(shown, str) else shown
        return value

    order = [name.name for name in fields(Metrics)]
    because = sorted(each["because"].items(), key=lambda pair: order.index(pair[0]))
    return Consequence(
        each["code"], each["kind"], each["amount"], tuple((name, exact(name, shown)) for name, shown in because)
    )


def _item(item: Json) -> ItemResult:
    return ItemResult(
        code=item["code"],
        max=Decimal(item["max"]),
        due=item["due"],
        applicable=item["applicable"],
        why=item["why"],
        earned=None if item["earned"] is None else Decimal(item["earned"]),
        lines=_lines(item["lines"]),
    )


def _lines(lines: list[Json]) -> tuple[Line, ...]:
    return tuple(Line(Decimal(each["points"]), each["reason_code"], each["source"]) for each in lines)


def _turnaround(kept: Json) -> Turnaround:
    def day(name: str) -> date | None:
        return date.fromisoformat(kept[name]) if kept[name] else None

    return Turnaround(
        kept["in"], day("since"), day("term_end"), kept["failed"], day("observation_until"), tuple(kept["proposed"])
    )
