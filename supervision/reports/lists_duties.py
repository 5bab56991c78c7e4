"""Which standing responsibilities the 责任清单 holds beside those for each finding: the register's, as on a day.

Who answers for one matter is `queries.answering`' question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from supervision.context import Reading
from supervision.domain.answering import holds
from supervision.domain.checks.registers import EVERYTHING
from supervision.domain.register_facts import Responsibility
from supervision.domain.rubric import Category, Item, Rubric
from supervision.i18n import Words
from supervision.queries.registers import register_rows
from supervision.reports import shown
from supervision.reports.document import Cell
from supervision.reports.register_sheet import Namer, choice_name

_FIRST = "first_responsible"
"""The duty whose holder leads the unit."""


def standing_duties(reading: Reading, day: date, rubric: Rubric, words: Words) -> list[Mapping[str, Cell]]:
    """Field → cell of every responsibility in force on the day: the township's, then unit by unit."""
    rows: list[Responsibility] = register_rows(reading, "responsibilities")
    held = [row for row in rows if holds(row, day)]
    held.sort(key=lambda row: (row.unit or "", row.duty_no))
    namer, things = Namer(reading, words), {**_named(rubric.categories, words), **_named(rubric.items, words)}
    things[EVERYTHING] = words("registers.everything")
    first = {row.unit: namer.people.get(row.person_no) for row in held if row.duty == _FIRST}
    township = words("summary.lists.township")
    return [
        {
            "matter": things.get(row.scope)
            or (words("registers.everything") if row.scope == EVERYTHING else row.scope),
            "duty": row.matter or choice_name(words, "duty", row.duty),
            "leader": first.get(row.unit),
            "unit": township if row.unit is None else namer.units.get(row.unit, row.unit),
            "owner": namer.people.get(row.person_no, row.person_no),
            "term": row.frequency,
            "state": words("summary.lists.since", on=shown.day(words, row.valid_from)),
        }
        for row in held
    ]


def _named(things: Sequence[Category] | Sequence[Item], words: Words) -> dict[str, str]:
    return {each.code: f"{each.code} {shown.named(words, each)}" for each in things}
