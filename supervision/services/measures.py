"""Recording a measure (指标): numerator and denominator of a month. Entered again, the newer one counts (R-3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from supervision.context import Context
from supervision.domain.model import Measure
from supervision.domain.permission import Action
from supervision.queries.entries import checked
from supervision.queries.names import month_prefix, next_number
from supervision.store.mapping import MEASURES


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """One figure of one unit and month, as it was typed."""

    unit: str
    metric: str
    period: str
    numerator: Decimal | str
    denominator: Decimal | str | None = None


def record_measure(context: Context, new: NewMeasure, *, command_id: str | None = None) -> Measure:
    """Record a measure. Raises BadFile with every wrong figure (R-17)."""
    with context.command(Action.RECORD_MEASURE, command_id=command_id) as work:
        work.check_unit(new.unit)
        measure: Measure = checked(
            work,
            "measures",
            {
                "measure_no": next_number(work, MEASURES.table.c.measure_no, month_prefix("ZB", work.today)),
                "unit": new.unit,
                "metric": new.metric,
                "period": new.period,
                "numerator": new.numerator,
                "denominator": new.denominator,
            },
        )
        MEASURES.write(work.session, work.township, [measure])
        work.audit(measure.measure_no, measure.unit, metric=measure.metric, period=measure.period)
        return measure
