"""五、下一步要求: what is overdue, what falls due next, what is looked at again, and the days of the coming month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from supervision.domain.model import State
from supervision.domain.period import first_day, last_day, shift
from supervision.domain.rectification import RUNNING
from supervision.queries.ledger import LedgerRow
from supervision.reports import shown
from supervision.reports.document import Block, Heading, Paragraph
from supervision.reports.issue import Issue


def demands(issue: Issue) -> Iterator[Block]:
    yield Heading(issue.say("section.demands"))
    paragraphs = {
        "overdue": _overdue(issue),
        "due": _due_next(issue),
        "verify": _to_verify(issue),
        "still": _standing_still(issue),
        "lookback": _lookbacks(issue),
        "days": _days(issue),
    }
    told = ((name, text) for name, text in paragraphs.items() if text)
    for count, (name, text) in enumerate(told, start=1):
        lead = issue.say("sub", number=issue.say(f"numeral.{count}"), text=issue.say(f"demands.{name}_lead"))
        yield Paragraph(text, lead, level=2)


def _overdue(issue: Issue) -> str:
    rows = sorted((row for row in issue.ledger.open if row.overdue), key=lambda row: (row.due, row.finding.finding_no))
    told = [issue.say("demands.overdue_one", days=row.late_days, **_about(issue, row)) for row in rows]
    if not told:
        return issue.say("demands.none_overdue")
    day = shown.day(issue.words, issue.ledger.day)
    return issue.say("demands.overdue", day=day, count=len(told), each=shown.joined(issue.words, told))


def _due_next(issue: Issue) -> str:
    """What the branches still have to finish, by due date."""
    rows = [row for row in issue.ledger.open if row.due is not None and not row.overdue and row.state in RUNNING]
    rows.sort(key=lambda row: (row.due, row.finding.finding_no))
    told = [issue.say("demands.due_one", **_about(issue, row)) for row in rows]
    return issue.say("demands.due", count=len(told), each=shown.joined(issue.words, told)) if told else ""


def _to_verify(issue: Issue) -> str:
    """What waits for the inspectors."""
    rows = [row for row in issue.ledger.open if row.state is State.CLOSURE_REQUESTED]
    told = [issue.say("demands.verify_one", **_about(issue, row)) for row in rows]
    return issue.say("demands.verify", count=len(told), each=shown.joined(issue.words, told)) if told else ""


def _standing_still(issue: Issue) -> str:
    rows = [row for row in issue.ledger.open if row.due is None]
    told = [issue.say("demands.still_one", **_about(issue, row)) for row in rows]
    return issue.say("demands.still", each=shown.joined(issue.words, told)) if told else ""


def _about(issue: Issue, row: LedgerRow) -> dict[str, str]:
    return {
        "unit": row.unit_name,
        "number": row.finding.finding_no,
        "due": shown.day(issue.words, row.due, first_day(issue.period).year) if row.due is not None else "",
        "owner": row.owner,
        "state": issue.words.noun("state", row.state),
    }


def _lookbacks(issue: Issue) -> str:
    sample = issue.result.lookback_sample
    parts = []
    if sample:
        outcomes = Counter(look.outcome for look in issue.looked.values())
        each = [
            issue.say("overview.count", name=issue.words.noun("lookback_outcome", outcome), count=count)
            for outcome, count in sorted(outcomes.items())
        ]
        told = issue.say("overview.in_brackets", text=shown.listed(issue.words, each)) if each else ""
        month = shown.month(issue.words, issue.period)
        parts.append(issue.say("demands.sampled", month=month, count=len(sample), done=len(issue.looked), each=told))
        left = [task_no for task_no in sample if task_no not in issue.looked]
        if left:
            parts.append(issue.say("demands.left", count=len(left), tasks=shown.listed(issue.words, left)))
    month = shown.month(issue.words, shift(issue.period, 1))
    if issue.to_look is None:
        parts.append(issue.words("documents.look_later", month=month))
    elif issue.to_look:
        tasks = shown.listed(issue.words, [each.task_no for each in issue.to_look])
        parts.append(issue.say("demands.to_look", month=month, count=len(issue.to_look), tasks=tasks))
    return "".join(parts)


def _days(issue: Issue) -> str:
    """The days that the rubric shows for the coming month; what it does not say is not said here either."""
    following = shift(issue.period, 1)
    calendar: dict[str, Any] = issue.rubric.shown.get("scoring", {}).get("month_calendar", {})
    parts = []
    appeal = issue.rubric.shown.get("penalties", {}).get("appeal_working_days")
    if appeal:
        parts.append(issue.say("demands.appeal", days=appeal))
    rewards = calendar.get("rewards_deadline_day_next_month")
    if rewards:
        parts.append(issue.say("demands.rewards", day=_day_of(issue, following, rewards)))
    cutoff = calendar.get("record_cutoff_day")
    if cutoff:
        month = shown.month(issue.words, following)
        parts.append(issue.say("demands.cutoff", month=month, day=_day_of(issue, following, cutoff)))
    scoring = calendar.get("scoring_days")
    if scoring:
        first, last = (_day_of(issue, following, each) for each in (scoring[0], scoring[-1]))
        parts.append(issue.say("demands.scoring", first=first, last=last))
    return "".join(parts)


def _day_of(issue: Issue, period: str, number: int) -> str:
    on = min(first_day(period) + timedelta(days=int(number) - 1), last_day(period))
    return shown.day(issue.words, on, first_day(issue.period).year)
