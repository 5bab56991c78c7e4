"""What a new version of the rubric changes is told place by place, and what a month can give with it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from supervision.domain.rubric_cells import plain, shown
from supervision.domain.rubric_cells import read as read_cell
from supervision.domain.rubric_content import content_sha
from supervision.domain.rubric_diff import Change, month_points, rubric_changes
from supervision.domain.rubric_loading import load_rubric
from tests.domain.test_rubric_answers import read

Tree = dict[str, Any]


def nothing(tree: Tree) -> None:
    tree["rubric"]["version"] = 2
    tree["scoring"]["final_cap"] = Decimal("105.0")


def less_for_study(tree: Tree) -> None:
    tree["items"][0]["max"] = 2
    tree["items"][1]["max"] = 5
    tree["items"][1]["evidence"] = ["清单", "台账"]
    del tree["items"][0]["evidence"]


def one_item_less(tree: Tree) -> None:
    tree["items"][1]["max"] = 6
    del tree["items"][0]


def one_reward_more(tree: Tree) -> None:
    tree["rewards"]["rules"].append({**tree["rewards"]["rules"][0], "code": "R99", "name_zh": "新设"})
    tree["lookback"]["minimum_per_month"] = 9
    tree["recurrence"]["multipliers"] = [1, 3]
    tree["reminder"]["note"] = "新说明"


STUDY, LISTS = "党建工作专题研究", "责任、问题、整改三个清单"
EDITS: dict[Callable[[Tree], None], list[Change]] = {
    nothing: [],
    less_for_study: [
        Change("changed", "A01", STUDY, "items.max", "3", "2"),
        Change("removed", "A01", STUDY, "items.evidence", "会议记录(议题注明党建)\n签到表", None),
        Change("changed", "A02", LISTS, "items.max", "4", "5"),
        Change("changed", "A02", LISTS, "items.evidence", "三个清单\n支委会研究记录", "清单\n台账"),
    ],
    one_item_less: [
        Change("removed", "A01", STUDY, "items", "3", None),
        Change("changed", "A02", LISTS, "items.max", "4", "6"),
    ],
    one_reward_more: [
        Change("added", "", "", "reminder.note", None, "新说明"),
        Change("changed", "", "", "recurrence.multipliers", "[1, 1.5, 2]", "[1, 3]"),
        Change("changed", "", "", "lookback.minimum_per_month", "2", "9"),
        Change("added", "R99", "新设", "rewards.rules", None, ""),
    ],
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_changed_place_is_told_with_what_stood_and_stands_there(edit: Callable[[Tree], None]) -> None:
    old, new = read(), copy.deepcopy(read())
    edit(new)
    found = rubric_changes(old, new)
    assert found == EDITS[edit]
    back = {"added": "removed", "removed": "added", "changed": "changed"}
    turned = [Change(back[one.what], one.subject, one.name, one.path, one.new, one.old) for one in found]  # type: ignore[arg-type]
    assert sorted(map(repr, rubric_changes(new, old))) == sorted(map(repr, turned))


def test_what_a_month_can_give_counts_the_items_that_are_due_in_it() -> None:
    old, new = read(), copy.deepcopy(read())
    less_for_study(new)
    new["categories"][0]["points"] = 12
    points = month_points(load_rubric(old, "old"), load_rubric(new, "new"))
    assert [each.month for each in points] == list(range(1, 13))
    assert {each.old - each.new for each in points} == {Decimal(0)}, "a point went from one monthly item to another"
    rubric = load_rubric(old, "old")
    assert [each.old for each in points] == [
        sum(item.max for item in rubric.items if month in rubric.settlement_months[item.period])
        for month in range(1, 13)
    ]


def test_a_rubric_of_the_same_content_has_the_same_hash_for_ever() -> None:
    """Releases are compared by it: it must not change when the program does."""
    tree = copy.deepcopy(read())
    first = content_sha(tree)
    tree["rubric"]["version"] = 9
    tree["scoring"]["final_cap"] = Decimal("105.00")
    assert content_sha(tree) == first == "293e3c045e605c219e52100015c4dedebcd2fd2f03443ace4ff69a817eae5f7c"
    del tree["rubric"]["version"]
    assert content_sha(tree) == first
    tree["items"][0]["max"] = Decimal("2.5")
    assert content_sha(tree) != first


RANKED = {"metric": "rank", "op": "<=", "value": 3}
SCORED = {"metric": "final_score", "op": ">=", "value": Decimal("90.5")}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"all": [RANKED]}, "rank <= 3"),
        ({"all": [RANKED, SCORED]}, "rank <= 3 且 final_score >= 90.5"),
        ({"any": [RANKED]}, '{"any": [{"metric": "rank", "op": "<=", "value": 3}]}'),
    ],
)
def test_conditions_stand_in_a_cell_as_people_write_them(value: Tree, told: str) -> None:
    assert shown(value) == told
    assert plain(read_cell(told)) == plain(value)
