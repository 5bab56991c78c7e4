"""What the paper of a card says: supervision order (督办单), interview notice (约谈通知), accountability proposal.

It tells how things stood on the day on which the level was reached, so it reads the same whenever it is written; what
people add by hand has empty lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.course import Course, Round
from supervision.domain.model import MoveKind
from supervision.i18n import Words
from supervision.queries.courses import course_of
from supervision.queries.issued_cards import IssuedCard, issued_card
from supervision.queries.law import law
from supervision.queries.people import people, township_name, unit_names
from supervision.reports import shown
from supervision.reports.document import Addressee, Block, Column, Document, Paragraph, Signature, Table, Title

FIELDS: Mapping[str, Sequence[str]] = {
    "supervision_order": (
        *("number", "colour", "task_no", "problem", "facts", "source", "unit", "owner", "demand"),
        *("original_due", "due", "late_days", "new_due", "leader_note", "progress", "outcome", "filed"),
    ),
    "interview_notice": (
        *("number", "colour", "person", "time", "place", "reason", "task_no", "facts", "original_due", "due"),
        *("late_days", "demand", "record", "filed"),
    ),
    "accountability_proposal": (
        *("number", "task_no", "unit", "owner", "problem", "facts", "source", "severity", "original_due", "due"),
        *("late_days", "moves", "reason", "proposal", "decision", "filed"),
    ),
}
"""The lines of each kind of paper in their order (domain.md, B4); some are left for people to fill in."""
BY_HAND = frozenset(
    {"new_due", "leader_note", "progress", "outcome", "filed", "time", "place", "record", "proposal", "decision"}
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A card with the task it stands for."""

    words: Words
    township: str
    card: IssuedCard
    course: Course
    unit: str
    item: str
    people: Mapping[str, str]

    def say(self, key: str, **facts: object) -> str:
        return self.words(f"reports.order.{key}", **facts)

    def day(self, on: date | None) -> str:
        return "—" if on is None else shown.day(self.words, on)


def order(reading: Reading, document_no: str, words: Words) -> Document:
    """The paper with that number. Raises BadInput when there is none."""
    card = issued_card(reading, document_no)
    rules = law(reading)
    course = course_of(reading, rules, card.task_no)
    rubric = rules.timeline(reading.today).rubric_at(course.finding.found_on)
    item = rubric.item(course.finding.item)
    paper = Paper(
        words=words,
        township=township_name(reading),
        card=card,
        course=course,
        unit=unit_names(reading).get(card.unit, card.unit),
        item=shown.named(words, item),
        people={person.person_no: person.name for person in people(reading)},
    )
    title = words.noun("document", card.document)
    return Document(f"{title} {document_no}", tuple(_blocks(paper, title)), dated=card.issued_at)


def _blocks(paper: Paper, title: str) -> Iterator[Block]:
    yield Title(paper.say("heading", township=paper.township, title=title), paper.card.document_no)
    yield Addressee(paper.say("addressee", unit=paper.unit))
    yield Paragraph(paper.say(f"opening.{paper.card.document}", **_opening(paper)))
    rows = tuple((_label(paper, field), _value(paper, field)) for field in FIELDS[paper.card.document])
    yield Table((Column(paper.words("reports.page.what"), 36), Column(paper.words("reports.page.value"), 120)), rows)
    yield Signature(paper.say("issuer", township=paper.township), paper.day(paper.card.issued_at.date()))


def _opening(paper: Paper) -> dict[str, object]:
    return {
        "task": paper.card.task_no,
        "due": paper.day(_due(paper)),
        "day": paper.day(paper.card.reached_on),
        "late": _late_days(paper),
        "level": paper.words.noun("level", paper.card.code),
    }


def _label(paper: Paper, field: str) -> str:
    own = f"reports.order.field.{field}"
    return paper.words(own if paper.words.template(own) is not None else f"reports.field.{field}")


def _value(paper: Paper, field: str) -> str:
    finding, words = paper.course.finding, paper.words
    if field in BY_HAND:
        return ""
    known = {
        "number": paper.card.document_no,
        "colour": words.noun("level", paper.card.code),
        "task_no": f"{finding.task_no} ({finding.finding_no})",
        "unit": paper.unit,
        "owner": _name(paper, finding.owner),
        "person": _name(paper, finding.owner),
        "problem": f"{finding.item} {paper.item} {finding.problem_type}",
        "facts": finding.facts,
        "source": words.noun("source", finding.source),
        "severity": words.noun("severity", finding.severity),
        "original_due": paper.day(_round(paper).original_due),
        "due": paper.day(_due(paper)),
        "late_days": str(_late_days(paper)),
        "demand": paper.say(f"demand.{paper.card.document}"),
        "reason": paper.say("reason", late=_late_days(paper), level=words.noun("level", paper.card.code)),
        "moves": _moves(paper),
    }
    return known[field]


def _round(paper: Paper) -> Round:
    return paper.course.rounds[paper.card.round - 1]


def _due(paper: Paper) -> date | None:
    return _round(paper).due


def _late_days(paper: Paper) -> int:
    return _round(paper).late_days(paper.card.reached_on)


def _moves(paper: Paper) -> str:
    """What was done by the day of the card, in the order of the days."""
    done = [move for each in paper.course.rounds for move in each.moves if move.on <= paper.card.reached_on]
    named = [f"{paper.day(move.on)} {paper.words.noun('move', MoveKind(move.move))}" for move in done]
    return shown.joined(paper.words, named) or paper.say("no_moves")


def _name(paper: Paper, person_no: str) -> str:
    return f"{paper.people.get(person_no, '')} ({person_no})".strip()
