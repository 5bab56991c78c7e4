"""How base, bonus, cards and corrections become the final score (R-26, R-28)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from supervision.domain.exact import ZERO, round2
from supervision.domain.ladder import Card
from supervision.domain.result import Line
from supervision.domain.rubric import Rubric


def card_lines(cards: Iterable[Card]) -> list[Line]:
    """One signed line for each card with points."""
    return [Line(card.level.points, f"card_{card.level.code}", card.source) for card in cards if card.level.points]


def total(lines: Iterable[Line]) -> Decimal:
    return round2(sum((line.points for line in lines), ZERO))


def capped(score: Decimal, period: str, vetoes: Sequence[str], rubric: Rubric) -> tuple[Decimal, tuple[Line, ...]]:
    """The final score, and the lines that brought `score` to it: the limits first, then the veto's cap."""
    lines: list[Line] = []
    final = max(ZERO, min(score, rubric.final_cap))
    if final != score:
        lines.append(Line(final - score, "clamp", period))
    if vetoes and final > rubric.veto_cap:
        lines.append(Line(rubric.veto_cap - final, "veto_cap", vetoes[0]))
        final = rubric.veto_cap
    return final, tuple(lines)
