"""Entering as measures what the registers come to, where nothing was entered yet; what was entered is never changed."""

from __future__ import annotations

from supervision.context import Context, Work
from supervision.domain.model import Measure
from supervision.domain.period import parse_period
from supervision.domain.permission import Action
from supervision.queries.entries import checked
from supervision.queries.names import Numbers, month_prefix
from supervision.queries.register_figures import FigureLine, register_figures
from supervision.store.mapping import MEASURES


def settle_measures(context: Context, period: str) -> list[FigureLine]:
    """Enter every missing measure of the month that a register can settle; the lines that were entered."""
    parse_period(period)
    with context.command(Action.RECORD_MEASURE) as work:
        missing = [line for line in register_figures(work, period) if line.recorded is None]
        if not missing:
            work.nothing_to_do()
        numbers = Numbers(work, MEASURES.table.c.measure_no)
        for line in missing:
            work.check_unit(line.unit)
            _enter(work, line, numbers.next(month_prefix("ZB", work.today)))
        return missing


def _enter(work: Work, line: FigureLine, number: str) -> None:
    numerator, denominator = line.register
    measure: Measure = checked(
        work,
        "measures",
        {
            "measure_no": number,
            "unit": line.unit,
            "metric": line.metric,
            "period": line.period,
            "numerator": numerator,
            "denominator": denominator,
        },
    )
    MEASURES.write(work.session, work.township, [measure])
    work.audit(number, line.unit, metric=line.metric, period=line.period, origin="register")
