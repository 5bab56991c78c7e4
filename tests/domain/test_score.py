"""R-23 to R-29: base, bonus, veto, cards, corrections, final, rank."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from supervision.domain.bonus import bonus_lines
from supervision.domain.exact import ZERO
from supervision.domain.final_score import capped
from supervision.domain.ranking import merit, places_of
from supervision.domain.result import TieBreak
from tests.domain.build import (
    RUBRIC,
    activity,
    bonus,
    finding,
    lines,
    measure,
    month,
    moves,
    of,
    rating,
    timeline,
    township,
    unit,
    veto,
)


def test_r23_the_base_is_the_share_of_what_counts() -> None:
    result = month("2026-06", activity("volunteer_service", "2026-06-02"))
    assert result.raw == sum(item.earned for item in result.items if item.earned is not None)
    assert result.raw_max == sum(item.max for item in result.items if item.earned is not None)
    assert result.base == round(Decimal(100) * result.raw / result.raw_max, 2)


def gained(*rows: Any, last: str = "2026-06") -> dict[str, list[tuple[str, str]]]:
    results = township(last, rows)
    return {p: [(line.reason, str(line.points)) for line in of(one).bonus_lines] for p, one in results.items()}


def test_r24_a_matter_gains_only_what_it_adds_to_its_best_so_far() -> None:
    found = gained(
        bonus("J01", "2026-03-10", level="county", matter="桑枝"),
        bonus("J01", "2026-05-10", level="province", matter="桑枝"),
    )
    assert found["2026-03"] == [("bonus_J01", "0.5")]
    assert found["2026-05"] == [("bonus_J01", "1.5")]


def test_r24_of_one_matter_in_one_month_the_best_row_stands() -> None:
    rows = [
        bonus("J01", "2026-03-10", level="county", matter="甲"),
        bonus("J01", "2026-03-11", level="city", matter="甲"),
    ]
    assert gained(*rows, last="2026-03")["2026-03"] == [("bonus_J01", "1")]


def test_r24_a_row_recorded_after_the_seal_counts_in_the_next_month() -> None:
    late = bonus("J02", "2026-03-30", recorded_at="2026-04-05T17:00:00")
    assert gained(late, last="2026-04")["2026-03"] == []
    assert gained(late, last="2026-04")["2026-04"] == [("bonus_J02", "1")]


def test_r24_a_code_a_month_and_a_year_have_their_caps() -> None:
    assert sum(Decimal(p) for _, p in gained(*(bonus("J04", "2026-01-05") for _ in range(7)))["2026-01"]) == 1
    in_month = gained(*(bonus("J02", "2026-01-05") for _ in range(7)))["2026-01"]
    assert in_month[-1] == ("bonus_cap", "-2")
    rows = [bonus("J02", f"2026-0{m}-05") for m in (1, 2, 3) for _ in range(5)]
    assert gained(*rows)["2026-03"][-1] == ("bonus_cap", "-5")


def test_r24_the_year_begins_anew_in_january() -> None:
    rows = [
        bonus("J01", "2026-12-05", level="county", matter="甲"),
        bonus("J01", "2027-01-05", level="county", matter="甲"),
    ]
    line = timeline("2026-12", "2027-01")
    assert [str(each.points) for each in bonus_lines("2027-01", rows, RUBRIC.bonus, line, ZERO)] == ["0.5"]


def test_r25_a_veto_caps_the_month_in_which_it_becomes_effective_and_no_other() -> None:
    results = township("2026-02", [*good_month("2026-01"), *good_month("2026-02"), veto("2026-01-12")])
    assert of(results["2026-01"]).final == Decimal("59.90")
    assert [line.reason for line in of(results["2026-01"]).cap_lines] == ["veto_cap"]
    assert of(results["2026-02"]).final > 60
    assert (of(results["2026-01"]).vetoes != (), of(results["2026-02"]).vetoes) == (True, ())


def good_month(period: str) -> list[Any]:
    """A month without a shortfall in what is due every month."""
    kinds = ("party_work_study", "practice_station_activity", "volunteer_service")
    rows: list[Any] = [activity(kind, f"{period}-05") for kind in kinds]
    rows.append(activity("practice_station_activity", f"{period}-06"))
    rows.append(activity("committee_meeting", f"{period}-05", expected=5, attended=5))
    rows.append(activity("theme_day", f"{period}-05", expected=30, attended=30))
    return [*rows, measure("collective_operating_income_ytd", period, "100", "60")]


def test_r26_a_yellow_card_is_a_line_of_minus_one() -> None:
    rows = [finding("1", "2026-03-17"), *moves("1", "2026-03-17 acknowledge", "2026-03-17 start")]
    result = month("2026-03", *rows)
    assert [(line.reason, str(line.points), line.source) for line in result.adjustment_lines] == [
        ("card_yellow", "-1", "Z1#1")
    ]
    assert result.adjustments == -1


def corrections(results: Any, period: str) -> list[tuple[str, str]]:
    found = (line for line in of(results[period]).adjustment_lines if line.reason == "correction")
    return [(str(line.points), line.source) for line in found]


def test_r27_a_finding_withdrawn_after_the_seal_is_given_back_in_the_open_month() -> None:
    rows = [*good_month("2026-01"), *good_month("2026-02"), unit(), unit("V02")]
    rows += [finding("1", "2026-01-12"), *moves("1", "2026-01-12 acknowledge", "2026-02-10 withdraw")]
    results = township("2026-02", rows)
    ((points, source),) = corrections(results, "2026-02")
    assert source == "2026-02-001|2026-01|M1-2"
    without = township("2026-02", [row for row in rows if getattr(row, "task_no", "") != "Z1"])
    assert Decimal(points) == of(without["2026-01"]).final - of(results["2026-01"]).final


def test_r27_a_late_row_recorded_at_the_very_seal_is_corrected_and_changes_no_sealed_month() -> None:
    late = measure("collective_operating_income_ytd", "2026-01", "0", "60", no="S9", recorded_at="2026-02-05T17:00:00")
    before = township("2026-02", good_month("2026-01"))
    after = township("2026-02", [*good_month("2026-01"), late])
    assert of(after["2026-01"]) == of(before["2026-01"])
    assert [source for _, source in corrections(after, "2026-02")] == ["2026-02-001|2026-01|S9"]


def test_r27_corrections_are_numbered_in_the_order_of_recording() -> None:
    rows = good_month("2026-01")
    second = rating("C01", "2026-01", "3", recorded_at="2026-02-20T09:00:00")
    first = finding("1", "2026-01-20", recorded_at="2026-02-20T09:00:00")
    sources = [source for _, source in corrections(township("2026-02", [*rows, second, first]), "2026-02")]
    assert sources == ["2026-02-001|2026-01|W1", f"2026-02-002|2026-01|{second.rating_no}"]


def test_r27_activities_and_bonuses_recorded_late_correct_nothing() -> None:
    late = [
        activity("volunteer_service", "2026-01-05", recorded_at="2026-02-06"),
        bonus("J02", "2026-01-05", recorded_at="2026-02-06"),
    ]
    assert corrections(township("2026-02", late), "2026-02") == []


@pytest.mark.parametrize(
    ("score", "vetoes", "final", "told"),
    [
        ("106.20", (), "105", [("clamp", "-1.20")]),
        ("-2.50", (), "0", [("clamp", "2.50")]),
        ("106.20", ("X1", "X2"), "59.9", [("clamp", "-1.20"), ("veto_cap", "-45.1")]),
        ("50.00", ("X1",), "50.00", []),
        ("77.37", (), "77.37", []),
    ],
)
def test_r28_the_limits_come_first_then_the_veto(score: str, vetoes: tuple[str, ...], final: str, told: Any) -> None:
    found, caps = capped(Decimal(score), "2026-06", vetoes, RUBRIC)
    assert (found, [(line.reason, str(line.points)) for line in caps]) == (Decimal(final), told)


def test_r29_equal_units_share_a_rank_and_the_next_rank_skips() -> None:
    tie = TieBreak(0, Fraction(1), ZERO)
    ranks = places_of({"a": merit(Decimal(95), tie), "b": merit(Decimal(95), tie), "c": merit(Decimal(90), tie)})
    assert ranks == {"a": (1, 2), "b": (1, 2), "c": (3, 1)}


def test_r29_ties_are_broken_by_overdue_tasks_then_rate_then_severity_points() -> None:
    ties = {
        "fewest overdue": TieBreak(0, Fraction(0), Decimal(9)),
        "better rate": TieBreak(1, Fraction(1), Decimal(9)),
        "lighter": TieBreak(1, Fraction(1, 2), Decimal(1)),
        "heavier": TieBreak(1, Fraction(1, 2), Decimal(2)),
    }
    ranks = places_of({name: merit(Decimal(80), tie) for name, tie in ties.items()})
    assert [ranks[name][0] for name in ties] == [1, 2, 3, 4]


def test_r29_severity_points_are_counted_before_the_floor() -> None:
    rows = [finding("1", "2026-06-01", "major", item="E03"), finding("2", "2026-06-02", "major", item="E03")]
    result = month("2026-06", *rows)
    assert result.tie_break.severity_points == 4
    assert lines(result, "E03")[-1].reason == "floor"
