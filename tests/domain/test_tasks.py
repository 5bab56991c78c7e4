"""R-6 to R-13: moves, due dates, late days, cards, settlement, nullified findings, recurrence."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.domain.guards import Proposal, refusals
from supervision.domain.ladder import cards_reached
from supervision.domain.model import MoveKind, State
from supervision.domain.papers import PaperDue, papers_due
from supervision.domain.settlement import Settlement, settlements
from tests.domain.build import course, day, finding, month, moves, told, township

ANSWERED = ("2026-03-02 acknowledge", "2026-03-02 start")
LATE = ("2026-03-17 acknowledge", "2026-03-17 start")


def late_dates(*steps: str, found_on: str = "2026-03-02", until: str = "2026-04-30") -> list[str]:
    taken = course(finding("1", found_on), *steps, until=until)
    return [str(on) for each in taken.rounds for on in each.late_dates(range(1, 500), day(until))]


def test_r6_a_closure_follows_acknowledgment_start_and_request() -> None:
    done = course(finding("1", "2026-03-02"), *ANSWERED, "2026-03-04 request_closure", "2026-03-05 close")
    assert done.state is State.CLOSED
    with pytest.raises(KeyError):
        course(finding("1", "2026-03-02"), "2026-03-02 acknowledge", "2026-03-03 close")


def test_r6_a_dispute_is_made_once_in_round_one_by_the_due_date() -> None:
    def told_no(*steps: str, on: str = "2026-03-05") -> list[str]:
        taken = course(finding("1", "2026-03-02"), *steps)
        return [code for _, code in refusals(Proposal(taken, MoveKind.DISPUTE, day(on), "P9", "branch_secretary"))]

    assert told_no("2026-03-02 acknowledge") == []
    assert told_no("2026-03-02 acknowledge", on="2026-03-10") == ["dispute-too-late"]
    assert told_no("2026-03-02 dispute", "2026-03-03 reject_dispute") == ["dispute-once"]
    reopened = (*ANSWERED, "2026-03-03 request_closure", "2026-03-03 close", "2026-03-04 reopen")
    assert told_no(*reopened) == ["dispute-first-round"]


def test_r6_a_grave_closure_needs_two_verifiers_and_the_deputy_but_never_the_owner() -> None:
    def told_no(severity: str, by: str, second: str | None, approved: str | None) -> list[str]:
        taken = course(finding("1", "2026-03-02", severity), *ANSWERED, "2026-03-03 request_closure")
        proposal = Proposal(
            taken,
            MoveKind.CLOSE,
            day("2026-03-05"),
            by,
            "inspector",
            second,
            "inspector" if second else None,
            approved,
            "deputy_secretary" if approved else None,
        )
        return [code for _, code in refusals(proposal)]

    assert told_no("general", "P5", None, None) == []
    assert told_no("general", "P9", None, None) == ["owner-verifies"]
    assert told_no("major", "P5", None, None) == ["second-verifier-missing"]
    assert told_no("major", "P5", "P5", None) == ["second-verifier-same"]
    assert told_no("major", "P5", "P6", None) == []
    assert told_no("critical", "P5", "P6", None) == ["approval-missing"]
    assert told_no("critical", "P5", "P6", "P2") == []


def test_r7_the_due_date_rolls_to_a_working_day_and_an_extension_counts_from_it() -> None:
    issued = finding("1", "2026-09-30")
    assert course(issued).current.due == day("2026-10-08")
    extended = course(issued, "2026-09-30 acknowledge", "2026-10-08 grant_extension 5").current
    assert (extended.due, extended.original_due) == (day("2026-10-13"), day("2026-10-08"))


def test_r7_standing_still_moves_the_due_date_by_its_length() -> None:
    suspended = course(finding("1", "2026-03-02"), *ANSWERED, "2026-03-05 suspend")
    assert suspended.shown_due is None
    resumed = course(finding("1", "2026-03-02"), *ANSWERED, "2026-03-05 suspend", "2026-03-12 resume")
    assert resumed.shown_due == day("2026-03-16")


def test_r7_a_suspension_begun_after_the_due_date_does_not_move_it() -> None:
    resumed = course(finding("1", "2026-03-02"), *ANSWERED, "2026-03-10 suspend", "2026-03-12 resume")
    assert resumed.shown_due == day("2026-03-09")


def test_r7_an_extension_is_given_once_in_time_and_within_its_days() -> None:
    def told_no(*steps: str, on: str = "2026-03-09", days: int | None = 5) -> list[str]:
        taken = course(finding("1", "2026-03-02"), *ANSWERED, *steps)
        by = "organization_commissioner"
        return [code for _, code in refusals(Proposal(taken, MoveKind.GRANT_EXTENSION, day(on), "P3", by, days=days))]

    assert told_no() == []
    assert told_no(on="2026-03-10") == ["extension-too-late"]
    assert told_no(days=6) == ["extension-days"]
    assert told_no(days=None) == ["extension-days"]
    assert told_no("2026-03-03 grant_extension 2") == ["extension-once"]


def test_r8_the_days_between_request_and_return_are_not_late() -> None:
    steps = (*ANSWERED, "2026-03-09 request_closure", "2026-03-16 return_closure", "2026-03-18 request_closure")
    assert late_dates(*steps) == ["2026-03-17", "2026-03-18"]


def test_r8_each_round_counts_its_late_days_anew() -> None:
    steps = ("2026-03-02 acknowledge", "2026-03-02 start", "2026-03-10 request_closure", "2026-03-11 close")
    reopened = course(finding("1", "2026-03-02"), *steps, "2026-03-20 reopen", until="2026-03-29")
    assert [each.late_days(day("2026-03-29")) for each in reopened.rounds] == [1, 2]


def test_r8_a_day_of_two_moves_is_judged_by_the_state_before_them() -> None:
    assert late_dates(*LATE, "2026-03-17 request_closure")[-1] == "2026-03-17"


def test_r9_a_task_is_near_due_on_its_due_date_and_overdue_the_day_after() -> None:
    taken = course(finding("1", "2026-03-02"))
    assert (taken.near_due(day("2026-03-09")), taken.overdue(day("2026-03-09"))) == (True, False)
    assert (taken.near_due(day("2026-03-10")), taken.overdue(day("2026-03-10"))) == (False, True)
    assert (taken.near_due(day("2026-03-06")), taken.near_due(day("2026-03-05"))) == (True, False)


def test_r10_cards_come_on_the_first_seventh_and_fifteenth_late_day() -> None:
    taken = course(
        finding("1", "2026-03-17"), "2026-03-17 acknowledge", "2026-03-17 start", "2026-04-09 request_closure"
    )
    cards = [(card.level.code, str(card.on)) for card in cards_reached(taken, day("2026-04-30"))]
    assert cards == [("blue", "2026-03-25"), ("yellow", "2026-03-31"), ("red", "2026-04-08")]


def settled(*steps: str, found_on: str, until: str = "2026-04-30") -> list[tuple[date, bool]]:
    taken = course(finding("1", found_on), *steps, until=until)
    return [(each.on, each.on_time) for each in settlements(taken, day(until))]


def test_r11_a_request_on_the_due_date_is_settled_by_its_answer() -> None:
    steps = ("2026-03-23 acknowledge", "2026-03-23 start", "2026-03-30 request_closure")
    assert settled(*steps, found_on="2026-03-23") == []
    assert settled(*steps, "2026-04-02 close", found_on="2026-03-23") == [(day("2026-04-02"), True)]
    assert settled(*steps, "2026-04-02 return_closure", found_on="2026-03-23") == [(day("2026-04-02"), False)]


def test_r11_a_closure_before_the_due_date_is_settled_on_it_and_an_open_round_is_late_on_it() -> None:
    steps = (*ANSWERED, "2026-03-04 request_closure", "2026-03-05 close")
    assert settled(*steps, found_on="2026-03-02") == [(day("2026-03-09"), True)]
    assert settled(*steps, found_on="2026-03-02", until="2026-03-08") == []
    assert settled(*ANSWERED, found_on="2026-03-02") == [(day("2026-03-09"), False)]


def test_r11_a_round_standing_still_is_not_settled() -> None:
    assert settled(*ANSWERED, "2026-03-05 suspend", found_on="2026-03-02") == []


def test_r11_each_round_is_settled_once() -> None:
    steps = (*ANSWERED, "2026-03-04 request_closure", "2026-03-05 close", "2026-03-06 reopen")
    taken = course(finding("1", "2026-03-02"), *steps)
    assert settlements(taken, day("2026-03-31")) == [
        Settlement("Z1", 1, day("2026-03-09"), True),
        Settlement("Z1", 2, day("2026-03-13"), False),
    ]


@pytest.mark.parametrize(("recorded", "cost"), [("2026-02-03", []), ("2026-02-05T17:00:00", [("finding", "-1.00")])])
def test_r12_a_finding_withdrawn_before_the_seal_never_was(recorded: str, cost: list[tuple[str, str]]) -> None:
    rows = [finding("1", "2026-01-12"), *moves("1", f"2026-02-03 withdraw @{recorded}")]
    assert told(month("2026-01", *rows), "B08") == cost


def closed(no: str, found_on: str, closed_on: str) -> list[object]:
    steps = (f"{found_on} acknowledge", f"{found_on} start", f"{closed_on} request_closure", f"{closed_on} close")
    return [finding(no, found_on), *moves(no, *steps)]


def cost_of_second(*before: object, found_on: str = "2026-06-10", **changed: str) -> list[tuple[str, str]]:
    result = township("2026-06", [*before, finding("2", found_on, **changed)], "2026-05")["2026-06"]
    return told(result.units[0], "B08")


def test_r13_the_same_problem_within_ninety_days_of_its_closing_costs_half_more() -> None:
    assert cost_of_second(*closed("1", "2026-05-14", "2026-05-20")) == [("finding", "-1.50")]
    assert cost_of_second(*closed("1", "2026-05-14", "2026-05-20"), problem_type="另一类") == [("finding", "-1.00")]
    assert cost_of_second(*closed("1", "2026-03-02", "2026-03-12")) == [("finding", "-1.50")]
    assert cost_of_second(*closed("1", "2026-03-02", "2026-03-11")) == [("finding", "-1.00")]


def test_r13_an_earlier_finding_still_open_makes_no_recurrence() -> None:
    assert cost_of_second(finding("1", "2026-05-14")) == [("finding", "-1.00")]


def test_r13_reopenings_of_the_earlier_finding_move_the_place_on() -> None:
    before = closed("1", "2026-05-14", "2026-05-20")
    again = moves(
        "1",
        *("2026-05-14 acknowledge", "2026-05-14 start", "2026-05-20 request_closure", "2026-05-20 close"),
        *("2026-05-22 reopen", "2026-05-22 start", "2026-05-25 request_closure", "2026-05-25 close"),
    )
    assert cost_of_second(before[0], *again) == [("finding", "-2.00")]


def test_r13_the_third_and_every_later_place_costs_double() -> None:
    rows = [
        *closed("1", "2026-05-04", "2026-05-05"),
        *closed("2", "2026-05-06", "2026-05-07"),
        *closed("3", "2026-05-08", "2026-05-09"),
        *closed("4", "2026-05-11", "2026-05-12"),
    ]
    costs = {line.source: str(line.points) for line in month("2026-05", *rows).items[11].lines}
    assert costs == {"W1": "-1.0000", "W2": "-1.5000", "W3": "-2.0000", "W4": "-2.0000"} | {"B08": "3.5000"}


def test_the_papers_that_a_course_calls_for_stand_round_by_round() -> None:
    followed = course(
        finding("1", "2026-01-05"), "2026-01-06 acknowledge", "2026-01-07 grant_extension 3", "2026-01-07 start",
        "2026-01-08 request_closure", "2026-01-09 return_closure", "2026-01-12 request_closure", "2026-01-13 close",
        "2026-02-02 reopen",
    )  # fmt: skip
    assert papers_due(followed) == [
        PaperDue("rectification_notice", "Z1#1", "Z1", 1, 0),
        PaperDue("extension_decision", "Z1#1:2", "Z1", 1, 2),
        PaperDue("closure_form", "Z1#1:6", "Z1", 1, 6),
        PaperDue("rectification_notice", "Z1#2", "Z1", 2, 0),
    ]
