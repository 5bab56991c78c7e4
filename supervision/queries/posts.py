"""Who holds which post for which days. Giving and ending it is `services.posts`' question."""

from __future__ import annotations

from supervision.context import Reading
from supervision.domain.posts import Post, post_on
from supervision.store.posts_held import posts_of


def posts(reading: Reading, person_no: str | None = None) -> list[Post]:
    """Every post with dates, or those of one person, by number."""
    return posts_of(reading.session, reading.township, person_no)


def posts_today(reading: Reading, person_no: str | None = None) -> dict[str, Post]:
    """The posts with dates that hold today, by person; whoever is not named holds the standing post."""
    dated: dict[str, list[Post]] = {}
    for post in posts(reading, person_no):
        dated.setdefault(post.person_no, []).append(post)
    found = ((person, post_on(own, reading.today)) for person, own in dated.items())
    return {person: post for person, post in found if post is not None}
