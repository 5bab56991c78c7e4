"""What finals of several months add up to: quarter, stars, class, pay coefficient (R-34, R-35, R-37, R-38)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from supervision.domain.exact import round2
from supervision.domain.ranking import cap_of, places_of, within_cap
from supervision.domain.result import Quarter, Stars
from supervision.domain.rubric import ClassTerms, PayTerms, StarTerms


@dataclass(frozen=True, slots=True)
class Standing:
    """What several months' finals give one unit of the group; `rolling` is the mean its class was judged by."""

    group_class: str
    reason: str
    rolling: Decimal | None


def mean(finals: Sequence[Decimal]) -> Decimal:
    return round2(sum(map(Fraction, finals), Fraction(0)) / len(finals))


def quarters(finals: Mapping[str, Sequence[Decimal]], group: Collection[str], least: int) -> dict[str, Quarter]:
    """Mean and rank by unit, from the scored months of the quarter; units with fewer than `least` have none."""
    means = {unit: mean(own) for unit, own in finals.items() if len(own) >= least}
    ranks = places_of({unit: (own,) for unit, own in means.items() if unit in group})
    return {unit: Quarter(own, ranks[unit][0] if unit in ranks else None) for unit, own in means.items()}


def star_ratings(
    means: Mapping[str, Decimal],
    blocks: Mapping[str, Collection[str]],
    before: Mapping[str, int],
    terms: StarTerms,
) -> dict[str, Stars]:
    """Stars of the group's units with a quarter mean; `blocks` are what holds each back, `before` its last stars."""
    found = {unit: _own_stars(own, blocks[unit], before.get(unit), terms) for unit, own in means.items()}
    top = terms.thresholds[0][0]
    best = {unit: means[unit] for unit, (stars, _) in found.items() if stars == top}
    for unit in set(best) - within_cap(best, cap_of(terms.top_share, len(means))):
        found[unit] = (top - 1, [*found[unit][1], "share_cap"])
    return {unit: Stars(stars, tuple(reasons)) for unit, (stars, reasons) in found.items()}


def _own_stars(own: Decimal, blocks: Collection[str], before: int | None, terms: StarTerms) -> tuple[int, list[str]]:
    """Threshold, blocks, step up; a reason is named only where it takes stars away."""
    stars = next(stars for stars, least in terms.thresholds if own >= least)
    limits = [(name, most) for name, most in terms.blocks if name in blocks]
    if before is not None:
        limits.append(("step_up", before + terms.max_step_up))
    reasons: list[str] = []
    for name, most in limits:
        if stars > most:
            stars = most
            reasons.append(name)
    return stars, reasons


def classes(
    rolling: Mapping[str, Decimal | None], in_turnaround: Collection[str], terms: ClassTerms
) -> dict[str, Standing]:
    """先进, 一般, 后进 for the units of the group; a mean is None where a month is lacking."""
    means = {unit: own for unit, own in rolling.items() if own is not None}
    best = within_cap(means, cap_of(terms.advanced_share, len(means)))
    found: dict[str, Standing] = {}
    for unit, own in rolling.items():
        if unit in in_turnaround:
            found[unit] = Standing("lagging", "in_turnaround", own)
        elif own is None:
            found[unit] = Standing("middle", "no_history", own)
        elif own < terms.lagging_mean:
            found[unit] = Standing("lagging", "mean", own)
        else:
            advanced = own >= terms.advanced_mean and unit in best
            found[unit] = Standing("advanced" if advanced else "middle", "mean", own)
    return found


def pay_coefficient(group_class: str | None, granted: Iterable[Decimal], terms: PayTerms) -> Decimal:
    """The class's coefficient times those of the month's consequences, within the bounds."""
    product = Fraction(terms.by_class[group_class]) if group_class is not None else Fraction(1)
    for each in granted:
        product *= Fraction(each)
    return min(max(round2(product), terms.lowest), terms.highest)
