"""Issuing a paper of a task: its number is drawn once, what it says is kept. What it says: `reports.papers`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from supervision.context import Context, Reading, Work
from supervision.domain.errors import Refused
from supervision.domain.papers import PREFIX, PaperDue, papers_due
from supervision.domain.permission import Action
from supervision.queries.courses import course_of
from supervision.queries.law import law
from supervision.queries.papers import PAPERS, IssuedPaper, digest_of, paper_about
from supervision.store.mapping import write_rows

Telling = Callable[[Reading, PaperDue, str], str]
"""From a paper and its number to what it says: canonical JSON."""


def issue_paper(context: Context, due: PaperDue, telling: Telling) -> IssuedPaper:
    """The paper, issued now or earlier: the same number and the same words for ever.

    Raises Refused when the task's course does not call for it.
    """
    with context.command(Action.ISSUE_PAPER) as work:
        found = paper_about(work, due.kind, due.subject)
        if found is not None:
            work.nothing_to_do()
            return found
        course = course_of(work, law(work), due.task_no)
        work.check_unit(course.finding.unit)
        if due not in papers_due(course):
            raise Refused("paper-not-due", task_no=due.task_no)
        return _draw(work, due, course.finding.unit, telling)


def _draw(work: Work, due: PaperDue, unit: str, telling: Telling) -> IssuedPaper:
    """The next serial of its kind and month: no gaps, for writers of a township wait for one another."""
    period = f"{work.today:%Y-%m}"
    last = select(func.max(PAPERS.c.serial)).where(
        PAPERS.c.township == work.township, PAPERS.c.kind == due.kind, PAPERS.c.period == period
    )
    serial = (work.session.execute(last).scalar() or 0) + 1
    number = f"{PREFIX[due.kind]}-{period}-{serial:03d}"
    fields = telling(work, due, number)
    paper = IssuedPaper(
        *(number, due.kind, due.subject, due.task_no, work.now, work.actor.person_no, digest_of(fields), fields)
    )
    own = {name: getattr(paper, name) for name in IssuedPaper.__dataclass_fields__}
    write_rows(work.session, PAPERS, [{"township": work.township, "period": period, "serial": serial, **own}])
    work.audit(due.task_no, unit, paper=number, kind=due.kind, sha256=paper.sha256)
    return paper
