"""Deciding on proposed rewards and penalties: people decide, the system only proposes and keeps what was decided."""

from __future__ import annotations

from sqlalchemy import select

from supervision.context import Context
from supervision.domain.errors import BadInput, Conflict, GuardFailed
from supervision.domain.permission import Action
from supervision.domain.proposal import NEXT_STATE
from supervision.domain.texts import entered
from supervision.queries.people import person_line
from supervision.queries.recipients import Recipients
from supervision.store.mapping import table_of
from supervision.store.notice_rows import Notice, write_notices
from supervision.store.rows import change_rows
from supervision.store.tables.months import ProposalRow

_PROPOSALS = table_of(ProposalRow)


def decide(context: Context, period: str, unit: str, code: str, decision: str, note: str | None = None) -> str:
    """Approve, refuse or mark as executed; the new state. A refusal needs its reason."""
    with context.command(Action.DECIDE_PROPOSAL) as work:
        where = (
            _PROPOSALS.c.township == work.township,
            _PROPOSALS.c.period == period,
            _PROPOSALS.c.unit == unit,
            _PROPOSALS.c.code == code,
        )
        row = work.session.execute(select(_PROPOSALS.c.state, _PROPOSALS.c.version).where(*where)).first()
        if row is None:
            raise BadInput("unknown-proposal", period=period, unit=unit, proposal=code)
        own = person_line(work, work.actor.person_no)
        if own is not None and own.unit == unit:
            raise GuardFailed("own-proposal", period=period, unit=unit, person=work.actor.name)
        state = NEXT_STATE.get((row.state, decision))
        if state is None:
            raise GuardFailed("decision-not-from-state", decision=decision, state=row.state)
        text = entered("reason", note, required=decision == "refuse") or None
        done = change_rows(
            work.session,
            _PROPOSALS,
            (*where, _PROPOSALS.c.version == row.version),
            state=state,
            decided_by=work.actor.person_no,
            decided_at=work.now,
            note=text,
            version=row.version + 1,
        )
        if done != 1:
            raise Conflict("proposal-changed", period=period, unit=unit, proposal=code)
        facts = {"period": period, "rule": code, "decided": state}
        key = f"proposal:{period}:{unit}:{code}:{state}"
        told = [Notice(person_no, key, "decided", unit, facts) for person_no in Recipients(work).branch(unit)]
        write_notices(work.session, work.township, work.now, told)
        work.audit(f"{period}:{unit}:{code}", unit, decision=decision, state=state)
        return state
