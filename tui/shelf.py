"""Which documents there are to choose from, for which spans and units, and how the chosen one is made.

Which kinds there are is the question of `supervision.reports.kinds`; here forms and issued papers join them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.cells import cell_len
from textual.strip import Strip

from supervision.context import Context, Reading
from supervision.domain.period import WINDOW_MONTHS, period_of, shift
from supervision.domain.span import Span, span_around
from supervision.i18n import Words
from supervision.queries.inspection_forms import PrintedForm, form_if_printed, form_number, rows_now
from supervision.queries.issued_cards import issued_cards
from supervision.queries.months import months
from supervision.queries.people import unit_names
from supervision.reports import terminal
from supervision.reports.document import Sheet, Workbook
from supervision.reports.inspection_form import inspection_forms
from supervision.reports.kinds import DOCUMENTS, TEXT, Content, DocumentKind, Making
from supervision.reports.paper_choice import ISSUED_BY_CARD, PaperLine, papers_issued
from supervision.reports.paper_choice import written as paper_written
from supervision.reports.redaction import public
from supervision.reports.writing import render
from supervision.services.inspection_forms import print_form
from tui.document_files import file_name
from tui.screens.document_writing import Wish
from tui.widgets.paper import drawn

ALL_FORMS = "inspection_forms"
PAPERS = 200
"""The newest papers that were issued; older ones are found at their tasks."""
WIDEST, AROUND = 26, 3
"""Cells of a sheet's column at most, and what stands between two."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The month the spans lie around, which kind of span is wanted where there are several, and the unit."""

    period: str = ""
    kind: str = ""
    unit: str = ""

    def kind_for(self, line: Line) -> str:
        return self.kind if self.kind in line.spans else line.spans[0]

    def span_of(self, line: Line) -> Span:
        return span_around(self.period, self.kind_for(line))

    def of(self, line: Line) -> tuple[str, str]:
        """What the document depends on."""
        return str(self.span_of(line)) if line.spans else "", self.unit if line.of_unit else ""

    def by_next_kind(self, line: Line) -> Asked:
        now = list(line.spans).index(self.kind_for(line))
        return replace(self, kind=line.spans[(now + 1) % len(line.spans)])

    def about(self, unit: str) -> Asked:
        return replace(self, unit=unit)


@dataclass(frozen=True, slots=True)
class Line:
    """One document to choose. `issue` is done before it is written: a form is drawn under its number only then."""

    group: str
    code: str
    make: Making
    formats: Sequence[str] = TEXT
    spans: Sequence[str] = ()
    of_unit: bool = False
    make_public: Making | None = None
    issue: Callable[[Context, str], object] | None = None
    number: str = ""
    task_no: str = ""

    def name(self, words: Words) -> str:
        if self.number:
            return f"{self.number} {words.noun('document', self.code)}"
        return words(f"writing.{self.code}" if self.code == ALL_FORMS else f"documents.kind.{self.code}")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything to choose from: documents, units by code, the months from the first to this one."""

    lines: Sequence[Line]
    units: dict[str, str]
    first: str
    last: str
    newest: str

    def completed(self, asked: Asked) -> Asked:
        """The newest month with scores and the first unit, while nothing was chosen."""
        return replace(asked, period=asked.period or self.newest, unit=asked.unit or next(iter(self.units), ""))

    def moved(self, asked: Asked, line: Line, by: int) -> Asked | None:
        """The span before or after; None beyond the first month and the present one."""
        kind = asked.kind_for(line)
        there = replace(asked, period=shift(asked.period, by * WINDOW_MONTHS[kind]))
        first, last = (span_around(each, kind).first for each in (self.first, self.last))
        if not first <= span_around(there.period, kind).first <= last:
            return None
        return replace(there, period=min(max(there.period, self.first), self.last))


def read_shelf(reading: Reading) -> Shelf:
    known, today = months(reading), period_of(reading.today)
    scored = [line.period for line in known if line.sealed_at or line.draft_sha]
    newest = scored[-1] if scored else shift(today, -1)
    kinds = [line for kind in DOCUMENTS for line in _lines(kind)]
    papers = [_paper(each) for each in _papers_issued(reading)]
    first = known[0].period if known else newest
    return Shelf((*kinds, *papers), unit_names(reading), first, max(today, newest), newest)


def _lines(kind: DocumentKind) -> Sequence[Line]:
    """A kind without a way of making it is a form, or papers that are listed one by one."""
    if kind.make is None:
        return _FORMS.get(kind.code, ())
    line = Line(*(kind.group, kind.code, kind.make, kind.formats, kind.spans), of_unit=kind.of_unit)
    return (replace(line, make_public=kind.make_public),)


def _forms_now(reading: Reading, unit: str, words: Words) -> Content:
    """This month's form of a village, or of all, as it was printed or as it would be."""
    period, forms = period_of(reading.today), []
    for each in [unit] if unit else unit_names(reading):
        number = form_number(period, each)
        found = form_if_printed(reading, number)
        rows = rows_now(reading, each) if found is None else ()
        forms.append(found or PrintedForm(number, each, period, reading.now, "", rows))
    return inspection_forms(reading, forms, words)


def _print_forms(context: Context, unit: str) -> None:
    with context.reading() as reading:
        period, wanted = period_of(reading.today), [unit] if unit else list(unit_names(reading))
    for each in wanted:
        print_form(context, each, period)


def _form(code: str, of_unit: bool) -> Line:
    return Line(
        *("form", code, lambda reading, _, unit, words: _forms_now(reading, unit, words)),
        of_unit=of_unit,
        issue=_print_forms,
    )


_FORMS = {"inspection_form": (_form("inspection_form", True), _form(ALL_FORMS, False))}


def _papers_issued(reading: Reading) -> list[PaperLine]:
    """Those of tasks and those of cards, the newest first."""
    cards = [
        PaperLine(card.document, card.task_no, card.document_no, card.issued_at)
        for card in issued_cards(reading, PAPERS)
        if card.document in ISSUED_BY_CARD
    ]
    every = [each for each in (*papers_issued(reading), *cards) if each.issued_at is not None]
    return sorted(every, key=lambda each: (each.issued_at, each.number), reverse=True)[:PAPERS]


def _paper(paper: PaperLine) -> Line:
    """A paper that was issued, under its number."""
    number = paper.number or ""

    def make(reading: Reading, _: str, __: str, words: Words) -> Content:
        return paper_written(reading, paper.kind, number, words)

    def make_public(reading: Reading, _: str, __: str, words: Words) -> Content:
        return public(paper_written(reading, paper.kind, number, words), words)

    return Line("paper", paper.kind, make, make_public=make_public, number=number, task_no=paper.task_no)


def draw(reading: Reading, line: Line, asked: Asked, words: Words, width: int) -> Sequence[Strip]:
    """The document as lines of that width, sheets wider where their columns need it; slow for a long one."""
    content = line.make(reading, *asked.of(line), words)
    if isinstance(content, Workbook):
        width = max(width, *(_width_of(sheet) for sheet in content.sheets))
    return drawn(terminal.show(content, words.lang), width)


def _width_of(sheet: Sheet) -> int:
    """Cells in which a sheet's columns stand beside one another, long texts in lines of their own."""
    columns = zip(*([column.title for column in sheet.columns], *sheet.rows), strict=True)
    longest = (max(cell_len(str(cell or "")) for cell in cells) for cells in columns)
    return sum(min(each, WIDEST) + AROUND for each in longest)


def made(
    context: Context, line: Line, asked: Asked, wish: Wish, lang: str, templates: Path | None
) -> tuple[str, bytes]:
    """The file's name and its bytes. Raises what the document, its issue and its writer raise."""
    words = Words(lang)
    if line.issue is not None:
        line.issue(context, asked.of(line)[1])
    make = (wish.for_public and line.make_public) or line.make
    with context.reading() as reading:
        content = make(reading, *asked.of(line), words)
        form = form_number(period_of(reading.today), asked.unit if line.of_unit else "") if line.issue else ""
    number = "" if line.number in content.title else line.number
    public_too = words("papers.public") if wish.for_public else ""
    name = "-".join(filter(None, (content.title, number, form.strip("-"), public_too)))
    return file_name(name, wish.suffix), render(content, wish.suffix, lang, templates)
