"""Which facts the registers of duties hold: responsibilities, guidance, meetings, commitments, turnaround, pairings.

One row is one fact that is never changed: a correction names in `supersedes` the row that it replaces, and both stay
to be seen. Contents of talks are never stored. The registers of development are `development`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Responsibility:
    """责任: who answers for which matters of a unit (None: the township), from when until when.

    `scope` is `*` for everything, a category's letter or an item's code.
    """

    duty_no: str
    unit: str | None
    scope: str
    duty: str
    matter: str | None
    line: str | None
    frequency: str | None
    person_no: str
    valid_from: date
    valid_to: date | None
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class GuidanceVisit:
    """指导: one visit of an instructor to a unit, what was advised and whether it was followed up."""

    visit_no: str
    unit: str
    instructor: str
    on: date
    problem: str
    advice: str
    follow_up_on: date | None
    followed_up_on: date | None
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """会议: a meeting, training or exchange of the township (unit None) or of a branch."""

    meeting_no: str
    kind: str
    unit: str | None
    on: date
    title: str
    chair: str
    expected: int | None
    attended: int | None
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Commitment:
    """承诺和议定事项: what somebody promised or a meeting decided, with its owner and its date."""

    commitment_no: str
    origin: str
    meeting_no: str | None
    unit: str | None
    matter: str
    responsible: str
    made_on: date
    due_on: date
    done_on: date | None
    effect: str | None
    item: str | None
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class TurnaroundStep:
    """整顿过程: one of the four-ones team, the plan, a month's progress or a look during observation."""

    step_no: str
    unit: str
    step: str
    on: date
    member: str | None
    note: str
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Pairing:
    """结对: a member or leader with a household (四联四帮), or a model branch with one that it mentors."""

    pairing_no: str
    kind: str
    unit: str
    person_no: str | None
    partner: str
    valid_from: date
    valid_to: date | None
    supersedes: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """联系: that a pair met on a day; never what was said."""

    contact_no: str
    unit: str
    pairing_no: str
    on: date
    supersedes: str | None
    recorded_at: datetime
