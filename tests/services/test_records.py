"""Records typed by people: judged like imported ones, counted like imported ones (R-15, R-17, R-18)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from supervision.context import Context
from supervision.domain.errors import BadFile, NotPermitted
from supervision.queries.agenda import agenda
from supervision.queries.changes import Changes
from supervision.queries.figures import measures_of, scores_of
from supervision.queries.months import month_result
from supervision.queries.notices import inbox
from supervision.queries.quotas import activities_of, quotas
from supervision.queries.turnarounds import turnaround_files
from supervision.services.activities import NewActivity, record_activity
from supervision.services.cards import sweep
from supervision.services.measures import NewMeasure, record_measure
from supervision.services.notices import mark_seen
from supervision.services.ratings import NewRating, record_rating
from tests.conftest import person

CLERK, V03_SECRETARY, INSPECTOR, LATE_SECRETARY = "P000008", "P000021", "P000005", "P000061"
TODAY = date(2026, 7, 7)


def wrong(error: pytest.ExceptionInfo[BadFile]) -> set[tuple[str | None, str]]:
    return {(each.column, each.code) for each in error.value.errors}


def test_the_grid_of_quotas_misses_what_the_sealed_month_took_points_for(half_year: Context) -> None:
    with half_year.reading() as reading:
        for period in ("2026-01", "2026-03", "2026-06"):
            grid = quotas(reading, period)
            missing = {
                (row.unit, kind.item)
                for row in grid.rows
                for kind, cell in zip(grid.kinds, row.cells, strict=True)
                if cell is not None and cell.over and cell.missing
            }
            taken = {
                (unit.unit, item.code)
                for unit in month_result(reading, period).units
                for item in unit.items
                if any(line.reason == "quota_short" for line in item.lines)
            }
            assert missing == taken
            assert taken


def test_an_activity_is_recorded_by_the_branch_itself_and_fills_its_gap(half_year: Context) -> None:
    secretary = person(half_year, V03_SECRETARY)
    record_activity(secretary, NewActivity("V03", "theme_day", TODAY, expected="40", attended="38", topic="清洁家园"))
    with half_year.reading() as reading:
        grid = quotas(reading, "2026-07", ("V03",))
        cells = dict(zip((kind.type for kind in grid.kinds), grid.rows[0].cells, strict=True))
        theme_day = cells["theme_day"]
        assert theme_day is not None
        assert not theme_day.missing
        (line,) = activities_of(reading, "V03", "2026-07")
    assert (line.topic, line.attended, line.late) == ("清洁家园", 38, False)
    with pytest.raises(NotPermitted):
        record_activity(secretary, NewActivity("V04", "volunteer_service", TODAY))
    record_activity(person(half_year, CLERK), NewActivity("V04", "volunteer_service", TODAY))


def test_every_wrong_figure_of_an_activity_is_told_at_once(half_year: Context) -> None:
    clerk = person(half_year, CLERK)
    with pytest.raises(BadFile) as error:
        record_activity(clerk, NewActivity("V03", "theme_day", "2026-07-08", expected="4o", attended="3"))
    assert wrong(error) == {("expected", "E-TYPE"), ("held_on", "E-FUTURE")}
    with pytest.raises(BadFile) as error:
        record_activity(clerk, NewActivity("V03", "group_meeting", TODAY, group_no="9"))
    assert wrong(error) == {("group_no", "E-RANGE")}


def test_a_measure_entered_again_counts_in_place_of_the_first(half_year: Context) -> None:
    clerk = person(half_year, CLERK)
    metric = "paired_households_contacted_over_planned"
    record_measure(clerk, NewMeasure("V03", metric, "2026-07", "7", "9"))
    record_measure(clerk, NewMeasure("V03", metric, "2026-07", "8", "9"))
    with half_year.reading() as reading:
        lines = {line.unit: line for line in measures_of(reading, "2026-07") if line.metric == metric}
    assert lines["V03"].numerator == Decimal(8)
    assert lines["V04"].numerator is None
    with pytest.raises(BadFile) as error:
        record_measure(clerk, NewMeasure("V03", metric, "2026-07", "x"))
    assert ("numerator", "E-TYPE") in wrong(error)
    with pytest.raises(NotPermitted):
        record_measure(person(half_year, V03_SECRETARY), NewMeasure("V03", metric, "2026-07", "7", "9"))


def test_a_score_keeps_to_the_steps_and_is_explained_where_it_is_low_or_full(half_year: Context) -> None:
    rater = person(half_year, INSPECTOR)
    for value, comment in (("1.7", "x"), ("3", None), ("1", None)):
        with pytest.raises(BadFile):
            record_rating(rater, NewRating("V03", "C01", "2026-07", value, comment))
    record_rating(rater, NewRating("V03", "C01", "2026-07", "2.5"))
    with rater.reading() as reading:
        line = next(line for line in scores_of(reading, "2026-07") if (line.unit, line.item) == ("V03", "C01"))
    assert (line.own, line.missing) == (Decimal("2.5"), 1)
    with pytest.raises(NotPermitted):
        record_rating(person(half_year, V03_SECRETARY), NewRating("V04", "C01", "2026-07", "2.5"))


def test_turnaround_files_begin_with_who_is_inside(half_year: Context) -> None:
    with half_year.reading() as reading:
        files = turnaround_files(reading)
    assert [(each.unit, each.standing.inside, [step.passed for step in each.steps]) for each in files[:2]] == [
        ("V08", True, [None, False, False]),
        ("V05", False, [None, True]),
    ]


def test_the_agenda_is_ordered_by_what_presses_each_post(half_year: Context) -> None:
    sweep(half_year, TODAY)
    with person(half_year, INSPECTOR).reading() as reading:
        kinds = [need.kind for need in agenda(reading)]
    assert kinds == sorted(kinds, key=["verify", "lookback", "score", "inbox"].index)
    assert "lookback" in kinds
    late = person(half_year, LATE_SECRETARY)
    with late.reading() as reading:
        needs = agenda(reading)
        (digest,) = inbox(reading, LATE_SECRETARY)
    assert (needs[0].kind, needs[0].unit, needs[-1].kind) == ("overdue", "N01", "inbox")
    mark_seen(late, digest.day)
    with late.reading() as reading:
        assert "inbox" not in [need.kind for need in agenda(reading)]


def test_a_watcher_is_told_once_of_what_somebody_else_wrote(half_year: Context) -> None:
    changes = Changes(half_year)
    assert not changes.come()
    record_activity(person(half_year, CLERK), NewActivity("V04", "volunteer_service", TODAY))
    assert changes.come()
    assert not changes.come()
    changes.close()
