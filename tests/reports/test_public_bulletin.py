"""The public version of a bulletin must not tell what people wrote about people, wherever a bulletin repeats it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from supervision.context import Context
from supervision.i18n import LANGUAGES, Words
from supervision.queries.ledger import ledger
from supervision.queries.line_sources import line_sources
from supervision.queries.people import people
from supervision.reports.bulletin import bulletin, public_bulletin
from supervision.reports.writing import render
from tests.reports.conftest import HOSTILE, PERIOD, result_of

_TERM = 4
"""Characters of a term such as 整改方案, which the bulletin's own sentences hold too."""


def said(value: Any) -> str:
    """Every text anywhere in a document's blocks, line by line."""
    if isinstance(value, tuple):
        return "\n".join(said(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return "\n".join(said(getattr(value, each.name)) for each in fields(value))
    return str(value)


def written(context: Context) -> set[str]:
    """What people wrote in the records that the month's bulletin speaks of."""
    result = result_of(context)
    with context.reading() as reading:
        rows, sources = ledger(reading, PERIOD).rows, line_sources(reading, result)
    notes = [move.note for course in sources.courses.values() for each in course.rounds for move in each.moves]
    texts = [text for row in rows for text in (row.finding.facts, *row.measures)]
    texts += [note for note in (*notes, *(row.last_move.note for row in rows if row.last_move)) if note]
    texts += [each.comment for given in sources.ratings.values() for each in given if each.comment]
    return {text.rstrip("。") for text in (*texts, *HOSTILE) if len(text) > _TERM}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_public_bulletin_tells_types_and_numbers_and_nothing_that_people_wrote(
    spoilt_township: Context, lang: str
) -> None:
    with spoilt_township.reading() as reading:
        inside, outside = (make(reading, PERIOD, Words(lang)) for make in (bulletin, public_bulletin))
        found = ledger(reading, PERIOD).new
        names = {each.name for each in people(reading)}
    told, public = said(inside.blocks), said(outside.blocks)
    texts = written(spoilt_township)
    assert sum(text in told for text in texts) > len(HOSTILE)
    assert {text for text in texts if text in public} == set()
    assert {name for name in names if name in public} == set()
    assert all(row.finding.finding_no in public and row.finding.problem_type in public for row in found)
    assert [each.value for each in outside.figures] == [each.value for each in inside.figures]
    assert render(outside, ".docx", lang)  # read back before it is given: figures and tables agree
