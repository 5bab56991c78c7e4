"""Every lost point has a sentence with its cause and its source, in both languages."""

from __future__ import annotations

import re

import pytest

from supervision.context import Context
from supervision.domain.scoring.methods import METHODS
from supervision.i18n import LANGUAGES, Words
from supervision.queries.line_sources import OF_FINDING, OF_TASK, LineSources, line_sources
from supervision.reports.explain import SAYERS, Explained, explain_unit
from tests.reports.conftest import PERIOD, result_of

REASONS = {
    "quota_short", "attendance_low", "finding", "target_short", "target_empty", "rating", "ack_late", "plan_late",
    "plan_missing", "returned", "reopened", "late_week", "recurrence", "reopen", "floor", "bonus", "bonus_cap",
    "card", "correction", "clamp", "veto_cap",
}  # fmt: skip


def explained(context: Context, period: str, lang: str) -> tuple[LineSources, list[tuple[str, Explained]]]:
    result = result_of(context, period)
    with context.reading() as reading:
        sources = line_sources(reading, result)
    return sources, [(unit.unit, one) for unit in result.units for one in explain_unit(unit, sources, Words(lang))]


def test_every_reason_code_has_a_sayer() -> None:
    assert set(SAYERS) == REASONS
    assert len(METHODS) == 8


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("period", [f"2026-{month:02d}" for month in range(1, 7)])
def test_every_sentence_names_its_source(half_year: Context, period: str, lang: str) -> None:
    sources, told = explained(half_year, period, lang)
    for unit, one in told:
        line = one.line
        if line.reason in OF_FINDING | OF_TASK or line.reason.startswith("bonus_J"):
            assert line.source in one.text
        elif line.reason == "rating":
            assert all(sources.names[number] in one.text for number in line.source.split("+"))
        elif line.reason == "correction":
            assert line.source.rpartition("|")[2] in one.text
        elif "#" in line.source:
            assert line.source.partition("#")[0] in one.text
        elif line.reason == "target_short" and (unit, line.source) in sources.measures:
            assert sources.measures[unit, line.source].measure_no in one.text
        assert not re.search(r"reports\.|\{[a-z]", one.text)


def test_a_finding_s_sentence_tells_facts_severity_and_repetition(half_year: Context) -> None:
    _, told = explained(half_year, PERIOD, "zh")
    text = next(one.text for _, one in told if one.line.source == "W2606-000097" and one.line.reason == "finding")
    facts = "6月1日发现“记录要素不全”：支委会记录缺请假人员和议题，共8处"
    assert text == facts + "（W2606-000097，轻微，第2次发生，按1.5倍计）"


def test_a_late_entry_is_told_where_it_cost_half_a_credit(half_year: Context) -> None:
    _, told = explained(half_year, PERIOD, "zh")
    text = next(one.text for unit, one in told if unit == "V01" and one.line.source.startswith("party_lecture"))
    assert "计0.5次，少0.5次" in text
    assert "6月14日补录" in text


def test_the_sources_of_one_unit_tell_the_same_as_those_of_all(half_year: Context) -> None:
    result = result_of(half_year)
    with half_year.reading() as reading:
        everything = line_sources(reading, result)
        for unit in result.units:
            alone = line_sources(reading, result, [unit])
            for lang in LANGUAGES:
                words = Words(lang)
                assert list(explain_unit(unit, alone, words)) == list(explain_unit(unit, everything, words))
