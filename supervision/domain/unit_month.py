"""What one unit's month yields by itself: everything that needs no other unit (R-14 to R-28, R-36).

Putting the township's units beside each other is `month`'s question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from supervision.domain.bonus import bonus_lines
from supervision.domain.corrections import Correction, corrections_of
from supervision.domain.exact import ZERO
from supervision.domain.facts import UnitFacts
from supervision.domain.final_score import card_lines
from supervision.domain.history import History
from supervision.domain.model import Veto
from supervision.domain.result import ItemResult, Line, TieBreak
from supervision.domain.scoring.case import UnitCase
from supervision.domain.scoring.unit import UnitScore, build_case, courses_until, score_unit
from supervision.domain.timeline import Timeline
from supervision.domain.turnaround import TurnaroundMonth, turnaround_in
from supervision.domain.workdays import Workdays

RED = "red"
"""Code of the ladder level that blocks rewards and stars (R-30)."""


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """One unit's month before the township is put together. Plain data: it may cross a process border."""

    unit: str
    name: str
    in_group: bool
    items: tuple[ItemResult, ...]
    raw: Decimal
    raw_max: Decimal
    base: Decimal
    bonus_lines: tuple[Line, ...]
    card_lines: tuple[Line, ...]
    corrections: tuple[Correction, ...]
    vetoes: tuple[str, ...]
    tie_break: TieBreak
    findings_due: int
    reopened: int
    red_cards: int
    turnaround: TurnaroundMonth


def draft_unit(
    code: str, facts: UnitFacts, period: str, timeline: Timeline, history: History, workdays: Workdays
) -> UnitDraft | None:
    """The unit's month as known at its seal, whatever `facts` hold; None when it is not assessed in it (R-5)."""
    unit = facts.assessed(period)
    if unit is None:
        return None
    sealed_at = timeline.seals[period]
    known = facts.known(sealed_at)
    rubric = timeline.rubric_for(period)
    courses = courses_until(known, timeline, workdays, period)
    case = build_case(known, courses, unit, period, sealed_at, timeline, workdays)
    score = score_unit(case, known, timeline)
    sealed = {p: result for p in history.periods if (result := history.unit(code, p))}
    given = history.bonus_in_year(code, period)
    return UnitDraft(
        unit=code,
        name=unit.name,
        in_group=unit.unit_type == rubric.ranking_group,
        items=score.items,
        raw=score.raw,
        raw_max=score.raw_max,
        base=score.base,
        bonus_lines=tuple(bonus_lines(period, known.bonuses, rubric.bonus, timeline, given)),
        card_lines=tuple(card_lines(score.cards)),
        corrections=tuple(corrections_of(known, period, sealed, timeline, workdays)),
        vetoes=_vetoes(period, known.vetoes, timeline),
        tie_break=_tie_break(case, score),
        findings_due=len(case.settled),
        reopened=sum(case.within(each.start_on) for course in case.courses for each in course.reopenings()),
        red_cards=sum(card.level.code == RED for card in score.cards),
        turnaround=turnaround_in(period, known.turnarounds, rubric.turnaround, timeline),
    )


def _vetoes(period: str, vetoes: Sequence[Veto], timeline: Timeline) -> tuple[str, ...]:
    """The vetoes effective in the month (R-25), by number."""
    effective = (veto for veto in vetoes if timeline.effective_in(veto.approved_on, veto.recorded_at) == period)
    return tuple(sorted(veto.veto_no for veto in effective))


def _tie_break(case: UnitCase, score: UnitScore) -> TieBreak:
    on_time = sum(each.on_time for each in case.settled)
    rate = Fraction(on_time, len(case.settled)) if case.settled else Fraction(1)
    findings = (line.points for item in score.items for line in item.lines if line.reason == "finding")
    return TieBreak(sum(course.overdue(case.last) for course in case.courses), rate, -sum(findings, ZERO))
