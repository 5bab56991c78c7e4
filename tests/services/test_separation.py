"""Nobody is on both sides of a task, in whatever post (职责分离): not in a lent one, not as second or approver."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.context import Context
from supervision.domain.errors import BadFile, GuardFailed
from supervision.domain.model import MoveKind, Severity
from supervision.queries.delegations import acting
from supervision.queries.people import units
from supervision.queries.proposals import proposals
from supervision.services.delegations import delegate
from supervision.services.lookbacks import NewLookback, record_lookback
from supervision.services.months import approve_month, open_month, score_month
from supervision.services.proposals import decide
from supervision.services.ratings import NewRating, record_rating
from supervision.services.rectification import NewMove, move_task, move_tasks
from tests.conftest import person
from tests.services.test_rectification import (
    BRANCH,
    COMMISSIONER,
    DEPUTY,
    INSPECTOR,
    OTHER_BRANCH,
    SECOND,
    SECRETARY,
    TO_REQUEST,
    found,
    walk,
)

UNTIL = date(2026, 7, 20)


def lent(context: Context, giver: str, taker: str) -> Context:
    """The taker in the giver's post."""
    delegate(person(context, giver), taker, UNTIL, "外出")
    with context.reading() as reading:
        return context.acting_as(acting(reading, f"{taker}/{giver}"))


def close(context: Context, task: str, **more: str) -> None:
    move_task(context, NewMove(task, MoveKind.CLOSE, note="已核验", **more))  # type: ignore[arg-type]


def test_an_inspector_who_asked_for_closure_in_a_lent_post_does_not_close(sample: Context) -> None:
    task = found(sample, owner="P000015").task_no
    walk(sample, task, *TO_REQUEST[:3])
    both = lent(sample, BRANCH, INSPECTOR)
    move_task(both, NewMove(task, MoveKind.REQUEST_CLOSURE, note="已改"))
    with pytest.raises(GuardFailed, match="rectifier-verifies"):
        close(person(sample, INSPECTOR), task)
    with pytest.raises(GuardFailed, match="rectifier-verifies"):
        close(person(sample, SECOND), task, second_by=INSPECTOR)
    (outcome,) = move_tasks(person(sample, INSPECTOR), [NewMove(task, MoveKind.CLOSE, note="已核验")])
    assert isinstance(outcome.error, GuardFailed), "the bulk door is the same"
    close(person(sample, SECOND), task)
    with pytest.raises(GuardFailed, match="rectifier-looks-back"):
        record_lookback(person(sample, INSPECTOR), NewLookback(task, "held"))
    record_lookback(person(sample, "P000007"), NewLookback(task, "held"))


def test_a_branch_secretary_in_an_inspectors_post_judges_no_task_of_the_own_village(sample: Context) -> None:
    task = found(sample, owner="P000015").task_no
    walk(sample, task, *TO_REQUEST)
    clerk = lent(sample, INSPECTOR, "P000014")
    for kind in (MoveKind.CLOSE, MoveKind.RETURN_CLOSURE):
        with pytest.raises(GuardFailed, match="own-unit-judged"):
            move_task(clerk, NewMove(task, kind, note="已核验"))
    close(lent(sample, SECOND, OTHER_BRANCH), task)


def test_a_grave_closure_has_three_persons_and_none_of_them_twice(sample: Context) -> None:
    task = found(sample, owner="P000015", severity=Severity.CRITICAL).task_no
    walk(sample, task, *TO_REQUEST)
    deputy = lent(sample, INSPECTOR, DEPUTY)
    with pytest.raises(GuardFailed, match="second-verifier-missing"):
        close(person(sample, INSPECTOR), task, approved_by=DEPUTY)
    with pytest.raises(GuardFailed, match="approval-missing"):
        close(person(sample, INSPECTOR), task, second_by=SECOND)
    with pytest.raises(GuardFailed, match="approver-twice"):
        close(deputy, task, second_by=SECOND, approved_by=DEPUTY)
    with pytest.raises(GuardFailed, match="second-verifier-same"):
        close(person(sample, INSPECTOR), task, second_by=INSPECTOR, approved_by=DEPUTY)
    close(person(sample, INSPECTOR), task, second_by=SECOND, approved_by=DEPUTY)


def test_a_dispute_is_not_decided_by_whoever_raised_it(sample: Context) -> None:
    task = found(sample).task_no
    move_task(lent(sample, BRANCH, COMMISSIONER), NewMove(task, MoveKind.DISPUTE, note="不属实"))
    with pytest.raises(GuardFailed, match="own-dispute"):
        move_task(person(sample, COMMISSIONER), NewMove(task, MoveKind.UPHOLD_DISPUTE, note="属实"))


def test_nobody_scores_the_own_village_in_a_lent_post(sample: Context) -> None:
    clerk = lent(sample, INSPECTOR, BRANCH)
    with pytest.raises(BadFile) as refused:
        record_rating(clerk, NewRating("V01", "C01", "2026-06", "2.0", "尚可"))
    assert [(error.code, error.column, error.facts) for error in refused.value.errors] == [
        ("E-GUARD", "rater", (("unit", "V01"),))
    ]
    record_rating(clerk, NewRating("V02", "C01", "2026-06", "2.0", "尚可"))


def test_whoever_scored_a_month_does_not_approve_it_in_the_secretarys_post(sample: Context) -> None:
    commissioner = person(sample, COMMISSIONER)
    open_month(commissioner, "2026-01")
    from supervision.queries.law import law
    from supervision.queries.months import month_line

    with sample.reading() as reading:
        pin = law(reading).month("2026-01")
    assert pin is not None
    assert pin.planned_seal_at is not None
    score_month(commissioner, "2026-01", pin.planned_seal_at)
    with sample.reading() as reading:
        draft = month_line(reading, "2026-01").draft_sha or ""
    with pytest.raises(GuardFailed, match="own-draft"):
        approve_month(lent(sample, SECRETARY, COMMISSIONER), "2026-01", draft)
    approve_month(person(sample, SECRETARY), "2026-01", draft)


def test_nobody_decides_on_rewards_of_the_own_village_in_the_secretarys_post(half_year: Context) -> None:
    with half_year.reading() as reading:
        first = proposals(reading, "2026-06")[0]
        own = next(line.secretary_no or "" for line in units(reading) if line.unit == first.unit)
    with pytest.raises(GuardFailed, match="own-proposal"):
        decide(lent(half_year, SECRETARY, own), "2026-06", first.unit, first.code, "approve")
    assert decide(lent(half_year, SECRETARY, COMMISSIONER), "2026-06", first.unit, first.code, "approve") == "approved"


def test_whoever_asked_for_closure_does_not_approve_a_grave_one(sample: Context) -> None:
    task = found(sample, owner="P000015", severity=Severity.CRITICAL).task_no
    walk(sample, task, *TO_REQUEST[:3])
    move_task(lent(sample, BRANCH, DEPUTY), NewMove(task, MoveKind.REQUEST_CLOSURE, note="已改"))
    with pytest.raises(GuardFailed, match="approver-twice"):
        close(person(sample, INSPECTOR), task, second_by=SECOND, approved_by=DEPUTY)


def test_whoever_rectified_before_it_came_back_does_not_close_it_the_next_time(sample: Context) -> None:
    task = found(sample, owner="P000015").task_no
    walk(sample, task, *TO_REQUEST[:3])
    move_task(lent(sample, BRANCH, INSPECTOR), NewMove(task, MoveKind.REQUEST_CLOSURE, note="已改"))
    close(person(sample, SECOND), task)
    move_task(person(sample, SECOND), NewMove(task, MoveKind.REOPEN, note="反弹"))
    walk(sample, task, *TO_REQUEST[1:])
    with pytest.raises(GuardFailed, match="rectifier-verifies"):
        close(person(sample, INSPECTOR), task)
    close(person(sample, SECOND), task)
