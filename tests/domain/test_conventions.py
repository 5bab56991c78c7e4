"""R-1 to R-5: numbers, days, the seal, rubric versions, units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from supervision.domain.exact import round2, round4, written
from supervision.domain.period import window
from tests.domain.build import (
    RUBRIC,
    WORKDAYS,
    activity,
    day,
    finding,
    item_of,
    measure,
    month,
    moves,
    told,
    township,
    unit,
)


def test_r1_rounding_is_half_up_and_only_at_the_end() -> None:
    assert round4(Fraction(3) * Fraction("0.90") / Fraction("0.95")) == Decimal("2.8421")
    assert round2(100 * Fraction("76.4088") / 98) == Decimal("77.97")
    assert round2(Decimal("-0.005")) == Decimal("-0.01")
    assert round2(Fraction(-1, 200)) == Decimal("-0.01")


def test_r1_a_zero_is_written_without_a_sign() -> None:
    assert written(Decimal("-0.001"), 2) == "0.00"
    assert written(Decimal("-0.0"), 4) == "0.0000"
    assert written(Decimal("-0.01"), 2) == "-0.01"


def test_r2_a_make_up_saturday_is_a_working_day() -> None:
    assert WORKDAYS.is_workday(day("2026-02-28"))
    assert WORKDAYS.nth_after(day("2026-02-13"), 1) == day("2026-02-14")


def test_r2_windows_end_with_the_settlement_month() -> None:
    assert window("2026-03", "quarter") == ("2026-01", "2026-02", "2026-03")
    assert window("2026-06", "half_year")[0] == "2026-01"
    assert len(window("2026-12", "year")) == 12


@pytest.mark.parametrize(("recorded_at", "earned"), [("2026-07-05T16:59:59", 7), ("2026-07-05T17:00:00", 0)])
def test_r3_what_is_recorded_at_the_moment_of_the_seal_is_not_known(recorded_at: str, earned: int) -> None:
    row = measure("collective_operating_income_ytd", "2026-06", "100", "60", recorded_at=recorded_at)
    assert item_of(month("2026-06", row), "E01").earned == earned


def test_r3_of_rows_with_one_key_the_last_recorded_counts_then_the_highest_number() -> None:
    def income(no: str, numerator: str, recorded_at: str) -> object:
        return measure("collective_operating_income_ytd", "2026-06", numerator, "100", no=no, recorded_at=recorded_at)

    rows = [income("S2", "35", "2026-07-01"), income("S3", "0", "2026-06-30"), income("S1", "0", "2026-07-01")]
    assert item_of(month("2026-06", *rows), "E01").earned == 7


def test_r4_a_version_pinned_for_october_leaves_septembers_floor_alone() -> None:
    params = {"attendance_floor": Decimal("0.95")}
    items = tuple(
        replace(item, params={**item.params, **params}) if item.code == "B05" else item for item in RUBRIC.items
    )
    second = replace(RUBRIC, version=2, items=items)
    rows = [activity("theme_day", f"2026-{m}-10", expected=10, attended=9) for m in ("09", "10")]
    results = township("2026-10", rows, "2026-09", {"2026-10": second})
    assert told(results["2026-09"].units[0], "B05") == []
    assert told(results["2026-10"].units[0], "B05") == [("attendance_low", "-1.00")]
    assert results["2026-10"].rubric == "rubric-default@2"


def test_r4_a_round_keeps_the_clock_of_the_month_in_which_it_begins() -> None:
    general = RUBRIC.severities["general"]  # type: ignore[index]
    slower = replace(general, terms=replace(general.terms, deadline_days=25))
    second = replace(RUBRIC, severities={**RUBRIC.severities, general.code: slower})
    rows = [finding("1", "2026-09-28"), *moves("1", "2026-09-28 acknowledge")]
    september = month("2026-10", *rows, first="2026-09", versions={"2026-10": second})
    assert september.metrics.findings_due == 1
    late = [finding("1", "2026-10-09"), *moves("1", "2026-10-09 acknowledge")]
    assert month("2026-10", *late, first="2026-09", versions={"2026-10": second}).metrics.findings_due == 0


def test_r5_a_unit_is_assessed_in_whole_months_only() -> None:
    new = unit(active_from=day("2026-03-10"))
    results = township("2026-04", [new, unit("V02", active_to=day("2026-04-29"))], "2026-03")
    assert [one.unit for one in results["2026-03"].units] == ["V02"]
    assert [one.unit for one in results["2026-04"].units] == ["V01"]


def test_r5_a_branch_of_six_members_has_no_committee_meeting() -> None:
    small = month("2026-06", unit(formal_members=6))
    assert (item_of(small, "B02").why, item_of(small, "B02").applicable) == ("not_applicable", False)


def test_r5_attributes_are_those_at_the_end_of_the_month() -> None:
    grown = unit(valid_from=day("2026-06-20"), formal_members=7)
    assert item_of(month("2026-06", unit(formal_members=6), grown), "B02").applicable


def test_r5_only_the_ranking_group_has_ranks_and_classes() -> None:
    office = month("2026-06", unit(unit_type="non_village"))
    assert (office.ranked, office.rank, office.group_class) == (False, None, None)
