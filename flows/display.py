"""What supervisors see of a month in Prefect's own pages: the ranking as a table, the bulletin as text, a bar
of its progress, an event."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.events import emit_event

from flows.cycle import CycleOutcome
from flows.steps import STEPS
from supervision.context import Reading
from supervision.domain.period import shift
from supervision.domain.result import MonthResult
from supervision.i18n import Words
from supervision.queries.months import month_result, months
from supervision.queries.people import township_name
from supervision.reports.bulletin import bulletin
from supervision.reports.cells import shown_cell
from supervision.reports.markdown import render_markdown
from supervision.reports.tables import ranking
from supervision.settings import Settings, enter


def show_month(settings: Settings, outcome: CycleOutcome) -> None:
    """Lay the month's ranking and bulletin beside the run, and tell whoever listens how far it has come."""
    period, words = outcome.period, settings.words
    context = enter(settings)
    try:
        with context.reading() as reading:
            name = township_name(reading)
            table = ranking_rows(reading, period, words)
            text = render_markdown(bulletin(reading, period, words), words.lang).decode()
    finally:
        context.database.close()
    state = "closed" if outcome.finished else "awaiting-approval"
    told = f"{name} {period} {state}"
    create_table_artifact(table=table, key=artifact_key("ranking", context.township, period), description=told)
    create_markdown_artifact(text, key=artifact_key("bulletin", context.township, period), description=told)
    emit_event(
        event=f"supervision.month.{state}",
        resource={"prefect.resource.id": f"supervision.month.{context.township}.{period}"},
        payload={"digest": outcome.digest, "draft": outcome.draft},
    )


def _result_before(reading: Reading, period: str) -> MonthResult | None:
    before = shift(period, -1)
    sealed = {line.period for line in months(reading) if line.sealed_at is not None}
    return month_result(reading, before) if before in sealed else None


def artifact_key(kind: str, township: str, period: str) -> str:
    """A key has small letters, digits and dashes only; two townships whose codes would look alike there stay two."""
    return f"{kind}-{plain_code(township)}-{period}"


def plain_code(township: str) -> str:
    """The township's code in small letters and digits, with a few more where that says less than the code."""
    plain = re.sub(r"[^a-z0-9]+", "", township.lower())
    if plain.upper() == township:
        return plain
    return f"{plain}{hashlib.sha256(township.encode()).hexdigest()[:6]}"


class ShownProgress:
    """How far a month has come, as a bar beside its run."""

    def __init__(self, township: str, period: str) -> None:
        key = artifact_key("progress", township, period)
        self._id: Any = create_progress_artifact(0.0, key=key, description=f"{township} {period}")
        self._places = {step: place for place, step in enumerate(STEPS)}

    def at(self, step: str) -> None:
        """A step begins."""
        update_progress_artifact(self._id, 100 * self._places[step] / len(STEPS))

    def end(self) -> None:
        update_progress_artifact(self._id, 100.0)


def ranking_rows(reading: Reading, period: str, words: Words) -> list[dict[str, str]]:
    """One row a ranked unit, best first."""
    table = ranking(month_result(reading, period), _result_before(reading, period), words)
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, (shown_cell(cell, words.lang) for cell in row), strict=True)) for row in table.rows]
