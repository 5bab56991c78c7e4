"""Somebody acts in another's post only on the days that were given, as themselves, and never passes it on."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput, NotPermitted
from supervision.domain.permission import Action
from supervision.queries.delegations import acting, delegations, posts_lent
from supervision.services.delegations import delegate, end_delegation
from tests.conftest import fixed, person

SECRETARY, DEPUTY, INSPECTOR = "P000001", "P000002", "P000005"
UNTIL = date(2026, 7, 20)


def on(context: Context, day: date) -> Context:
    return Context(context.database, context.township, context.actor, fixed(datetime(day.year, day.month, day.day, 9)))


def may_approve(context: Context, named: str) -> bool:
    try:
        with context.reading() as reading:
            actor = acting(reading, named)
        with context.acting_as(actor).command(Action.APPROVE_MONTH) as work:
            work.nothing_to_do()
    except NotPermitted:
        return False
    return True


def test_a_post_is_held_on_the_days_given_and_no_other(sample: Context) -> None:
    named = f"{DEPUTY}/{SECRETARY}"
    assert not may_approve(sample, named)
    delegate(person(sample, SECRETARY), DEPUTY, UNTIL, "外出学习", date(2026, 7, 10))
    days = {day: may_approve(on(sample, date(2026, 7, day)), named) for day in (9, 10, 20, 21)}
    assert days == {9: False, 10: True, 20: True, 21: False}
    assert not may_approve(on(sample, date(2026, 7, 10)), DEPUTY)
    assert not may_approve(on(sample, date(2026, 7, 10)), f"{INSPECTOR}/{SECRETARY}")


def test_whoever_acts_stays_themselves_in_the_trail(sample: Context) -> None:
    delegate(person(sample, SECRETARY), DEPUTY, UNTIL, "外出学习")
    with sample.reading() as reading:
        actor = acting(reading, f"{DEPUTY}/{SECRETARY}")
    assert (actor.person_no, actor.role) == (DEPUTY, "township_secretary")
    with pytest.raises(BadInput, match="delegate-own-post"):
        delegate(sample.acting_as(actor), INSPECTOR, UNTIL, "转授")


def test_an_ended_delegation_holds_no_more_and_only_its_giver_ends_it(sample: Context) -> None:
    made = delegate(person(sample, SECRETARY), DEPUTY, UNTIL, "外出学习")
    with pytest.raises(BadInput, match="no-such-delegation"):
        end_delegation(person(sample, DEPUTY), made.delegation_no)
    end_delegation(person(sample, SECRETARY), made.delegation_no)
    end_delegation(person(sample, SECRETARY), made.delegation_no)
    assert not may_approve(sample, f"{DEPUTY}/{SECRETARY}")
    with sample.reading() as reading:
        assert [each.ended_on for each in delegations(reading)] == [date(2026, 7, 7)]


def test_days_that_are_past_or_in_the_wrong_order_and_oneself_are_refused(sample: Context) -> None:
    secretary = person(sample, SECRETARY)
    with pytest.raises(BadInput, match="delegate-days"):
        delegate(secretary, DEPUTY, date(2026, 7, 6), "x")
    with pytest.raises(BadInput, match="delegate-days"):
        delegate(secretary, DEPUTY, UNTIL, "x", date(2026, 7, 1))
    with pytest.raises(BadInput, match="delegate-to-whom"):
        delegate(secretary, SECRETARY, UNTIL, "x")
    with pytest.raises(BadInput):
        delegate(secretary, DEPUTY, UNTIL, "  ")


def test_a_session_that_outlives_the_last_day_does_not_act_any_more(sample: Context) -> None:
    delegate(person(sample, SECRETARY), DEPUTY, UNTIL, "外出学习")
    with sample.reading() as reading:
        lent = acting(reading, f"{DEPUTY}/{SECRETARY}")
        assert [each.from_no for each in posts_lent(reading, DEPUTY)] == [SECRETARY]
        assert posts_lent(reading, SECRETARY) == []
    with on(sample, UNTIL).acting_as(lent).command(Action.APPROVE_MONTH) as work:
        work.nothing_to_do()
    with (
        pytest.raises(NotPermitted, match="no-delegation"),
        on(sample, date(2026, 7, 21)).acting_as(lent).command(Action.APPROVE_MONTH),
    ):
        raise AssertionError("let in")
