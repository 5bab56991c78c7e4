"""Which columns the files of development have: projects, income, recruitment, filing, reserves, stars, activities.

The other files of a bundle are `columns`' question; all of these may be missing.
"""

from __future__ import annotations

from supervision.domain import development as facts
from supervision.domain.checks.column_kinds import (
    RECORDED,
    UNIT,
    Format,
    amount,
    choice,
    code,
    day,
    form,
    lines,
    number,
    period,
    text,
    whole,
)
from supervision.domain.checks.limits import LABEL_CHARACTERS, NAME_CHARACTERS
from supervision.domain.local_terms import ECONOMY_FIGURES, LEVELS, MILESTONE_EVENTS, PROJECT_KINDS, RECRUITMENT

# fmt: off
DEVELOPMENT: tuple[Format, ...] = (
    form(
        "projects", facts.Project,
        number("project_no"), UNIT, choice("kind", PROJECT_KINDS), text("name", NAME_CHARACTERS),
        amount("budget", False, 0), code("item", False), RECORDED,
    ),
    form(
        "milestones", facts.MilestoneEvent,
        number("row_no"), UNIT, number("project_no"), text("milestone", NAME_CHARACTERS),
        choice("event", MILESTONE_EVENTS), day("on"), day("due_on", False), lines("reason"), RECORDED,
    ),
    form(
        "economy", facts.EconomyFigure,
        number("row_no"), UNIT, choice("figure", ECONOMY_FIGURES), period(), amount("amount", least=0),
        amount("subsidy", False, 0), text("source", LABEL_CHARACTERS, False), RECORDED,
    ),
    form(
        "recruitment", facts.RecruitmentStage,
        number("row_no"), UNIT, code("candidate_no"), text("name", NAME_CHARACTERS),
        choice("stage", (each.code for each in RECRUITMENT)), day("on"), RECORDED,
    ),
    form(
        "filings", facts.Filing,
        number("filing_no"), UNIT, code("person_no"), whole("birth_year", False, 1900), day("appointed_on"),
        day("filed_on", False), RECORDED,
    ),
    form(
        "reserves", facts.Reserve,
        number("reserve_no"), UNIT, text("name", NAME_CHARACTERS), day("since"), day("until", False),
        code("mentor", False), lines("progress"), RECORDED,
    ),
    form(
        "highlights", facts.Highlight,
        number("highlight_no"), UNIT, text("matter", LABEL_CHARACTERS), choice("level", LEVELS), day("recognised_on"),
        text("proof", LABEL_CHARACTERS, False), RECORDED,
    ),
    form(
        "member_points", facts.MemberPoints,
        number("row_no"), UNIT, code("member_no"), text("name", NAME_CHARACTERS), period(), code("dimension"),
        amount("points", least=0), RECORDED,
    ),
    form(
        "township_activities", facts.TownshipActivity,
        number("activity_no"), code("type"), day("held_on"), code("person_no", False), code("unit", False),
        text("title", LABEL_CHARACTERS, False), RECORDED,
    ),
)
# fmt: on
