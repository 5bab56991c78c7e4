"""Which stars members of a branch have for a quarter, and why somebody has fewer than the points say (M1 to M4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from supervision.domain.development import MemberPoints
from supervision.domain.exact import ZERO
from supervision.domain.facts import latest
from supervision.domain.ranking import cap_of, within_cap

BONUS, DEDUCTION, EXEMPT = "bonus", "deduction", "exempt"


@dataclass(frozen=True, slots=True)
class MemberTerms:
    """The rubric's section on members: most points by dimension, caps, thresholds falling, the share of the top."""

    dimensions: Mapping[str, Decimal]
    names_zh: Mapping[str, str]
    bonus_cap: Decimal
    deduction_cap: Decimal
    thresholds: tuple[tuple[int, Decimal], ...]
    top_share: Decimal

    def codes(self) -> tuple[str, ...]:
        """What a row of points may be for."""
        return (*self.dimensions, BONUS, DEDUCTION, EXEMPT)


@dataclass(frozen=True, slots=True)
class MemberStars:
    """One member's quarter; `stars` is None for the exempt and for whoever lacks a dimension (`reasons` says which)."""

    unit: str
    member_no: str
    name: str
    points: Decimal
    stars: int | None
    reasons: tuple[str, ...]


def member_terms(shown: Mapping[str, Any]) -> MemberTerms:
    """From the rubric's `star_rating.member`."""
    table = shown["star_rating"]["member"]
    return MemberTerms(
        {row["code"]: Decimal(row["points"]) for row in table["dimensions"]},
        {row["code"]: str(row["name_zh"]) for row in table["dimensions"]},
        Decimal(table["bonus_cap"]),
        Decimal(table["deduction_cap"]),
        tuple((int(row["stars"]), Decimal(row["min"])) for row in table["thresholds"]),
        Decimal(table["share_caps"][str(int(table["thresholds"][0]["stars"]))]),
    )


def member_stars(rows: Iterable[MemberPoints], terms: MemberTerms) -> list[MemberStars]:
    """The members of one branch and quarter by number; of points told twice the newer row counts (R-3)."""
    own: dict[str, dict[str, MemberPoints]] = {}
    for row in latest(rows, lambda row: (row.member_no, row.dimension), lambda row: row.row_no):
        own.setdefault(row.member_no, {})[row.dimension] = row
    found = {number: _by_points(points, terms) for number, points in sorted(own.items())}
    top = terms.thresholds[0][0]
    best = {number: each.points for number, each in found.items() if each.stars == top}
    rated = sum(each.stars is not None for each in found.values())
    for number in set(best) - within_cap(best, cap_of(terms.top_share, rated)):
        each = found[number]
        found[number] = MemberStars(each.unit, number, each.name, each.points, top - 1, (*each.reasons, "share_cap"))
    return list(found.values())


def _by_points(points: Mapping[str, MemberPoints], terms: MemberTerms) -> MemberStars:
    """Dimensions, bonus and deduction within their caps; then the threshold."""
    newest = max(points.values(), key=lambda row: (row.recorded_at, row.row_no))
    reasons: list[str] = []
    total = ZERO
    for code, most in terms.dimensions.items():
        total += min(most, points[code].points) if code in points else ZERO
    for code, cap, sign in ((BONUS, terms.bonus_cap, 1), (DEDUCTION, terms.deduction_cap, -1)):
        told = points[code].points if code in points else ZERO
        if told > cap:
            reasons.append(f"{code}_cap")
        total += sign * min(told, cap)
    lacking = [code for code in terms.dimensions if code not in points]
    if EXEMPT in points:
        return MemberStars(newest.unit, newest.member_no, newest.name, total, None, (EXEMPT,))
    if lacking:
        return MemberStars(newest.unit, newest.member_no, newest.name, total, None, ("incomplete",))
    stars = next(stars for stars, least in terms.thresholds if total >= least or least == ZERO)
    return MemberStars(newest.unit, newest.member_no, newest.name, total, stars, tuple(reasons))


def rated_share(members: Collection[MemberStars], formal_members: int) -> tuple[int, int]:
    """C05: how many members have their points for the quarter (or are exempt), of how many."""
    done = sum(each.stars is not None or EXEMPT in each.reasons for each in members)
    return min(done, formal_members), formal_members
