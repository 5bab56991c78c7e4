"""How a month's result is written as text, byte for byte as the results files (formats.md, section 3).

Keeping a sealed month and reading it back is `store.result_rows`' question.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from supervision.domain.exact import round2, round4, written
from supervision.domain.result import (
    CadreResult,
    Consequence,
    Figure,
    ItemResult,
    Line,
    MonthResult,
    TieBreak,
    Turnaround,
    UnitResult,
)

Json = dict[str, Any]


def dump(obj: Json) -> str:
    """The text of a results file: keys sorted, indent 1, final newline."""
    return json.dumps(obj, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def digest(result: MonthResult) -> str:
    """sha256 of the month's results file (64 hex digits): what an approval signs and a seal keeps."""
    return hashlib.sha256(dump(month_json(result)).encode()).hexdigest()


def month_json(result: MonthResult) -> Json:
    """The results file of one month as plain data."""
    return {
        "format": 1,
        "period": result.period,
        "rubric": result.rubric,
        "sealed_at": result.sealed_at.isoformat(),
        "units": [unit_json(unit) for unit in result.units],
        "lookback_sample": list(result.lookback_sample),
        "cadres": [_cadre(cadre) for cadre in result.cadres],
    }


def unit_json(unit: UnitResult) -> Json:
    """One unit's part of the results file."""
    return {
        "unit": unit.unit,
        "name": unit.name,
        "items": [_item(item) for item in unit.items],
        "raw": _four(unit.raw),
        "raw_max": _four(unit.raw_max),
        "base": _two(unit.base),
        "bonus": _two(unit.bonus),
        "bonus_lines": _lines(unit.bonus_lines, 2),
        "adjustments": _two(unit.adjustments),
        "adjustment_lines": _lines(unit.adjustment_lines, 2),
        "cap_lines": _lines(unit.cap_lines, 2),
        "final": _two(unit.final),
        "ranked": unit.ranked,
        "rank": unit.rank,
        "rank_from_bottom": unit.rank_from_bottom,
        "tie_break": _tie_break(unit.tie_break),
        "consequences": [_consequence(each) for each in unit.consequences],
        "blocked": [{"code": each.code, "by": list(each.by)} for each in unit.blocked],
        "vetoes": list(unit.vetoes),
        "quarter": {"mean": _two(unit.quarter.mean), "rank": unit.quarter.rank} if unit.quarter else None,
        "stars": {"stars": unit.stars.stars, "reasons": list(unit.stars.reasons)} if unit.stars else None,
        "class": unit.group_class,
        "class_reason": unit.class_reason,
        "rolling_mean": None if unit.rolling_mean is None else _two(unit.rolling_mean),
        "turnaround": _turnaround(unit.turnaround),
        "pay_coefficient": _two(unit.pay_coefficient),
    }


def figure(value: Figure) -> str | int | bool:
    """A metric's value as the results write it: counts as numbers, scores and rates as text with 2 places."""
    return value if isinstance(value, bool | int) else _two(round2(value))


def _item(item: ItemResult) -> Json:
    return {
        "code": item.code,
        "max": _four(item.max),
        "earned": None if item.earned is None else _four(item.earned),
        "due": item.due,
        "applicable": item.applicable,
        "why": item.why,
        "lines": _lines(item.lines, 4),
    }


def _tie_break(tie: TieBreak) -> Json:
    return {
        "overdue_findings": tie.overdue_findings,
        "on_time_rate": _four(round4(tie.on_time_rate)),
        "severity_points": _four(tie.severity_points),
    }


def _consequence(each: Consequence) -> Json:
    return {
        "code": each.code,
        "kind": each.kind,
        "amount": each.amount,
        "because": {metric: figure(value) for metric, value in each.because},
    }


def _lines(lines: Iterable[Line], places: int) -> list[Json]:
    return [
        {"points": written(line.points, places), "reason_code": line.reason, "source": line.source} for line in lines
    ]


def _turnaround(standing: Turnaround) -> Json:
    return {
        "in": standing.inside,
        "since": standing.since.isoformat() if standing.since else None,
        "term_end": standing.term_end.isoformat() if standing.term_end else None,
        "failed": standing.failed,
        "observation_until": standing.observation_until.isoformat() if standing.observation_until else None,
        "proposed": list(standing.proposed),
    }


def _cadre(cadre: CadreResult) -> Json:
    return {
        "person_no": cadre.person_no,
        "unit": cadre.unit,
        "score": _two(cadre.score),
        "grade": cadre.grade,
        "proposals": list(cadre.proposals),
    }


def _two(value: Decimal) -> str:
    return written(value, 2)


def _four(value: Decimal) -> str:
    return written(value, 4)
