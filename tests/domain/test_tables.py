"""Completeness: the tables of the law against the rubric file, and against each other."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from supervision.domain.guards import GUARDS
from supervision.domain.metrics import METRICS
from supervision.domain.model import MoveKind, State
from supervision.domain.permission import PERMISSIONS, move_action
from supervision.domain.rectification import ENDED, NEXT, RUNNING, STANDING_STILL, TRANSITIONS, Guard
from supervision.domain.rubric_binding import converted, described, schema
from supervision.domain.scoring.methods import METHODS
from tests.domain.build import RUBRIC

SHOWN: Any = RUBRIC.shown


@pytest.mark.parametrize(("state", "move"), list(itertools.product(State, MoveKind)))
def test_every_state_and_move_is_decided_as_the_rubric_says(state: State, move: MoveKind) -> None:
    row = next(row for row in SHOWN["task_moves"] if row["move"] == move)
    wanted = (state if row["to"] == "same" else row["to"]) if state in row["from"] else None
    assert NEXT.get((state, move)) == wanted


def test_every_move_has_one_row_and_every_guard_a_meaning() -> None:
    assert [row.move for row in TRANSITIONS] == list(MoveKind)
    assert set(GUARDS) == set(Guard) == {guard for row in TRANSITIONS for guard in row.guards}


def test_every_state_has_the_clock_that_the_rubric_gives_it() -> None:
    clocks = {row["code"]: row["clock"] for row in SHOWN["task_states"]}
    assert set(clocks) == set(State)
    assert {code for code, clock in clocks.items() if clock == "runs"} == RUNNING
    assert {code for code, clock in clocks.items() if clock == "stands_still"} == STANDING_STILL
    assert {"closed", "withdrawn"} == ENDED


@pytest.mark.parametrize("move", MoveKind)
def test_every_move_may_be_made_by_the_roles_that_the_rubric_names(move: MoveKind) -> None:
    row = next(row for row in SHOWN["task_moves"] if row["move"] == move)
    assert set(PERMISSIONS[move_action(move)]) == set(row["by"])


def test_every_scoring_method_is_used_by_the_default_rubric() -> None:
    assert {item.method for item in RUBRIC.items} == set(METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_every_parameter_of_a_method_can_be_described_and_bound(method: str) -> None:
    for annotation, _ in schema(method).values():
        assert described(annotation)
        with pytest.raises(ValueError, match=r"\S"):
            converted(object(), annotation)


def test_every_parameter_of_a_method_is_given_by_some_item() -> None:
    for method in METHODS:
        used = {name for item in RUBRIC.items if item.method == method for name in item.params}
        assert used == set(schema(method))


def test_the_metrics_are_exactly_those_of_the_rubric() -> None:
    assert set(SHOWN["condition_metrics"]) == set(METRICS)
