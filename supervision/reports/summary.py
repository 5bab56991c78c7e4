"""The half-year summary (半年党建工作总结): work done, problems, next steps, every number traced to its source.

Which facts there are is `queries.half_year`'s question; the sentences of problems and plans are `summary_problems`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.exact import round2
from supervision.i18n import Words
from supervision.queries.half_year import HalfYear, half_year
from supervision.queries.people import people, township_name
from supervision.reports import shown
from supervision.reports.document import Annex, Block, Column, Document, Heading, Paragraph, Signature, Table, Title
from supervision.reports.summary_problems import plans, problems
from supervision.reports.traced import Number, Share, Teller

_NAMED = 2
"""Villages whose collective economy is named, as in the customary summary."""


def summary(reading: Reading, span: str, words: Words) -> Document:
    """`2026-H1`. Raises BadInput for anything but a half-year that has begun."""
    facts, township = half_year(reading, span), township_name(reading)
    teller = Teller(words, "summary")
    half = words(f"summary.half.{span[5:]}", year=span[:4])
    blocks = [
        Title(words("summary.title", township=township, half=half)),
        Paragraph(words("summary.opening", half=half)),
        *_work(facts, teller, span[:4], township),
        *problems(facts, teller),
        *plans(facts, teller),
        Signature(words("summary.issuer", township=township), shown.day(words, reading.today)),
        *_ranking(facts, words),
    ]
    return Document(
        title=words("summary.title", township=township, half=half),
        blocks=(*blocks, *teller.sources()),
        dated=datetime.combine(facts.effect.until, time()),
        kind="plain",
        figures=tuple(teller.figures),
        people=tuple(person.name for person in people(reading)),
    )


def _work(facts: HalfYear, teller: Teller, year: str, township: str) -> Iterator[Block]:
    words = teller.words
    yield Heading(words("summary.work"))
    yield Heading(words("summary.institutions"), 2)
    yield _lead(teller, "responsibility", words("summary.responsibility", township=township, year=year))
    yield _lead(teller, "lists", _lists(facts, teller))
    yield Heading(words("summary.management"), 2)
    yield _lead(teller, "instructors", _instructors(facts, teller))
    yield _lead(teller, "records", _records(facts, teller))
    yield _lead(teller, "vanguard", _vanguard(facts, teller))
    yield Heading(words("summary.industry"), 2)
    yield _lead(teller, "economy", "".join(_economy(facts, teller, year)))


def _lead(teller: Teller, key: str, text: str) -> Paragraph:
    return Paragraph(text, lead=teller.words(f"summary.lead.{key}"))


def _lists(facts: HalfYear, teller: Teller) -> str:
    told = facts.effect.township
    source = f"effect {facts.span}"
    if not told.issued:
        return teller.words("summary.lists_none")
    numbers: dict[str, Number] = {"issued": told.issued, "closed": told.closed, "rate": Share(told.closure_rate or 0)}
    return teller.words("summary.lists") + teller.say("lists_figures", source, numbers)


def _instructors(facts: HalfYear, teller: Teller) -> str:
    last = f"{facts.effect.until:%Y-%m}"
    text = teller.words("summary.instructors")
    if facts.guidance_made:
        numbers = {"made": facts.guidance_made, "guided": facts.guided, "villages": facts.villages}
        text += teller.say("guidance", "register guidance_visits list", numbers)
    else:
        text += teller.words("summary.guidance_none")
    if facts.lectures:
        return text + teller.say("lectures", f"lectures {last}", {"count": facts.lectures})
    return text + teller.words("summary.lectures_none")


def _records(facts: HalfYear, teller: Teller) -> str:
    words = teller.words
    if not facts.activities:
        return words("summary.records_none")
    total = sum(facts.activities.values())
    text = teller.say("records", "export bundle -o bundle", {"count": total})
    kinds = [
        teller.say("kind", "export bundle -o bundle", {"count": count}, kind=words.noun("activity_type", kind))
        for kind, count in sorted(facts.activities.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return text + shown.listed(words, kinds) + words("summary.stop")


def _vanguard(facts: HalfYear, teller: Teller) -> str:
    source = f"quotas {facts.effect.until:%Y-%m}"
    text = teller.words("summary.vanguard")
    if facts.institute_required is not None:
        text += teller.say("institute", source, {"required": facts.institute_required})
    if facts.station is not None:
        text += teller.say("station", source, {"required": facts.station_required})
    return text


def _economy(facts: HalfYear, teller: Teller, year: str) -> Iterator[str]:
    """The villages with the highest targets against last year are named."""
    source = f"economy --on {facts.effect.until}"
    known = [line for line in facts.economy if line.economy.months]
    if not known:
        yield teller.words("summary.economy_none")
        return
    total = sum((line.economy.amount for line in known), Decimal(0))
    yield teller.say("economy", source, {"villages": len(known), "total": total})
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
            year=year,
            project=_named(facts, line.unit, teller.words),
        )


def _named(facts: HalfYear, unit: str, words: Words) -> str:
    """Its industry projects by name, or nothing: a governance project earns no income."""
    own = [line.project for line in facts.projects if line.project.unit == unit]
    names = [project.name for project in own if project.kind == "industry"]
    return words("summary.by_projects", names=shown.listed(words, names)) if names else ""


def _ranking(facts: HalfYear, words: Words) -> Iterator[Block]:
    """Annex 1: means of the half-year and what rectification came to, unit by unit."""
    yield Annex(words("summary.ranking_label"), words("summary.ranking"))
    names = ("place", "unit", "mean", "months", "issued", "closed", "on_time", "rebounded")
    widths = (14, 36, 22, 18, 18, 16, 16, 16)
    columns = tuple(
        Column(words(f"summary.column.{name}"), width, "text" if name == "unit" else "centred")
        for name, width in zip(names, widths, strict=True)
    )
    effects = {each.unit: each.effect for each in facts.effect.units}
    rows = []
    for place, each in enumerate(facts.standings, start=1):
        told = effects.get(each.unit)
        counts = (told.issued, told.closed, told.on_time, told.rebounded) if told else (0, 0, 0, 0)
        rows.append(
            (
                place,
                each.name,
                shown.points(round2(each.mean)),
                each.months,
                *counts,
            )
        )
    yield Table(columns, tuple(rows), name="ranking")
