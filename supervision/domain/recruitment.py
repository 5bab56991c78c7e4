"""Whether a candidate's stages came in order and far enough apart (发展党员). A finding on C03 is a person's act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from supervision.domain.development import RecruitmentStage
from supervision.domain.facts import latest
from supervision.domain.local_terms import RECRUITMENT, StageTerms
from supervision.domain.period import first_day, last_day, period_of, shift

OUT_OF_ORDER, TOO_EARLY, SKIPPED = "out_of_order", "too_early", "skipped"


@dataclass(frozen=True, slots=True)
class StageFault:
    """What is wrong with one stage; `earliest` is the first day it could have been."""

    code: str
    stage: str
    on: date
    earliest: date | None
    before: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate: every stage reached with its day, and what is wrong."""

    candidate_no: str
    unit: str
    name: str
    stages: tuple[tuple[str, date], ...]
    faults: tuple[StageFault, ...]

    @property
    def stage(self) -> str:
        return self.stages[-1][0]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where there is none."""
    period = shift(period_of(day), months)
    return min(first_day(period) + timedelta(days=day.day - 1), last_day(period))


def candidates(rows: Iterable[RecruitmentStage], terms: Sequence[StageTerms] = RECRUITMENT) -> list[Candidate]:
    """Every candidate by number; of a stage told twice the newer row counts (R-3)."""
    own: dict[str, list[RecruitmentStage]] = {}
    for row in latest(rows, lambda row: (row.candidate_no, row.stage), lambda row: row.row_no):
        own.setdefault(row.candidate_no, []).append(row)
    return [_candidate(own[number], terms) for number in sorted(own)]


def _candidate(rows: Sequence[RecruitmentStage], terms: Sequence[StageTerms]) -> Candidate:
    on = {row.stage: row.on for row in rows}
    newest = max(rows, key=lambda row: (row.recorded_at, row.row_no))
    order = [each.code for each in terms if each.code in on]
    return Candidate(
        newest.candidate_no,
        newest.unit,
        newest.name,
        tuple((stage, on[stage]) for stage in order),
        tuple(faults_of(on, terms)),
    )


def faults_of(on: dict[str, date], terms: Sequence[StageTerms] = RECRUITMENT) -> Iterable[StageFault]:
    """Each stage beside the one before it in the statutory order."""
    for before, each in pairwise(terms):
        day, earlier = on.get(each.code), on.get(before.code)
        if day is None:
            continue
        if earlier is None:
            yield StageFault(SKIPPED, each.code, day, None, before.code)
        elif day < earlier:
            yield StageFault(OUT_OF_ORDER, each.code, day, earlier, before.code)
        elif day < (earliest := months_after(earlier, each.months_after)):
            yield StageFault(TOO_EARLY, each.code, day, earliest, before.code)
