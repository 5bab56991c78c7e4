"""How a month's cycle (周期) runs, in plain calls. What its steps are is `steps`' question.

open the month → open tasks from findings → sweep → score → draft bulletin → wait for a signature → seal → publish →
propose consequences. A cycle that was killed anywhere is finished by running it again. The daily round is in `daily`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows import documents
from flows.failing import told_where
from flows.steps import Cycle, Do, beginning, is_finished, plainly
from supervision.domain.errors import NotThisMonth
from supervision.queries.months import months as month_lines
from supervision.queries.months import steps_done
from supervision.services import months
from supervision.settings import Settings

Say = Callable[[str], None]
"""Told the code of each step as it begins."""


@dataclass(frozen=True, slots=True)
class CycleOutcome:
    """How far a month has come. `digest` is the seal's, `draft` the one that is to be signed or was.

    `changed` is False when everything was done already.
    """

    period: str
    finished: bool
    waiting_for: str | None
    digest: str | None
    draft: str | None
    documents: tuple[Path, ...]
    changed: bool


def run_cycle(
    settings: Settings,
    period: str,
    at: datetime | None = None,
    approve_as: str | None = None,
    say: Say = lambda step: None,
    do: Do = plainly,
) -> CycleOutcome:
    """Take the month as far as it can go; "waiting for approval" is success.

    Raises SupervisionError with a note on what failed and what is kept.
    """
    with beginning(settings, period, at, approve_as) as cycle:
        before = progress(cycle)
        if is_finished(cycle):
            return outcome(cycle, before)
        step = _each(cycle, say, do)
        step("open")
        step("tasks")
        step("sweep")
        if not _sealed(cycle, step):
            return outcome(cycle, before)
        step("publish")
        step("propose")
        return outcome(cycle, before)


def _sealed(cycle: Cycle, step: Say) -> bool:
    """Score, sign, seal; once more from the score when facts came in under the signature. False: nobody has signed."""
    try:
        return _signed_and_sealed(cycle, step)
    except NotThisMonth as refusal:
        if refusal.code != "draft-stale":
            raise
        return _signed_and_sealed(cycle, step)


def _signed_and_sealed(cycle: Cycle, step: Say) -> bool:
    step("score")
    step("draft")
    step("approve")
    if cycle.line().state not in (months.APPROVED, months.SEALED):
        return False
    step("seal")
    return True


def _each(cycle: Cycle, say: Say, do: Do) -> Say:
    """One step: announced, done, and told in full where it fails."""
    done: dict[str, None] = {}

    def step(code: str) -> None:
        say(code)
        with told_where(cycle.words, cycle.township, cycle.period, code, done):
            do(code, cycle)
        done[code] = None

    return step


def progress(cycle: Cycle) -> tuple[object, ...]:
    """What tells whether a run has changed anything about the month."""
    with cycle.context.reading() as reading:
        line = next((each for each in month_lines(reading) if each.period == cycle.period), None)
        done = steps_done(reading, cycle.period)
    return line, done, documents.there(cycle.context, cycle.folder)


def stand(settings: Settings, period: str) -> tuple[object, ...]:
    """The same for a month that is not under way."""
    with beginning(settings, period, None, None) as cycle:
        return progress(cycle)


def outcome(cycle: Cycle, before: tuple[object, ...]) -> CycleOutcome:
    line = cycle.line()
    sealed = line.state == months.SEALED
    return CycleOutcome(
        period=cycle.period,
        finished=sealed,
        waiting_for=None if sealed else "approval",
        digest=line.digest,
        draft=line.draft_sha,
        documents=documents.there(cycle.context, cycle.folder if sealed else documents.drafts(cycle.folder)),
        changed=progress(cycle) != before,
    )


def finished(settings: Settings, period: str) -> bool:
    """Is there nothing left to do for this month?"""
    with beginning(settings, period, None, None) as cycle:
        return is_finished(cycle)
