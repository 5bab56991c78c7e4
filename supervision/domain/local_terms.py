"""Which figures and words the township sets itself where the rubric has none; each with what it rests on.

statute = party regulation, local = a default chosen here that the township must confirm. The rubric is `rubric`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PROJECT_KINDS = ("governance", "industry")
MILESTONE_EVENTS = ("planned", "slipped", "done")
ECONOMY_FIGURES = ("baseline", "target", "income")
LEVELS = ("township", "county", "city", "province", "national")
"""Levels of recognition, rising."""


@dataclass(frozen=True, slots=True)
class StageTerms:
    """One stage of recruitment: `months_after` the stage before it, at least. `basis` says where that stands."""

    code: str
    months_after: int
    basis: str


RECRUITMENT: tuple[StageTerms, ...] = (
    StageTerms("applicant", 0, "statute"),
    StageTerms("activist", 0, "statute"),
    StageTerms("development_target", 12, "statute"),  # 发展党员工作细则: 经过一年以上培养教育和考察
    StageTerms("probationary", 0, "statute"),
    StageTerms("full_member", 12, "statute"),  # 党章第七条: 预备期为一年
)

FILING_DAYS = 30
"""A secretary is filed with the county within so many days of the appointment (local)."""

RESERVES_PER_VILLAGE = 2
"""村后备力量: at least so many per village (local; the rubric's C04 has the same figure as its target)."""

ELDER_SECRETARY_AGE = 55
"""From this age on the imbalance panel marks a secretary as elder (local)."""

TERMS: Mapping[str, int | None] = {
    "filing_days": FILING_DAYS,
    "reserves_per_village": RESERVES_PER_VILLAGE,
    "elder_secretary_age": ELDER_SECRETARY_AGE,
    "four_contacts": None,
    "four_helps": None,
}
"""What the register `township_terms` may set, each with the figure that holds while it says nothing; None for words."""

LARGEST_FIGURE = 366
"""No such figure is larger: days of a year, ages, persons."""

CAUSES = ("awareness", "responsibility", "rules", "ability", "oversight", "conditions", "other")
"""Usual kinds of root causes (问题根源), local; each row says its own in words besides."""

CLASSES = ("advanced", "middle", "lagging")
"""The classes of R-37, which the committee may decide otherwise."""

SCALES: Mapping[str, frozenset[str]] = {
    "township_leaders": frozenset(
        ("township_secretary", "deputy_secretary", "organization_commissioner", "discipline_secretary", "leader")
    )
}
"""Which posts a township quota's `scale_by` counts, one by one (local: 乡领导班子成员)."""

BY_POST: Mapping[str, frozenset[str]] = {"secretary_lecture": frozenset(("township_secretary",))}
"""Lectures that only this post can give; each is a leader's lecture as well (one record serves several quotas)."""

RECRUITMENT_ITEM, RECRUITMENT_PROBLEM = "C03", "程序时间节点倒置"
"""Where an error in a candidate's stages belongs: the rubric's item, and its usual finding."""

TURNAROUND_PLAN_DAYS = 15
"""A plan of turnaround within so many days of the entry (the rubric's `plan_days`, which no month's score reads)."""
