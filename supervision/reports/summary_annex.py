"""Annex 1 of a work summary: the tables that the sums in its prose are the sums of; the sentences are `summary`'s."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from supervision.domain.effect import Effect
from supervision.domain.exact import round2
from supervision.queries.work_done import WorkDone
from supervision.reports import shown
from supervision.reports.document import Annex, Block, Cell, Column, Heading, Table
from supervision.reports.traced import Teller

RANKING, ACTIVITIES, GUIDANCE, ECONOMY = "ranking", "activities", "guidance", "economy"
_LEFT = frozenset({"unit", "kind"})


def annex(facts: WorkDone, teller: Teller) -> Iterator[Block]:
    """Unit by unit what was scored and rectified, what was held, guided and earned; what has no record is left out."""
    words = teller.words
    yield Annex(words("summary.ranking_label"), words("summary.ranking", part=shown.part(words, facts.span)))
    told = (
        (RANKING, (("place", 12), ("unit", 34), ("mean", 22), *_counts()), _ranking(facts)),
        (ACTIVITIES, (("kind", 96), ("held", 60)), _activities(facts, teller)),
        (GUIDANCE, (("unit", 48), ("due", 36), ("made", 36), ("missing", 36)), _guidance(facts)),
        (ECONOMY, (("unit", 40), ("baseline", 29), ("target", 29), ("income", 29), ("told_for", 29)), _economy(facts)),
    )
    for name, titles, rows in told:
        if rows:
            yield Heading(words(f"summary.table.{name}"), 3)
            yield _table(name, titles, rows, teller)


def _counts() -> tuple[tuple[str, float], ...]:
    return ("months", 18), ("issued", 18), ("closed", 18), ("on_time", 17), ("rebounded", 17)


def _table(name: str, titles: Sequence[tuple[str, float]], rows: Sequence[tuple[Cell, ...]], teller: Teller) -> Table:
    columns = (Column(teller.titled(each), width, "text" if each in _LEFT else "centred") for each, width in titles)
    return Table(tuple(columns), tuple(rows), name=name)


def _ranking(facts: WorkDone) -> list[tuple[Cell, ...]]:
    """Who was ranked best first, then whoever else had something to rectify."""
    effects = {each.unit: each for each in facts.effect.units}
    rows: list[tuple[Cell, ...]] = []
    for place, each in enumerate(facts.standings, start=1):
        own = effects.pop(each.unit, None)
        mean = shown.points(round2(each.mean))
        rows.append((place, each.name, mean, each.months, *_effect(own.effect if own else None)))
    rows += [("—", each.name, "—", 0, *_effect(each.effect)) for each in effects.values()]
    return rows


def _effect(told: Effect | None) -> tuple[int, int, int, int]:
    return (told.issued, told.closed, told.on_time, told.rebounded) if told is not None else (0, 0, 0, 0)


def _activities(facts: WorkDone, teller: Teller) -> list[tuple[Cell, ...]]:
    return [(teller.words.noun("activity_type", kind), count) for kind, count in facts.activities_by_number]


def _guidance(facts: WorkDone) -> list[tuple[Cell, ...]]:
    """A village's surplus of visits in one month is not another month's."""
    if not facts.guidance_made:
        return []
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in facts.guidance:
        for place, number in enumerate((line.due, line.made, line.missing)):
            found[line.name][place] += number
    return [(name, *numbers) for name, numbers in sorted(found.items(), key=lambda pair: -pair[1][2])]


def _economy(facts: WorkDone) -> list[tuple[Cell, ...]]:
    return [
        (line.name, _plain(line.economy.baseline), _plain(line.economy.target), _plain(line.economy.amount), month)
        for line in facts.earning
        if (month := line.economy.months[-1].period)
    ]


def _plain(amount: Decimal | None) -> str:
    return "—" if amount is None else shown.figure(amount)
