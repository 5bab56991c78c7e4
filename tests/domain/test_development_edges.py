"""The first and the last day, the value at the limit, the second row: where a register's rule turns."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from supervision.domain.development import Filing, Highlight, MemberPoints, Reserve
from supervision.domain.economy import Economy, IncomeMonth, economy
from supervision.domain.effect import Effect, effect
from supervision.domain.filing import FilingLine, ReserveLine, filings, highlights, reserves
from supervision.domain.member_stars import MemberStars, member_stars, rated_share
from supervision.domain.projects import Milestone, Slip, milestones
from supervision.domain.recruitment import Candidate, StageFault, candidates, months_after
from supervision.domain.spread import CategoryShare, Spread, category_shares, spread, spread_by_category, weakest
from supervision.domain.township_quotas import counts_for, stands, township_quotas, window_of
from tests.domain.build import course, finding, month, rubric
from tests.domain.test_development import (
    AT,
    PACE,
    PEOPLE,
    PLANNED,
    TERMS,
    activity,
    event,
    figure,
    member,
    stage,
)

LATER = datetime(2026, 1, 2, 9)


def test_a_milestone_tells_its_whole_past() -> None:
    slips = [
        event(2, "slipped", date(2026, 3, 10), date(2026, 4, 20), "连阴雨"),
        event(3, "slipped", date(2026, 4, 21), date(2026, 5, 2)),
    ]
    done = [event(4, "done", date(2026, 5, 3)), event(5, "done", date(2026, 5, 9))]
    (found,) = milestones([*done, *slips, PLANNED])
    march, april, may = date(2026, 3, 20), date(2026, 4, 20), date(2026, 5, 2)
    told = (Slip(date(2026, 3, 10), march, april, "连阴雨"), Slip(date(2026, 4, 21), april, may, ""))
    assert found == Milestone("V01", "X1", "厂房封顶", march, may, told, date(2026, 5, 3))
    assert found.late(date(2026, 1, 1)), "done a day after its date"
    assert [found.done_by(date(2026, 5, day)) for day in (2, 3)] == [False, True]
    assert [found.due_in(f"2026-0{month}") for month in (3, 4, 5, 6)] == [False, True, True, False]


def test_a_milestone_is_late_from_the_day_after_its_date_and_events_after_a_day_are_not_seen() -> None:
    (found,) = milestones([PLANNED])
    assert [found.late(date(2026, 3, day)) for day in (20, 21)] == [False, True]
    done = event(2, "done", date(2026, 3, 15))
    assert [milestones([PLANNED, done], date(2026, 3, day))[0].done_on for day in (14, 15)] == [None, date(2026, 3, 15)]
    slipped_on_the_day = event(2, "slipped", date(2026, 3, 20), date(2026, 4, 1))
    assert not milestones([PLANNED, slipped_on_the_day])[0].due_in("2026-03"), "moved while there was time"


def test_what_is_wrong_with_a_stage_is_told_whole() -> None:
    def faults(*reached: tuple[str, date]) -> tuple[StageFault, ...]:
        (found,) = candidates([stage(no, name, on) for no, (name, on) in enumerate(reached)])
        return found.faults

    applied, active = date(2024, 8, 5), date(2024, 7, 1)
    assert faults(("applicant", applied), ("activist", active)) == (
        StageFault("out_of_order", "activist", active, applied, "applicant"),
    )
    assert faults(("applicant", applied), ("activist", applied)) == (), "the same day is in order"
    assert faults(("applicant", active), ("development_target", applied)) == (
        StageFault("skipped", "development_target", applied, None, "activist"),
    )
    assert faults(("applicant", date(2024, 1, 1)), ("activist", active), ("development_target", applied)) == (
        StageFault("too_early", "development_target", applied, date(2025, 7, 1), "activist"),
    )
    assert months_after(date(2024, 8, 31), 1) == date(2024, 9, 30)


def test_of_a_stage_told_twice_the_newer_counts_and_candidates_come_by_number() -> None:
    rows = [stage(1, "applicant", date(2026, 1, 5)), stage(2, "applicant", date(2026, 1, 6))]
    assert candidates(rows) == [Candidate("F001", "V01", "潘某", (("applicant", date(2026, 1, 6)),), ())]
    assert candidates(rows)[0].stage == "applicant"


def test_a_filing_is_late_the_day_after_its_last_day_and_the_latest_stands_first() -> None:
    def filing(no: str, unit: str, filed: date | None, appointed: date = date(2026, 6, 1)) -> Filing:
        return Filing(no, unit, f"P{no}", None, appointed, filed, AT)

    due = date(2026, 7, 1)
    open_, late, done, coming = (
        filing("1", "V02", None), filing("2", "V01", date(2026, 7, 4)), filing("3", "V03", due),
        filing("4", "V04", None, date(2026, 7, 2)),
    )  # fmt: skip
    found = filings([done, late, open_, coming], date(2026, 7, 1), 30)
    assert found == [FilingLine(open_, due, 0), FilingLine(late, due, 3), FilingLine(done, due, 0)]
    assert [line.days_late for line in filings([open_], date(2026, 7, 2), 30)] == [1]
    assert len(filings([coming], date(2026, 7, 2), 30)) == 1
    assert filings([open_, filing("9", "V02", due)], due, 30)[0].filing.filing_no == "1"


def test_reserves_count_from_their_first_to_their_last_day() -> None:
    own = Reserve("H2", "V01", "甲", date(2026, 3, 1), date(2026, 3, 31), "P1", None, AT)
    lonely = Reserve("H1", "V01", "乙", date(2026, 3, 1), None, None, None, AT)
    elsewhere = Reserve("H3", "V09", "丙", date(2026, 3, 1), None, None, None, AT)

    def on(day: date) -> list[ReserveLine]:
        return reserves([own, lonely, elsewhere], ["V01"], day, 2)

    assert on(date(2026, 2, 28)) == [ReserveLine("V01", (), 2, ())]
    assert on(date(2026, 3, 1)) == on(date(2026, 3, 31)) == [ReserveLine("V01", (lonely, own), 0, ("乙",))]
    assert on(date(2026, 4, 1))[0].missing == 1
    assert reserves([own, lonely], ["V01"], date(2026, 3, 1), 1)[0].missing == 0, "more than wanted is not less"


def test_of_a_matter_the_highest_level_counts_then_the_newest() -> None:
    def row(no: str, unit: str, matter: str, level: str, on: date) -> Highlight:
        return Highlight(no, unit, matter, level, on, None, AT)

    first, last = date(2026, 1, 1), date(2026, 6, 30)
    rows = [
        row("1", "V01", "甲", "city", first), row("2", "V01", "甲", "city", last), row("3", "V02", "甲", "city", first),
        row("4", "V01", "乙", "province", last), row("5", "V01", "丙", "county", date(2025, 12, 31)),
        row("6", "V01", "丁", "county", date(2026, 7, 1)),
    ]  # fmt: skip
    assert [each.highlight_no for each in highlights(rows, first, last)] == ["4", "3", "2"]


def test_points_of_a_member_are_capped_and_deducted_and_the_newest_row_counts() -> None:
    (plain,) = member_stars(member(1), TERMS)
    assert plain == MemberStars("V01", "D001", "某", Decimal(100), 5, ())
    (less,) = member_stars(member(1, deduction=3), TERMS)
    assert (less.points, less.reasons) == (Decimal(97), ())
    (least,) = member_stars(member(1, deduction=50), TERMS)
    assert (least.points, least.reasons) == (100 - TERMS.deduction_cap, ("deduction_cap",))
    (most,) = member_stars(member(1, deduction=int(TERMS.deduction_cap), bonus=int(TERMS.bonus_cap)), TERMS)
    assert (most.points, most.reasons) == (100 + TERMS.bonus_cap - TERMS.deduction_cap, ())
    (over,) = member_stars(member(1, M1=99), TERMS)
    assert over.points == 100, "a dimension gives no more than its most"


def test_stars_begin_at_their_threshold() -> None:
    for stars, least in TERMS.thresholds:
        (found,) = member_stars(member(1, M1=0, M2=0, M3=0, M4=0, bonus=0) if not least else _with(least), TERMS)
        assert (found.points, found.stars) == (least, stars)
        if least:
            (below,) = member_stars(_with(least - 1), TERMS)
            assert below.stars == stars - 1


def _with(total: Decimal) -> list[MemberPoints]:
    """A member with that many points."""
    rest, points = int(total), {}
    for code, most in TERMS.dimensions.items():
        points[code] = min(rest, int(most))
        rest -= points[code]
    return member(1, **points)


def test_nobody_is_rated_beyond_the_members_there_are() -> None:
    found = member_stars([*member(1), *member(2), *member(3, exempt=0)], TERMS)
    assert rated_share(found, 2) == (2, 2)
    assert rated_share(found, 9) == (3, 9)


def test_income_of_other_units_years_and_later_months_is_not_looked_at() -> None:
    rows = [
        figure(1, "baseline", "2025-12", "40"), figure(2, "baseline", "2025-11", "46"),
        figure(3, "target", "2026-12", "60"),
        figure(4, "income", "2025-12", "7"), figure(5, "income", "2026-01", "2", subsidy="1"),
        figure(6, "income", "2026-02", "4"), figure(7, "income", "2026-01", "3", subsidy="0.5", day=2),
        figure(8, "target", "2025-12", "999"),
    ]  # fmt: skip
    january = IncomeMonth("2026-01", Decimal(3), Decimal("0.5"), None, (Decimal(2),))
    assert economy("V01", rows, "2026-01", PACE) == Economy(
        "V01", "2026", "2026-01", Decimal(46), Decimal(60), (january,), Fraction(60) * Fraction(PACE[0])
    )
    assert [each.period for each in economy("V01", rows, "2026-03", PACE).months] == ["2026-01", "2026-02"]
    nothing = economy("V02", rows, "2026-03", PACE)
    assert nothing == Economy("V02", "2026", None, None, None, (), None)
    assert (nothing.amount, nothing.gap, nothing.behind, nothing.share) == (0, None, False, None)
    assert economy("V01", rows, "2026-02", PACE).share == Fraction(4, 60)
    exact = economy(
        "V01", [figure(1, "target", "2026-12", "100"), figure(2, "income", "2026-01", "3")], "2026-01", PACE
    )
    assert (exact.gap, exact.behind) == (max(Fraction(0), 100 * Fraction(PACE[0]) - 3), 100 * Fraction(PACE[0]) > 3)


def test_a_lecture_of_the_secretary_is_a_leaders_lecture_too() -> None:
    by_secretary, by_leader = (activity(1, "leader_lecture", date(2026, 2, 1), who) for who in ("P1", "P2"))
    assert [counts_for(by_secretary, kind, PEOPLE) for kind in ("leader_lecture", "secretary_lecture")] == [True, True]
    assert [counts_for(by_leader, kind, PEOPLE) for kind in ("leader_lecture", "secretary_lecture")] == [True, False]
    own = activity(1, "secretary_lecture", date(2026, 2, 1), "P1")
    assert counts_for(own, "leader_lecture", PEOPLE)
    assert counts_for(own, "secretary_lecture", PEOPLE)
    stranger = activity(1, "secretary_lecture", date(2026, 2, 1), "P9")
    assert not counts_for(stranger, "secretary_lecture", PEOPLE)
    assert not counts_for(own, "guidance_visit", PEOPLE)


def test_quotas_of_the_township_count_in_their_window_up_to_the_month() -> None:
    rows = [activity(no, "practice_institute_activity", on) for no, on in enumerate(
        (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1))
    )]  # fmt: skip
    quotas = {
        each.quota.code: each for each in stands(township_quotas(rubric().shown), "2026-06", rows, PEOPLE, ["V01"])
    }
    (institute,) = (each for each in quotas.values() if each.quota.type == "practice_institute_activity")
    assert (institute.since, institute.until, institute.held) == (date(2026, 6, 1), date(2026, 6, 30), 2)
    assert window_of("2026-12", "half_year") == (date(2026, 7, 1), date(2026, 12, 31))
    assert window_of("2026-01", "year") == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["3"], Spread(Decimal(3), Decimal(3), Decimal(0), Decimal(3), Decimal(0))),
        (["1", "2"], Spread(Decimal(1), Decimal(2), Decimal(1), Decimal("1.5"), Decimal("0.5"))),
        (["0", "0", "1"], Spread(Decimal(0), Decimal(1), Decimal(1), Decimal("0.33"), Decimal("0.47"))),
    ],
)
def test_the_spread_of_a_few_figures(values: list[str], wanted: Spread) -> None:
    assert spread([Decimal(value) for value in values]) == wanted


def test_shares_of_categories_leave_out_what_did_not_count() -> None:
    unit = month("2026-01")
    rules = rubric()
    for each in category_shares(unit, rules):
        items = [item for item in unit.items if rules.item(item.code).category == each.code and item.earned is not None]
        most = sum(item.max for item in items)
        assert each.share == (Fraction(sum(item.earned or 0 for item in items)) / Fraction(most) if most else None)
    assert [each.code for each in category_shares(unit, rules)] == [each.code for each in rules.categories]
    assert weakest(()) is None
    half = Fraction(1, 2)
    assert weakest((CategoryShare("A", half), CategoryShare("B", half), CategoryShare("C", None))) == "A"
    both = spread_by_category({"V01": (CategoryShare("A", half),), "V02": (CategoryShare("A", Fraction(1, 3)),)})
    assert both["A"].lowest == Decimal("33.33")
    assert both["A"].highest == Decimal("50.00")


def test_what_rectification_achieved_is_counted_in_its_span() -> None:
    closed = course(
        finding("1", "2026-01-05"), "2026-01-06 acknowledge", "2026-01-07 start", "2026-01-08 request_closure",
        "2026-01-09 return_closure", "2026-01-10 request_closure", "2026-01-12 close",
    )  # fmt: skip
    steps = ("2026-01-02 acknowledge", "2026-01-02 start", "2026-01-31 request_closure", "2026-01-31 close")
    reopened = course(finding("2", "2026-01-01"), *steps, "2026-02-01 reopen")
    still = course(finding("2", "2026-01-01"), *steps, "2026-02-01 reopen", until="2026-01-31")
    gone = course(finding("3", "2026-01-05"), "2026-01-06 withdraw")
    later = course(finding("4", "2026-02-01"))
    january = effect([closed, still, gone, later], date(2026, 1, 1), date(2026, 1, 31))
    assert january == Effect(2, 2, january.settled, january.on_time, 2, 7 + 30, 3, 1, 0)
    february = effect([closed, reopened, gone, later], date(2026, 2, 1), date(2026, 2, 28))
    assert (february.issued, february.closed, february.closings, february.rebounded) == (1, 0, 0, 1)
    assert (january.closure_rate, january.mean_days, january.returned_rate) == (1, Fraction(37, 2), Fraction(1, 3))
    assert (february.closure_rate, february.mean_days, february.rebound_rate) == (0, None, None)
    assert january.on_time_share == Fraction(january.on_time, january.settled)
