"""Publicity and appeals: a line is objected to, the facts are put right, before and after are told."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from supervision.context import Context, Reading
from supervision.domain.differences import differences
from supervision.domain.errors import BadInput, Conflict, GuardFailed, NotThisMonth
from supervision.domain.model import MoveKind
from supervision.queries.appeals import appeals
from supervision.queries.delegations import acting
from supervision.queries.months import month_line, month_result
from supervision.queries.notices import inbox
from supervision.queries.people import units
from supervision.queries.preview import preview
from supervision.services.appeals import NewAppeal, decide_appeal, file_appeal, start_publicity
from supervision.services.delegations import delegate
from supervision.services.months import approve_month, open_month, score_month
from supervision.services.rectification import NewMove, move_task
from supervision.services.tasks import open_tasks
from supervision.store.mapping import FINDINGS, MOVES
from tests.conftest import SECRETARY, fixed, person, run_month

COMMISSIONER = "P000003"
LAST_OF_JUNE = date(2026, 6, 30)
PERIODS = [f"2026-{month:02d}" for month in range(1, 6)]


def at(context: Context, moment: datetime) -> Context:
    return Context(context.database, context.township, context.actor, fixed(moment))


@pytest.fixture
def shown(sample: Context) -> Context:
    """June scored on 1 July 2026 and put on show on that Wednesday."""
    for period in PERIODS:
        run_month(sample, period)
    context = at(sample, datetime(2026, 7, 1, 12))
    open_month(context, "2026-06")
    open_tasks(context, LAST_OF_JUNE)
    score_month(context, "2026-06", datetime(2026, 7, 1, 11))
    assert start_publicity(person(context, COMMISSIONER), "2026-06") == date(2026, 7, 6)
    return context


def a_finding_line(context: Context) -> tuple[str, str, str, str]:
    """Unit, item, finding number and the secretary of the unit of some line that a finding cost in June."""
    with context.reading() as reading:
        for unit in month_result(reading, "2026-06").units:
            for item in unit.items:
                for line in item.lines:
                    if line.reason == "finding" and _quiet(reading, line.source):
                        secretary = {"V01": "P000013"}.get(unit.unit) or _secretary(reading, unit.unit)
                        return unit.unit, item.code, line.source, secretary
    raise AssertionError("the sample has no finding in June")


def _quiet(reading: Reading, finding: str) -> bool:
    """Nothing was recorded on its task after 1 July: the sample goes on where the test begins."""
    task = FINDINGS.read(reading.session, "T01", FINDINGS.table.c.finding_no == finding)[0].task_no
    moves = MOVES.read(reading.session, "T01", MOVES.table.c.task_no == task)
    return all(move.recorded_at < datetime(2026, 7, 1, 12) for move in moves)


def _secretary(reading: Reading, unit: str) -> str:
    return next(line.secretary_no or "" for line in units(reading) if line.unit == unit)


def test_an_upheld_appeal_needs_its_facts_put_right_and_tells_before_and_after(shown: Context) -> None:
    unit, item, finding, secretary = a_finding_line(shown)
    number = file_appeal(person(shown, secretary), NewAppeal("2026-06", unit, item, finding, "当日已整改，有照片"))
    commissioner = person(shown, COMMISSIONER)
    with pytest.raises(GuardFailed, match="appeal-facts-unchanged"):
        decide_appeal(commissioner, number, upheld=True, answer="同意")
    with shown.reading() as reading:
        task = FINDINGS.read(reading.session, "T01", FINDINGS.table.c.finding_no == finding)[0].task_no
        before = month_result(reading, "2026-06")
    later = at(shown, datetime(2026, 7, 2, 9))
    move_task(person(later, COMMISSIONER), NewMove(task, MoveKind.WITHDRAW, note="申诉成立"))
    last = at(shown, datetime(2026, 7, 2, 10))
    assert decide_appeal(person(last, COMMISSIONER), number, upheld=True, answer="同意") == Decimal(0)
    with last.reading() as reading:
        line = appeals(reading, "2026-06")[0]
        changed = list(differences(before, preview(reading, "2026-06")))
    assert line.state == "upheld"
    assert line.points_before < 0
    assert (unit, item, finding) in {(each.unit, each.section, each.source) for each in changed}
    assert {each.unit for each in changed if each.section == item} == {unit}
    with pytest.raises(Conflict, match="appeal-decided"):
        decide_appeal(person(last, COMMISSIONER), number, upheld=False, answer="不同意")


def test_the_secretary_signs_when_publicity_is_over_and_every_appeal_is_answered(shown: Context) -> None:
    unit, item, finding, secretary = a_finding_line(shown)
    number = file_appeal(person(shown, secretary), NewAppeal("2026-06", unit, item, finding, "有异议"))
    with shown.reading() as reading:
        sha = str(month_line(reading, "2026-06").draft_sha)
    with pytest.raises(NotThisMonth, match="publicity-running"):
        approve_month(person(shown, SECRETARY), "2026-06", sha)
    after = at(shown, datetime(2026, 7, 7, 9))
    with pytest.raises(NotThisMonth, match="appeals-open"):
        approve_month(person(after, SECRETARY), "2026-06", sha)
    decide_appeal(person(after, COMMISSIONER), number, upheld=False, answer="佐证不足")
    approve_month(person(after, SECRETARY), "2026-06", sha)


def test_an_appeal_names_a_line_that_is_there_and_comes_in_time(shown: Context) -> None:
    unit, item, finding, secretary = a_finding_line(shown)
    with pytest.raises(BadInput, match="no-such-line"):
        file_appeal(person(shown, secretary), NewAppeal("2026-06", unit, item, "W0", "有异议"))
    with pytest.raises(GuardFailed, match="publicity-not-started"):
        file_appeal(person(shown, secretary), NewAppeal("2026-05", unit, item, finding, "有异议"))
    late = at(shown, datetime(2026, 7, 7, 9))
    with pytest.raises(GuardFailed, match="appeal-too-late"):
        file_appeal(person(late, secretary), NewAppeal("2026-06", unit, item, finding, "有异议"))


def test_an_appeal_is_told_to_whoever_answers_and_its_answer_to_whoever_filed_it(shown: Context) -> None:
    unit, item, finding, secretary = a_finding_line(shown)
    number = file_appeal(person(shown, secretary), NewAppeal("2026-06", unit, item, finding, "有异议"))
    decide_appeal(person(shown, COMMISSIONER), number, upheld=False, answer="佐证不足")
    with shown.reading() as reading:
        told = {who: [item.kind for item in inbox(reading, who)[0].items] for who in (COMMISSIONER, secretary)}
    assert "appeal" in told[COMMISSIONER]
    assert "appeal_answered" in told[secretary]


def test_nobody_answers_an_appeal_of_their_own_or_of_their_own_unit(shown: Context) -> None:
    unit, item, finding, secretary = a_finding_line(shown)
    delegate(person(shown, secretary), COMMISSIONER, date(2026, 7, 20), "外出")
    delegate(person(shown, COMMISSIONER), secretary, date(2026, 7, 20), "外出")
    with shown.reading() as reading:
        filing, answering = (
            acting(reading, each) for each in (f"{COMMISSIONER}/{secretary}", f"{secretary}/{COMMISSIONER}")
        )
    number = file_appeal(shown.acting_as(filing), NewAppeal("2026-06", unit, item, finding, "有异议"))
    for actor in (person(shown, COMMISSIONER).actor, answering):
        with pytest.raises(GuardFailed, match="own-appeal"):
            decide_appeal(shown.acting_as(actor), number, upheld=False, answer="佐证不足")
    decide_appeal(person(shown, SECRETARY), number, upheld=False, answer="佐证不足")
