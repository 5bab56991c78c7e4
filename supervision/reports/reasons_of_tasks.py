"""How lines that come from findings and their handling read (R-10, R-16, R-19 to R-22)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from supervision.domain.course import Course, Round
from supervision.domain.ladder import cards_of_round
from supervision.domain.model import Finding, MoveKind
from supervision.domain.period import last_day
from supervision.domain.recurrence import multiplier
from supervision.domain.scoring.steps import plan_deadlines
from supervision.queries.line_sources import task_of
from supervision.reports import shown
from supervision.reports.reason import Reason, Sayer


def _finding(of: Reason) -> str:
    finding = of.sources.findings[of.line.source]
    place = of.sources.places.get(finding.finding_no, 1)
    factor = multiplier(place, of.sources.rubric.recurrence)
    repeated = of.say("finding_repeated", place=place, factor=shown.figure(factor)) if factor != 1 else ""
    return of.say(
        "finding",
        on=of.day(finding.found_on),
        problem=finding.problem_type,
        facts=finding.facts,
        number=finding.finding_no,
        severity=of.words.noun("severity", finding.severity),
        repeated=repeated,
    )


def _recurrence(of: Reason) -> str:
    finding = of.sources.findings[of.line.source]
    return of.say(
        "recurrence",
        problem=finding.problem_type,
        place=of.sources.places.get(finding.finding_no, 1),
        number=finding.finding_no,
        on=of.day(finding.found_on),
    )


def _ack_late(of: Reason) -> str:
    finding, course = _task(of, of.line.source)
    by = of.sources.workdays.nth_after(finding.issued_on, of.params["ack_working_days"])
    done = _first(course.rounds[0], MoveKind.ACKNOWLEDGE, MoveKind.DISPUTE)
    issued = of.day(finding.issued_on)
    return of.say("ack_late", task=finding.task_no, issued=issued, by=of.day(by), done=_done(of, done))


def _plan_late(of: Reason) -> str:
    finding, course = _task(of, of.line.source)
    by, _ = plan_deadlines(of.sources.workdays, course, of.params["plan_working_days"])
    done = _first(course.rounds[0], MoveKind.FILE_PLAN, MoveKind.REQUEST_CLOSURE)
    return of.say("plan_late", task=finding.task_no, by=of.day(by) if by else "", done=_done(of, done))


def _plan_missing(of: Reason) -> str:
    finding, course = _task(of, of.line.source)
    due = course.rounds[0].due or course.rounds[0].original_due
    return of.say("plan_missing", task=finding.task_no, due=of.day(due))


def _returned(of: Reason) -> str:
    task_no, number = task_of(of.line.source)
    on = date.fromisoformat(of.line.source.rpartition("@")[2])
    _, each = _round(of)
    move = next(move for move in each.moves if move.move is MoveKind.RETURN_CLOSURE and move.on == on)
    return of.say("returned", task=task_no, round=number, on=of.day(on), by=_by(of, move.by, move.note))


def _reopened(of: Reason) -> str:
    task_no, number = task_of(of.line.source)
    _, each = _round(of)
    move = each.moves[0]
    return of.say("reopened", task=task_no, round=number, on=of.day(each.start_on), by=_by(of, move.by, move.note))


def _reopen(of: Reason) -> str:
    task_no, number = task_of(of.line.source)
    _, each = _round(of)
    return of.say("reopen", task=task_no, round=number, on=of.day(each.start_on))


def _late_week(of: Reason) -> str:
    task_no, number = task_of(of.line.source)
    on = date.fromisoformat(of.line.source.rpartition("@")[2])
    finding, each = _round(of)
    late = each.late_days(on)
    return of.say(
        "late_week",
        task=task_no,
        round=number,
        due=of.day(each.due or each.original_due),
        on=of.day(on),
        late=late,
        week=(late - 1) // int(of.params["week_days"]) + 1,
        severity=of.words.noun("severity", finding.severity),
    )


def _card(of: Reason) -> str:
    task_no, number = task_of(of.line.source)
    finding, each = _round(of)
    code = of.line.reason.removeprefix("card_")
    card = next(card for card in cards_of_round(task_no, each, last_day(of.sources.period)) if card.level.code == code)
    return of.say(
        "card",
        task=task_no,
        round=number,
        on=of.day(card.on),
        late=card.level.at_late_day,
        level=shown.known(of.words, f"nouns.level.{code}", card.level.name_zh),
        number=finding.finding_no,
    )


def _task(of: Reason, task_no: str) -> tuple[Finding, Course]:
    course = of.sources.courses[task_no]
    return course.finding, course


def _round(of: Reason) -> tuple[Finding, Round]:
    task_no, number = task_of(of.line.source)
    finding, course = _task(of, task_no)
    return finding, course.rounds[number - 1]


def _first(each: Round, *kinds: MoveKind) -> date | None:
    return next((move.on for move in each.moves if move.move in kinds), None)


def _done(of: Reason, on: date | None) -> str:
    return of.say("not_done") if on is None else of.say("done_on", on=of.day(on))


def _by(of: Reason, person_no: str, note: str | None) -> str:
    name = of.person(person_no)
    return of.say("by_note", name=name, note=note) if note else name


SAYERS: Mapping[str, Sayer] = {
    "finding": _finding,
    "recurrence": _recurrence,
    "ack_late": _ack_late,
    "plan_late": _plan_late,
    "plan_missing": _plan_missing,
    "returned": _returned,
    "reopened": _reopened,
    "reopen": _reopen,
    "late_week": _late_week,
    "card": _card,
}
