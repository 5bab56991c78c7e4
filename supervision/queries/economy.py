"""How every village's collective economy stands in a month: operating income beside pace, target, baseline."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.context import Reading
from supervision.domain.economy import Economy, economy
from supervision.domain.rubric import Item
from supervision.queries.law import law
from supervision.queries.people import VILLAGE
from supervision.queries.quotas import units_in
from supervision.store.mapping import ECONOMY

METRIC = "collective_operating_income_ytd"


@dataclass(frozen=True, slots=True)
class EconomyLine:
    """One village's year up to the month."""

    unit: str
    name: str
    economy: Economy


def economy_of(reading: Reading, period: str, unit: str | None = None) -> list[EconomyLine]:
    """Every village (or one), by code; the pace is that of the month's rubric. Empty where the rubric asks for none."""
    item = _item(reading, period)
    if item is None:
        return []
    pace = item.params["pace"]
    rows = ECONOMY.read(reading.session, reading.township)
    wanted = [each for each in units_in(reading, period) if unit in (None, each.unit) and each.unit_type == VILLAGE]
    return [EconomyLine(each.unit, each.name, economy(each.unit, rows, period, pace)) for each in wanted]


def _item(reading: Reading, period: str) -> Item | None:
    """The rubric's item that is measured by income, with its pace."""
    rubric = law(reading).timeline(reading.today).rubric_for(period)
    return next((item for item in rubric.items if item.params.get("metric") == METRIC), None)
