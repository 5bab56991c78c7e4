"""Everything that one month's bulletin speaks of, read once. What it says about it is the question of the chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from supervision.context import Reading
from supervision.domain.decision_facts import ClassDecision
from supervision.domain.development import Highlight
from supervision.domain.errors import NotThisMonth
from supervision.domain.exact import round2
from supervision.domain.model import Lookback
from supervision.domain.period import first_day, month_number, shift
from supervision.domain.result import MonthResult, UnitResult
from supervision.domain.rubric import Rubric
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.anchors import Pinned, pinned
from supervision.queries.classes import class_decisions_known
from supervision.queries.known_courses import horizon_of
from supervision.queries.ledger import Ledger, LedgerRow, ledger, lookbacks_known
from supervision.queries.line_sources import LineSources, line_sources
from supervision.queries.lists_of_people import highlights_known
from supervision.queries.lookbacks import LookbackDue, lookbacks_drawn
from supervision.queries.months import MonthLine, month_line, month_result, months, steps_done
from supervision.queries.people import township_name

_KINDS = "乡镇"
SHORT = 16
"""Characters of a digest that a reader can compare by eye."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One month, sealed or draft, and the month before it where there is one."""

    words: Words
    township: str
    line: MonthLine
    result: MonthResult
    before: MonthResult | None
    ledger: Ledger
    ledger_before: Ledger | None
    sources: LineSources
    looked: Mapping[str, Lookback]
    """What was found, by task, of the month's look-back sample."""
    to_look: Sequence[LookbackDue] | None
    """The next month's sample; None where it was not drawn when this month was sealed."""
    highlights: Sequence[Highlight]
    """What reached its highest level of recognition in the month, the highest first."""
    classes: Sequence[ClassDecision]
    """Classes that the committee decided (R-37: beside the computed ones)."""
    serial: int
    """The number of its 发文字号: the year's bulletins are numbered as their months are sealed, without gaps."""
    pinned: Pinned | None
    """What the sealed month rests on, under one root; None for a draft."""
    for_public: bool = False
    """Whether everybody may read it: then `public_issue` has taken out what people wrote."""

    @property
    def period(self) -> str:
        return self.result.period

    @property
    def rubric(self) -> Rubric:
        return self.sources.rubric

    @property
    def number(self) -> int:
        """第几期: one bulletin a month, counted in the year."""
        return month_number(self.period)

    @property
    def sealed(self) -> bool:
        return self.line.sealed_at is not None

    @property
    def digest(self) -> str:
        return ((self.line.digest if self.sealed else self.line.draft_sha) or "")[:SHORT]

    @property
    def place(self) -> str:
        """The township's name without its kind: 桑河."""
        name = self.township
        return name[:-1] if len(name) > 2 and name[-1] in _KINDS else name

    def say(self, key: str, **facts: object) -> str:
        """The sentence `reports.<key>`."""
        return self.words(f"reports.{key}", **facts)

    @property
    def closed(self) -> list[LedgerRow]:
        """Closed in the month."""
        rows = self.ledger.rows
        return [row for row in rows if row.closed_on is not None and row.closed_on >= first_day(self.period)]

    @property
    def overdue(self) -> list[LedgerRow]:
        """Open at the month's end and late."""
        return [row for row in self.ledger.open if row.overdue]

    def ranked(self, result: MonthResult | None = None) -> list[UnitResult]:
        """The ranked units, best first."""
        units = (result or self.result).units
        return sorted((unit for unit in units if unit.rank is not None), key=lambda unit: (unit.rank, unit.unit))

    def unit_name(self, unit: str) -> str:
        return next((each.name for each in self.result.units if each.unit == unit), unit)

    def in_order(self) -> list[UnitResult]:
        """Ranked units best first, then the others by code."""
        return [*self.ranked(), *(unit for unit in self.result.units if unit.rank is None)]

    def unit_before(self, unit: str) -> UnitResult | None:
        """The unit's result of the month before."""
        units = self.before.units if self.before is not None else ()
        return next((each for each in units if each.unit == unit), None)


def mean_of(units: Sequence[UnitResult]) -> Decimal | None:
    """The mean final score, None of no units."""
    return round2(sum((Fraction(unit.final) for unit in units), Fraction(0)) / len(units)) if units else None


def read_issue(reading: Reading, period: str, words: Words) -> Issue:
    """All of a month's facts. Raises NotThisMonth when the month is not there or not scored yet.

    Raises NotPermitted for somebody who does not see the whole township.
    """
    reading.check_readable(Subject.DOCUMENTS)
    result = month_result(reading, period)
    before = _result_of(reading, shift(period, -1))
    following = _opened_by(reading, shift(period, 1), result)
    horizon = horizon_of(reading, period)
    return Issue(
        words=words,
        township=township_name(reading),
        line=month_line(reading, period),
        result=result,
        before=before,
        ledger=ledger(reading, period),
        ledger_before=ledger(reading, before.period) if before is not None else None,
        sources=line_sources(reading, result),
        looked=lookbacks_known(reading, horizon, result.lookback_sample),
        to_look=lookbacks_drawn(reading, following) if following is not None else None,
        highlights=highlights_known(reading, horizon),
        classes=class_decisions_known(reading, horizon),
        serial=_serial(reading, period),
        pinned=pinned(reading, period),
    )


def _result_of(reading: Reading, period: str) -> MonthResult | None:
    try:
        return month_result(reading, period)
    except NotThisMonth:
        return None


def _serial(reading: Reading, period: str) -> int:
    """Months are sealed one after the other, so that those of the year sealed before this one are known for good."""
    earlier = [line for line in months(reading) if line.period[:4] == period[:4] and line.period < period]
    return 1 + sum(line.sealed_at is not None for line in earlier)


def _opened_by(reading: Reading, period: str, result: MonthResult) -> str | None:
    """The next month when its sample was drawn before this one's seal: a bulletin must read the same for ever."""
    drawn_at = steps_done(reading, period).get("open")
    return period if drawn_at is not None and drawn_at < result.sealed_at else None
