"""How far cadres have come with their targets, and which grade that is (R-39)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from supervision.domain.exact import round2
from supervision.domain.facts import TownshipFacts, latest
from supervision.domain.model import CadreTarget
from supervision.domain.period import is_quarter_end, shift
from supervision.domain.ranking import cap_of, within_cap
from supervision.domain.result import CadreResult
from supervision.domain.rubric import CadreTerms


def latest_targets(rows: Iterable[CadreTarget]) -> list[CadreTarget]:
    """Of the rows of one month the latest of each person and target (R-3)."""
    return latest(rows, lambda row: (row.person_no, row.code), lambda row: row.row_no)


def township_targets(period: str, facts: TownshipFacts, sealed_at: datetime) -> list[CadreTarget]:
    """The rows that the township's cadres are graded by, also those of units not assessed in the month."""
    rows = (row for unit in facts.units.values() for row in unit.targets)
    return latest_targets(row for row in rows if row.period == period and row.recorded_at < sealed_at)


def completions(rows: Iterable[CadreTarget]) -> dict[str, Fraction]:
    """Weighted completion (0 to 1) by person, over the latest rows of one month."""
    done: dict[str, Fraction] = {}
    for row in rows:
        share = min(Fraction(1), Fraction(row.actual) / Fraction(row.target))
        done[row.person_no] = done.get(row.person_no, Fraction(0)) + Fraction(row.weight) * share / 100
    return done


def grade_cadres(
    period: str,
    rows: Sequence[CadreTarget],
    terms: CadreTerms,
    earlier: Mapping[str, Mapping[str, str]],
) -> list[CadreResult]:
    """Scores and grades of the whole township in a quarter-end month, else none.

    `earlier` is period → person → grade of earlier quarter ends.
    """
    if not is_quarter_end(period):
        return []
    unit_of = {row.person_no: row.unit for row in rows}
    score = {person: round2(100 * done) for person, done in completions(rows).items()}
    grade = {person: _by_threshold(value, terms) for person, value in score.items()}
    top, next_best = terms.grades[0][0], terms.grades[1][0]
    best = {person: value for person, value in score.items() if grade[person] == top}
    for person in set(best) - within_cap(best, cap_of(terms.excellent_share, len(score))):
        grade[person] = next_best
    return [
        CadreResult(
            person, unit_of[person], score[person], grade[person], _proposals(period, person, grade, terms, earlier)
        )
        for person in sorted(score)
    ]


def _by_threshold(score: Decimal, terms: CadreTerms) -> str:
    return next((code for code, least in terms.grades if score >= least), terms.grades[-1][0])


def _proposals(
    period: str,
    person: str,
    grade: Mapping[str, str],
    terms: CadreTerms,
    earlier: Mapping[str, Mapping[str, str]],
) -> tuple[str, ...]:
    def stood(wanted: str, quarters: int) -> bool:
        before = (earlier.get(shift(period, -3 * back), {}) for back in range(1, quarters))
        return grade[person] == wanted and all(each.get(person) == wanted for each in before)

    return tuple(o.code for o in terms.outcomes if stood(o.grade, o.consecutive_quarters))
