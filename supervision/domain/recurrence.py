"""Which place a finding has in a chain of the same problem (R-13)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from supervision.domain.course import Course
from supervision.domain.rubric import RecurrenceTerms
from supervision.domain.workdays import DAY


def places(courses: Iterable[Course], terms: RecurrenceTerms, since: date) -> dict[str, int]:
    """Place by finding number, for chains of one unit that reach a finding found on or after `since`.

    Nullified findings have no place and give none.
    """
    chains: dict[tuple[str, str, str], list[Course]] = {}
    for course in courses:
        if not course.nullified:
            f = course.finding
            chains.setdefault((f.unit, f.item, f.problem_type), []).append(course)
    found: dict[str, int] = {}
    for chain in chains.values():
        if any(course.finding.found_on >= since for course in chain):
            _walk(chain, terms, found)
    return found


def _walk(chain: list[Course], terms: RecurrenceTerms, found: dict[str, int]) -> None:
    chain.sort(key=lambda course: (course.finding.found_on, course.finding.finding_no))
    closings = sorted(
        (on, course.finding.finding_no, index) for index, course in enumerate(chain) for on in course.closings()
    )
    for index, course in enumerate(chain):
        day = course.finding.found_on
        before = _followed(index, day, closings, terms.window_days)
        place = 1
        if before is not None:
            earlier = chain[before]
            reopened = sum(1 for each in earlier.reopenings() if each.start_on <= day)
            place = found[earlier.finding.finding_no] + 1 + reopened
        found[course.finding.finding_no] = place


def _followed(index: int, day: date, closings: list[tuple[date, str, int]], window_days: int) -> int | None:
    """The place in the chain of the earlier finding with the latest closing, then the highest number, in the window."""
    for on, _, other in reversed(closings[: bisect_left(closings, (day + DAY,))]):
        if (day - on).days > window_days:
            return None
        if other < index:
            return other
    return None


def multiplier(place: int, terms: RecurrenceTerms) -> Decimal:
    """1, 1.5, 2 for place 1, 2, 3 and more (the rubric's figures)."""
    return terms.multipliers[min(place, len(terms.multipliers)) - 1]
