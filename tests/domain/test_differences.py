"""Line by line what changed between two computations of a month, and the order in which late rows count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from supervision.domain.corrections import place_of
from supervision.domain.differences import Difference, differences
from supervision.domain.result import Line, MonthResult
from tests.domain.build import at, finding, measure, moves, rating, target, township


def month() -> MonthResult:
    return township("2026-01", [])["2026-01"]


def with_lines(result: MonthResult, **lines: tuple[Line, ...]) -> MonthResult:
    return replace(result, units=(replace(result.units[0], **lines),))


def test_a_line_that_came_went_or_changed_is_told_with_the_section_it_stands_in() -> None:
    card = Line(Decimal("-1"), "card_yellow", "Z1")
    milder = replace(card, points=Decimal("-0.5"))
    plain = month()
    before, after = with_lines(plain, adjustment_lines=(card,)), with_lines(plain, adjustment_lines=(milder,))
    told = ("V01", "adjustment", "card_yellow", "Z1")
    assert list(differences(before, after)) == [Difference(*told, Decimal("-1"), Decimal("-0.5"))]
    assert list(differences(before, plain)) == [Difference(*told, Decimal("-1"), Decimal(0))]
    assert list(differences(plain, before)) == [Difference(*told, Decimal(0), Decimal("-1"))]
    nobody = replace(plain, units=())
    assert Difference(*told, Decimal("-1"), Decimal(0)) in list(differences(before, nobody))


def test_late_rows_of_one_moment_count_by_kind_then_number() -> None:
    """R-27: findings, moves, measures, ratings, cadre targets."""
    moment = "2026-02-10"
    scored = replace(rating("C01", "2026-01", "3", recorded_at=moment), rating_no="A")
    later, sooner = (measure("income", "2026-01", "1", "2", no=no, recorded_at=moment) for no in ("C", "B"))
    found = finding("Z", "2026-01-10", recorded_at=moment)
    moved = replace(moves("Z", "2026-02-10 acknowledge")[0], recorded_at=at(moment))
    aimed = replace(target("P1", "2026-01", "100", "1", "1"), row_no="0", recorded_at=at(moment))
    assert sorted([aimed, scored, later, sooner, moved, found], key=place_of) == [
        *(found, moved, sooner, later, scored, aimed),
    ]
