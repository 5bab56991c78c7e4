"""The work summary (党建工作总结) of a quarter, half-year or year: what was done, what is wrong, what comes next.

Every number is traced to its source. Which facts there are is `queries.work_done`'s question; the sentences of problems
and plans are `summary_problems`', the tables of annex 1 `summary_annex`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.people import people, township_name
from supervision.queries.work_done import WorkDone, work_done
from supervision.reports import shown
from supervision.reports.document import Block, Document, Heading, Paragraph, Signature, Title
from supervision.reports.summary_annex import ACTIVITIES, ECONOMY, GUIDANCE, RANKING, annex
from supervision.reports.summary_claims import claim
from supervision.reports.summary_problems import plans, problems
from supervision.reports.traced import Number, Share, Teller

_NAMED = 2
"""Villages whose collective economy is named, as in the customary summary."""


def summary(reading: Reading, span: str, words: Words) -> Document:
    """`2026-H1`, `2026-Q2` or `2026`. Raises BadInput for anything else and for a span that has not begun."""
    reading.check_readable(Subject.DOCUMENTS)
    facts, township = work_done(reading, span), township_name(reading)
    teller = Teller(words, "summary")
    title = words("summary.title", township=township, span=shown.span(words, facts.span))
    blocks = [
        Title(title, "" if facts.finished else words("summary.so_far", day=shown.day(words, facts.effect.until))),
        Paragraph(words("summary.opening", span=shown.span(words, facts.span), part=shown.part(words, facts.span))),
        *_work(facts, teller, township),
        *problems(facts, teller),
        *plans(facts, teller),
        Signature(words("summary.issuer", township=township), shown.day(words, reading.today)),
        *annex(facts, teller),
    ]
    return Document(
        title=title,
        blocks=(*blocks, *teller.sources()),
        dated=datetime.combine(facts.effect.until, time()),
        kind="plain",
        figures=tuple(teller.figures),
        people=tuple(person.name for person in people(reading)),
    )


def _work(facts: WorkDone, teller: Teller, township: str) -> Iterator[Block]:
    words = teller.words
    yield Heading(words("summary.work"))
    yield Heading(words("summary.institutions"), 2)
    responsibility = words("summary.responsibility", township=township, year=str(facts.span.year))
    yield _lead(teller, "responsibility", responsibility + claim("priorities", facts, teller))
    yield _lead(teller, "lists", _lists(facts, teller))
    yield Heading(words("summary.management"), 2)
    yield _lead(teller, "instructors", _instructors(facts, teller))
    yield _lead(teller, "records", _records(facts, teller))
    yield _lead(teller, "vanguard", _vanguard(facts, teller))
    yield Heading(words("summary.industry"), 2)
    yield _lead(teller, "economy", "".join(_economy(facts, teller)))


def _lead(teller: Teller, key: str, text: str) -> Paragraph:
    return Paragraph(text, lead=teller.words(f"summary.lead.{key}"))


def _lists(facts: WorkDone, teller: Teller) -> str:
    told = facts.effect.township
    source = f"effect {facts.span}"
    text = claim("debriefing", facts, teller) + claim("studied", facts, teller) + teller.words("summary.lists")
    if not told.issued:
        return text + teller.words("summary.lists_none")
    numbers: dict[str, Number] = {"issued": told.issued, "closed": told.closed, "rate": Share(told.closure_rate or 0)}
    return text + teller.say(
        "lists_figures",
        source,
        numbers,
        _sums(RANKING, "issued", "closed"),
        during=shown.during(teller.words, facts.span, facts.effect.until),
    )


def _instructors(facts: WorkDone, teller: Teller) -> str:
    last = f"{facts.effect.until:%Y-%m}"
    text = teller.words("summary.instructors")
    if facts.guidance_made:
        numbers = {"made": facts.guidance_made, "guided": facts.guided, "villages": facts.villages}
        text += teller.say("guidance", "register guidance_visits list", numbers, _sums(GUIDANCE, "made"))
    else:
        text += teller.words("summary.guidance_none")
    if facts.lectures:
        text += teller.say("lectures", f"lectures {last}", {"count": facts.lectures})
    else:
        text += teller.words("summary.lectures_none")
    return text + claim("lecturers", facts, teller)


def _records(facts: WorkDone, teller: Teller) -> str:
    words = teller.words
    if not facts.activities:
        return words("summary.records_none") + _life(facts, teller)
    total = sum(facts.activities.values())
    source = "export bundle -o bundle"
    sums = {"count": (ACTIVITIES, "held")}
    text = teller.say(
        "records", source, {"count": total}, sums, during=shown.during(words, facts.span, facts.effect.until)
    )
    kinds = [
        teller.say("kind", source, {"count": count}, kind=words.noun("activity_type", kind))
        for kind, count in facts.activities_by_number
    ]
    return text + shown.listed(words, kinds) + words("summary.stop") + _life(facts, teller)


def _life(facts: WorkDone, teller: Teller) -> str:
    return "".join(claim(name, facts, teller) for name in ("stars", "recruits", "pairings"))


def _vanguard(facts: WorkDone, teller: Teller) -> str:
    source = f"quotas {facts.effect.until:%Y-%m}"
    text = teller.words("summary.vanguard") + claim("governance", facts, teller)
    if facts.institute_required is not None:
        text += teller.say("institute", source, {"required": facts.institute_required})
    if facts.station is not None:
        text += teller.say("station", source, {"required": facts.station_required})
    return text + claim("institute_held", facts, teller)


def _economy(facts: WorkDone, teller: Teller) -> Iterator[str]:
    """Income is told from January on, whatever the span. The villages with the highest targets against last year are
    named."""
    source = f"economy --on {facts.effect.until}"
    known = facts.earning
    if not known:
        yield teller.words("summary.economy_none")
        return
    total = sum((line.economy.amount for line in known), Decimal(0))
    newest = shown.month(teller.words, max(line.economy.months[-1].period for line in known))
    numbers: dict[str, Number] = {"villages": len(known), "total": total}
    yield teller.say(
        "economy", source, numbers, {"villages": (ECONOMY, ""), "total": (ECONOMY, "income")}, month=newest
    )
    risen = [line for line in known if line.economy.target and line.economy.baseline]
    risen.sort(key=lambda line: ((line.economy.baseline or 0) - (line.economy.target or 0), line.unit))
    for line in risen[:_NAMED]:
        each = line.economy
        target, baseline = each.target or Decimal(0), each.baseline or Decimal(0)
        numbers = {"baseline": baseline, "target": target, "more": target - baseline, "amount": each.amount}
        yield teller.say(
            "village_economy",
            source,
            numbers,
            village=line.name,
            year=str(facts.span.year),
            month=shown.month(teller.words, each.months[-1].period),
            project=_named(facts, line.unit, teller.words),
        )


def _named(facts: WorkDone, unit: str, words: Words) -> str:
    """Its industry projects by name, or nothing: a governance project earns no income."""
    own = [line.project for line in facts.projects if line.project.unit == unit]
    names = [project.name for project in own if project.kind == "industry"]
    return words("summary.by_projects", names=shown.listed(words, names)) if names else ""


def _sums(table: str, *columns: str) -> dict[str, tuple[str, str]]:
    """Numbers that are named as the column that adds up to them."""
    return {column: (table, column) for column in columns}
