"""A unit's turnaround file (后进整顿档案): why it was listed, its team, plan, monthly progress, acceptance, what lacks.

What is in the file is `queries.turnaround_files`' question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from supervision.context import Reading
from supervision.domain.checks.columns_of_registers import FOUR_ONES
from supervision.domain.errors import BadInput
from supervision.domain.model import TurnaroundEvent
from supervision.domain.period import period_of
from supervision.domain.register_facts import TurnaroundStep
from supervision.domain.rubric import TurnaroundTerms
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.law import law
from supervision.queries.people import people
from supervision.queries.turnaround_files import TurnaroundPapers, turnaround_papers
from supervision.reports import shown
from supervision.reports.document import Block, Cell, Column, Document, Heading, Kind, Paragraph, Table, Title
from supervision.reports.register_sheet import choice_name


def turnaround_file(reading: Reading, unit: str, words: Words) -> Document:
    """The file as it stands today. Raises BadInput for a unit that was never in turnaround."""
    reading.check_readable(Subject.DOCUMENTS, unit)
    papers = turnaround_papers(reading).get(unit)
    if papers is None:
        raise BadInput("no-turnaround", value=unit)
    terms = law(reading).timeline(reading.today).rubric_for(period_of(reading.today)).turnaround
    title = words("summary.turnaround.title", unit=papers.file.name)
    blocks = (
        Title(title),
        Heading(words("summary.turnaround.reason")),
        *_reason(papers, terms, words),
        Heading(words("summary.turnaround.team")),
        _table(_team(papers, words), words, ("role", 35), ("member", 56), ("on", 38), ("note", 27)),
        Heading(words("summary.turnaround.plan")),
        *_plan(papers, words),
        Heading(words("summary.turnaround.progress")),
        *_told(papers.steps, "progress", words),
        Heading(words("summary.turnaround.acceptance")),
        *_acceptance(papers, words),
        Heading(words("summary.turnaround.observation")),
        *_told(papers.steps, "observation", words),
        Heading(words("summary.turnaround.lacking")),
        *_lacking(papers, words),
    )
    names = tuple(person.name for person in people(reading))
    return Document(title, blocks, datetime.combine(reading.today, time()), people=names)


def _table(rows: Sequence[tuple[Cell, ...]], words: Words, *columns: tuple[str, float]) -> Table:
    kinds: dict[str, Kind] = {"on": "centred", "score": "centred", "dissatisfied": "centred", "outcome": "centred"}
    heads = (Column(words(f"summary.turnaround.column.{name}"), w, kinds.get(name, "text")) for name, w in columns)
    return Table(tuple(heads), tuple(rows))


def _reason(papers: TurnaroundPapers, terms: TurnaroundTerms, words: Words) -> Iterator[Block]:
    """Every entry, a relapse too; then where the unit stands today."""
    for step in papers.file.steps:
        code = step.event.criterion
        if step.event.event == "enter" and code is not None:
            name = terms.criteria_zh.get(code, code)
            name = name if words.lang == "zh" else shown.known(words, f"reports.criterion.{code}", name)
            facts = {"on": shown.day(words, step.event.on), "criterion": name, "code": code}
            yield Paragraph(words("summary.turnaround.entered", **facts))
    standing = papers.file.standing
    if standing.inside and standing.term_end is not None:
        until = shown.day(words, standing.term_end)
        yield Paragraph(words("summary.turnaround.inside", until=until, failed=standing.failed))
    elif standing.observation_until is not None:
        yield Paragraph(words("summary.turnaround.observed", until=shown.day(words, standing.observation_until)))


def _team(papers: TurnaroundPapers, words: Words) -> list[tuple[Cell, ...]]:
    """One row for each of the four ones; who is not there is said to be lacking."""
    rows: list[tuple[Cell, ...]] = []
    for role in FOUR_ONES:
        name = choice_name(words, "step", role)
        found = [step for step in papers.steps if step.step == role]
        rows += [(name, step.member, shown.day(words, step.on), step.note) for step in found]
        if not found:
            rows.append((name, words("summary.turnaround.none"), None, None))
    return rows


def _plan(papers: TurnaroundPapers, words: Words) -> Iterator[Block]:
    yield from _told(papers.steps, "plan", words)
    if papers.plan_late:
        yield Paragraph(words("summary.turnaround.plan_late", days=papers.plan_late))


def _told(steps: Sequence[TurnaroundStep], kind: str, words: Words) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = [(shown.day(words, step.on), step.note) for step in steps if step.step == kind]
    if rows:
        yield _table(rows, words, ("on", 38), ("note", 118))
    else:
        yield Paragraph(words("summary.turnaround.no_record"))


def _acceptance(papers: TurnaroundPapers, words: Words) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = [
        (
            shown.day(words, step.event.on),
            step.event.score,
            words(
                "summary.turnaround.people", dissatisfied=step.event.dissatisfied, respondents=step.event.respondents
            ),
            words("summary.turnaround.passed" if step.passed else "summary.turnaround.not_passed"),
        )
        for step in papers.file.steps
        if step.passed is not None
    ]
    if rows:
        yield _table(rows, words, ("on", 38), ("score", 28), ("dissatisfied", 50), ("outcome", 40))
    else:
        yield Paragraph(words("summary.turnaround.not_accepted"))


def _share(event: TurnaroundEvent, words: Words) -> str:
    return words("summary.turnaround.people", dissatisfied=event.dissatisfied, respondents=event.respondents)


def _lacking(papers: TurnaroundPapers, words: Words) -> Iterator[Block]:
    for lack in papers.lacking:
        facts = {"step": choice_name(words, "step", lack.step), "on": shown.day(words, lack.on)}
        yield Paragraph(words("summary.turnaround.lacks", **facts))
    if not papers.lacking:
        yield Paragraph(words("summary.turnaround.nothing_lacking"))
