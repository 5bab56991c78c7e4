"""Whether months follow one another and are sealed in order (E-ORDER, E-SEAL, E-REF of the rubric version)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.typed import Typed
from supervision.domain.model import MonthPlan
from supervision.domain.period import last_day, shift

Placed = tuple[int | None, MonthPlan]


def check_months(
    typed: Typed[MonthPlan], known: Iterable[MonthPlan], versions: Collection[int], problems: Problems
) -> None:
    """New months beside the known ones, in the order of time whatever the order of the rows."""
    for line, month in typed.placed("rubric_version"):
        if month.rubric_version not in versions:
            told = ", ".join(map(str, sorted(versions)))
            problems.add(
                typed.table, line, "E-REF", "rubric_version", month.rubric_version, Expected.KNOWN_RUBRIC, versions=told
            )
    have: list[Placed] = [(None, month) for month in known]
    if not any("period" in row.unread for row in typed.broken):
        _check_gaps(typed, _by_time([*have, *typed.placed("period")]), problems)
    _check_seals(typed, _by_time([*have, *typed.placed("period", "sealed_at")]), problems)


def _by_time(placed: list[Placed]) -> list[Placed]:
    return sorted(placed, key=lambda pair: pair[1].period)


def _check_gaps(typed: Typed[MonthPlan], placed: list[Placed], problems: Problems) -> None:
    for (before_line, before), (line, month) in pairwise(placed):
        wanted = shift(before.period, 1)
        if month.period != wanted:
            at = line if line is not None else before_line
            problems.add(typed.table, at, "E-ORDER", "period", month.period, Expected.CONSECUTIVE_MONTHS, wanted=wanted)


def _check_seals(typed: Typed[MonthPlan], placed: list[Placed], problems: Problems) -> None:
    previous: MonthPlan | None = None
    unsealed: Placed | None = None
    for line, month in placed:
        if month.sealed_at is None:
            unsealed = unsealed or (line, month)
            continue
        seal, last = month.sealed_at, last_day(month.period)
        if line is not None and seal.date() <= last:
            problems.add(
                typed.table, line, "E-SEAL", "sealed_at", seal.isoformat(), Expected.SEAL_AFTER_MONTH, last_day=last
            )
        if previous is not None and previous.sealed_at is not None and seal <= previous.sealed_at:
            told = previous.sealed_at.isoformat()
            problems.add(
                typed.table, line, "E-SEAL", "sealed_at", seal.isoformat(), Expected.SEAL_RISING, previous=told
            )
        if unsealed is not None:
            at = unsealed[0] if unsealed[0] is not None else line
            problems.add(typed.table, at, "E-SEAL", "sealed_at", None, Expected.SEAL_PRESENT, period=unsealed[1].period)
            unsealed = None
        previous = month
