"""Classes that the committee decided and figures that the township set: what they change, and what they leave alone."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.context import Context
from supervision.domain.errors import BadFile, NotPermitted
from supervision.queries.classes import classes_decided
from supervision.queries.guidance import guidance_of
from supervision.queries.lists_of_people import reserve_list
from supervision.queries.months import month_result
from supervision.services.registers import record
from tests.conftest import person

SECRETARY, CLERK = "P000001", "P000004"
CLASS = {
    "unit": "V02",
    "group_class": "lagging",
    "decided_on": "2026-07-07",
    "decided_by": SECRETARY,
    "reason": "信访矛盾突出",
    "valid_from": "2026-07-07",
}
TERM = {"term": "reserves_per_village", "setting": "5", "decided_on": "2026-07-07", "basis": "乡党委会议"}


def test_a_decided_class_says_how_many_visits_are_due_and_changes_no_result(half_year: Context) -> None:
    with half_year.reading() as reading:
        before, due = (
            month_result(reading, "2026-06"),
            {line.unit: line.due for line in guidance_of(reading, "2026-07")},
        )
    record(person(half_year, SECRETARY), "class_decisions", CLASS)
    with half_year.reading() as reading:
        lines = {line.unit: line for line in guidance_of(reading, "2026-07")}
        assert month_result(reading, "2026-06") == before
        assert "V02" not in classes_decided(reading, date(2026, 7, 6))
    assert (lines["V02"].group_class, lines["V02"].computed) == ("lagging", "middle")
    assert lines["V02"].due > due["V02"]


@pytest.mark.parametrize("change", [{"valid_from": "2026-06-01"}, {"reason": ""}, {"decided_by": "P999999"}])
def test_a_class_is_never_decided_backwards_without_reason_or_by_nobody(
    half_year: Context, change: dict[str, str]
) -> None:
    with pytest.raises(BadFile):
        record(person(half_year, SECRETARY), "class_decisions", {**CLASS, **change})


def test_the_townships_own_figure_takes_the_defaults_place(half_year: Context) -> None:
    with half_year.reading() as reading:
        before = sum(line.missing for line in reserve_list(reading))
    with pytest.raises(NotPermitted):
        record(person(half_year, CLERK), "township_terms", TERM)
    with pytest.raises(BadFile):
        record(person(half_year, SECRETARY), "township_terms", {**TERM, "setting": "几名"})
    record(person(half_year, SECRETARY), "township_terms", TERM)
    with half_year.reading() as reading:
        assert sum(line.missing for line in reserve_list(reading)) >= before + 12
