"""What a work summary says of problems and of next steps, drafted from the figures; a figure lacking is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from supervision.queries.work_done import WorkDone
from supervision.reports import shown
from supervision.reports.document import Block, Heading, Paragraph
from supervision.reports.summary_annex import GUIDANCE
from supervision.reports.summary_claims import claim
from supervision.reports.traced import Number, Share, Teller

_LAGGING = 2
"""How many branches at the end of the order are named."""


def problems(facts: WorkDone, teller: Teller) -> Iterator[Block]:
    words = teller.words
    yield Heading(words("summary.problems"))
    third = "unguided" if facts.guidance_missing or not facts.guidance_made else "results"
    for key, told in (("uneven", _uneven), ("unfinished", _unfinished), (third, _unguided)):
        yield Paragraph("".join(told(facts, teller)), lead=words(f"summary.lead.{key}"))


def _uneven(facts: WorkDone, teller: Teller) -> Iterator[str]:
    balance = facts.balance
    if balance is None or balance.finals is None:
        yield teller.words("summary.uneven_none")
        return
    source, finals = f"imbalance {balance.period}", balance.finals
    numbers: dict[str, Number] = {"highest": finals.highest, "lowest": finals.lowest, "span": finals.span}
    month = shown.month(teller.words, balance.period)
    yield teller.say("uneven", source, numbers | {"deviation": finals.deviation}, month=month)
    weak = Counter(each.weakest for each in balance.villages if each.weakest)
    names = {category.code: shown.named(teller.words, category) for category in balance.categories}
    if weak:
        code, count = min(weak.items(), key=lambda pair: (-pair[1], pair[0]))
        yield teller.say("weakest", source, {"count": count}, category=names[code])
    known = [each for each in balance.villages if each.secretary_age is not None]
    if not known:
        yield teller.words("summary.ages_none")
        return
    numbers = {"known": len(known), "elders": sum(each.elder for each in known), "age": balance.elder_age}
    yield teller.say("ages", source, numbers)


def _unfinished(facts: WorkDone, teller: Teller) -> Iterator[str]:
    told, source = facts.effect.township, f"effect {facts.span}"
    rates: tuple[tuple[str, Fraction | None], ...] = (
        ("on_time", told.on_time_share), ("returned", told.returned_rate), ("rebound", told.rebound_rate),
    )  # fmt: skip
    parts = [teller.say(key, source, {"rate": Share(rate)}) for key, rate in rates if rate is not None]
    if told.mean_days is not None:
        parts.append(teller.say("mean_days", source, {"days": told.mean_days}))
    yield (
        (shown.listed(teller.words, parts) + teller.words("summary.stop"))
        if parts
        else teller.words("summary.lists_none")
    )
    undone = told.issued - told.closed
    if undone:
        yield teller.say("undone", source, {"count": undone})
    yield claim("causes", facts, teller)


def _unguided(facts: WorkDone, teller: Teller) -> Iterator[str]:
    """A village's surplus of visits is not another's."""
    source = "register guidance_visits list"
    if facts.guidance_missing:
        numbers: dict[str, Number] = {"due": facts.guidance_due, "missing": facts.guidance_missing}
        sums = {name: (GUIDANCE, name) for name in numbers} if facts.guidance_made else {}
        told = shown.during(teller.words, facts.span, facts.effect.until)
        yield teller.say("guidance_due", source, numbers, sums, during=told)
    elif not facts.guidance_made:
        yield teller.words("summary.guidance_none")
    behind = [line.name for line in facts.economy if line.economy.behind]
    if behind:
        names = shown.listed(teller.words, behind)
        yield teller.say("behind", f"economy --on {facts.effect.until}", {"count": len(behind)}, names=names)
    if not facts.guidance_missing and facts.guidance_made and not behind:
        yield teller.words("summary.nothing")
    yield claim("follow_up", facts, teller)
    yield claim("highlights", facts, teller)


def plans(facts: WorkDone, teller: Teller) -> Iterator[Block]:
    """Each answers one of the problems."""
    words = teller.words
    yield Heading(words("summary.plans"))
    lagging = [each.name for each in facts.standings[-_LAGGING:]] if len(facts.standings) > _LAGGING else []
    leading = [each.name for each in facts.standings[:_LAGGING]] if lagging else []
    text = words("summary.plan_villages")
    if lagging:
        text += words("summary.plan_named", leading=shown.listed(words, leading), lagging=shown.listed(words, lagging))
    yield Paragraph(
        text + claim("classes", facts, teller) + claim("models", facts, teller), words("summary.lead.villages")
    )
    told = teller.say("plan_cadres", f"cadres {facts.effect.until:%Y-%m}", {"villages": facts.villages})
    told += "".join(claim(name, facts, teller) for name in ("cadres", "reserves", "filings"))
    yield Paragraph(told, lead=words("summary.lead.cadres"))
    told = "".join(claim(name, facts, teller) for name in ("meetings", "monthly"))
    yield Paragraph(words("summary.plan_mechanism") + told, lead=words("summary.lead.mechanism"))
