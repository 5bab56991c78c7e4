"""R-34, R-35 and R-37 to R-43: quarter, stars, classes, pay, cadres, look-back, no history, state on a day."""

from __future__ import annotations

import hashlib
import random
from decimal import Decimal
from typing import Any

from supervision.domain.cadres import grade_cadres
from supervision.domain.facts import gather
from supervision.domain.lookback import draw_sample
from supervision.domain.result import Quarter
from supervision.domain.result_json import dump, month_json
from supervision.domain.standing import classes, mean, pay_coefficient, quarters, star_ratings
from supervision.domain.status import TaskStatus, tasks_on
from tests.domain.build import RUBRIC, WORKDAYS, at, day, finding, item_of, moves, of, target, timeline, township, unit

D = Decimal


def stars(
    means: dict[str, str], blocks: dict[str, set[str]] | None = None, before: dict[str, int] | None = None
) -> Any:
    given = {unit: D(own) for unit, own in means.items()}
    found = star_ratings(given, {unit: (blocks or {}).get(unit, set()) for unit in means}, before or {}, RUBRIC.stars)
    return {unit: (one.stars, one.reasons) for unit, one in found.items()}


def test_r34_a_quarter_mean_is_rounded_half_up_and_needs_two_months() -> None:
    assert mean([D("90.00"), D("91.01")]) == D("90.51")
    finals = {"V01": [D(90), D(91)], "V02": [D(90)], "N01": [D(99), D(99)]}
    assert quarters(finals, {"V01", "V02"}, 2) == {"V01": Quarter(D("90.50"), 1), "N01": Quarter(D("99.00"), None)}


def test_r35_a_tied_group_that_does_not_fit_the_cap_drops_together() -> None:
    means = {f"V{n:02d}": "70" for n in range(5, 13)} | {"V01": "99", "V02": "98", "V03": "95", "V04": "95"}
    found = stars(means)
    assert [found[unit][0] for unit in ("V01", "V02", "V03", "V04")] == [5, 5, 4, 4]
    assert found["V03"][1] == ("share_cap",)


def test_r35_blocks_take_stars_and_are_named_only_where_they_do() -> None:
    found = stars(
        {"a": "92", "b": "92", "c": "92", "d": "61"},
        {
            "a": {"veto_in_period", "in_turnaround"},
            "b": {"red_card_in_period"},
            "c": {"in_turnaround"},
            "d": {"in_turnaround"},
        },
    )
    assert found == {
        "a": (1, ("veto_in_period",)),
        "b": (3, ("red_card_in_period",)),
        "c": (2, ("in_turnaround",)),
        "d": (2, ()),
    }


def test_r35_a_unit_rises_at_most_one_star_in_a_quarter() -> None:
    assert stars({"a": "95", "b": "60"}, before={"a": 2, "b": 5}) == {"a": (3, ("step_up",)), "b": (2, ())}


def rolling(*means: str | None, inside: set[str] | None = None) -> list[tuple[str, str]]:
    given = {str(n): D(own) if own else None for n, own in enumerate(means)}
    return [(one.group_class, one.reason) for one in classes(given, inside or set(), RUBRIC.classes).values()]


def test_r37_only_as_many_are_advanced_as_fit_the_share_with_all_their_equals() -> None:
    assert [one[0] for one in rolling("92", "91", "91", "80")] == ["advanced", "middle", "middle", "middle"]


def test_r37_lagging_comes_first_and_without_history_a_unit_is_middle() -> None:
    assert rolling("95", "69.99", None, inside={"0"}) == [
        ("lagging", "in_turnaround"),
        ("lagging", "mean"),
        ("middle", "no_history"),
    ]


def test_r38_the_pay_coefficient_multiplies_and_stays_within_its_bounds() -> None:
    assert pay_coefficient("lagging", [D("0.9")], RUBRIC.pay) == D("0.81")
    assert pay_coefficient("lagging", [D("0.9"), D("0.8")], RUBRIC.pay) == D("0.8")
    assert pay_coefficient("advanced", [D("1.1")], RUBRIC.pay) == D("1.1")
    assert pay_coefficient(None, [], RUBRIC.pay) == 1


def test_r39_completion_is_weighted_and_each_target_counts_at_most_whole() -> None:
    rows = [target("P1", "2026-06", "60", "10", "15"), target("P1", "2026-06", "40", "10", "5")]
    (one,) = grade_cadres("2026-06", rows, RUBRIC.cadres, {})
    assert (one.score, one.grade) == (D("80.00"), "competent")


def test_r39_excellent_is_limited_and_equals_fall_together() -> None:
    rows = [target(f"P{n}", "2026-06", "100", "100", done) for n, done in enumerate(("99", "98", "98", "95", "50"))]
    assert [one.grade for one in grade_cadres("2026-06", rows, RUBRIC.cadres, {})] == [
        "excellent",
        "competent",
        "competent",
        "competent",
        "incompetent",
    ]


def test_r39_proposals_come_after_the_given_number_of_quarters() -> None:
    def proposals(*before: str) -> tuple[str, ...]:
        ends = ("2026-03", "2025-12", "2025-09")
        earlier = {period: {"P1": grade} for period, grade in zip(ends, before, strict=False)}
        (one,) = grade_cadres("2026-06", [target("P1", "2026-06", "100", "100", "65")], RUBRIC.cadres, earlier)
        return one.proposals

    assert proposals() == ()
    assert proposals("basic") == ("K02",)
    assert proposals("basic", "competent", "basic") == ("K02",)
    assert proposals("basic", "basic", "basic") == ("K02", "K04")


def test_r39_cadres_of_a_unit_that_is_not_assessed_are_graded_too() -> None:
    rows = [unit(active_from=day("2026-06-10")), target("P1", "2026-06", "100", "100", "65")]
    result = township("2026-06", rows, "2026-06")["2026-06"]
    assert (result.units, [one.person_no for one in result.cadres]) == ((), ["P1"])


def test_r39_cadres_are_graded_only_at_a_quarters_end() -> None:
    rows = [target("P1", period, "100", "100", "65") for period in ("2026-05", "2026-06")]
    results = township("2026-06", rows, "2026-05")
    assert [len(one.cadres) for one in results.values()] == [0, 1]


def closed(number: int, severity: str = "general", on: str = "2026-05-12") -> list[Any]:
    steps = ("acknowledge", "start", "request_closure", "close")
    return [finding(f"{number}", on, severity), *moves(f"{number}", *(f"{on} {step}" for step in steps))]


def drawn(*rows: Any, period: str = "2026-06") -> list[str]:
    return list(draw_sample(period, at("2026-06-01T08:00:00"), gather(rows), RUBRIC))


def test_r40_of_seven_general_tasks_three_are_drawn_in_the_order_of_their_hashes() -> None:
    rows = [row for number in range(7) for row in closed(number)]
    tasks = sorted(f"Z{number}" for number in range(7))
    expected = sorted(tasks, key=lambda no: hashlib.sha256(f"2026-06|{no}".encode()).hexdigest())[:3]
    assert drawn(*rows) == expected


def test_r40_at_least_two_are_drawn_and_every_grave_one() -> None:
    assert len(drawn(*(row for number in range(4) for row in closed(number, "minor")))) == 2
    assert len(drawn(*(row for number in range(4) for row in closed(number, "major")))) == 4
    assert drawn() == []


def test_r40_only_closings_thirty_one_days_before_a_day_of_the_month_are_drawn() -> None:
    found = drawn(
        *closed(1, on="2026-04-30"),
        *closed(2, on="2026-05-01"),
        *closed(3, on="2026-05-30"),
        *closed(4, on="2026-05-31"),
    )
    assert sorted(found) == ["Z2", "Z3"]


def test_r40_what_is_reopened_withdrawn_or_looked_at_again_is_not_drawn() -> None:
    rows: list[Any] = []
    for number, after in (("1", "reopen"), ("2", "withdraw")):
        steps = [f"2026-05-12 {step}" for step in ("acknowledge", "start", "request_closure", "close")]
        rows += [finding(number, "2026-05-12"), *moves(number, *steps, f"2026-05-20 {after}")]
    assert drawn(*rows, *closed(3)) == ["Z3"]


def test_r41_the_first_months_assume_no_history() -> None:
    results = township("2026-06", [], "2026-02")
    first = of(results["2026-02"])
    assert (first.metrics.rank_change_up, first.group_class, first.class_reason) == (None, "middle", "no_history")
    assert [item_of(of(one), "B01").due for one in results.values()] == [False, False, False, False, True]
    assert of(results["2026-03"]).quarter is not None


def on(when: str, *rows: Any) -> list[TaskStatus]:
    return tasks_on(day(when), gather(rows), timeline("2026-01", "2026-06"), WORKDAYS)


def test_r42_a_task_standing_still_has_no_due_date_and_is_not_overdue() -> None:
    rows = [finding("1", "2026-03-02"), *moves("1", "2026-03-02 acknowledge", "2026-03-02 start", "2026-03-05 suspend")]
    (one,) = on("2026-04-30", *rows)
    assert (one.state, one.due, one.original_due, one.overdue) == ("suspended", None, day("2026-03-09"), False)


def test_r42_rows_recorded_by_the_end_of_the_day_and_moves_dated_by_it_count() -> None:
    late = moves("1", "2026-03-03 acknowledge @2026-03-06T23:59:59")
    rows = [finding("1", "2026-03-02"), *late]
    assert [on(when, *rows)[0].state for when in ("2026-03-05", "2026-03-06")] == ["issued", "acknowledged"]
    assert on("2026-03-01", *rows) == []


def test_r42_closed_and_withdrawn_tasks_are_not_listed() -> None:
    withdrawn = [finding("2", "2026-05-12"), *moves("2", "2026-05-13 withdraw")]
    assert on("2026-05-13", *closed(1), *withdrawn) == []
    assert [one.task_no for one in on("2026-05-12", *withdrawn)] == ["Z2"]


def test_r43_the_order_of_rows_does_not_matter() -> None:
    rows = [row for number in range(6) for row in closed(number, on=f"2026-06-{number + 1:02d}")]
    rows += [finding(str(number), "2026-06-15", problem_type=str(number % 3)) for number in range(10, 20)]
    straight = dump(month_json(township("2026-06", rows, "2026-05")["2026-06"]))
    shuffled = random.Random(5).sample(rows, len(rows))
    assert dump(month_json(township("2026-06", shuffled, "2026-05")["2026-06"])) == straight
