"""One task from finding to closure through the services: permission, guards, trail, and the row that lists show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from supervision.context import Context
from supervision.domain.errors import BadInput, Conflict, GuardFailed, IllegalMove, NotPermitted
from supervision.domain.model import Finding, MoveKind, Severity, State
from supervision.domain.permission import Action
from supervision.domain.rectification import NEEDS_NOTE
from supervision.domain.status import status_of
from supervision.queries.courses import course_of, courses_of
from supervision.queries.law import law
from supervision.queries.registers import register_lines
from supervision.queries.task_detail import task_detail
from supervision.queries.worklist import TaskFilter, task_counts, task_page
from supervision.services.findings import NewFinding, record_finding
from supervision.services.lookbacks import NewLookback, record_lookback
from supervision.services.rectification import NewMove, move_task, move_tasks, take_back
from supervision.store.mapping import table_of
from supervision.store.tables.trail import TrailRow
from supervision.store.task_rows import TASKS, standing
from tests.conftest import fixed, person

INSPECTOR, SECOND, BRANCH, OTHER_BRANCH = "P000005", "P000006", "P000013", "P000018"
COMMISSIONER, DEPUTY, SECRETARY = "P000003", "P000002", "P000001"
NEW = NewFinding(
    unit="V01",
    item="A02",
    problem_type="清单未更新",
    severity=Severity.GENERAL,
    facts="整改清单仍停留在上月",
    owner=BRANCH,
    found_on=date(2026, 7, 7),
)


def on(context: Context, day: date) -> Context:
    return Context(context.database, context.township, context.actor, fixed(datetime(day.year, day.month, day.day, 9)))


def found(sample: Context, **changes: object) -> Finding:
    return record_finding(person(sample, INSPECTOR), replace(NEW, **changes))  # type: ignore[arg-type]


def planned(new: NewMove) -> NewMove:
    """With the root cause that a plan needs."""
    if new.move is not MoveKind.FILE_PLAN:
        return new
    return replace(new, cause_kind="responsibility", cause="没有明确专人更新清单")


def walk(context: Context, task_no: str, *steps: tuple[str, MoveKind]) -> None:
    for who, kind in steps:
        move_task(person(context, who), planned(NewMove(task_no, kind, note="按要求办理")))


TO_REQUEST = (
    (BRANCH, MoveKind.ACKNOWLEDGE),
    (BRANCH, MoveKind.FILE_PLAN),
    (BRANCH, MoveKind.START),
    (BRANCH, MoveKind.REQUEST_CLOSURE),
)


@pytest.mark.parametrize("kind", sorted(NEEDS_NOTE))
def test_a_plan_a_closure_asked_for_and_a_withdrawal_are_never_without_words(sample: Context, kind: MoveKind) -> None:
    who = COMMISSIONER if kind is MoveKind.WITHDRAW else BRANCH
    before = {MoveKind.FILE_PLAN: TO_REQUEST[:1], MoveKind.REQUEST_CLOSURE: TO_REQUEST[:3]}.get(kind, ())
    task = found(sample).task_no
    walk(sample, task, *before)
    for note in (None, "", "  "):
        with pytest.raises(BadInput):
            move_task(person(sample, who), NewMove(task, kind, note=note))
    walk(sample, task, (who, kind))


def test_a_finding_opens_its_task_with_number_and_due_date(sample: Context) -> None:
    finding = found(sample)
    assert (finding.finding_no, finding.task_no) == ("WT-2026-07-001", "ZG-2026-07-001")
    with sample.reading() as reading:
        lines = task_page(reading, TaskFilter(text="停留在上月"))
    assert [(line.task_no, line.state, line.due) for line in lines] == [
        (finding.task_no, State.ISSUED, date(2026, 7, 14))
    ]


def test_a_finding_issued_later_opens_its_task_on_that_day(sample: Context) -> None:
    from supervision.services.tasks import open_tasks

    open_tasks(sample, date(2026, 7, 7))
    finding = found(sample, issued_on=date(2026, 7, 9))
    with sample.reading() as reading:
        assert task_page(reading, TaskFilter(text="停留在上月")) == []
    assert open_tasks(on(sample, date(2026, 7, 8)), date(2026, 7, 8)) == 0
    assert open_tasks(on(sample, date(2026, 7, 12)), date(2026, 7, 12)) == 1
    with sample.reading() as reading:
        assert task_detail(reading, finding.task_no).status.original_due == date(2026, 7, 16)


def test_a_task_goes_from_issue_to_closure(sample: Context) -> None:
    task = found(sample).task_no
    walk(sample, task, *TO_REQUEST, (SECOND, MoveKind.CLOSE))
    with sample.reading() as reading:
        detail = task_detail(reading, task)
    assert detail.status.state is State.CLOSED
    assert [move.seq for move in detail.moves] == [1, 2, 3, 4, 5]


def test_a_move_that_does_not_leave_the_state_is_refused(sample: Context) -> None:
    task = found(sample).task_no
    with pytest.raises(IllegalMove, match="move-not-from-state"):
        walk(sample, task, (BRANCH, MoveKind.ACKNOWLEDGE), (INSPECTOR, MoveKind.CLOSE))


def test_a_branch_moves_only_its_own_tasks(sample: Context) -> None:
    task = found(sample).task_no
    with pytest.raises(NotPermitted, match="not-own-unit"):
        walk(sample, task, (OTHER_BRANCH, MoveKind.ACKNOWLEDGE))
    with pytest.raises(NotPermitted, match="role-may-not"):
        walk(sample, task, (INSPECTOR, MoveKind.ACKNOWLEDGE))


def test_the_local_operator_moves_no_task(sample: Context) -> None:
    task = found(sample).task_no
    with pytest.raises(NotPermitted):
        move_task(sample, NewMove(task, MoveKind.ACKNOWLEDGE))


def test_the_owner_never_verifies(sample: Context) -> None:
    task = found(sample, owner=SECOND).task_no
    walk(sample, task, *TO_REQUEST)
    with pytest.raises(GuardFailed, match="owner-verifies"):
        walk(sample, task, (SECOND, MoveKind.CLOSE))


def test_a_major_finding_needs_two_verifiers_and_a_critical_one_the_deputy(sample: Context) -> None:
    task = found(sample, severity=Severity.CRITICAL).task_no
    walk(sample, task, *TO_REQUEST)
    inspector = person(sample, INSPECTOR)
    close = NewMove(task, MoveKind.CLOSE)
    with pytest.raises(GuardFailed, match="second-verifier-missing"):
        move_task(inspector, close)
    with pytest.raises(GuardFailed, match="second-verifier-same"):
        move_task(inspector, replace(close, second_by=INSPECTOR))
    with pytest.raises(GuardFailed, match="approval-missing"):
        move_task(inspector, replace(close, second_by=SECOND))
    with pytest.raises(GuardFailed, match="approval-role"):
        move_task(inspector, replace(close, second_by=SECOND, approved_by=COMMISSIONER))
    move_task(inspector, replace(close, second_by=SECOND, approved_by=DEPUTY))


def test_an_extension_is_granted_once_by_the_right_person_before_the_due_date(sample: Context) -> None:
    task = found(sample).task_no
    walk(sample, task, (BRANCH, MoveKind.ACKNOWLEDGE))
    extend = NewMove(task, MoveKind.GRANT_EXTENSION, days=5)
    with pytest.raises(GuardFailed, match="extension-approver"):
        move_task(person(sample, DEPUTY), extend)
    with pytest.raises(GuardFailed, match="extension-days"):
        move_task(person(sample, COMMISSIONER), replace(extend, days=6))
    late = on(sample, date(2026, 7, 15))
    with pytest.raises(GuardFailed, match="extension-too-late"):
        move_task(person(late, COMMISSIONER), extend)
    move_task(person(sample, COMMISSIONER), extend)
    with pytest.raises(GuardFailed, match="extension-once"):
        move_task(person(sample, COMMISSIONER), extend)
    with sample.reading() as reading:
        assert task_detail(reading, task).status.due == date(2026, 7, 20)


def test_what_somebody_did_not_see_is_not_overwritten(sample: Context) -> None:
    task = found(sample).task_no
    walk(sample, task, (BRANCH, MoveKind.ACKNOWLEDGE))
    with pytest.raises(Conflict, match="task-moved"):
        move_task(person(sample, BRANCH), NewMove(task, MoveKind.START, after_seq=0))


def test_a_command_sent_twice_is_done_once(sample: Context) -> None:
    inspector = person(sample, INSPECTOR)
    record_finding(inspector, NEW, command_id="form-1")
    with pytest.raises(Conflict, match="command-repeated"):
        record_finding(inspector, NEW, command_id="form-1")
    with sample.reading() as reading:
        assert len(task_page(reading, TaskFilter(text="停留在上月"))) == 1


def test_moves_keep_the_order_of_days(sample: Context) -> None:
    task = found(sample).task_no
    with pytest.raises(GuardFailed, match="move-before-last"):
        move_task(person(sample, BRANCH), NewMove(task, MoveKind.ACKNOWLEDGE, on=date(2026, 7, 6)))
    with pytest.raises(GuardFailed, match="move-in-future"):
        move_task(person(sample, BRANCH), NewMove(task, MoveKind.ACKNOWLEDGE, on=date(2026, 7, 8)))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"item": "F01"}, "item-not-for-findings"),
        ({"item": "Z99"}, "unknown-item"),
        ({"unit": "V99"}, "unknown-unit"),
        ({"unit": "N02", "item": "D04"}, "item-not-applicable"),
        ({"owner": "P999999"}, "unknown-person"),
        ({"facts": "  "}, "text-missing"),
        ({"facts": "字" * 4001}, "text-too-long"),
        ({"facts": "a\x1b[31mb"}, "text-character"),
        ({"problem_type": "a\nb"}, "text-character"),
        ({"found_on": date(2026, 7, 8)}, "found-in-future"),
        ({"issued_on": date(2026, 7, 6)}, "issued-in-past"),
    ],
)
def test_a_finding_that_cannot_be_is_refused_and_leaves_nothing(
    sample: Context, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(BadInput, match=code):
        found(sample, **changes)
    with sample.reading() as reading:
        assert task_page(reading, TaskFilter()) == []
        assert not reading.session.execute(
            select(table_of(TrailRow)).where(table_of(TrailRow).c.action == Action.RECORD_FINDING.value)
        ).all()


def test_nothing_is_recorded_with_a_clock_before_the_last_seal(half_year: Context) -> None:
    behind = on(half_year, date(2026, 7, 6))
    with pytest.raises(GuardFailed, match="clock-behind-seal"):
        record_finding(person(behind, INSPECTOR), replace(NEW, found_on=date(2026, 7, 6)))


def test_bulk_moves_tell_each_result(sample: Context) -> None:
    tasks = [found(sample, facts=f"第{n}条").task_no for n in range(3)]
    walk(sample, tasks[1], (BRANCH, MoveKind.ACKNOWLEDGE))
    outcomes = move_tasks(person(sample, BRANCH), [NewMove(task, MoveKind.ACKNOWLEDGE) for task in tasks])
    assert [outcome.move is not None for outcome in outcomes] == [True, False, True]
    assert isinstance(outcomes[1].error, IllegalMove)


def test_a_lookback_is_done_by_somebody_else_than_owner_and_verifier(sample: Context) -> None:
    task = found(sample).task_no
    walk(sample, task, *TO_REQUEST, (SECOND, MoveKind.CLOSE))
    with pytest.raises(GuardFailed, match="lookback-by-verifier"):
        record_lookback(person(sample, SECOND), NewLookback(task, "held"))
    with pytest.raises(GuardFailed, match="lookback-state"):
        record_lookback(person(sample, INSPECTOR), NewLookback(task, "reopened"))
    assert record_lookback(person(sample, INSPECTOR), NewLookback(task, "held")).lookback_no == "HT-2026-07-001"


def test_the_offers_are_what_the_two_tables_allow(sample: Context) -> None:
    task = found(sample).task_no
    with person(sample, BRANCH).reading() as reading:
        mine = {offer.move: offer.why for offer in task_detail(reading, task).offers}
    assert mine == {MoveKind.ACKNOWLEDGE: None, MoveKind.DISPUTE: None, MoveKind.WITHDRAW: "role-may-not"}


def test_every_task_row_equals_what_its_moves_amount_to(half_year: Context) -> None:
    with half_year.reading() as reading:
        rules = law(reading)
        rows = {row.task_no: row._mapping for row in reading.session.execute(select(TASKS))}
        courses = list(courses_of(reading, rules, sorted(rows)))
        assert len(courses) == len(rows) == 145  # one of the 146 findings is issued in July
        for course in courses:
            row = rows[course.finding.task_no]
            assert {name: row[name] for name in standing(course)} == standing(course)


def test_lists_say_what_the_rules_say(half_year: Context) -> None:
    """Late days, overdue and near-due of the quick list equal the rules' own, on several days."""
    for day in (date(2026, 7, 7), date(2026, 7, 20), date(2026, 9, 1)):
        with on(half_year, day).reading() as reading:
            rules = law(reading)
            lines = task_page(reading, TaskFilter(), limit=500)
            assert lines
            for line in lines:
                status = status_of(course_of(reading, rules, line.task_no), day)
                assert (line.late_days, line.overdue, line.near_due, line.due) == (
                    status.late_days,
                    status.overdue,
                    status.near_due,
                    status.due,
                )
            counts = task_counts(reading)
            assert counts.overdue == sum(line.overdue for line in lines)
            assert counts.near_due == sum(line.near_due for line in lines)
            assert counts.open == len(lines)


def test_ones_own_finding_of_today_is_taken_back_by_an_open_record_and_counts_as_withdrawn(sample: Context) -> None:
    finding = found(sample)
    move = take_back(person(sample, INSPECTOR), finding.task_no, "mistaken")
    assert (move.move, move.by, move.note) == (MoveKind.WITHDRAW, INSPECTOR, "mistaken")
    with sample.reading() as reading:
        assert course_of(reading, law(reading), finding.task_no).state is State.WITHDRAWN
        trail = table_of(TrailRow)
        last = reading.session.execute(select(trail.c.action).order_by(trail.c.seq.desc()).limit(1)).scalar()
    assert last == Action.TAKE_BACK
    with pytest.raises(GuardFailed, match="take-back-moved"):
        take_back(person(sample, INSPECTOR), finding.task_no, "again")


def test_what_is_anothers_of_another_day_or_already_answered_is_not_taken_back(sample: Context) -> None:
    finding, answered = found(sample), found(sample)
    walk(sample, answered.task_no, (BRANCH, MoveKind.ACKNOWLEDGE))
    later = on(person(sample, INSPECTOR), date(2026, 7, 8))
    for who, task_no, code in (
        (person(sample, SECOND), finding.task_no, "take-back-not-own"),
        (later, finding.task_no, "take-back-other-day"),
        (person(sample, INSPECTOR), answered.task_no, "take-back-moved"),
    ):
        with pytest.raises(GuardFailed, match=code):
            take_back(who, task_no, "x")
    with pytest.raises(NotPermitted, match="role-may-not"):
        take_back(person(sample, BRANCH), finding.task_no, "x")


def test_a_plan_needs_its_root_cause_unless_the_problem_is_minor(sample: Context) -> None:
    task, minor = found(sample).task_no, found(sample, severity=Severity.MINOR).task_no
    walk(sample, task, TO_REQUEST[0])
    walk(sample, minor, TO_REQUEST[0])
    bare = NewMove(task, MoveKind.FILE_PLAN, note="立即更新清单")
    with pytest.raises(GuardFailed, match="cause-missing"):
        move_task(person(sample, BRANCH), bare)
    move_task(person(sample, BRANCH), replace(bare, task_no=minor))
    move_task(person(sample, BRANCH), replace(bare, cause_kind="oversight", cause="支部书记没有逐月核对"))
    move_task(person(sample, BRANCH), replace(bare, cause_kind="oversight", cause="没有逐月核对，也无人提醒"))
    with sample.reading() as reading:
        cause = task_detail(reading, task).cause
        lines = [each for each in register_lines(reading, "root_causes") if each.cells["task_no"] == task]
        told = (
            reading.session.execute(select(table_of(TrailRow).c.facts).where(table_of(TrailRow).c.subject == task))
            .scalars()
            .all()
        )
    assert cause is not None
    assert cause.cause == "没有逐月核对，也无人提醒"
    assert [line.replaced_by for line in lines].count(None) == 1
    assert any(cause.cause_no in str(each) for each in told)
