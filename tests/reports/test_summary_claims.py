"""The customary half-year summary phrase by phrase: each blank and each claim has a sentence with figures in ours.

Not recorded is said, too. The summary's figures and sources: `test_summary`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from supervision.context import Context
from supervision.i18n import LANGUAGES, Words
from supervision.reports.document import Paragraph
from supervision.reports.summary_claims import CLAIMS
from tests.reports.test_summary import SINCE, UNTIL, document_of, rows_of

SEED: Mapping[str, str] = {
    "《xx乡xxxx年基层组织建设工作要点》": "claim.priorities",
    "根据党委书记述职评议的内容": "claim.debriefing",
    "多次在党委会中研究": "claim.studied",
    "建立责任、问题和整改“三个清单”": "lists_figures",
    "精准指导、分类推进": "guidance",
    "为全乡各支部党员开展上党课活动不少于xx次": "lectures",
    "乡领导班子以身作则": "claim.lecturers",
    "“三会一课”、主题党日深入开展": "records",
    "优化提升星级量化创评": "claim.stars",
    "发展党员……全程纪实": "claim.recruits",
    "推深做实“四联四帮”工程": "claim.pairings",
    "推进乡村治理创新项目": "claim.governance",
    "乡新时代文明实践所每月至少开展x场活动": "institute",
    "村新时代文明实践站每月至少开展x场活动": "station",
    "广泛开展系列主题宣讲活动": "claim.institute_held",
    "探索“主导产业+”模式": "economy",
    "杨桥村力争xxxx年集体经济突破xx万；万冲村……增加xx万元": "village_economy",
    "村与村之间的党建基础不平衡": "uneven",
    "部分村党支部书记年龄较大": "ages",
    "督查重形式轻效果": "returned",
    "整改不彻底不到位": "rebound",
    "在月考评工作中发现的部分问题": "undone",
    "缺少必要的指导": "guidance_due",
    "后续的督查力度不够，跟踪问效不力": "claim.follow_up",
    "党建工作亮点不够突出": "claim.highlights",
    "先进党支部的典型带动": "claim.models",
    "后进党支部的整顿提升；分类指导": "claim.classes",
    "为xx个村的村干部明确工作目标": "plan_cadres",
    "量化工作任务": "claim.cadres",
    "“引擎工程”“能人回归”“传帮带”、村后备力量": "claim.reserves",
    "村党组织书记县级党委备案管理": "claim.filings",
    "组织工作例会、业务培训和学习交流制度": "claim.meetings",
    "月考评、月通报、月奖惩": "claim.monthly",
    "找出问题症结所在": "claim.causes",
}
"""Phrase of the seed → the sentence of ours that answers it with figures."""
FILLED = re.compile(r"\\\{(\w+)(?::[^}]*)?\\\}")


def prose_of(context: Context, lang: str = "zh") -> str:
    return "".join(block.text for block in document_of(context, lang).blocks if isinstance(block, Paragraph))


def test_every_phrase_of_the_seed_has_its_sentence_with_figures(half_year: Context) -> None:
    prose, words = prose_of(half_year), Words("zh")
    lacking = []
    for phrase, key in SEED.items():
        wanted = FILLED.sub("(.+?)", re.escape(words.template(f"summary.{key}") or ""))
        found = re.search(wanted, prose)
        if found is None or not any(re.search(r"\d", filled) for filled in found.groups()):
            lacking.append(phrase)
    assert lacking == []


def test_every_claim_of_a_register_answers_a_phrase_of_the_seed() -> None:
    assert {key.removeprefix("claim.") for key in SEED.values() if key.startswith("claim.")} == set(CLAIMS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_township_without_records_is_told_so_claim_by_claim(empty: Context, lang: str) -> None:
    words, prose = Words(lang), prose_of(empty, lang)
    for name in CLAIMS:
        assert words("summary.claim.none", what=words(f"summary.claim_of.{name}")) in prose, name


def test_claims_are_as_many_as_the_sample_s_files_hold(half_year: Context) -> None:
    prose = prose_of(half_year)
    replaced = {row["supersedes"] for row in rows_of("commitments")}
    made = [row for row in rows_of("commitments") if row["commitment_no"] not in replaced]
    promised = [row for row in made if row["origin"] == "debriefing" and SINCE <= row["made_on"] <= UNTIL]
    kept = sum(SINCE <= row["done_on"] <= UNTIL for row in promised)
    assert f"列出整改承诺{len(promised)}项，已兑现{kept}项" in prose
    meetings = [row["kind"] for row in rows_of("meetings") if not row["unit"] and SINCE <= row["on"] <= UNTIL]
    assert f"组织工作例会{meetings.count('org_work_meeting')}次" in prose
    matters = {(row["unit"], row["matter"]) for row in rows_of("highlights") if SINCE <= row["recognised_on"] <= UNTIL}
    assert f"获认定的工作亮点{len(matters)}项" in prose
    held = [row for row in rows_of("township_activities") if row["type"] == "practice_institute_activity"]
    assert f"实际开展活动{sum(SINCE <= row['held_on'] <= UNTIL for row in held)}场" in prose
