"""Which post somebody holds on a day (任职期限). What a post may do is `permission`'s question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from supervision.domain.permission import Role

OF_A_UNIT = (Role.BRANCH_SECRETARY, Role.VILLAGE_CLERK, Role.CADRE)
"""Posts that are held in a unit; all others are the township's own."""

LEFT = "left"
"""What stands for the role of somebody who holds none (离任): it passes no permission."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post with dates; `role` None: the person has left. `ended_on`: the day from which it no longer holds."""

    post_no: str
    person_no: str
    role: str | None
    unit: str | None
    valid_from: date
    valid_to: date | None
    reason: str
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return begun and (self.ended_on is None or day < self.ended_on)


def post_on(posts: Iterable[Post], day: date) -> Post | None:
    """The post with dates that holds on that day: the one given last. None: the standing post of the list of people."""
    return max((post for post in posts if post.holds_on(day)), key=lambda post: post.post_no, default=None)
