"""What must hold for any legal history: invented ones, move by move."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.domain.course import Course, follow
from supervision.domain.facts import Fact
from supervision.domain.ladder import cards_reached
from supervision.domain.model import Finding, Move, MoveKind, Severity, Unit
from supervision.domain.rectification import NEXT, RUNNING, moves_from
from supervision.domain.settlement import settlements
from supervision.domain.timeline import Timeline
from tests.domain.build import RUBRIC, WORKDAYS, finding, measure, seal_of, township, unit
from tests.domain.invariants import check_month

TERMS = Timeline("2026-01", {}, {"2026-01": RUBRIC}).terms_of
START = date(2026, 1, 1)
Task = tuple[Finding, list[Move]]


@st.composite
def tasks(draw: st.DrawFn, number: int = 1) -> Task:
    """A finding of early 2026 with a legal chain of moves, dates and moments never decreasing."""
    on = START + timedelta(days=draw(st.integers(0, 70)))
    opened = finding(
        f"{number}",
        str(on),
        draw(st.sampled_from([severity.value for severity in Severity])),
        unit=draw(st.sampled_from(["V01", "V02"])),
        item=draw(st.sampled_from(["B08", "E03"])),
        problem_type=draw(st.sampled_from(["甲", "乙"])),
        source=draw(st.sampled_from(["inspection", "self_check"])),
    )
    course, recorded, taken = follow(opened, (), TERMS, WORKDAYS), opened.recorded_at, []
    for seq in range(1, draw(st.integers(0, 14)) + 1):
        possible = [kind for kind in moves_from(course.state) if _allowed(course, kind, on)]
        if not possible:
            break
        kind = draw(st.sampled_from(possible))
        on += timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 4, 9, 20])))
        if not _allowed(course, kind, on):
            break
        recorded = max(recorded, datetime.combine(on, time(12))) + timedelta(
            days=draw(st.sampled_from([0, 0, 0, 8, 35]))
        )
        days = 2 if kind is MoveKind.GRANT_EXTENSION else None
        move = Move(f"M{number}-{seq:02d}", opened.task_no, seq, kind, on, "P5", None, None, days, None, recorded)
        course.take(move)
        taken.append(move)
    return opened, taken


def _allowed(course: Course, kind: MoveKind, on: date) -> bool:
    due = course.current.due
    if kind is MoveKind.GRANT_EXTENSION:
        return not course.extended and due is not None and on <= due
    if kind is MoveKind.DISPUTE:
        return not course.disputed and course.current.number == 1 and due is not None and on <= due
    return True


@st.composite
def findings(draw: st.DrawFn) -> list[Fact]:
    """Two units and their tasks, nothing else."""
    rows: list[Fact] = [unit(), unit("V02", formal_members=6)]
    for number in range(1, draw(st.integers(1, 6)) + 1):
        opened, moves = draw(tasks(number))
        rows += [opened, *moves]
    return rows


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Tasks, and measures some of which come late."""
    rows = draw(findings())
    for period in ("2026-01", "2026-02", "2026-03"):
        for late in draw(st.lists(st.integers(-3, 30), max_size=2)):
            row = measure("collective_operating_income_ytd", period, str(draw(st.integers(0, 20))), "60")
            rows.append(replace(row, recorded_at=seal_of(period) + timedelta(days=late)))
    return rows


@settings(deadline=None, max_examples=60)
@given(histories())
def test_every_point_of_a_score_has_its_line(rows: list[Fact]) -> None:
    for month in township("2026-03", rows).values():
        check_month(month)


@settings(deadline=None, max_examples=30)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[Fact], luck: random.Random) -> None:
    shuffled = luck.sample(rows, len(rows))
    assert township("2026-03", shuffled) == township("2026-03", rows)


@settings(deadline=None, max_examples=30)
@given(histories())
def test_facts_that_come_after_a_seal_do_not_move_its_month(rows: list[Fact]) -> None:
    whole = township("2026-03", rows)
    for period, month in whole.items():
        known = [row for row in rows if getattr(row, "recorded_at", datetime.min) < seal_of(period)]
        assert township(period, known)[period] == month


@settings(deadline=None, max_examples=60)
@given(findings())
def test_a_sealed_score_and_its_corrections_add_up_to_what_is_known_in_the_end(rows: list[Fact]) -> None:
    """The final of January as known in March is January's final plus its corrections (R-27)."""
    results = township("2026-03", rows)
    known = [row for row in rows if getattr(row, "recorded_at", datetime.min) < seal_of("2026-03")]
    early: list[Any] = [
        replace(row, recorded_at=datetime(2026, 1, 1)) for row in known if isinstance(row, Finding | Move)
    ]
    early += [row for row in known if isinstance(row, Unit)]
    in_the_end = township("2026-01", early)["2026-01"]
    for sealed, last in zip(results["2026-01"].units, in_the_end.units, strict=True):
        corrected = sum(
            line.points
            for month in results.values()
            for one in month.units
            for line in one.adjustment_lines
            if one.unit == sealed.unit and line.reason == "correction" and line.source.split("|")[1] == "2026-01"
        )
        assert sealed.final + corrected == last.final


@settings(deadline=None, max_examples=150)
@given(tasks(), st.integers(0, 200))
def test_late_days_are_counted_as_their_rule_says_day_by_day(task: Task, ahead: int) -> None:
    opened, moves = task
    horizon = opened.issued_on + timedelta(days=ahead)
    course = follow(opened, moves, TERMS, WORKDAYS, horizon)
    for each in course.rounds:
        slow = []
        day = each.start_on + timedelta(days=1)
        while day <= horizon:
            before = each.state_on(day - timedelta(days=1))
            if each.due is not None and day > each.due and before in RUNNING:
                slow.append(day)
            day += timedelta(days=1)
        assert list(each.late_dates(range(1, 400), horizon)) == slow
        assert each.late_days(horizon) == len(slow)


@settings(deadline=None, max_examples=150)
@given(tasks(), st.integers(0, 200), st.integers(0, 30))
def test_a_later_look_keeps_the_cards_and_settlements_seen_earlier(task: Task, ahead: int, more: int) -> None:
    """Unless the finding is nullified in between, what was reached stays reached."""
    opened, moves = task
    then = opened.issued_on + timedelta(days=ahead)
    later = then + timedelta(days=more)
    before, after = (follow(opened, moves, TERMS, WORKDAYS, day) for day in (then, later))
    if not after.nullified:
        assert set(cards_reached(before, then)) <= set(cards_reached(after, later))
        assert set(settlements(before, then)) <= set(settlements(after, later))


@given(st.sampled_from(sorted(NEXT)))
def test_every_move_of_the_table_leads_to_one_state(pair: tuple[str, str]) -> None:
    assert (NEXT[pair] == pair[0]) == (pair[1] in ("file_plan", "grant_extension"))  # type: ignore[index]
