"""The sample township: six months and three days, equal to the expected files in every byte."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from supervision.domain.cadres import township_targets
from supervision.domain.facts import Fact, gather
from supervision.domain.model import Unit
from supervision.domain.month import draft_units, settle_month
from supervision.domain.result import MonthResult
from supervision.domain.result_json import dump, month_json
from supervision.domain.status import status_json, tasks_on
from supervision.domain.timeline import Timeline
from supervision.store.packing import pack, unpack
from tests.domain.build import RUBRIC, finding, unit
from tests.sample import SANGHE, Bundle, read_bundle

PERIODS = [f"2026-{number:02d}" for number in range(1, 7)]


@cache
def bundle() -> Bundle:
    return read_bundle(SANGHE)


@cache
def results() -> tuple[MonthResult, ...]:
    return tuple(bundle().months())


def expected(name: str) -> str:
    return (SANGHE / "expected" / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("period", PERIODS)
def test_a_month_is_computed_as_expected(period: str) -> None:
    assert dump(month_json(results()[PERIODS.index(period)])) == expected(period)


@pytest.mark.parametrize("day", ["2026-04-19", "2026-05-06", "2026-06-15"])
def test_the_state_on_a_day_is_as_expected(day: str) -> None:
    on = date.fromisoformat(day)
    tasks = tasks_on(on, bundle().facts(), bundle().timeline(), bundle().workdays)
    assert dump(status_json(on, tasks)) == expected(f"asof-{day}")


def test_the_order_of_rows_has_no_meaning() -> None:
    shuffled = random.Random(1).sample(bundle().rows, len(bundle().rows))
    assert tuple(bundle().months(gather(shuffled))) == results()


def test_the_same_input_gives_the_same_result_again() -> None:
    assert tuple(bundle().months()) == results()


@pytest.mark.parametrize("period", PERIODS)
def test_what_is_recorded_at_or_after_the_seal_changes_nothing_in_a_month(period: str) -> None:
    sealed_at = bundle().timeline().seals[period]
    known: list[Fact] = [row for row in bundle().rows if isinstance(row, Unit) or row.recorded_at < sealed_at]
    assert len(known) < len(bundle().rows)
    number = PERIODS.index(period)
    assert bundle().months(gather(known))[number] == results()[number]


def test_units_may_be_drafted_in_shards() -> None:
    facts, earlier = bundle().facts(), results()[:5]
    timeline = bundle().timeline("2026-06")
    shards = [replace(facts, units={code: own}) for code, own in sorted(facts.units.items(), reverse=True)]
    drafts = [one for each in shards for one in draft_units("2026-06", timeline, each, earlier, bundle().workdays)]
    targets = township_targets("2026-06", facts, timeline.seals["2026-06"])
    sample = results()[5].lookback_sample
    assert settle_month("2026-06", timeline, drafts, targets, earlier, sample) == results()[5]


def test_a_sealed_month_is_read_back_whole() -> None:
    for result in results():
        assert unpack(MonthResult, pack(result)) == result


def test_a_preview_holds_nothing_late_before_its_time() -> None:
    rows: list[Fact] = [unit(), finding("1", "2026-06-10")]
    periods = {"2026-06": RUBRIC}
    for now, due in (("2026-06-16T09:00:00", 0), ("2026-06-18T09:00:00", 1)):
        line = Timeline("2026-06", {"2026-06": datetime.fromisoformat(now)}, periods)
        (draft,) = draft_units("2026-06", line, gather(rows), [], bundle().workdays)
        assert (draft.findings_due, draft.tie_break.overdue_findings) == (due, due)


def test_an_open_month_is_previewed_with_the_present_moment_as_its_seal() -> None:
    timeline = bundle().timeline("2026-06")
    noon = timeline.seals["2026-06"] - timedelta(days=20)
    preview = replace(timeline, seals={**timeline.seals, "2026-06": noon})
    drafts = draft_units("2026-06", preview, bundle().facts(), results()[:5], bundle().workdays)
    month = settle_month("2026-06", preview, drafts, [], results()[:5], ())
    assert month.sealed_at == noon
    assert [one.unit for one in month.units] == [one.unit for one in results()[5].units]
    assert month != results()[5]
