"""R-30 to R-33 and R-36: metrics, conditions, rewards, penalties, turnaround."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from supervision.domain.consequences import Verdict, apply_rules, holds
from supervision.domain.metrics import Metrics
from supervision.domain.result import Blocked, UnitResult
from supervision.domain.rubric import Condition
from supervision.domain.turnaround import turnaround_in
from tests.domain.build import RUBRIC, acceptance, day, enter, finding, month, moves, of, timeline, township, unit, veto

GOOD = Metrics(Decimal("95.00"), 3, 0, 0, 0, 0, Fraction(1), 1, 12, 4)
LAST = Metrics(Decimal("75.00"), 0, 0, 0, 0, 0, None, 12, 1, 0)


def rewards(metrics: Metrics, *blocks: str, period: str = "2026-05", before: bool = False) -> Verdict:
    return apply_rules(RUBRIC.rewards, metrics, period, lambda _, months: before or months == 0, blocks)


def penalties(metrics: Metrics, before: bool = False) -> list[str]:
    verdict = apply_rules(RUBRIC.penalties, metrics, "2026-05", lambda _, months: before or months == 0, ())
    return [each.code for each in verdict.granted]


def codes(verdict: Verdict) -> list[str]:
    return [each.code for each in verdict.granted]


def test_r30_rank_change_is_the_rank_of_the_month_before_less_the_rank_now() -> None:
    better = [finding(str(n), "2026-05-04", "critical") for n in range(3)]
    results = township("2026-06", [unit(), unit("V02"), *better], "2026-05")
    assert (of(results["2026-05"]).rank, of(results["2026-06"]).metrics.rank_change_up) == (2, 0)
    assert of(results["2026-05"]).metrics.rank_change_up is None


def test_r30_the_rate_is_absent_when_nothing_was_settled() -> None:
    assert month("2026-06").metrics.on_time_closure_rate is None
    assert month("2026-06").tie_break.on_time_rate == 1


def test_r30_red_cards_of_the_quarter_are_counted_as_at_their_seals() -> None:
    results = township("2026-03", [finding("1", "2026-01-05")])
    reds = [(of(one).metrics.red_cards_in_month, of(one).metrics.red_cards_in_quarter) for one in results.values()]
    assert reds == [(1, 1), (0, 1), (0, 1)]


def test_r31_a_condition_on_an_absent_metric_is_false() -> None:
    absent = replace(GOOD, rank=None)
    assert not holds(Condition("rank", "<=", Decimal(3)), absent)
    assert not holds(Condition("rank", ">", Decimal(3)), absent)
    assert "R01" not in codes(rewards(absent))


def test_r31_a_rule_of_consecutive_months_fires_when_it_held_in_each() -> None:
    assert penalties(LAST) == ["P01"]
    assert penalties(LAST, before=True) == ["P01", "P02", "P03"]


def test_r31_yellow_flags_in_two_months_bring_an_interview_and_in_three_a_proposal() -> None:
    results = township("2026-03", [])
    granted = [[each.code for each in of(one).consequences if each.kind == "penalty"] for one in results.values()]
    assert granted == [["P01", "P04"], ["P01", "P02", "P04"], ["P01", "P02", "P03", "P04"]]
    assert [of(one).turnaround.proposed for one in results.values()] == [(), (), ("T01", "T02")]


def test_r31_rules_of_the_quarter_are_looked_at_only_at_its_end() -> None:
    quarter = replace(GOOD, quarter_average=Decimal("95.00"), quarter_rank=1)
    assert "R04" not in codes(rewards(quarter, period="2026-05"))
    assert "R04" in codes(rewards(quarter, period="2026-06"))


def test_r32_villages_sharing_a_rank_each_get_its_amount() -> None:
    amounts = [rewards(replace(GOOD, rank=rank)).granted[0].amount for rank in (1, 1, 3)]
    assert amounts == [500, 500, 200]


def test_r32_the_progress_award_grows_with_the_places_and_gives_way_to_the_red_flag() -> None:
    risen = replace(GOOD, rank=8, rank_change_up=7)
    assert [(each.code, each.amount) for each in rewards(risen).granted] == [("R02", 200), ("R05", None)]
    assert rewards(GOOD).blocked == (Blocked("R02", ("R01",)),)


def test_r32_a_blocked_reward_is_listed_with_its_reasons_and_sets_no_flag() -> None:
    verdict = rewards(GOOD, "veto_in_month", "red_card_in_month", before=True)
    assert verdict.granted == ()
    assert [each.code for each in verdict.blocked] == ["R01", "R02", "R05"]
    assert verdict.blocked[0].by == ("veto_in_month", "red_card_in_month")
    assert not verdict.metrics.has_red_flag


def test_r32_a_veto_withholds_the_months_rewards() -> None:
    rows: list[Any] = []
    for number in "123":
        rows.append(finding(number, "2026-06-01"))
        steps = ("acknowledge", "start", "request_closure", "close")
        rows += moves(number, *(f"2026-06-02 {step}" for step in steps))
    granted = month("2026-06", *rows)
    assert [each.code for each in granted.consequences if each.kind == "reward"] == ["R05"]
    assert month("2026-06", *rows, veto("2026-06-10")).blocked == (Blocked("R05", ("veto_in_month",)),)


def test_r33_last_place_with_a_good_score_brings_no_yellow_flag() -> None:
    assert penalties(replace(LAST, final_score=Decimal("82.00"))) == []


def standing(period: str, *events: Any) -> Any:
    return turnaround_in(period, events, RUBRIC.turnaround, timeline("2026-01", period))


def test_r36_more_than_half_dissatisfied_fails_whatever_the_points() -> None:
    failed = standing("2026-06", enter("2026-01-13"), acceptance("2026-05-23", "72", 20, 11))
    assert (failed.standing.inside, failed.standing.failed) == (True, 1)
    passed = standing("2026-06", enter("2026-01-13"), acceptance("2026-05-23", "70", 20, 10))
    assert (passed.standing.inside, passed.standing.observation_until) == (False, day("2026-08-21"))


def test_r36_the_term_is_180_days_and_90_more_for_each_failure() -> None:
    events = [enter("2026-01-13"), acceptance("2026-04-18", "64", 20, 6), acceptance("2026-05-23", "72", 20, 11)]
    ends = [standing(period, *events).standing.term_end for period in ("2026-01", "2026-04", "2026-05")]
    assert [str(end) for end in ends] == ["2026-07-12", "2026-10-10", "2027-01-08"]


def test_r36_failures_count_as_a_figure_only_in_the_month_in_which_one_becomes_effective() -> None:
    events = [enter("2026-01-13"), acceptance("2026-04-18", "64", 20, 6, recorded_at="2026-05-20")]
    events.append(acceptance("2026-06-23", "60", 20, 0))
    periods = ("2026-05", "2026-06", "2026-07")
    figures = {period: month(period, *events, first="2026-01").metrics.failed_acceptances for period in periods}
    assert figures == {"2026-05": 1, "2026-06": 2, "2026-07": 0}


def test_r36_nothing_is_proposed_while_inside() -> None:
    def proposed(*rows: Any) -> UnitResult:
        return month("2026-03", *rows, first="2026-01")

    assert proposed(veto("2026-03-10")).turnaround.proposed == ("T01", "T02", "T04")
    assert proposed(veto("2026-03-10"), enter("2026-03-20")).turnaround.proposed == ()
