"""How figures, dates and names are written in a sentence. What the sentence says is the question of who calls."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from supervision.domain.rubric import BonusItem, Category, Item, Rubric, Rule
from supervision.domain.span import MONTH, Span
from supervision.i18n import Words

_CENT = Decimal("0.01")


def points(value: Decimal) -> str:
    """At least two places, at most four: 1.00, 0.4379."""
    return f"{value:.2f}" if value == value.quantize(_CENT) else f"{value.normalize():f}"


def signed(value: Decimal) -> str:
    """With its sign, so that a reader sees at once which way it went: +0.40, -1.00, 0.00."""
    return f"+{points(value)}" if value > 0 else points(value)


def figure(value: Decimal | Fraction | int) -> str:
    """A count or an amount without idle zeros: 2.8, 10, 3.5."""
    if isinstance(value, Fraction):
        value = _rounded(value, 4)
    return f"{Decimal(value).normalize():f}"


def percent(share: Fraction | Decimal) -> str:
    """One place, half up: 79.9%. Never 100% or 0% for what is nearly so."""
    exact = Fraction(share) * 100
    places = 1
    while places < 4 and exact not in (0, 100) and _rounded(exact, places) in (0, 100):
        places += 1
    return f"{figure(_rounded(exact, places))}%"


def _rounded(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def day(words: Words, on: date, year: int | None = None) -> str:
    """6月12日 or 12 June; with the year unless it is `year`."""
    month = words(f"reports.month.{on.month}")
    if on.year == year:
        return words("reports.day", month=month, day=str(on.day))
    return words("reports.day_of_year", year=str(on.year), month=month, day=str(on.day))


def month(words: Words, period: str) -> str:
    """2026年6月 or June 2026."""
    return words("reports.period", year=period[:4], month=words(f"reports.month.{int(period[5:])}"))


def span(words: Words, of: Span) -> str:
    """2026年6月, 2026年第二季度, 2026年上半年, 2026年; as words and titles say it."""
    if of.kind == MONTH:
        return month(words, of.first)
    return words(f"documents.span.{of.kind}", year=str(of.year), part=part(words, of))


def part(words: Words, of: Span) -> str:
    """第二季度, 上半年, 全年: without its year."""
    return words(f"documents.part.{of.kind}.{of.number}")


def during(words: Words, of: Span, until: date) -> str:
    """上半年 or, while the span is running, 截至7月10日."""
    if until < of.days[1]:
        return words("documents.during.running", day=day(words, until, of.year))
    return words(f"documents.during.{of.kind}", part=part(words, of))


def months(words: Words, first: str, last: str) -> str:
    """One month or a span of months."""
    if first == last:
        return month(words, first)
    return words("reports.span", first=month(words, first), last=month(words, last))


def named(words: Words, thing: Item | Category | Rule | BonusItem | Rubric) -> str:
    """The rubric's own name in the reader's language."""
    return thing.name_zh if words.lang == "zh" else thing.name_en


def joined(words: Words, parts: list[str]) -> str:
    """Clauses of one sentence."""
    return words("reports.semicolon").join(parts)


def listed(words: Words, parts: list[str]) -> str:
    """Names in a row."""
    return words("reports.comma").join(parts)


def known(words: Words, key: str, otherwise: str) -> str:
    """The catalogue's word, or what the rubric says itself where it has codes of its own."""
    return words.template(key) or otherwise
