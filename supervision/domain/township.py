"""How the units' months stand beside each other: finals, ranks, stars, classes, consequences (R-28 to R-39)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from supervision.domain.consequences import Verdict, apply_rules, proposed_entries
from supervision.domain.corrections import numbered
from supervision.domain.final_score import capped, total
from supervision.domain.history import History
from supervision.domain.metrics import Metrics
from supervision.domain.period import is_quarter_end, shift
from supervision.domain.ranking import merit, places_of
from supervision.domain.result import Line, Quarter, Stars, UnitResult
from supervision.domain.rubric import Rubric
from supervision.domain.scoring.unit import in_order
from supervision.domain.standing import Standing, classes, mean, pay_coefficient, quarters, star_ratings
from supervision.domain.unit_month import UnitDraft


@dataclass(frozen=True, slots=True)
class Final:
    """A unit's final score and the lines between its base and it (R-28)."""

    bonus: Decimal
    adjustments: Decimal
    adjustment_lines: tuple[Line, ...]
    cap_lines: tuple[Line, ...]
    score: Decimal


@dataclass(frozen=True, slots=True)
class Judgment:
    """What the rubric's three lists of rules give one unit."""

    rewards: Verdict
    penalties: Verdict
    proposed: tuple[str, ...]
    entries_held: tuple[str, ...]

    def with_flags(self, own: Metrics) -> Metrics:
        """The unit's figures with every flag that was granted."""
        given = (self.rewards.metrics, self.penalties.metrics)
        return replace(
            own,
            has_red_flag=any(metrics.has_red_flag for metrics in given),
            has_yellow_flag=any(metrics.has_yellow_flag for metrics in given),
        )


class Township:
    """One month of all units; each step is computed once, in the order of the rules."""

    def __init__(self, period: str, rubric: Rubric, drafts: Iterable[UnitDraft], history: History) -> None:
        self.period, self.rubric, self._history = period, rubric, history
        self._drafts = {draft.unit: draft for draft in sorted(drafts, key=lambda draft: draft.unit)}
        self._group = {unit for unit, draft in self._drafts.items() if draft.in_group}
        self._finals = self._sum_up()
        self._places = self._rank()
        self._quarters = self._quarter() if is_quarter_end(period) else {}
        self._stars = self._rate() if is_quarter_end(period) else {}
        self._classes = self._classify()

    def unit_results(self) -> Iterator[UnitResult]:
        """Every unit's month, by code."""
        return (self._result(draft) for draft in self._drafts.values())

    def _sum_up(self) -> dict[str, Final]:
        drafts = self._drafts.values()
        corrections = numbered(self.period, ((d.unit, one) for d in drafts for one in d.corrections))
        return {draft.unit: self._final(draft, corrections.get(draft.unit, [])) for draft in drafts}

    def _final(self, draft: UnitDraft, corrections: list[Line]) -> Final:
        lines = in_order([*draft.card_lines, *corrections])
        bonus, adjustments = total(draft.bonus_lines), total(lines)
        score, caps = capped(draft.base + bonus + adjustments, self.period, draft.vetoes, self.rubric)
        return Final(bonus, adjustments, lines, caps, score)

    def _rank(self) -> dict[str, tuple[int, int]]:
        return places_of(
            {
                unit: merit(self._finals[unit].score, draft.tie_break)
                for unit, draft in self._drafts.items()
                if draft.in_group and draft.raw_max >= self.rubric.min_applicable_points
            }
        )

    def _quarter(self) -> dict[str, Quarter]:
        finals = {
            unit: [*(each.final for each in self._history.quarter_before(unit, self.period)), final.score]
            for unit, final in self._finals.items()
        }
        return quarters(finals, self._group, self.rubric.stars.min_scored_months)

    def _rate(self) -> dict[str, Stars]:
        rated = {unit: quarter.mean for unit, quarter in self._quarters.items() if unit in self._group}
        before: dict[str, int] = {}
        for unit in rated:
            last = self._history.unit(unit, shift(self.period, -3))
            if last is not None and last.stars is not None:
                before[unit] = last.stars.stars
        return star_ratings(rated, {unit: self._star_blocks(unit) for unit in rated}, before, self.rubric.stars)

    def _star_blocks(self, unit: str) -> set[str]:
        draft, quarter = self._drafts[unit], self._history.quarter_before(unit, self.period)
        found = {
            "veto_in_period": bool(draft.vetoes) or any(each.vetoes for each in quarter),
            "red_card_in_period": self._red_cards_in_quarter(draft) > 0,
            "in_turnaround": draft.turnaround.standing.inside,
        }
        return {name for name, there in found.items() if there}

    def _red_cards_in_quarter(self, draft: UnitDraft) -> int:
        before = self._history.quarter_before(draft.unit, self.period)
        return draft.red_cards + sum(each.metrics.red_cards_in_month for each in before)

    def _classify(self) -> dict[str, Standing]:
        inside = {unit for unit in self._group if self._drafts[unit].turnaround.standing.inside}
        rolling = {unit: self._rolling(unit) for unit in self._drafts if unit in self._group}
        return classes(rolling, inside, self.rubric.classes)

    def _rolling(self, unit: str) -> Decimal | None:
        before = self._history.run_before(unit, self.period, self.rubric.classes.basis_months - 1)
        if before is None:
            return None
        return mean([self._finals[unit].score, *(each.final for each in before)])

    def _metrics(self, draft: UnitDraft) -> Metrics:
        unit = draft.unit
        rank, from_bottom = self._places.get(unit, (None, None))
        before = self._history.unit(unit, shift(self.period, -1))
        rank_before = before.rank if before is not None else None
        quarter = self._quarters.get(unit)
        return Metrics(
            final_score=self._finals[unit].score,
            findings_due=draft.findings_due,
            reopened=draft.reopened,
            red_cards_in_month=draft.red_cards,
            red_cards_in_quarter=self._red_cards_in_quarter(draft),
            failed_acceptances=draft.turnaround.failed_acceptances,
            on_time_closure_rate=draft.tie_break.on_time_rate if draft.findings_due else None,
            rank=rank,
            rank_from_bottom=from_bottom,
            rank_change_up=rank_before - rank if rank is not None and rank_before is not None else None,
            quarter_average=quarter.mean if quarter else None,
            quarter_rank=quarter.rank if quarter else None,
        )

    def _held_before(self, unit: str, code: str, months: int) -> bool:
        before = self._history.run_before(unit, self.period, months)
        return before is not None and all(code in each.held for each in before)

    def _reward_blocks(self, draft: UnitDraft) -> list[str]:
        there = {"veto_in_month": bool(draft.vetoes), "red_card_in_month": draft.red_cards > 0}
        return [name for name in self.rubric.reward_blocks if there[name]]

    def _judge(self, draft: UnitDraft, own: Metrics) -> Judgment:
        def held_before(code: str, months: int) -> bool:
            return self._held_before(draft.unit, code, months)

        vetoed, inside = bool(draft.vetoes), draft.turnaround.standing.inside
        return Judgment(
            apply_rules(self.rubric.rewards, own, self.period, held_before, self._reward_blocks(draft)),
            apply_rules(self.rubric.penalties, own, self.period, held_before, ()),
            *proposed_entries(own, self.rubric, self.period, held_before, vetoed, inside),
        )

    def _result(self, draft: UnitDraft) -> UnitResult:
        unit, final, own = draft.unit, self._finals[draft.unit], self._metrics(draft)
        judged, standing = self._judge(draft, own), self._classes.get(draft.unit)
        return UnitResult(
            unit=unit,
            name=draft.name,
            items=draft.items,
            raw=draft.raw,
            raw_max=draft.raw_max,
            base=draft.base,
            bonus=final.bonus,
            bonus_lines=in_order(draft.bonus_lines),
            adjustments=final.adjustments,
            adjustment_lines=final.adjustment_lines,
            cap_lines=final.cap_lines,
            final=final.score,
            ranked=unit in self._places,
            rank=own.rank,
            rank_from_bottom=own.rank_from_bottom,
            tie_break=draft.tie_break,
            consequences=(*judged.rewards.granted, *judged.penalties.granted),
            blocked=judged.rewards.blocked,
            vetoes=draft.vetoes,
            quarter=self._quarters.get(unit),
            stars=self._stars.get(unit),
            group_class=standing.group_class if standing else None,
            class_reason=standing.reason if standing else None,
            rolling_mean=standing.rolling if standing else None,
            turnaround=replace(draft.turnaround.standing, proposed=judged.proposed),
            pay_coefficient=self._pay(standing, judged.rewards, judged.penalties),
            metrics=judged.with_flags(own),
            held=(*judged.rewards.held, *judged.penalties.held, *judged.entries_held),
        )

    def _pay(self, standing: Standing | None, *verdicts: Verdict) -> Decimal:
        codes = {each.code for verdict in verdicts for each in verdict.granted}
        rules = (rule for rule in (*self.rubric.rewards, *self.rubric.penalties) if rule.code in codes)
        granted = [rule.pay_coefficient for rule in rules if rule.pay_coefficient is not None]
        return pay_coefficient(standing.group_class if standing else None, granted, self.rubric.pay)
