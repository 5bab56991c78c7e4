"""What supervisors see of a month in Prefect's own pages: the ranking as a table, the bulletin as text, an event."""

from __future__ import annotations

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.events import emit_event

from flows.cycle import CycleOutcome
from supervision.context import Reading
from supervision.i18n import Words
from supervision.queries.months import month_result
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
            table = ranking_rows(reading, period, words)
            text = render_markdown(bulletin(reading, period, words), words.lang).decode()
    finally:
        context.database.close()
    state = "closed" if outcome.finished else "awaiting-approval"
    create_table_artifact(table=table, key=f"ranking-{period}", description=f"{context.township} {state}")
    create_markdown_artifact(text, key=f"bulletin-{period}", description=f"{context.township} {state}")
    emit_event(
        event=f"supervision.month.{state}",
        resource={"prefect.resource.id": f"supervision.month.{context.township}.{period}"},
        payload={"digest": outcome.digest, "draft": outcome.draft},
    )


def ranking_rows(reading: Reading, period: str, words: Words) -> list[dict[str, str]]:
    """One row a ranked unit, best first."""
    table = ranking(month_result(reading, period), None, words)
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, (shown_cell(cell, words.lang) for cell in row), strict=True)) for row in table.rows]
