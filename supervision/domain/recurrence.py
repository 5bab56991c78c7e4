"""Which place a finding has in a chain of the same problem (R-13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from supervision.domain.course import Course
from supervision.domain.rubric import RecurrenceTerms


def places(courses: Iterable[Course], terms: RecurrenceTerms) -> dict[str, int]:
    """Place by finding number, for the courses of one unit; nullified ones have none and give none."""
    chains: dict[tuple[str, str, str], list[Course]] = {}
    for course in courses:
        if not course.nullified:
            f = course.finding
            chains.setdefault((f.unit, f.item, f.problem_type), []).append(course)
    found: dict[str, int] = {}
    for chain in chains.values():
        if len(chain) == 1:
            found[chain[0].finding.finding_no] = 1
        else:
            _walk(chain, terms, found)
    return found


def _walk(chain: list[Course], terms: RecurrenceTerms, found: dict[str, int]) -> None:
    chain.sort(key=lambda course: (course.finding.found_on, course.finding.finding_no))
    for index, course in enumerate(chain):
        day = course.finding.found_on
        before = _followed(chain[:index], day, terms.window_days)
        place = 1
        if before is not None:
            reopened = sum(1 for each in before.reopenings() if each.start_on <= day)
            place = found[before.finding.finding_no] + 1 + reopened
        found[course.finding.finding_no] = place


def _followed(earlier: list[Course], day: date, window_days: int) -> Course | None:
    """The earlier finding with the latest closing within the window, then the highest number."""
    best: tuple[date, str] | None = None
    chosen: Course | None = None
    for course in earlier:
        closed = max((on for on in course.closings() if on <= day), default=None)
        if closed is None or (day - closed).days > window_days:
            continue
        rank = (closed, course.finding.finding_no)
        if best is None or rank > best:
            best, chosen = rank, course
    return chosen


def multiplier(place: int, terms: RecurrenceTerms) -> Decimal:
    """1, 1.5, 2 for place 1, 2, 3 and more (the rubric's figures)."""
    return terms.multipliers[min(place, len(terms.multipliers)) - 1]


def repeated(found: Mapping[str, int], finding_no: str) -> bool:
    return found.get(finding_no, 1) > 1
