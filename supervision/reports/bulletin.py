"""What the month's bulletin (月通报) says, from head to imprint (GB/T 9704-2012). The chapters are beside it."""

from __future__ import annotations

from collections.abc import Iterator

from supervision.context import Reading
from supervision.domain.anchor import grouped
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.months import month_line
from supervision.queries.people import people
from supervision.reports import shown
from supervision.reports.annexes import TITLES, annexes
from supervision.reports.bulletin_figures import counted
from supervision.reports.chapter_consequences import rewards_and_penalties
from supervision.reports.chapter_demands import demands
from supervision.reports.chapter_highlights import highlights
from supervision.reports.chapter_overview import overview, places
from supervision.reports.chapter_problems import problems
from supervision.reports.document import (
    Addressee,
    Attachments,
    Block,
    Document,
    Imprint,
    Letterhead,
    Note,
    Paragraph,
    Signature,
    Title,
)
from supervision.reports.issue import Issue, read_issue
from supervision.reports.public_issue import public_issue
from supervision.reports.redaction import public


def bulletin(reading: Reading, period: str, words: Words) -> Document:
    """The bulletin of a sealed month, or of a draft with its mark. Raises NotThisMonth when the month is not scored."""
    return _document(reading, read_issue(reading, period, words))


def public_bulletin(reading: Reading, period: str, words: Words) -> Document:
    """The bulletin as everybody may read it: without what people wrote, names masked.

    Raises NotPermitted for a village where it is not issued yet, or places are not shown to one another.
    """
    if month_line(reading, period).sealed_at is None:
        reading.check_readable(Subject.DOCUMENTS)
    reading.check_readable(Subject.RANKING)
    with reading.whole():
        return public(_document(reading, public_issue(read_issue(reading, period, words))), words)


def bulletin_seen(reading: Reading, period: str, words: Words) -> Document:
    """The bulletin as this reader may see it: whoever sees the own unit only gets what everybody may read."""
    return (public_bulletin if reading.own_only else bulletin)(reading, period, words)


def _document(reading: Reading, issue: Issue) -> Document:
    blocks, figures = counted(issue, tuple(_blocks(issue)))
    return Document(
        title=issue.say("bulletin.title", month=shown.month(issue.words, issue.period)),
        blocks=blocks,
        dated=issue.result.sealed_at,
        mark="" if issue.sealed else issue.say("bulletin.draft", digest=issue.digest),
        kind="bulletin",
        figures=figures,
        people=tuple(person.name for person in people(reading)),
    )


def _blocks(issue: Issue) -> Iterator[Block]:
    yield from _head(issue)
    yield from overview(issue)
    yield from highlights(issue)
    yield from places(issue)
    yield from problems(issue)
    yield from rewards_and_penalties(issue)
    yield from demands(issue)
    yield from _tail(issue)
    yield from annexes(issue)
    key = "bulletin.digest" if issue.sealed else "bulletin.digest_draft"
    yield Note(issue.say(key, digest=issue.digest, rubric=issue.result.rubric))
    if issue.pinned is not None:
        entries = issue.pinned.anchor.trail_entries
        yield Note(issue.say("bulletin.root", root=grouped(issue.pinned.root), entries=entries))
    yield Imprint(
        copies=issue.say("bulletin.copies"),
        office=issue.say("bulletin.office", township=issue.township),
        day=issue.say("bulletin.issued", day=_day(issue)),
    )


def _head(issue: Issue) -> Iterator[Block]:
    year = issue.period[:4]
    yield Letterhead(
        issue.say("bulletin.mark", township=issue.township),
        issue.say("bulletin.number", place=issue.place, year=year, number=issue.serial),
    )
    title = issue.say("bulletin.title", month=shown.month(issue.words, issue.period))
    yield Title(
        issue.say("bulletin.heading", township=issue.township, title=title),
        issue.say("bulletin.issue", number=issue.number, year=year),
    )
    yield Addressee(issue.say("bulletin.addressee"))
    yield Paragraph(
        issue.say(
            "bulletin.opening",
            township=issue.township,
            rubric=shown.named(issue.words, issue.rubric),
            version=issue.rubric.version,
            units=len(issue.result.units),
            month=shown.month(issue.words, issue.period),
            day=_day(issue),
            time=f"{issue.result.sealed_at:%H:%M}",
        )
    )


def _tail(issue: Issue) -> Iterator[Block]:
    yield Attachments(issue.say("bulletin.attachments"), tuple(issue.say(f"annex.{name}") for name in TITLES))
    yield Signature(issue.say("bulletin.issuer", township=issue.township), _day(issue))


def _day(issue: Issue) -> str:
    return shown.day(issue.words, issue.result.sealed_at.date())
