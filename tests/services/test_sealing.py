"""When a seal may take the approved draft as it is, and that computing it anew gives the same."""

from __future__ import annotations

from datetime import date, datetime

from supervision.context import Context
from supervision.queries.months import month_line, month_result
from supervision.queries.preview import drafted_last
from supervision.services.months import approve_month, open_month, score_month, seal_month
from supervision.services.tasks import open_tasks
from tests.conftest import SECRETARY, person

SEAL_AT = datetime(2026, 2, 5, 17)


def approved(context: Context) -> str:
    open_month(context, "2026-01")
    sha = score_month(context, "2026-01", SEAL_AT)
    approve_month(person(context, SECRETARY), "2026-01", sha)
    return sha


def test_an_approval_does_not_touch_the_draft(sample: Context) -> None:
    sha = approved(sample)
    with sample.reading() as reading:
        assert drafted_last(reading, "2026-01", sha)
        assert not drafted_last(reading, "2026-02", sha)
        assert not drafted_last(reading, "2026-01", "0" * 64)


def test_whatever_else_is_done_makes_the_seal_compute_the_month_anew_with_the_same_result(sample: Context) -> None:
    sha = approved(sample)
    with sample.reading() as reading:
        draft = month_result(reading, "2026-01")
    assert open_tasks(sample, date(2026, 1, 31))
    with sample.reading() as reading:
        assert not drafted_last(reading, "2026-01", sha)
    assert seal_month(sample, "2026-01") == sha
    with sample.reading() as reading:
        assert month_line(reading, "2026-01").digest == sha
        assert month_result(reading, "2026-01") == draft
