"""The pure rules of the registers of development: projects, income, recruitment, filing, stars, township quotas."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from supervision.domain.development import (
    EconomyFigure,
    Filing,
    Highlight,
    MemberPoints,
    MilestoneEvent,
    RecruitmentStage,
    Reserve,
    TownshipActivity,
)
from supervision.domain.economy import economy
from supervision.domain.filing import filings, highlights, new_highlights, reserves
from supervision.domain.member_stars import MemberStars, MemberTerms, member_stars, member_terms, rated_share
from supervision.domain.model import Person
from supervision.domain.projects import done_over_due, milestones
from supervision.domain.recruitment import OUT_OF_ORDER, SKIPPED, TOO_EARLY, candidates, months_after
from supervision.domain.spread import CategoryShare, spread, spread_by_category, weakest
from supervision.domain.township_quotas import stands, township_quotas, window_of
from tests.sample import rubric

AT = datetime(2026, 1, 1, 9)
PACE = rubric().item("E01").params["pace"]


def event(no: int, kind: str, on: date, due: date | None = None, reason: str | None = None) -> MilestoneEvent:
    return MilestoneEvent(f"J{no}", "V01", "X1", "厂房封顶", kind, on, due, reason, AT)


PLANNED = event(1, "planned", date(2026, 1, 5), date(2026, 3, 20))


def test_a_slip_before_the_date_moves_the_milestone_and_keeps_the_old_date() -> None:
    (found,) = milestones([PLANNED, event(2, "slipped", date(2026, 3, 10), date(2026, 4, 20), "连续阴雨")])
    assert (found.planned, found.due) == (date(2026, 3, 20), date(2026, 4, 20))
    assert found.slips[0].reason == "连续阴雨"
    assert done_over_due([found], "2026-03") == (0, 0)
    assert done_over_due([found], "2026-04") == (0, 1)


def test_a_slip_after_the_date_does_not_unmake_the_miss() -> None:
    found = milestones([PLANNED, event(2, "slipped", date(2026, 3, 28), date(2026, 4, 20), "补手续")])
    assert done_over_due(found, "2026-03") == (0, 1)


def test_a_milestone_done_late_but_within_its_month_is_done() -> None:
    found = milestones([PLANNED, event(2, "done", date(2026, 3, 30))])
    assert done_over_due(found, "2026-03") == (1, 1)
    assert found[0].late(date(2026, 7, 1))
    assert milestones([event(2, "done", date(2026, 3, 30))]) == []


def figure(no: int, kind: str, period: str, amount: str, subsidy: str | None = None, day: int = 1) -> EconomyFigure:
    told = Decimal(subsidy) if subsidy else None
    return EconomyFigure(f"S{no}", "V01", kind, period, Decimal(amount), told, None, datetime(2026, 6, day))


def test_income_is_held_against_the_pace_without_subsidies_and_a_correction_keeps_the_old_value() -> None:
    rows = [
        figure(1, "baseline", "2025-12", "46"),
        figure(2, "target", "2026-12", "60"),
        figure(3, "income", "2026-05", "22", subsidy="30", day=2),
        figure(4, "income", "2026-05", "18.5", day=5),
        figure(5, "income", "2026-07", "99", day=6),
    ]
    found = economy("V01", rows, "2026-06", PACE)
    assert (found.period, found.amount, found.baseline) == ("2026-05", Decimal("18.5"), Decimal(46))
    assert found.months[0].corrected == (Decimal(22),)
    assert not found.behind
    assert economy("V01", rows[:2], "2026-06", PACE).gap is None
    slow = economy("V01", [*rows, figure(6, "income", "2026-06", "20", day=8)], "2026-06", PACE)
    assert (slow.gap, slow.behind) == (Fraction(1), True)


def stage(no: int, name: str, on: date) -> RecruitmentStage:
    return RecruitmentStage(f"D{no}", "V01", "F001", "潘某", name, on, AT)


def test_stages_come_in_the_statutory_order_and_a_year_apart() -> None:
    right = [stage(1, "applicant", date(2024, 1, 5)), stage(2, "activist", date(2024, 7, 1))]
    (found,) = candidates([*right, stage(3, "development_target", date(2025, 7, 1))])
    assert (found.stage, found.faults) == ("development_target", ())
    (early,) = candidates([*right, stage(3, "development_target", date(2025, 6, 30))])
    assert (early.faults[0].code, early.faults[0].earliest) == (TOO_EARLY, date(2025, 7, 1))
    (turned,) = candidates([stage(1, "applicant", date(2024, 8, 5)), stage(2, "activist", date(2024, 7, 1))])
    assert turned.faults[0].code == OUT_OF_ORDER
    (skipped,) = candidates([stage(1, "applicant", date(2024, 8, 5)), stage(2, "development_target", date(2026, 1, 1))])
    assert skipped.faults[0].code == SKIPPED
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_a_secretary_not_filed_in_time_is_flagged() -> None:
    open_ = Filing("A1", "V01", "P1", 1970, date(2026, 5, 1), None, AT)
    late = Filing("A2", "V02", "P2", None, date(2026, 1, 1), date(2026, 2, 5), AT)
    fine = Filing("A3", "V03", "P3", None, date(2026, 7, 1), None, AT)
    lines = {line.filing.filing_no: line.days_late for line in filings([open_, late, fine], date(2026, 7, 10), 30)}
    assert lines == {"A1": 40, "A2": 5, "A3": 0}


def test_reserves_count_on_the_day_and_gaps_and_missing_mentors_are_told() -> None:
    rows = [
        Reserve("H1", "V01", "甲", date(2025, 1, 1), None, "P000017", None, AT),
        Reserve("H2", "V01", "乙", date(2025, 1, 1), date(2026, 3, 1), None, None, AT),
        Reserve("H3", "V01", "丙", date(2026, 4, 1), None, None, None, AT),
    ]
    before, after = (reserves(rows, ["V01"], day, 2)[0] for day in (date(2026, 3, 15), date(2026, 4, 1)))
    assert (before.missing, after.missing, after.without_mentor) == (1, 0, ("丙",))


def test_a_matter_counts_once_at_the_highest_level() -> None:
    rows = [
        Highlight("L1", "V01", "积分超市", "county", date(2026, 2, 1), None, AT),
        Highlight("L2", "V01", "积分超市", "province", date(2026, 5, 1), None, AT),
        Highlight("L3", "V01", "积分超市", "national", date(2026, 8, 1), None, AT),
        Highlight("L4", "V02", "屋场会", "city", date(2026, 3, 1), None, AT),
    ]
    assert [row.highlight_no for row in highlights(rows, date(2026, 1, 1), date(2026, 6, 30))] == ["L2", "L4"]


def test_a_bulletin_tells_a_matter_again_only_where_it_rose() -> None:
    rows = [
        Highlight("L0", "V01", "积分超市", "city", date(2025, 12, 31), None, AT),
        Highlight("L1", "V01", "积分超市", "county", date(2026, 1, 1), None, AT),
        Highlight("L2", "V01", "积分超市", "township", date(2026, 2, 1), None, AT),
        Highlight("L3", "V01", "积分超市", "province", date(2026, 5, 1), None, AT),
        Highlight("L4", "V01", "积分超市", "city", date(2026, 6, 1), None, AT),
    ]
    months = [(date(2026, month, 1), date(2026, month, 28)) for month in (1, 2, 5, 6)]
    told = [[row.highlight_no for row in new_highlights(rows, *month)] for month in months]
    assert told == [["L1"], [], ["L3"], []]


TERMS: MemberTerms = member_terms(rubric().shown)


def member(number: int, bonus: int = 0, **points: int) -> list[MemberPoints]:
    told = {**dict(zip(TERMS.dimensions, (30, 20, 15, 35), strict=True)), **points}
    told |= {"bonus": bonus} if bonus else {}
    return [
        MemberPoints(f"{number}-{code}", "V01", f"D{number:03d}", "某", "2026-06", code, Decimal(value), AT)
        for code, value in told.items()
    ]


def test_stars_follow_the_points_the_caps_and_the_share_of_the_best() -> None:
    rows = [row for number in range(1, 9) for row in member(number, M4=35 - 3 * number, bonus=2)]
    found = {each.member_no: each for each in member_stars(rows, TERMS)}
    assert (found["D001"].points, found["D001"].stars) == (Decimal(99), 5)
    assert (found["D002"].stars, found["D002"].reasons) == (4, ("share_cap",))
    (over,) = member_stars(member(1, bonus=15), TERMS)
    assert (over.points, over.reasons) == (Decimal(110), ("bonus_cap",))


def test_the_exempt_have_no_stars_and_count_as_rated_and_the_incomplete_do_not() -> None:
    exempt = member(1, exempt=0)
    lacking = [row for row in member(2) if row.dimension != "M3"]
    found = member_stars([*exempt, *lacking], TERMS)
    assert found == [
        MemberStars("V01", "D001", "某", Decimal(100), None, ("exempt",)),
        MemberStars("V01", "D002", "某", Decimal(85), None, ("incomplete",)),
    ]
    assert rated_share(found, 48) == (1, 48)


PEOPLE = [
    Person("P1", "周", "township_secretary", None),
    Person("P2", "何", "leader", None),
    Person("P3", "程", "branch_secretary", "V01"),
]


def activity(no: int, kind: str, on: date, person: str | None = None, unit: str | None = None) -> TownshipActivity:
    return TownshipActivity(f"T{no}", kind, on, person, unit, None, AT)


def test_township_quotas_name_the_leader_and_the_village_that_are_lacking() -> None:
    rows = [
        activity(1, "secretary_lecture", date(2026, 2, 1), "P1"),
        activity(2, "practice_institute_activity", date(2026, 6, 3)),
        activity(3, "guidance_visit", date(2026, 6, 3), "P2", "V01"),
        activity(4, "guidance_visit", date(2026, 6, 4), "P2", "V01"),
    ]
    found = {
        each.quota.code: each
        for each in stands(township_quotas(rubric().shown), "2026-06", rows, PEOPLE, ["V01", "V02"])
    }
    assert (found["Q01"].held, found["Q01"].missing) == (1, 3)
    assert (found["Q02"].required, found["Q02"].owing) == (2, (("P2", 1),))
    assert (found["Q03"].missing, found["Q03"].until) == (0, date(2026, 12, 31))
    assert (found["Q07"].held, found["Q07"].owing) == (1, (("V02", 1),))
    assert window_of("2026-02", "quarter") == (date(2026, 1, 1), date(2026, 3, 31))


def test_the_spread_is_the_distance_and_the_deviation_of_the_whole_group() -> None:
    found = spread([Decimal(2), Decimal(4), Decimal(4), Decimal(4), Decimal(5), Decimal(5), Decimal(7), Decimal(9)])
    assert found is not None
    assert (found.span, found.mean, found.deviation) == (Decimal(7), Decimal(5), Decimal(2))
    assert spread([]) is None
    shares = (CategoryShare("A", Fraction(1, 2)), CategoryShare("B", Fraction(1, 4)), CategoryShare("C", None))
    assert weakest(shares) == "B"
    assert spread_by_category({"V01": shares})["A"].span == 0
