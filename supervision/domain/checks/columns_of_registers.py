"""Which columns the registers of duties have. Those of development are in `columns_of_development`.

What a register refuses, who may enter it and how it is numbered is the question of `register_kinds`.
"""

from __future__ import annotations

from dataclasses import replace

from supervision.domain import register_facts as facts
from supervision.domain.checks.column_kinds import (
    RECORDED,
    UNIT,
    Column,
    Format,
    Kind,
    choice,
    code,
    day,
    form,
    lines,
    number,
    text,
    whole,
)
from supervision.domain.checks.limits import LABEL_CHARACTERS, NAME_CHARACTERS, NUMBER_CHARACTERS

DUTIES = ("first_responsible", "deputy_in_charge", "responsible_leader", "instructor", "dual_duty", "owner")
MEETINGS = ("org_work_meeting", "training", "exchange", "debriefing", "committee_party_study")
"""The rubric's activity types where it has one: a meeting counts for the township's quotas too."""
COMMITMENT_SOURCES = ("debriefing", "meeting", "work_plan")
FOUR_ONES = ("county_leader", "township_leader", "first_secretary", "county_department")
"""四个一 in the order of the rubric's `four_ones`."""
STEPS = (*FOUR_ONES, "plan", "progress", "observation")
PAIRINGS = ("four_helps", "mentoring")


def _number(name: str) -> Column:
    """The number of another row, or nothing."""
    return Column(name, Kind.KEY, required=False, limit=NUMBER_CHARACTERS)


SUPERSEDES = _number("supersedes")

# fmt: off
DUTY_REGISTERS: tuple[Format, ...] = (
    form(
        "responsibilities", facts.Responsibility,
        number("duty_no"), code("unit", False), code("scope"), choice("duty", DUTIES),
        text("matter", LABEL_CHARACTERS, False), text("line", NAME_CHARACTERS, False),
        text("frequency", NAME_CHARACTERS, False), code("person_no"), day("valid_from"), day("valid_to", False),
        SUPERSEDES, RECORDED,
    ),
    form(
        "guidance_visits", facts.GuidanceVisit,
        number("visit_no"), UNIT, code("instructor"), day("on"), lines("problem", True), lines("advice", True),
        day("follow_up_on", False), day("followed_up_on", False), SUPERSEDES, RECORDED,
    ),
    form(
        "meetings", facts.Meeting,
        number("meeting_no"), choice("kind", MEETINGS), code("unit", False), day("on"),
        text("title", LABEL_CHARACTERS), code("chair"), whole("expected", False, 1), whole("attended", False, 0),
        SUPERSEDES, RECORDED,
    ),
    form(
        "commitments", facts.Commitment,
        number("commitment_no"), choice("origin", COMMITMENT_SOURCES), _number("meeting_no"), code("unit", False),
        text("matter", LABEL_CHARACTERS), code("responsible"), day("made_on"), day("due_on"), day("done_on", False),
        lines("effect"), replace(code("item", False), later=True), SUPERSEDES, RECORDED,
    ),
    form(
        "turnaround_steps", facts.TurnaroundStep,
        number("step_no"), UNIT, choice("step", STEPS), day("on"), text("member", NAME_CHARACTERS, False),
        lines("note", True), SUPERSEDES, RECORDED,
    ),
    form(
        "pairings", facts.Pairing,
        number("pairing_no"), choice("kind", PAIRINGS), UNIT, code("person_no", False),
        text("partner", NAME_CHARACTERS), day("valid_from"), day("valid_to", False), SUPERSEDES, RECORDED,
    ),
    form(
        "contacts", facts.Contact,
        number("contact_no"), UNIT, number("pairing_no"), day("on"), SUPERSEDES, RECORDED,
    ),
)
# fmt: on
