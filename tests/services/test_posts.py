"""A post with dates is held from its first day to its last and no other, for commands and for reading alike."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput, NotPermitted
from supervision.domain.permission import SYSTEM, Action
from supervision.domain.visibility import Ranking
from supervision.queries.choices import ranking_choice
from supervision.queries.people import find_actor, people
from supervision.queries.posts import posts
from supervision.services.choices import show_ranking
from supervision.services.delegations import delegate
from supervision.services.posts import end_post, give_post, leave_post
from tests.conftest import fixed, person

CLERK, BRANCH, COMMISSIONER, INSPECTOR, DEPUTY = "P000022", "P000021", "P000003", "P000005", "P000002"
FIRST, LAST = date(2026, 7, 10), date(2026, 7, 20)


def on(context: Context, day: date) -> Context:
    return Context(context.database, context.township, context.actor, fixed(datetime(day.year, day.month, day.day, 9)))


def may(context: Context, person_no: str, action: Action, day: int) -> bool:
    """Can the person sign in anew on that day of July and do this?"""
    try:
        with person(on(context, date(2026, 7, day)), person_no).command(action) as work:
            work.check_unit("V03")
            work.nothing_to_do()
    except NotPermitted:
        return False
    return True


def test_a_post_holds_on_its_days_and_the_standing_one_on_all_others(sample: Context) -> None:
    give_post(sample, CLERK, "branch_secretary", "主持工作", unit="V03", valid_from=FIRST, valid_to=LAST)
    days = {day: may(sample, CLERK, Action.REQUEST_CLOSURE, day) for day in (9, 10, 20, 21)}
    assert days == {9: False, 10: True, 20: True, 21: False}
    assert all(may(sample, CLERK, Action.ACKNOWLEDGE, day) for day in (9, 10, 20, 21))
    with on(sample, LAST).reading() as reading:
        assert {each.person_no: each.role for each in people(reading)}[CLERK] == "branch_secretary"


def test_a_session_that_outlives_the_last_day_neither_acts_nor_reads(sample: Context) -> None:
    give_post(sample, CLERK, "branch_secretary", "主持工作", unit="V03", valid_from=FIRST, valid_to=LAST)
    with on(sample, LAST).reading() as reading:
        session = find_actor(reading, CLERK)
    late = on(sample, date(2026, 7, 21)).acting_as(session)
    with pytest.raises(NotPermitted, match="post-not-held"), late.command(Action.REQUEST_CLOSURE):
        raise AssertionError("let in")
    with pytest.raises(NotPermitted, match="post-not-held"), late.reading():
        raise AssertionError("let in")
    with on(sample, LAST).acting_as(session).reading() as reading:
        assert reading.own_only


def test_whoever_has_left_does_nothing_and_lends_nothing(sample: Context) -> None:
    delegate(person(sample, COMMISSIONER), DEPUTY, LAST, "外出")
    with sample.reading() as reading:
        from supervision.queries.delegations import acting

        lent = acting(reading, f"{DEPUTY}/{COMMISSIONER}")
    leave_post(sample, COMMISSIONER, "调离", FIRST)
    assert may(sample, COMMISSIONER, Action.SWEEP, 9)
    assert not may(sample, COMMISSIONER, Action.SWEEP, 10)
    with pytest.raises(NotPermitted, match="no-post"):
        person(on(sample, FIRST), COMMISSIONER)
    with pytest.raises(NotPermitted, match="post-not-held"), on(sample, FIRST).acting_as(lent).reading():
        raise AssertionError("let in")
    give_post(sample, COMMISSIONER, "organization_commissioner", "回任", valid_from=date(2026, 7, 15))
    assert may(sample, COMMISSIONER, Action.SWEEP, 15)


def test_a_post_that_is_ended_gives_way_to_the_standing_one(sample: Context) -> None:
    made = give_post(sample, CLERK, "branch_secretary", "主持工作", unit="V03")
    assert may(sample, CLERK, Action.REQUEST_CLOSURE, 7)
    end_post(on(sample, date(2026, 7, 8)), made.post_no)
    end_post(on(sample, date(2026, 7, 8)), made.post_no)
    assert [may(sample, CLERK, Action.REQUEST_CLOSURE, day) for day in (7, 8)] == [True, False]
    with sample.reading() as reading:
        assert [each.ended_on for each in posts(reading)] == [date(2026, 7, 8)]


def test_what_is_no_term_or_no_post_or_ones_own_is_refused(sample: Context) -> None:
    for arguments, code in (
        ((CLERK, "king", "x"), "no-such-post"),
        ((CLERK, "system", "x"), "no-such-post"),
        ((CLERK, "branch_secretary", "x"), "post-of-which-unit"),
        (("P999999", "inspector", "x"), "unknown-person"),
        ((CLERK, "inspector", " "), "reason"),
    ):
        with pytest.raises(BadInput, match=code):
            give_post(sample, *arguments)
    with pytest.raises(BadInput, match="post-days"):
        give_post(sample, CLERK, "inspector", "x", valid_from=LAST, valid_to=FIRST)
    with pytest.raises(BadInput, match="post-days"):
        give_post(sample, CLERK, "inspector", "x", valid_from=date(2026, 7, 6))
    with pytest.raises(BadInput, match="no-such-post-number"):
        end_post(sample, "RZ-2026-07-999")
    give_post(sample, INSPECTOR, "admin", "系统管理")
    with pytest.raises(BadInput, match="post-to-oneself"):
        give_post(person(sample, INSPECTOR), INSPECTOR, "township_secretary", "x")
    with pytest.raises(NotPermitted):
        give_post(person(sample, COMMISSIONER), CLERK, "inspector", "x")


def test_the_setting_of_the_ranking_holds_at_once_and_its_change_is_in_the_trail(half_year: Context) -> None:
    from supervision.queries.months import month_result

    village = person(half_year, BRANCH)
    with village.reading() as reading:
        shown = month_result(reading, "2026-06").units
    assert {unit.unit for unit in shown if unit.items} == {"V03"}
    assert len(shown) > 10
    assert all(unit.final for unit in shown)
    assert show_ranking(person(half_year, COMMISSIONER), Ranking.OWN)
    assert not show_ranking(half_year, Ranking.OWN)
    with pytest.raises(NotPermitted):
        show_ranking(village, Ranking.ALL)
    with village.reading() as reading:
        assert [unit.unit for unit in month_result(reading, "2026-06").units] == ["V03"]
        assert month_result(reading, "2026-06").units[0].rank is not None
    with person(half_year, INSPECTOR).reading() as reading:
        assert len(month_result(reading, "2026-06").units) > 10
    with half_year.reading() as reading:
        from supervision.queries.trail_lines import trail_lines, trail_seqs

        line = trail_lines(reading, trail_seqs(reading)[:1])[0]
        assert ranking_choice(reading) == (Ranking.OWN, 1)
    assert line is not None
    assert "own" in str(line)
    assert half_year.actor == SYSTEM


def test_whoever_has_left_is_told_so_in_the_list_and_is_not_offered_at_the_door(half_year: Context) -> None:
    from supervision.settings import read_settings
    from tui.opening import open_house

    leave_post(half_year, CLERK, "调离")
    with half_year.reading() as reading:
        assert {each.person_no: each.role for each in people(reading)}[CLERK] == "left"
    opened = open_house(read_settings(db=str(half_year.database.path), today="2026-07-07"))
    assert CLERK not in {each.person.person_no for each in opened.people}
    opened.context.database.close()
