"""R-14 to R-22: what each kind of item costs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.build import (
    activity,
    finding,
    item_of,
    lines,
    measure,
    month,
    moves,
    rating,
    target,
    told,
    township,
    unit,
)

ACKNOWLEDGED = "2026-06-10 acknowledge"


def test_r14_points_below_zero_are_brought_back_by_a_floor_line() -> None:
    rows = [finding("1", "2026-06-01", "major", item="E03"), finding("2", "2026-06-02", "major", item="E03")]
    result = month("2026-06", *rows)
    assert told(result, "E03") == [("finding", "-2.00"), ("finding", "-2.00"), ("floor", "1.00")]
    assert item_of(result, "E03").earned == 0


def test_r14_an_item_is_excluded_outside_its_months_and_before_its_window_is_complete() -> None:
    results = township("2026-06", [], "2026-02")
    why = {period: item_of(one.units[0], "B01").why for period, one in results.items()}
    assert why == {
        "2026-02": "not_in_settlement_month",
        "2026-03": "window_incomplete",
        "2026-04": "not_in_settlement_month",
        "2026-05": "not_in_settlement_month",
        "2026-06": None,
    }


def test_r15_an_activity_entered_after_five_days_counts_half() -> None:
    late = activity("volunteer_service", "2026-06-06", recorded_at="2026-06-12")
    in_time = activity("volunteer_service", "2026-06-06", recorded_at="2026-06-11T23:59:00")
    assert told(month("2026-06", late), "D02") == [("quota_short", "-1.50")]
    assert told(month("2026-06", in_time), "D02") == []
    assert told(month("2026-06"), "D02") == [("quota_short", "-3.00")]


def test_r15_a_meeting_without_more_than_half_present_does_not_count() -> None:
    half = activity("committee_meeting", "2026-06-06", expected=6, attended=3)
    more = activity("committee_meeting", "2026-06-06", expected=5, attended=3)
    assert told(month("2026-06", half), "B02") == [("quota_short", "-4.00")]
    assert told(month("2026-06", more), "B02") == []


def test_r15_of_one_day_only_the_best_activity_counts() -> None:
    rows = [activity("practice_station_activity", "2026-06-06"), activity("practice_station_activity", "2026-06-06")]
    assert told(month("2026-06", *rows), "D01") == [("quota_short", "-2.00")]


def test_r15_each_party_group_meets_by_itself() -> None:
    rows = [unit(party_groups=3), activity("group_meeting", "2026-06-02", group_no=1)]
    rows += [activity("group_meeting", "2026-06-03", group_no=1), activity("group_meeting", "2026-06-03", group_no=2)]
    (line,) = lines(month("2026-06", *rows), "B03")
    assert (str(line.points), line.source) == ("-1.0000", "group_meeting:3@2026-06..2026-06")


def test_r15_one_meeting_at_the_attendance_floor_is_enough() -> None:
    low = activity("theme_day", "2026-06-02", expected=10, attended=7)
    enough = activity("theme_day", "2026-06-20", expected=10, attended=8)
    (line,) = lines(month("2026-06", low), "B05")
    assert (line.reason, str(line.points), line.source) == ("attendance_low", "-1.0000", low.activity_no)
    assert told(month("2026-06", low, enough), "B05") == []


def test_r16_a_self_check_costs_nothing_and_a_critical_finding_the_whole_item() -> None:
    assert told(month("2026-06", finding("1", "2026-06-01", source="self_check")), "B08") == []
    assert told(month("2026-06", finding("1", "2026-06-01", "critical")), "B08") == [("finding", "-3.00")]


def test_r16_findings_under_items_of_other_methods_cost_nothing_directly() -> None:
    assert told(month("2026-06", finding("1", "2026-06-01", item="D02")), "D02") == [("quota_short", "-3.00")]


@pytest.mark.parametrize(
    ("numerator", "earned"), [("2.8", "5.6000"), ("1.04", "0.0000"), ("1.05", "2.1000"), ("9", "7")]
)
def test_r17_income_is_measured_against_the_pace_of_the_year(numerator: str, earned: str) -> None:
    result = month("2026-06", measure("collective_operating_income_ytd", "2026-06", numerator, "10"))
    assert str(item_of(result, "E01").earned) == earned


def test_r17_what_is_earned_is_rounded_half_up() -> None:
    rows = [target("P1", "2026-06", "100", "1600", "1531.6")]
    assert str(item_of(month("2026-06", *rows), "C02").earned) == "4.7863"


def test_r17_without_a_row_the_items_own_rule_decides() -> None:
    result = month("2026-06")
    assert told(result, "E01") == [("target_empty", "-7.00")]
    assert (item_of(result, "E02").why, item_of(result, "E02").applicable) == ("empty", False)
    assert item_of(result, "F02").earned == 6
    empty = month("2026-06", measure("project_milestones_done_over_due", "2026-06", "0", "0"))
    assert item_of(empty, "E02").why == "empty"


def test_r18_ratings_are_averaged_over_the_latest_of_each_rater() -> None:
    rows = [rating("C01", "2026-06", "2.0", "P4"), rating("C01", "2026-06", "0.5", "P3", "2026-06-30")]
    rows += [rating("C01", "2026-06", "2.5", "P3", "2026-07-01")]
    result = month("2026-06", *rows)
    assert [(line.reason, str(line.points), line.source) for line in lines(result, "C01")] == [
        ("rating", "-0.7500", "P3+P4")
    ]
    assert item_of(result, "D05").why == "unrated"


def f01(*steps: str, found_on: str = "2026-06-10", severity: str = "general") -> list[tuple[str, str]]:
    return told(month("2026-06", finding("1", found_on, severity), *moves("1", *steps)), "F01")


def test_r19_an_acknowledgment_after_the_first_working_day_is_late() -> None:
    plan = "2026-06-15 file_plan"
    assert f01("2026-06-15 acknowledge", plan) == [("ack_late", "-0.50")]
    assert f01("2026-06-11 acknowledge", plan) == []
    assert f01("2026-06-11 dispute", "2026-06-11 reject_dispute", plan) == []


def test_r19_a_plan_is_late_after_the_third_working_day_and_missing_on_the_due_date() -> None:
    assert f01(ACKNOWLEDGED, "2026-06-16 file_plan") == [("plan_late", "-0.50")]
    assert f01(ACKNOWLEDGED) == [("plan_late", "-0.50"), ("plan_missing", "-0.50")]
    assert f01(ACKNOWLEDGED, severity="minor") == []


def test_r19_a_rejected_dispute_starts_the_three_working_days_anew() -> None:
    disputed = (ACKNOWLEDGED, "2026-06-12 dispute")
    rejected = (*disputed, "2026-06-17 reject_dispute")
    assert f01(*disputed, severity="major") == []
    assert f01(*rejected, "2026-06-23 file_plan", severity="major") == []
    assert f01(*rejected, "2026-06-24 file_plan", severity="major") == [("plan_late", "-0.50")]


def test_r20_a_return_and_a_reopening_cost_in_their_month() -> None:
    steps = (ACKNOWLEDGED, "2026-06-10 start", "2026-06-11 request_closure", "2026-06-12 return_closure")
    again = ("2026-06-12 request_closure", "2026-06-15 close", "2026-06-20 reopen")
    result = month("2026-06", finding("1", "2026-06-10"), *moves("1", *steps, *again))
    assert [(line.reason, str(line.points), line.source) for line in lines(result, "F03")] == [
        ("reopened", "-2.0000", "Z1#2"),
        ("returned", "-0.5000", "Z1#1@2026-06-12"),
    ]


def test_r21_each_late_week_is_charged_in_the_month_in_which_it_begins() -> None:
    rows: list[Any] = [finding("1", "2026-03-17")]
    rows += moves("1", "2026-03-17 acknowledge", "2026-03-17 start", "2026-04-09 request_closure")
    results = township("2026-04", rows, "2026-03")
    assert [line.source for line in lines(results["2026-03"].units[0], "F04")] == ["Z1#1@2026-03-25"]
    assert [line.source for line in lines(results["2026-04"].units[0], "F04")] == ["Z1#1@2026-04-01", "Z1#1@2026-04-08"]


def test_r21_the_charges_of_a_finding_end_at_its_cap_the_last_one_in_part() -> None:
    results = township("2026-06", [finding("1", "2026-03-02", "critical")], "2026-03")
    charges = [str(line.points) for one in results.values() for line in lines(one.units[0], "F04")]
    assert charges == ["-1.5000", "-1.5000"]
    general = township("2026-06", [finding("1", "2026-03-02")], "2026-03")
    assert sum(line.points for one in general.values() for line in lines(one.units[0], "F04")) == -3


def test_r22_a_repeated_finding_and_a_reopening_cost_half_a_point_each() -> None:
    steps = ("2026-06-01 acknowledge", "2026-06-01 start", "2026-06-02 request_closure", "2026-06-02 close")
    rows = [finding("1", "2026-06-01"), *moves("1", *steps, "2026-06-10 reopen"), finding("2", "2026-06-05")]
    result = month("2026-06", *rows)
    assert [(line.reason, line.source) for line in lines(result, "F05")] == [("recurrence", "W2"), ("reopen", "Z1#2")]
    assert item_of(result, "F05").earned == 0
