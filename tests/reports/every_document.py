"""Every document of the sample half-year, made once: for the test of their pages and for their pictures."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from supervision.context import Context, Reading
from supervision.i18n import Words
from supervision.queries.issued_cards import issued_cards
from supervision.reports.document import Document, Workbook
from supervision.reports.inspection_form import inspection_forms
from supervision.reports.kinds import DOCUMENTS, DocumentKind
from supervision.reports.meeting_agenda import meeting_agenda
from supervision.reports.paper_choice import NAMES, newest_of_kind, written
from supervision.reports.papers import telling
from supervision.reports.pdf import converter
from supervision.reports.redaction import public
from supervision.reports.writing import render
from supervision.services.inspection_forms import print_form
from supervision.services.papers import issue_paper

SPANS = {"month": "2026-06", "quarter": "2026-Q2", "half_year": "2026-H1", "year": "2026"}
UNITS = {"turnaround": "V08", "profile": "V03"}
TASKS = {"notice": "Z2604-000132", "closure": "Z2604-000132", "extension": "Z2601-000017"}
FORM_MONTH = "2026-07"


@dataclass(frozen=True, slots=True)
class Made:
    """One document; `pages`: how many it must have, None where its content decides."""

    name: str
    content: Document | Workbook
    pages: int | None = None

    @property
    def suffix(self) -> str:
        return ".xlsx" if isinstance(self.content, Workbook) else ".docx"


def every_document(context: Context, lang: str) -> list[Made]:
    """Each kind for each kind of span, each paper, and the public version of what has one."""
    words = Words(lang)
    papers = list(_papers(context, words))
    forms = [print_form(context, unit, FORM_MONTH) for unit in ("V03", "V08")]
    with context.reading() as reading:
        found = [made for kind in DOCUMENTS for made in _kind(reading, kind, words)]
        found.append(Made("inspection_form", inspection_forms(reading, forms[:1], words)))
        found.append(Made("inspection_forms", inspection_forms(reading, forms, words)))
        found.append(Made("agenda", meeting_agenda(reading, reading.today, words)))
    return [*found, *papers]


def _kind(reading: Reading, kind: DocumentKind, words: Words) -> Iterator[Made]:
    if kind.make is None:
        return
    unit, one = UNITS.get(kind.code, ""), 1 if kind.code == "star_notice" else None
    for span in kind.spans or ("",):
        name = kind.code if span in ("", "month") else f"{kind.code}-{span}"
        yield Made(name, kind.make(reading, SPANS.get(span, ""), unit, words), one)
    if kind.make_public is not None:
        yield Made(f"{kind.code}-public", kind.make_public(reading, SPANS["month"], unit, words))


def _papers(context: Context, words: Words) -> Iterator[Made]:
    """A page each, also the public one."""
    with context.reading() as reading:
        cards = {card.document: card.document_no for card in issued_cards(reading, 1000)}
    for name, code in NAMES.items():
        with context.reading() as reading:
            line = newest_of_kind(reading, name, cards.get(code) or TASKS[name], words)
        number = line.number or issue_paper(context, line.due, telling).number  # type: ignore[arg-type]
        with context.reading() as reading:
            content = written(reading, line.kind, number, words)
        yield Made(name, content, 1)
        yield Made(f"{name}-public", public(content, words), 1)


def to_pages(documents: Sequence[Made], lang: str, folder: Path) -> dict[str, Path]:
    """The PDF of each by name; one run of LibreOffice for all."""
    program = converter()
    assert program is not None
    for each in documents:
        (folder / f"{each.name}{each.suffix}").write_bytes(render(each.content, each.suffix, lang))
    sources = [str(folder / f"{each.name}{each.suffix}") for each in documents]
    with tempfile.TemporaryDirectory() as profile:
        own = f"-env:UserInstallation={(Path(profile) / 'profile').as_uri()}"
        command = [program, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
        subprocess.run(command, capture_output=True, check=True, timeout=600)
    return {each.name: folder / f"{each.name}.pdf" for each in documents}
