"""Giving somebody a post for some days, ending it, and leaving (任职期限、离任). Lending one's own: `delegations`."""

from __future__ import annotations

from datetime import date

from supervision.context import Context, Work
from supervision.domain.errors import BadInput, Conflict
from supervision.domain.permission import Action, Role
from supervision.domain.posts import OF_A_UNIT, Post
from supervision.domain.texts import entered
from supervision.queries.names import month_prefix, next_number
from supervision.queries.people import person_line, unit_names
from supervision.queries.posts import posts
from supervision.store.posts_held import POSTS
from supervision.store.rows import change_rows, insert_row


def give_post(
    context: Context,
    person_no: str,
    role: str,
    reason: str,
    *,
    unit: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Post:
    """Give somebody a post from a day (today) to a last day (until further notice).

    Raises BadInput for oneself, an unknown person, role or unit, and days that are past or in the wrong order.
    """
    with context.command(Action.GIVE_POST) as work:
        if role not in set(Role) - {Role.SYSTEM}:
            raise BadInput("no-such-post", value=role, allowed=tuple(each for each in Role if each is not Role.SYSTEM))
        if (Role(role) in OF_A_UNIT) != (unit is not None) or (unit is not None and unit not in unit_names(work)):
            raise BadInput("post-of-which-unit", role=role, unit=unit)
        return _enter(work, person_no, (role, unit), reason, valid_from, valid_to)


def leave_post(context: Context, person_no: str, reason: str, valid_from: date | None = None) -> Post:
    """From that day on (today) the person holds no post, until one is given anew."""
    with context.command(Action.GIVE_POST) as work:
        return _enter(work, person_no, (None, None), reason, valid_from, None)


def _enter(
    work: Work, person_no: str, post: tuple[str | None, str | None], reason: str, first: date | None, last: date | None
) -> Post:
    first = first or work.today
    if person_no == work.actor.person_no:
        raise BadInput("post-to-oneself")
    if person_line(work, person_no) is None:
        raise BadInput("unknown-person", value=person_no)
    if first < work.today or (last is not None and last < first):
        raise BadInput("post-days", first=first, last=last or first, today=work.today)
    number = next_number(work, POSTS.c.post_no, month_prefix("RZ", work.today))
    made = Post(number, person_no, *post, first, last, entered("reason", reason), None)
    values = {name: getattr(made, name) for name in Post.__dataclass_fields__}
    insert_row(work.session, POSTS, township=work.township, **values, given_at=work.now, version=1)
    work.audit(number, made.unit, person=person_no, role=made.role, first=first, last=last)
    return made


def end_post(context: Context, number: str) -> None:
    """End a post with dates today: the standing post holds again. Raises BadInput when there is none of that number."""
    with context.command(Action.GIVE_POST) as work:
        found = next((each for each in posts(work) if each.post_no == number), None)
        if found is None:
            raise BadInput("no-such-post-number", value=number)
        if not found.holds_on(max(work.today, found.valid_from)):
            work.nothing_to_do()
            return
        where = (POSTS.c.township == work.township, POSTS.c.post_no == number, POSTS.c.ended_on.is_(None))
        if change_rows(work.session, POSTS, where, ended_on=work.today, version=2) != 1:
            raise Conflict("post-ended", value=number)
        work.audit(number, found.unit, ended=work.today)
