"""Publicity and appeals (公示、申诉): a unit objects to a line of its month, and somebody answers.

An upheld appeal is settled by facts: the finding is withdrawn, the figure entered anew. Before the seal the draft is
scored again; after it, the facts become numbered corrections of the open month by themselves (R-27).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from supervision.context import Context, Work
from supervision.domain.differences import unit_lines
from supervision.domain.errors import BadInput, Conflict, GuardFailed, NotThisMonth
from supervision.domain.exact import ZERO
from supervision.domain.permission import Action, Role
from supervision.domain.result import MonthResult
from supervision.domain.texts import entered
from supervision.queries.appeals import APPEALS, window
from supervision.queries.months import month_line, month_result
from supervision.queries.names import month_prefix, next_number
from supervision.queries.people import person_line
from supervision.queries.preview import preview
from supervision.queries.recipients import Recipients
from supervision.store.notice_rows import Notice, write_notices
from supervision.store.result_rows import MONTHS
from supervision.store.rows import change_rows, insert_row


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """Which line is objected to: `section` is the item's code, `bonus`, `adjustment` or `cap`."""

    period: str
    unit: str
    section: str
    source: str
    reason: str


def start_publicity(context: Context, period: str) -> date:
    """Put the draft on show from today (公示); the last day on which appeals are taken."""
    with context.command(Action.START_PUBLICITY) as work:
        line = month_line(work, period)
        if line.state not in ("awaiting_approval", "approved"):
            raise NotThisMonth("nothing-to-approve", period=period, state=line.state)
        if line.public_from is None:
            where = (MONTHS.c.township == work.township, MONTHS.c.period == period)
            change_rows(work.session, MONTHS, where, public_from=work.today, version=MONTHS.c.version + 1)
            work.audit(period, public_from=work.today, draft=line.draft_sha)
        else:
            work.nothing_to_do()
        return window(work, line.public_from or work.today, period).last_appeal


def file_appeal(context: Context, new: NewAppeal, *, command_id: str | None = None) -> str:
    """File an appeal; its number. Raises GuardFailed when the line is not there or the window is over."""
    with context.command(Action.FILE_APPEAL, command_id=command_id) as work:
        work.check_unit(new.unit)
        line = month_line(work, new.period)
        if line.public_from is None:
            raise GuardFailed("publicity-not-started", period=new.period)
        last = window(work, line.public_from, new.period).last_appeal
        if work.today > last:
            raise GuardFailed("appeal-too-late", period=new.period, last=last)
        points = _points(month_result(work, new.period), new.unit, new.section, new.source)
        if points is None:
            raise BadInput("no-such-line", unit=new.unit, section=new.section, source=new.source)
        number = next_number(work, APPEALS.c.appeal_no, month_prefix("SS", work.today))
        insert_row(
            work.session,
            APPEALS,
            township=work.township,
            appeal_no=number,
            period=new.period,
            unit=new.unit,
            section=new.section,
            source=new.source,
            reason=entered("reason", new.reason),
            filed_by=work.actor.person_no,
            filed_at=work.now,
            state="filed",
            points_before=points,
            version=1,
        )
        facts = {"appeal": number, "period": new.period, "item": new.section}
        deciders = Recipients(work).staff(Role.ORGANIZATION_COMMISSIONER)
        notices = [Notice(person_no, f"appeal:{number}", "appeal", new.unit, facts) for person_no in deciders]
        write_notices(work.session, work.township, work.now, notices)
        work.audit(number, new.unit, period=new.period, section=new.section, source=new.source)
        return number


def decide_appeal(context: Context, appeal_no: str, *, upheld: bool, answer: str) -> Decimal | None:
    """Answer an appeal; for an upheld one the points of the line as the facts now make it.

    Raises GuardFailed for an upheld appeal while the facts still give the same line: put them right first.
    """
    with context.command(Action.DECIDE_APPEAL) as work:
        where = (APPEALS.c.township == work.township, APPEALS.c.appeal_no == appeal_no)
        row = work.session.execute(select(APPEALS).where(*where)).first()
        if row is None:
            raise BadInput("unknown-appeal", value=appeal_no)
        if row.state != "filed":
            raise Conflict("appeal-decided", appeal=appeal_no, state=row.state)
        own = person_line(work, work.actor.person_no)
        if row.filed_by == work.actor.person_no or (own is not None and own.unit == row.unit):
            raise GuardFailed("own-appeal", appeal=appeal_no, person=work.actor.name)
        after = _after(work, row.period, row.unit, row.section, row.source) if upheld else None
        if upheld and after == row.points_before:
            raise GuardFailed("appeal-facts-unchanged", appeal=appeal_no, source=row.source)
        change_rows(
            work.session,
            APPEALS,
            where,
            state="upheld" if upheld else "rejected",
            decided_by=work.actor.person_no,
            decided_at=work.now,
            answer=entered("answer", answer),
            points_after=after,
            version=row.version + 1,
        )
        facts = {
            "appeal": appeal_no,
            "period": row.period,
            "item": row.section,
            "answer": "upheld" if upheld else "rejected",
        }
        answered = Notice(row.filed_by, f"appeal:{appeal_no}:answer", "appeal_answered", row.unit, facts)
        write_notices(work.session, work.township, work.now, [answered])
        work.audit(appeal_no, row.unit, upheld=upheld, before=row.points_before, after=after)
        return after


def _after(work: Work, period: str, unit: str, section: str, source: str) -> Decimal:
    points = _points(preview(work, period), unit, section, source)
    return ZERO if points is None else points


def _points(result: MonthResult, unit: str, section: str, source: str) -> Decimal | None:
    """What the lines of that section and source cost together; None where there is none."""
    for each in result.units:
        if each.unit == unit:
            found = [points for key, points in unit_lines(each).items() if (key[0], key[2]) == (section, source)]
            return sum(found, ZERO) if found else None
    return None
