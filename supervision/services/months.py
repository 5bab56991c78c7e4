"""Taking a month through its cycle (周期): open, score, wait for a person, seal. Each step is one transaction.

planned → open → awaiting_approval → approved → sealed; returned goes back to scoring. Which month is next is read from
the table, never from the clock. Every step may be run again: it finds what is done and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from supervision.context import Context, Work
from supervision.domain.anchor import root_of
from supervision.domain.checks.bulk import without_circles
from supervision.domain.errors import GuardFailed, NotThisMonth
from supervision.domain.lookback import draw_sample
from supervision.domain.period import last_day, parse_period, shift
from supervision.domain.permission import Action
from supervision.domain.result_json import digest
from supervision.domain.texts import entered
from supervision.queries.anchors import ANCHORS, anchor_now
from supervision.queries.appeals import appeals, window
from supervision.queries.law import Law, MonthPin, law
from supervision.queries.months import MonthLine, month_line, month_result
from supervision.queries.preview import drafted_last, preview
from supervision.queries.recipients import Recipients
from supervision.queries.scoring_facts import township_facts
from supervision.queries.trail import last_done_by
from supervision.store.mapping import table_of, write_rows
from supervision.store.notice_rows import Notice, write_notices
from supervision.store.packing import pack
from supervision.store.result_rows import CONSEQUENCES, MONTHS, head_of, write_result
from supervision.store.rows import change_rows, insert_row
from supervision.store.tables.months import LookbackDrawRow, ProposalRow

PLANNED, OPEN, AWAITING, APPROVED, RETURNED, SEALED = (
    "planned",
    "open",
    "awaiting_approval",
    "approved",
    "returned",
    "sealed",
)
STATES = (PLANNED, OPEN, AWAITING, APPROVED, RETURNED, SEALED)


def open_month(context: Context, period: str) -> None:
    """Open a month: pin its rubric version and draw its look-back sample (R-4, R-40).

    Raises NotThisMonth unless it follows the last month there is (any month may be the first).
    """
    parse_period(period)
    with context.command(Action.RUN_MONTH) as work:
        rules = law(work)
        pin = rules.month(period) or _plan(work, rules, period)
        if not work.take_step(period, "open"):
            work.nothing_to_do()
            return
        sample = draw_sample(period, pin.opened_at, township_facts(work), rules.rubrics[pin.rubric_version])
        rows = (
            {"township": work.township, "period": period, "place": place, "task_no": task_no}
            for place, task_no in enumerate(sample)
        )
        write_rows(work.session, table_of(LookbackDrawRow), rows)
        _change(work, period, state=OPEN)
        work.audit(period, opened_at=pin.opened_at, rubric=pin.rubric_version, lookbacks=len(sample))


def _plan(work: Work, rules: Law, period: str) -> MonthPin:
    if rules.months and period != shift(rules.months[-1].period, 1):
        raise NotThisMonth("month-not-next", period=period, next=shift(rules.months[-1].period, 1))
    insert_row(
        work.session,
        MONTHS,
        township=work.township,
        period=period,
        state=PLANNED,
        opened_at=work.now,
        rubric_version=rules.latest_version,
        version=1,
    )
    return MonthPin(period, work.now, None, None, rules.latest_version, PLANNED)


@without_circles()
def score_month(context: Context, period: str, seal_at: datetime) -> str:
    """Compute the month as of its seal moment and keep it as the draft to be approved; the draft's digest.

    A draft equal to the one that stands keeps its approval. Raises NotThisMonth when the month before is not sealed,
    the month is not over, or `seal_at` is not after its end and the seal before it, or lies in the future.
    """
    with context.command(Action.RUN_MONTH) as work:
        line = month_line(work, period)
        if line.state == SEALED:
            work.nothing_to_do()
            return str(line.digest)
        _check_moment(work, period, seal_at)
        result = preview(work, period, seal_at)
        sha = digest(result)
        if sha == line.draft_sha and seal_at == line.seal_at and line.state in (AWAITING, APPROVED):
            work.nothing_to_do()
            return sha
        _change(
            work,
            period,
            state=AWAITING,
            seal_at=seal_at,
            draft=pack(result),
            draft_sha=sha,
            approved_by=None,
            approved_at=None,
        )
        work.audit(period, draft=sha, seal_at=seal_at)
        return sha


def _check_moment(work: Work, period: str, seal_at: datetime) -> None:
    before = [month for month in law(work).months if month.period < period]
    if any(month.sealed_at is None for month in before):
        raise NotThisMonth("month-before-not-sealed", period=period, before=before[-1].period)
    floor = before[-1].sealed_at if before else None
    earliest = datetime.combine(last_day(period) + timedelta(days=1), time())
    if floor is not None and floor >= earliest:
        earliest = floor + timedelta(seconds=1)
    if earliest > work.now:
        raise NotThisMonth("month-not-over", period=period, earliest=earliest, now=work.now)
    if seal_at < earliest:
        raise NotThisMonth("seal-too-early", period=period, seal_at=seal_at, earliest=earliest)
    if seal_at > work.now:
        raise NotThisMonth("seal-in-future", period=period, seal_at=seal_at, earliest=earliest, now=work.now)


def approve_month(context: Context, period: str, draft_sha: str) -> None:
    """Sign the draft with that digest (signer, moment, digest). Raises NotThisMonth when another draft stands now."""
    with context.command(Action.APPROVE_MONTH) as work:
        line = month_line(work, period)
        if line.state == SEALED or (line.state == APPROVED and line.draft_sha == draft_sha):
            work.nothing_to_do()
            return
        if line.state != AWAITING:
            raise NotThisMonth("nothing-to-approve", period=period, state=line.state)
        if line.draft_sha != draft_sha:
            raise NotThisMonth("draft-changed", period=period, draft=line.draft_sha, signed=draft_sha)
        _check_publicity(work, line)
        if last_done_by(work, Action.RUN_MONTH, period) == work.actor.person_no:
            raise GuardFailed("own-draft", period=period, person=work.actor.name)
        _change(work, period, state=APPROVED, approved_by=work.actor.person_no, approved_at=work.now)
        work.audit(period, draft=draft_sha)


def _check_publicity(work: Work, line: MonthLine) -> None:
    """A draft that was put on show is signed when its days are over and every appeal has its answer."""
    if line.public_from is None:
        return
    days = window(work, line.public_from, line.period)
    if days.running(work.today):
        raise NotThisMonth("publicity-running", period=line.period, until=max(days.last_shown, days.last_appeal))
    waiting = [appeal.appeal_no for appeal in appeals(work, line.period) if appeal.state == "filed"]
    if waiting:
        raise NotThisMonth("appeals-open", period=line.period, appeals=waiting)


def return_month(context: Context, period: str, reason: str) -> None:
    """Send the draft back to scoring, with the reason. Raises NotThisMonth when nothing waits."""
    with context.command(Action.RETURN_MONTH) as work:
        line = month_line(work, period)
        if line.state not in (AWAITING, APPROVED):
            raise NotThisMonth("nothing-to-approve", period=period, state=line.state)
        text = entered("reason", reason)
        _change(work, period, state=RETURNED, approved_by=None, approved_at=None, return_reason=text)
        work.audit(period, draft=line.draft_sha)


@without_circles()
def seal_month(context: Context, period: str) -> str:
    """Seal the approved month: write its result as frozen rows with one digest, which it returns.

    Raises NotThisMonth without an approval, or when the facts give another result than the approved draft.
    """
    with context.command(Action.SEAL_MONTH) as work:
        line = month_line(work, period)
        if line.state == SEALED:
            work.nothing_to_do()
            return str(line.digest)
        if line.state != APPROVED or line.seal_at is None:
            raise NotThisMonth("not-approved", period=period, state=line.state)
        _check_moment(work, period, line.seal_at)
        unchanged = drafted_last(work, period, str(line.draft_sha))
        result = month_result(work, period) if unchanged else preview(work, period, line.seal_at)
        sha = digest(result)
        if sha != line.draft_sha:
            raise NotThisMonth("draft-stale", period=period, draft=line.draft_sha, now=sha)
        write_result(work.session, work.township, result)
        work.take_step(period, "seal")
        _change(work, period, state=SEALED, sealed_at=line.seal_at, digest=sha, head=head_of(result), draft=None)
        anchor = anchor_now(work, period, line.seal_at, sha).text()
        write_rows(work.session, ANCHORS, [_anchor_row(work, period, anchor)])
        work.audit(period, digest=sha, sealed_at=line.seal_at, approved_by=line.approved_by, root=root_of(anchor))
        return sha


def _anchor_row(work: Work, period: str, text: str) -> dict[str, Any]:
    return {"township": work.township, "period": period, "text": text, "root": root_of(text)}


def publish_month(context: Context, period: str, documents: Mapping[str, str]) -> None:
    """Record that the month's bulletin is out: file names and their sha256. Once."""
    with context.command(Action.PUBLISH_MONTH) as work:
        _require_sealed(month_line(work, period))
        if not work.take_step(period, "publish"):
            work.nothing_to_do()
            return
        secretaries = Recipients(work).branches()
        told = [
            Notice(person_no, f"published:{period}", "published", unit, {"period": period})
            for unit, person_no in secretaries
        ]
        write_notices(work.session, work.township, work.now, told)
        work.audit(period, **dict(documents))


def propose_consequences(context: Context, period: str) -> int:
    """Lay the sealed month's rewards and penalties before the people who decide; how many there are. Once."""
    with context.command(Action.PUBLISH_MONTH) as work:
        _require_sealed(month_line(work, period))
        if not work.take_step(period, "propose"):
            work.nothing_to_do()
            return 0
        chosen = (CONSEQUENCES.c.township == work.township, CONSEQUENCES.c.period == period)
        found = work.session.execute(CONSEQUENCES.select().where(*chosen)).all()
        rows: list[dict[str, Any]] = [
            {
                "township": work.township,
                "period": period,
                "unit": row.unit,
                "code": row.code,
                "state": "proposed",
                "decided_by": None,
                "decided_at": None,
                "note": None,
                "version": 1,
            }
            for row in found
        ]
        write_rows(work.session, table_of(ProposalRow), rows)
        work.audit(period, proposals=len(rows))
        return len(rows)


def _require_sealed(line: MonthLine) -> None:
    if line.state != SEALED:
        raise NotThisMonth("not-sealed", period=line.period, state=line.state)


def _change(work: Work, period: str, **values: object) -> None:
    where = (MONTHS.c.township == work.township, MONTHS.c.period == period)
    change_rows(work.session, MONTHS, where, version=MONTHS.c.version + 1, **values)
