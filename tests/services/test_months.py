"""The month's cycle step by step: what each step needs, and that a second run finds everything done."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import GuardFailed, NotPermitted, NotThisMonth
from supervision.domain.result_json import dump, month_json
from supervision.queries.lookbacks import lookbacks_drawn, lookbacks_to_do
from supervision.queries.months import month_line, month_result, months
from supervision.queries.preview import preview
from supervision.queries.proposals import proposals
from supervision.services.importing import import_bundle
from supervision.services.months import (
    approve_month,
    open_month,
    propose_consequences,
    publish_month,
    return_month,
    score_month,
    seal_month,
)
from supervision.services.proposals import decide
from tests.conftest import SAMPLE, SECRETARY, person, run_month
from tests.database_digest import database_digest

JANUARY_SEAL = datetime(2026, 2, 5, 17, 0)
PERIODS = [f"2026-{month:02d}" for month in range(1, 7)]


@pytest.mark.parametrize("period", PERIODS)
def test_every_month_of_the_sample_comes_to_what_is_expected(half_year: Context, period: str) -> None:
    with half_year.reading() as reading:
        text = dump(month_json(month_result(reading, period)))
        line = month_line(reading, period)
    assert text == (SAMPLE / "expected" / f"{period}.json").read_text(encoding="utf-8")
    assert line.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("period", PERIODS)
def test_a_sealed_month_is_read_back_whole(half_year: Context, period: str) -> None:
    with half_year.reading() as reading:
        assert month_result(reading, period) == preview(reading, period, month_line(reading, period).sealed_at)


def test_a_second_run_changes_nothing(half_year: Context) -> None:
    assert half_year.database.path is not None
    before = database_digest(half_year.database.path)
    for period in PERIODS:
        run_month(half_year, period)
    assert database_digest(half_year.database.path) == before


def test_a_month_waits_for_the_secretary(sample: Context) -> None:
    open_month(sample, "2026-01")
    sha = score_month(sample, "2026-01", JANUARY_SEAL)
    with pytest.raises(NotThisMonth, match="not-approved"):
        seal_month(sample, "2026-01")
    with pytest.raises(NotPermitted):
        approve_month(sample, "2026-01", sha)
    with pytest.raises(NotThisMonth, match="draft-changed"):
        approve_month(person(sample, SECRETARY), "2026-01", "0" * 64)
    approve_month(person(sample, SECRETARY), "2026-01", sha)
    assert seal_month(sample, "2026-01") == sha


def test_a_returned_month_goes_back_to_scoring(sample: Context) -> None:
    open_month(sample, "2026-01")
    sha = score_month(sample, "2026-01", JANUARY_SEAL)
    return_month(person(sample, SECRETARY), "2026-01", "请核对B05")
    with pytest.raises(NotThisMonth, match="nothing-to-approve"):
        approve_month(person(sample, SECRETARY), "2026-01", sha)
    with sample.reading() as reading:
        assert month_line(reading, "2026-01").return_reason == "请核对B05"
    assert score_month(sample, "2026-01", JANUARY_SEAL) == sha
    approve_month(person(sample, SECRETARY), "2026-01", sha)


def test_facts_that_came_after_the_approval_make_the_draft_stale(sample: Context, tmp_path: Path) -> None:
    open_month(sample, "2026-01")
    sha = score_month(sample, "2026-01", JANUARY_SEAL)
    approve_month(person(sample, SECRETARY), "2026-01", sha)
    path = SAMPLE.joinpath("measures.csv")
    header = path.read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "measures.csv").write_text(
        f"{header}\nS9,V01,collective_operating_income_ytd,2026-01,0,60,2026-02-05T16:59:00\n", encoding="utf-8"
    )
    import_bundle(sample, tmp_path / "measures.csv")
    with pytest.raises(NotThisMonth, match="draft-stale"):
        seal_month(sample, "2026-01")
    assert score_month(sample, "2026-01", JANUARY_SEAL) != sha
    with pytest.raises(NotThisMonth, match="not-approved"):
        seal_month(sample, "2026-01")


def test_months_are_sealed_in_order(sample: Context) -> None:
    open_month(sample, "2026-02")
    with pytest.raises(NotThisMonth, match="month-before-not-sealed"):
        score_month(sample, "2026-02", datetime(2026, 3, 5, 17))


@pytest.mark.parametrize(
    ("moment", "code"),
    [(datetime(2026, 1, 31, 23, 59), "seal-too-early"), (datetime(2026, 7, 7, 9, 1), "seal-in-future")],
)
def test_a_seal_lies_after_the_month_and_not_in_the_future(sample: Context, moment: datetime, code: str) -> None:
    open_month(sample, "2026-01")
    with pytest.raises(NotThisMonth, match=code) as refused:
        score_month(sample, "2026-01", moment)
    assert refused.value.facts["earliest"] == datetime(2026, 2, 1)


@pytest.mark.parametrize("moment", [datetime(2026, 7, 7, 9), datetime(2026, 8, 3, 17)])
def test_a_month_that_is_not_over_says_when_it_can_be_sealed(half_year: Context, moment: datetime) -> None:
    open_month(half_year, "2026-07")
    with pytest.raises(NotThisMonth, match="month-not-over") as refused:
        score_month(half_year, "2026-07", moment)
    assert refused.value.facts["earliest"] == datetime(2026, 8, 1)


def test_a_month_that_is_not_the_next_is_not_opened(half_year: Context) -> None:
    with pytest.raises(NotThisMonth, match="month-not-next"):
        open_month(half_year, "2026-09")
    open_month(half_year, "2026-07")
    with half_year.reading() as reading:
        assert [line.state for line in months(reading)] == ["sealed"] * 6 + ["open"]
        assert lookbacks_drawn(reading, "2026-07")


def test_the_look_back_sample_is_drawn_once_at_the_opening(half_year: Context) -> None:
    with half_year.reading() as reading:
        drawn = [each.task_no for each in lookbacks_drawn(reading, "2026-06")]
        assert tuple(drawn) == month_result(reading, "2026-06").lookback_sample


def test_nothing_is_published_or_proposed_before_the_seal(sample: Context) -> None:
    open_month(sample, "2026-01")
    for step in (lambda: publish_month(sample, "2026-01", {}), lambda: propose_consequences(sample, "2026-01")):
        with pytest.raises(NotThisMonth, match="not-sealed"):
            step()


def test_people_decide_what_is_proposed(half_year: Context) -> None:
    secretary = person(half_year, SECRETARY)
    with half_year.reading() as reading:
        first = proposals(reading, "2026-06")[0]
    assert first.state == "proposed"
    with pytest.raises(NotPermitted):
        decide(half_year, "2026-06", first.unit, first.code, "approve")
    with pytest.raises(GuardFailed, match="decision-not-from-state"):
        decide(secretary, "2026-06", first.unit, first.code, "execute")
    assert decide(secretary, "2026-06", first.unit, first.code, "approve") == "approved"
    assert decide(secretary, "2026-06", first.unit, first.code, "execute") == "executed"


def test_a_look_back_that_was_not_done_stays_on_the_list(half_year: Context) -> None:
    open_month(half_year, "2026-07")
    with half_year.reading() as reading:
        to_do = lookbacks_to_do(reading)
    assert {each.period for each in to_do} > {"2026-06", "2026-07"}
    assert [each.period for each in to_do] == sorted((each.period for each in to_do), reverse=True)
