"""Which documents there are (文书): of which spans, for a unit or not, as which files, and who makes each of them.

What a document says is its own module's question; how it becomes a file is `writing`'s. Papers of one task are chosen
in `paper_choice`, forms to be filled in by hand are drawn by their service first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from supervision.context import Reading
from supervision.domain.span import HALF, KINDS, MONTH, QUARTER, YEAR
from supervision.i18n import Words
from supervision.reports.bulletin import bulletin, public_bulletin
from supervision.reports.document import Document, Workbook
from supervision.reports.lists import three_lists
from supervision.reports.meeting_agenda import meeting_agenda
from supervision.reports.month_sheets import SHEETS
from supervision.reports.profile import every_profile, profile
from supervision.reports.star_notice import star_notice
from supervision.reports.summary import summary
from supervision.reports.turnaround_file import turnaround_file

Content = Document | Workbook
Making = Callable[[Reading, str, str, Words], Content]
"""From a span and a unit, each empty where the document knows none, to what the document says."""
TEXT = (".docx", ".pdf", ".html", ".md")
SHEET = (".xlsx", ".pdf", ".html", ".md")


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document. `spans`: the kinds of span it can be made for; `command`: how it is asked for on the command line.

    Without `make` it is made of something that must be drawn or chosen first.
    """

    code: str
    group: str
    command: str
    formats: Sequence[str]
    make: Making | None = None
    spans: Sequence[str] = ()
    of_unit: bool = False
    make_public: Making | None = None

    def name(self, words: Words) -> str:
        return words(f"documents.kind.{self.code}")


def _spanned(make: Callable[[Reading, str, Words], Content]) -> Making:
    return lambda reading, span, _, words: make(reading, span, words)


def _sheet(code: str) -> DocumentKind:
    return DocumentKind(code, "period", f"report {code} SPAN -o {code}.xlsx", SHEET, _spanned(SHEETS[code]), KINDS)


PAPERS = ("notice", "order", "interview", "accountability", "closure", "extension")
DOCUMENTS: Sequence[DocumentKind] = (
    DocumentKind(
        *("bulletin", "period", "bulletin SPAN -o bulletin.docx --public", TEXT, _spanned(bulletin), (MONTH,)),
        make_public=_spanned(public_bulletin),
    ),
    DocumentKind("lists", "period", "export lists SPAN -o lists.xlsx", SHEET, _spanned(three_lists), KINDS),
    *(_sheet(code) for code in SHEETS),
    DocumentKind(
        *("star_notice", "period", "report star-notice SPAN -o stars.docx", TEXT, _spanned(star_notice)),
        (MONTH, QUARTER),
    ),
    DocumentKind(
        *("agenda", "period", "register agenda -o agenda.docx", TEXT),
        lambda reading, _, __, words: meeting_agenda(reading, reading.today, words),
    ),
    DocumentKind(
        "summary", "period", "report summary SPAN -o summary.docx", TEXT, _spanned(summary), (HALF, QUARTER, YEAR)
    ),
    DocumentKind(
        *("profile", "unit", "report profile UNIT SPAN -o profile.docx", TEXT),
        *(lambda reading, span, unit, words: profile(reading, unit, span, words), (MONTH,), True),
    ),
    DocumentKind(
        "profiles", "unit", "report profile all SPAN -o profiles.docx", TEXT, _spanned(every_profile), (MONTH,)
    ),
    DocumentKind(
        *("turnaround", "unit", "report turnaround UNIT -o turnaround.docx", TEXT),
        *(lambda reading, _, unit, words: turnaround_file(reading, unit, words), (), True),
    ),
    DocumentKind("inspection_form", "form", "form print UNIT --month SPAN -o form.docx", TEXT, None, (MONTH,), True),
    *(DocumentKind(code, "paper", f"paper write {code} TASK -o {code}.docx --public", TEXT) for code in PAPERS),
)
