"""What the papers of a task say: rectification notice, closure form, extension decision. Papers of cards: `order`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.course import Course, Round
from supervision.domain.model import Move, MoveKind
from supervision.domain.papers import PaperDue
from supervision.domain.trail import canonical
from supervision.i18n import LANGUAGES, Words
from supervision.queries.courses import course_of
from supervision.queries.evidence import evidence_of
from supervision.queries.law import law
from supervision.queries.papers import IssuedPaper
from supervision.queries.people import people, township_name, unit_names
from supervision.reports import shown
from supervision.reports.document import Document
from supervision.reports.form_texts import branch, form_blocks


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a paper is about, read once for all languages."""

    reading: Reading
    due: PaperDue
    number: str
    course: Course
    township: str
    unit: str
    people: Mapping[str, tuple[str, str]]

    @property
    def round(self) -> Round:
        return self.course.rounds[self.due.round - 1]

    @property
    def move(self) -> Move:
        """The move that the paper rests on."""
        return next(each for each in self.round.moves if each.seq == self.due.seq)


def telling(reading: Reading, due: PaperDue, number: str) -> str:
    """Everything that the paper says, in every language; canonical JSON, to be kept as issued."""
    course = course_of(reading, law(reading), due.task_no)
    unit = course.finding.unit
    known = {each.person_no: (each.name, each.role) for each in people(reading)}
    names = unit_names(reading)
    matter = _Matter(reading, due, number, course, township_name(reading), names.get(unit, unit), known)
    return canonical({lang: _fields(matter, Words(lang)) for lang in LANGUAGES})


def paper(issued: IssuedPaper, words: Words) -> Document:
    """The paper as it was issued."""
    fields = issued.fields_in(words.lang)
    title = words.noun("document", issued.kind)
    return Document(
        f"{title} {issued.number}",
        tuple(form_blocks(issued.kind, fields, words)),
        dated=issued.issued_at,
        kind=issued.kind,
        fields=tuple(sorted(fields.items())),
    )


def _fields(matter: _Matter, words: Words) -> dict[str, str]:
    finding = matter.course.finding
    shared = {
        "issuer": words("reports.order.issuer", township=matter.township),
        "number": matter.number,
        "unit": branch(matter.unit, words),
        "finding_no": finding.finding_no,
        "task_no": finding.task_no,
        "problem": finding.problem_type,
        "day": _day(matter.reading.today, words),
    }
    return shared | _OWN[matter.due.kind](matter, words)


def _notice(matter: _Matter, words: Words) -> dict[str, str]:
    finding = matter.course.finding
    rubric = law(matter.reading).timeline(matter.reading.today).rubric_at(finding.found_on)
    start = matter.round.start_on
    return {
        "found_on": _day(finding.found_on, words),
        "found_by": _person(matter, finding.found_by, words),
        "source": words.noun("source", finding.source),
        "item": f"{finding.item} {shown.named(words, rubric.item(finding.item))}",
        "severity": words.noun("severity", finding.severity),
        "facts": finding.facts,
        "owner": _person(matter, finding.owner, words),
        "due": _day(matter.round.original_due, words),
        "days": str((matter.round.original_due - start).days),
    }


def _closure(matter: _Matter, words: Words) -> dict[str, str]:
    finding, moves = matter.course.finding, matter.round.moves
    closed = next((each for each in moves if each.move is MoveKind.CLOSE and each.seq > matter.due.seq), None)
    done = [each.note for each in moves if each.note and each.seq <= matter.due.seq]
    files = [
        words("papers.evidence", name=each.name, kind=each.kind, digest=each.sha256[:8])
        for each in evidence_of(matter.reading, finding.task_no)
    ]
    verifiers = [closed.by, closed.second_by] if closed is not None else []
    return {
        "owner": _person(matter, finding.owner, words),
        "facts": finding.facts,
        "due": _day(matter.round.due or matter.round.original_due, words),
        "requested_on": _day(matter.move.on, words),
        "measures": shown.joined(words, done),
        "evidence": shown.joined(words, files) or words("papers.no-evidence"),
        "verified": (closed.note or "") if closed is not None else "",
        "verifier": shown.listed(words, [_person(matter, each, words) for each in verifiers if each]),
        "closed_on": _day(closed.on, words) if closed is not None else "",
        "publicity": "",
    }


def _extension(matter: _Matter, words: Words) -> dict[str, str]:
    move = matter.move
    earlier = [each for each in matter.round.moves if each.move is MoveKind.GRANT_EXTENSION]
    last = earlier[-1] is move
    return {
        "original_due": _day(matter.round.original_due, words),
        "new_due": _day(matter.round.due if last else None, words),
        "days": str(move.days or 0),
        "reason": move.note or "",
        "approver": _person(matter, move.approved_by or move.by, words),
        "decided_on": _day(move.on, words),
    }


_OWN = {"rectification_notice": _notice, "closure_form": _closure, "extension_decision": _extension}


def _day(on: date | None, words: Words) -> str:
    return "—" if on is None else shown.day(words, on)


def _person(matter: _Matter, person_no: str, words: Words) -> str:
    found = matter.people.get(person_no)
    if found is None:
        return words("papers.nobody")
    return words("papers.one", name=found[0], role=words.noun("role", found[1]))
