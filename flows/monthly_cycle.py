"""The month's cycle as Prefect sees it: a named run, a task a step, the ranking and the bulletin to look at.

What the steps do is `cycle`'s question; Prefect keeps none of their results.
"""

from __future__ import annotations

from datetime import datetime

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows.current import current, current_township
from flows.cycle import CycleOutcome, run_cycle
from flows.display import ShownProgress, show_month
from flows.happenings import telling_prefect
from flows.step_task import as_task


def _run_name() -> str:
    return f"{current_township()} {flow_run.parameters['period']} monthly cycle"


@flow(name="monthly-cycle", flow_run_name=_run_name, persist_result=False)
def monthly_cycle(period: str, at: str | None = None, approve_as: str | None = None) -> CycleOutcome:
    """Take one month as far as it can go. `at` is the seal's moment as text, `approve_as` the number of who signs."""
    now = current()
    log = get_run_logger()
    shown = ShownProgress(now.township, period)

    def say(step: str) -> None:
        log.info("%s: %s", period, now.settings.words(f"flows.step.{step}"))
        shown.at(step)
        now.say(step)

    moment = datetime.fromisoformat(at) if at else None
    with telling_prefect(now.settings):
        outcome = run_cycle(now.settings, period, moment, approve_as, say, as_task)
    show_month(now.settings, outcome)
    shown.end()
    return outcome
