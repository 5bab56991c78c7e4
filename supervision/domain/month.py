"""How a month is computed, exactly as rules.md says: each unit by itself, then the township side by side.

`compute_month` does both. A caller that works in shards calls `draft_units` for each shard and `settle_month` once.
An open month is computed in the same way, with the present moment as its seal: a preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from supervision.domain.cadres import grade_cadres, township_targets
from supervision.domain.facts import TownshipFacts
from supervision.domain.history import History
from supervision.domain.lookback import draw_sample
from supervision.domain.model import CadreTarget
from supervision.domain.result import MonthResult
from supervision.domain.timeline import Timeline
from supervision.domain.township import Township
from supervision.domain.unit_month import UnitDraft, draft_unit
from supervision.domain.workdays import Workdays


def compute_month(
    period: str,
    opened_at: datetime,
    timeline: Timeline,
    facts: TownshipFacts,
    earlier: Sequence[MonthResult],
    workdays: Workdays,
) -> MonthResult:
    """The month as known at its seal, `timeline.seals[period]`.

    `facts` may hold rows of any date and moment: which of them count is decided here (R-3). `earlier` are the results
    of all months sealed before.
    """
    drafts = draft_units(period, timeline, facts, earlier, workdays)
    sample = draw_sample(period, opened_at, facts, timeline.rubric_for(period))
    targets = township_targets(period, facts, timeline.seals[period])
    return settle_month(period, timeline, drafts, targets, earlier, sample)


def draft_units(
    period: str, timeline: Timeline, facts: TownshipFacts, earlier: Iterable[MonthResult], workdays: Workdays
) -> list[UnitDraft]:
    """The first phase: every assessed unit of `facts` by itself, by code. Units do not look at each other."""
    history = History(earlier)
    drafts = (draft_unit(code, facts.units[code], period, timeline, history, workdays) for code in sorted(facts.units))
    return [draft for draft in drafts if draft is not None]


def settle_month(
    period: str,
    timeline: Timeline,
    drafts: Iterable[UnitDraft],
    targets: Sequence[CadreTarget],
    earlier: Iterable[MonthResult],
    lookback_sample: tuple[str, ...],
) -> MonthResult:
    """The second phase: finals, ranks, stars, classes and consequences over all units' drafts, and cadres' grades."""
    history = History(earlier)
    township = Township(period, timeline.rubric_for(period), drafts, history)
    return MonthResult(
        period=period,
        rubric=township.rubric.label,
        sealed_at=timeline.seals[period],
        units=tuple(township.unit_results()),
        lookback_sample=lookback_sample,
        cadres=tuple(grade_cadres(period, targets, township.rubric.cadres, history.cadre_grades)),
    )
