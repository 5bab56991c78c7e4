"""How a county's month or day runs, in plain calls: every township of the database by itself, several at once.

What a township's month is, is `cycle`'s question, how several run at once `township_pool`'s, Prefect `county_month`'s.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter

from flows.cycle import run_cycle
from flows.failing import in_words
from flows.tick import run_tick
from supervision.domain.errors import Broken
from supervision.domain.period import parse_period
from supervision.settings import Settings, enter, townships_in

DONE, WAITING, FAILED = "done", "waiting", "failed"
TOWNSHIPS_A_SHARD, MOST_SHARDS = 50, 64
"""A shard's process takes 3 s of a processor before any work, a township about 0.6 s: see bench/results-county.md."""


@dataclass(frozen=True, slots=True)
class Order:
    """What each township is to do: this month, as `run_cycle` takes it; without a month the tick of the day."""

    settings: Settings
    period: str | None = None
    at: datetime | None = None
    approve_as: str | None = None


@dataclass(frozen=True, slots=True)
class TownshipOutcome:
    """How far one township came and how long it took; `reason` says in words why it failed."""

    township: str
    state: str
    changed: bool = False
    reason: str | None = None
    seconds: float = field(default=0, compare=False)


Told = Callable[[TownshipOutcome], None]


def close_township(order: Order, township: str) -> TownshipOutcome:
    """Take one township as far as it can go. It never raises: one township's failure stops no other."""
    settings = replace(order.settings, township=township, person_no=None)
    begun = perf_counter()
    try:
        outcome = _ticked(settings, township) if order.period is None else _closed(order, settings, township)
    except Exception as error:
        outcome = TownshipOutcome(township, FAILED, reason=in_words(settings.words, error))
    return replace(outcome, seconds=round(perf_counter() - begun, 3))


def _closed(order: Order, settings: Settings, township: str) -> TownshipOutcome:
    outcome = run_cycle(settings, str(order.period), order.at, order.approve_as)
    return TownshipOutcome(township, DONE if outcome.finished else WAITING, outcome.changed)


def _ticked(settings: Settings, township: str) -> TownshipOutcome:
    tick = run_tick(settings)
    changed = tick.opened + tick.cards + len(tick.begun) + tick.told > 0 or any(each.changed for each in tick.months)
    return TownshipOutcome(township, DONE if all(each.finished for each in tick.months) else WAITING, changed)


def county(settings: Settings) -> dict[str, str]:
    """The townships of the database, by code, with their names. Raises Broken or BadInput when there is none."""
    found = townships_in(settings)
    if not found:
        enter(settings).database.close()  # says what is wrong: no database, an empty one, no township
    return found


def shards_for(townships: int) -> int:
    """How many shards so many townships make."""
    return min(MOST_SHARDS, math.ceil(townships / TOWNSHIPS_A_SHARD))


def packed(townships: Sequence[str], shards: int) -> list[list[str]]:
    """The townships dealt out evenly, no shard empty."""
    count = max(1, min(shards, len(townships)))
    return [list(townships[place::count]) for place in range(count)]


def check_order(order: Order) -> None:
    """Raise BadInput for a month that is none, before anything is done."""
    if order.period is not None:
        parse_period(order.period)


def check_outcomes(named: dict[str, str], outcomes: Iterable[TownshipOutcome]) -> None:
    """Raise Broken that names the townships that failed, when there are some."""
    failed = [f"{each.township} {named.get(each.township, '')}" for each in outcomes if each.state == FAILED]
    if failed:
        raise Broken("townships-failed", count=len(failed), townships=sorted(failed))
