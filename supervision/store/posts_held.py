"""Which posts with dates somebody has (任职期限). Asked with each command: a session may outlive the last day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from supervision.domain.errors import NotPermitted
from supervision.domain.posts import Post, post_on
from supervision.store.mapping import table_of
from supervision.store.tables.posts import PostRow
from supervision.store.tables.township import PersonRow

POSTS = table_of(PostRow)
_PEOPLE = table_of(PersonRow)
COLUMNS = [POSTS.c[name] for name in Post.__dataclass_fields__]


def posts_of(session: Session, township: str, person_no: str | None = None) -> list[Post]:
    """Every post with dates of somebody, or of everybody, by number."""
    where = [POSTS.c.township == township]
    if person_no is not None:
        where.append(POSTS.c.person_no == person_no)
    return [Post(*row) for row in session.execute(select(*COLUMNS).where(*where).order_by(POSTS.c.post_no))]


def check_post(session: Session, township: str, person_no: str, post: tuple[str, str | None], day: date) -> None:
    """Raise NotPermitted unless the person holds that post (role, unit) on the day.

    Somebody without any post with dates holds what the list of people says, as ever.
    """
    dated = posts_of(session, township, person_no)
    if not dated:
        return
    now = post_on(dated, day)
    held: tuple[str | None, str | None] | None
    if now is not None:
        held = (now.role, now.unit)
    else:
        where = (_PEOPLE.c.township == township, _PEOPLE.c.person_no == person_no)
        row = session.execute(select(_PEOPLE.c.role, _PEOPLE.c.unit).where(*where)).first()
        held = (row.role, row.unit) if row is not None else None
    if held != post:
        raise NotPermitted("post-not-held", person=person_no, role=post[0], day=day)
