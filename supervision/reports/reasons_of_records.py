"""How bonus, cap, floor and correction lines read (R-14, R-24, R-25, R-27, R-28)."""

from __future__ import annotations

from collections.abc import Mapping

from supervision.domain.model import CadreTarget, Finding, Measure, Move, Rating
from supervision.queries.line_sources import LateRow, correction_of
from supervision.reports import shown
from supervision.reports.reason import Reason, Sayer


def _floor(of: Reason) -> str:
    return of.say("floor", max=shown.points(of.own_item.max))


def _bonus(of: Reason) -> str:
    row = of.sources.bonuses[of.line.source]
    item = of.sources.rubric.bonus.items[row.code]
    level = of.say("level", level=of.words.noun("bonus_level", row.level)) if row.level else ""
    matter = of.say("matter", matter=row.matter) if row.matter else ""
    return of.say(
        "bonus",
        name=shown.named(of.words, item),
        level=level,
        matter=matter,
        number=row.bonus_no,
        on=of.day(row.approved_on),
    )


def _bonus_cap(of: Reason) -> str:
    terms = of.sources.rubric.bonus
    return of.say("bonus_cap", month=shown.figure(terms.cap_month), year=shown.figure(terms.cap_year))


def _correction(of: Reason) -> str:
    number, period, row_no = correction_of(of.line.source)
    row = of.sources.late_rows[row_no]
    return of.say(
        "correction",
        number=number,
        month=shown.month(of.words, period),
        what=_what(of, row),
        row=row_no,
        on=of.day(row.recorded_at.date()),
    )


def _what(of: Reason, row: LateRow) -> str:
    match row:
        case Finding():
            return of.say("late_finding", number=row.finding_no, problem=row.problem_type)
        case Move():
            return of.say("late_move", task=row.task_no, on=of.day(row.on), move=of.words.noun("move", row.move))
        case Measure():
            return of.say("late_measure", metric=shown.known(of.words, f"nouns.measure.{row.metric}", row.metric))
        case Rating():
            item = shown.named(of.words, of.sources.rubric.item(row.item))
            return of.say("late_rating", name=of.person(row.rater), item=item, value=shown.figure(row.value))
        case CadreTarget():
            return of.say("late_target", name=of.person(row.person_no))


def _clamp(of: Reason) -> str:
    return of.say("clamp", highest=shown.figure(of.sources.rubric.final_cap))


def _veto_cap(of: Reason) -> str:
    row = of.sources.vetoes[of.line.source]
    rubric = of.sources.rubric
    names = rubric.veto_names_zh if of.words.lang == "zh" else rubric.veto_names_en
    return of.say(
        "veto_cap",
        name=names.get(row.code, row.code),
        number=row.veto_no,
        on=of.day(row.approved_on),
        cap=shown.figure(rubric.veto_cap),
    )


SAYERS: Mapping[str, Sayer] = {
    "floor": _floor,
    "bonus": _bonus,
    "bonus_cap": _bonus_cap,
    "correction": _correction,
    "clamp": _clamp,
    "veto_cap": _veto_cap,
}
