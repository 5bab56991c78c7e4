"""A span is a month, quarter, half-year or year, written one way each."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.domain.errors import BadInput
from supervision.domain.span import HALF, KINDS, QUARTER, parse_span, span_around


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-06", "2026-06", "2026-06"),
        ("2026-Q1", "2026-01", "2026-03"),
        ("2026-Q4", "2026-10", "2026-12"),
        ("2026-H2", "2026-07", "2026-12"),
        ("2026", "2026-01", "2026-12"),
    ],
)
def test_a_span_covers_its_months_and_is_written_as_it_was_read(text: str, first: str, last: str) -> None:
    span = parse_span(text)
    assert (span.first, span.last, str(span)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "2026-Q5", "2026-H3", "2026-13", "2026-q2", "26-Q2", "2026-Q2 ", "0000", "2026-6"]
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as told:
        parse_span(text)
    assert told.value.code == "bad-span"


def test_a_span_of_another_kind_than_wanted_is_refused() -> None:
    with pytest.raises(BadInput) as told:
        parse_span("2026-06", (QUARTER, HALF))
    assert told.value.code == "span-of-other-kind"


@pytest.mark.parametrize("kind", KINDS)
def test_every_month_lies_in_the_span_around_it(kind: str) -> None:
    for month in range(1, 13):
        period = f"2026-{month:02d}"
        span = span_around(period, kind)
        assert period in span.months
        assert parse_span(str(span)) == span


def test_only_months_that_have_begun_are_told() -> None:
    assert parse_span("2026-Q3").months_until(date(2026, 8, 1)) == ("2026-07", "2026-08")
    assert parse_span("2027").months_until(date(2026, 8, 1)) == ()
