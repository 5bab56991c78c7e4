"""What the paper of a card says: supervision order (督办单), interview notice (约谈通知), accountability proposal.

It tells how things stood on the day on which the level was reached, so it reads the same whenever it is written; what
people add by hand has empty lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.course import Course, Round
from supervision.domain.model import MoveKind
from supervision.i18n import Words
from supervision.queries.answering import Answerable, escalation
from supervision.queries.courses import course_of
from supervision.queries.issued_cards import IssuedCard, issued_card
from supervision.queries.law import law
from supervision.queries.people import people, township_name, unit_names
from supervision.reports import shown
from supervision.reports.document import Document
from supervision.reports.form_texts import branch, form_blocks
from supervision.reports.templates.kinds import FORMS


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
    way_up: Sequence[Answerable]
    """Whoever answered on the day of the card, then one level up after the other, as known when it was issued."""

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
        way_up=escalation(reading, card.unit, course.finding.item, card.reached_on, card.issued_at),
    )
    fields = _fields(paper)
    return Document(
        f"{words.noun('document', card.document)} {document_no}",
        tuple(form_blocks(card.document, fields, words)),
        dated=card.issued_at,
        kind=card.document,
        fields=tuple(sorted(fields.items())),
    )


def _fields(paper: Paper) -> dict[str, str]:
    """The fields of this kind of paper, those of its template."""
    known = _values(paper)
    return {name: known[name] for name in FORMS[paper.card.document]}


def _opening(paper: Paper) -> dict[str, object]:
    return {
        "task": paper.card.task_no,
        "due": paper.day(_due(paper)),
        "day": paper.day(paper.card.reached_on),
        "late": _late_days(paper),
        "level": paper.words.noun("level", paper.card.code),
    }


def _values(paper: Paper) -> dict[str, str]:
    finding, words = paper.course.finding, paper.words
    return {
        "issuer": paper.say("issuer", township=paper.township),
        "day": paper.day(paper.card.issued_at.date()),
        "opening": paper.say(f"opening.{paper.card.document}", **_opening(paper)),
        "number": paper.card.document_no,
        "colour": words.noun("level", paper.card.code),
        "task_no": words("papers.numbered", name=finding.task_no, number=finding.finding_no),
        "unit": branch(paper.unit, words),
        "owner": _name(paper, finding.owner),
        "person": _name(paper, finding.owner),
        "problem": f"{finding.item} {paper.item} {finding.problem_type}",
        "facts": finding.facts,
        "source": words.noun("source", finding.source),
        "severity": words.noun("severity", finding.severity),
        "original_due": paper.day(_round(paper).original_due),
        "due": paper.day(_due(paper)),
        "late_days": str(_late_days(paper)),
        "demand": _demand(paper),
        "reason": paper.say("reason", late=_late_days(paper), level=words.noun("level", paper.card.code)),
        "moves": _moves(paper),
        "way_up": _way_up(paper),
    }


def _demand(paper: Paper) -> str:
    key = f"reports.order.demand.{paper.card.document}"
    return paper.words(key) if paper.words.template(key) is not None else ""


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


def _way_up(paper: Paper) -> str:
    """一级抓一级: whoever answers, then the next level each time."""
    return " → ".join(each.name for each in paper.way_up)


def _name(paper: Paper, person_no: str) -> str:
    return paper.words("papers.numbered", name=paper.people.get(person_no, ""), number=person_no)
