"""Reads an import bundle into facts, for tests only: no checks, no files but CSV (the real door is the import)."""

from __future__ import annotations

import csv
import types
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

from supervision.domain import model
from supervision.domain.facts import Fact, TownshipFacts, gather
from supervision.domain.model import MonthPlan
from supervision.domain.month import compute_month
from supervision.domain.result import MonthResult
from supervision.domain.rubric import Rubric
from supervision.domain.timeline import Timeline
from supervision.domain.workdays import Workdays
from supervision.store.rubrics import read_rubric

SAMPLE = Path(__file__).parents[1] / "supervision" / "sample"
SANGHE = SAMPLE / "sanghe-2026H1"
KINDS: dict[str, type[Any]] = {
    "units": model.Unit,
    "findings": model.Finding,
    "moves": model.Move,
    "activities": model.Activity,
    "measures": model.Measure,
    "ratings": model.Rating,
    "bonuses": model.Bonus,
    "vetoes": model.Veto,
    "cadre_targets": model.CadreTarget,
    "turnarounds": model.TurnaroundEvent,
    "lookbacks": model.Lookback,
}


@dataclass
class Bundle:
    plans: list[MonthPlan]
    rows: list[Fact]
    rubrics: dict[int, Rubric]
    workdays: Workdays

    def facts(self) -> TownshipFacts:
        return gather(self.rows)

    def timeline(self, period: str | None = None) -> Timeline:
        """The timeline when `period` (else the last sealed month) is being sealed."""
        seals = {
            plan.period: plan.sealed_at
            for plan in self.plans
            if plan.sealed_at and (period is None or plan.period <= period)
        }
        pinned = {plan.period: self.rubrics[plan.rubric_version] for plan in self.plans}
        return Timeline(self.plans[0].period, seals, pinned)

    def months(self, facts: TownshipFacts | None = None) -> list[MonthResult]:
        """Every sealed month, computed in order."""
        facts = facts or self.facts()
        results: list[MonthResult] = []
        for plan in self.plans:
            timeline = self.timeline(plan.period)
            results.append(compute_month(plan.period, plan.opened_at, timeline, facts, results, self.workdays))
        return results


def calendar() -> Workdays:
    with open(SAMPLE / "calendar.csv", encoding="utf-8") as file:
        special = {date.fromisoformat(row["date"]): row["kind"] == "work" for row in csv.DictReader(file)}
    return Workdays(special, frozenset(day.year for day in special))


def rubric(path: Path = SAMPLE / "rubric.yaml") -> Rubric:
    return read_rubric(path.read_text(encoding="utf-8"), path.name)


def read_bundle(folder: Path) -> Bundle:
    rows = [row for name, kind in KINDS.items() for row in read_rows(folder / f"{name}.csv", kind)]
    rubrics = {one.version: one for one in map(rubric, [SAMPLE / "rubric.yaml", *sorted(folder.glob("rubric*.yaml"))])}
    return Bundle(list(read_rows(folder / "months.csv", MonthPlan)), rows, rubrics, calendar())


def read_rows(path: Path, kind: type[Any]) -> Iterator[Any]:
    if not path.exists():
        return
    hints = get_type_hints(kind)
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield kind(**{each.name: _typed(row.get(each.name) or "", hints[each.name]) for each in fields(kind)})


def _typed(text: str, hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        return _typed(text, get_args(hint)[0]) if text else None
    if issubclass(hint, StrEnum):
        return hint(text)
    if hint in (date, datetime):
        return hint.fromisoformat(text)
    return {int: int, Decimal: Decimal, str: str}[hint](text)
