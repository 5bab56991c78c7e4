"""A wrong rubric file fails when it is read, with the line and the item, never at a month's end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from supervision.domain.errors import BadFile, RowError
from supervision.domain.model import Severity
from supervision.store.rubrics import read_rubric, read_tree, rubric_sha
from tests.domain.build import RUBRIC
from tests.sample import SAMPLE

TEXT = (SAMPLE / "rubric.yaml").read_text(encoding="utf-8")


def faults(text: str) -> list[RowError]:
    with pytest.raises(BadFile) as caught:
        read_rubric(text, "细则.yaml")
    return list(caught.value.errors)


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new)


def line_of(part: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), start=1) if part in line)


A01 = 'rule: {activity_type: "party_work_study", period: "month", required: 1, deduct_per_missing: 3}'


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (A01.replace("required: 1", 'required: "one"'), "rubric-parameter-type"),
        (A01.replace("required: 1", "required: true"), "rubric-parameter-type"),
        (A01.replace("required: 1", "required: -1"), "rubric-parameter-type"),
        (A01.replace("required: 1, ", ""), "rubric-parameter-missing"),
        (A01.replace("required", "requierd"), "rubric-parameter-unknown"),
        (A01.replace("required: 1", "required: 1, quorum: most"), "rubric-parameter-type"),
        (A01.replace("required: 1", "required: 1, bonus: 3"), "rubric-parameter-unknown"),
        (A01.replace('"month"', '"fortnight"'), "rubric-value"),
    ],
)
def test_a_rule_that_does_not_fit_its_method_is_told_with_line_and_item(new: str, code: str) -> None:
    first = faults(changed(A01, new))[0]
    assert (first.code, first.line, first.facts) == (code, line_of(A01), (("item", "A01"),))
    assert first.file == "细则.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('method: "late_steps"', 'method: "late_stepz"', "rubric-value"),
        ('{metric: "failed_acceptances", op: ">="', '{metric: "failures", op: ">="', "rubric-metric"),
        ('{metric: "failed_acceptances", op: ">="', '{metric: "failed_acceptances", op: "=>"', "rubric-operator"),
        ('not_with: ["R01"]', 'not_with: ["R99"]', "rubric-value"),
        ('  rank_style: "competition"', '  rank_style: "dense"', "rubric-unsupported"),
        ("base_decimals: 2", "bass_decimals: 2", "rubric-missing"),
        ("sample_rate: {minor: 0.1, ", "sample_rate: {", "rubric-missing"),
        ("  final_cap: 105", "  final_cap: lots", "rubric-type"),
        ("  min_applicable_points: 50\n", "", "rubric-missing"),
        ("pace: [0.03, 0.06,", "pace: [0.06,", "rubric-parameter-type"),
        ("week_days: 7", "week_days: 0", "rubric-parameter-type"),
        ("target_value: 2, full_at: 1.0", "target_value: 2, full_at: 0", "rubric-parameter-type"),
        ('"formal_members", op: ">="', '"members", op: ">="', "rubric-value"),
        ("excellent_share_cap: 0.3", "excellent_share_cap: 3", "rubric-range"),
        ('{move: "resume", from: ["suspended"]', '{move: "resume", from: ["closed"]', "rubric-unsupported"),
        ("at_late_day: 15, score_adjustment: -2", "at_late_day: 15, score_adjustment: 2", "rubric-range"),
        ("at_late_day: 7, score", "at_late_day: 17, score", "rubric-order"),
        ('    evidence: ["报送登记"]', '    evidense: ["报送登记"]', "rubric-unknown-key"),
        ('code: "A02"', 'code: "A01"', "rubric-code-twice"),
        ("total_points: 100", "total_points: 99", "rubric-sum"),
    ],
)
def test_what_the_code_cannot_carry_out_is_refused(old: str, new: str, code: str) -> None:
    assert code in [error.code for error in faults(changed(old, new))]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed(A01, A01.replace("required: 1", 'required: "one"')).replace("final_cap: 105", "final_cap: lots")
    text = text.replace('method: "late_steps"', 'method: "late_stepz"')
    found = faults(text)
    assert [error.line for error in found] == sorted(error.line or 0 for error in found)
    assert {error.code for error in found} >= {"rubric-parameter-type", "rubric-type", "rubric-value"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: &x 2", 2),
        ("a: &x 1\nb: *x", 1),
        ("a: 1\na: 2", 2),
        ("a: 1\nb:", 2),
        ("a: !!python/object:os.system {}", 1),
        ("a: 1\n---\nb: 2", 2),
        ("- 1", 1),
        ("a: [1, 2", 1),
        ("? [a]\n: 1", 1),
        ("a: " + "[" * 30 + "]" * 30, 1),
        ("", 1),
    ],
)
def test_yaml_beyond_plain_mappings_lists_and_scalars_is_refused(text: str, line: int) -> None:
    with pytest.raises(BadFile) as caught:
        read_tree(text, "x.yaml")
    (error,) = caught.value.errors
    assert (error.code, error.line) == ("rubric-yaml", line)


def test_scalars_are_what_they_look_like() -> None:
    tree = read_tree('a: no\nb: 2026-01-01\nc: 0.10\nd: 7\ne: true\nf: "7"\ng: 010\nh: 1e3\ni: 1_000\nj: -2', "x.yaml")
    assert tree == {
        "a": "no",
        "b": "2026-01-01",
        "c": Decimal("0.10"),
        "d": 7,
        "e": True,
        "f": "7",
        "g": "010",
        "h": "1e3",
        "i": "1_000",
        "j": -2,
    }
    assert str(tree["c"]) == "0.10"
    assert type(tree["d"]) is int


def test_every_key_knows_its_line() -> None:
    tree = read_tree("a: 1\nb:\n  c: 2\n  d: {e: 3}\n", "x.yaml")
    assert tree.lines == {"a": 1, "b": 2}
    assert tree["b"].lines == {"c": 3, "d": 4}  # type: ignore[attr-defined]


def test_the_default_rubric_is_read_exactly() -> None:
    assert RUBRIC.label == "rubric-default@1"
    assert sum(item.max for item in RUBRIC.items) == 100
    assert RUBRIC.severities[Severity.MAJOR].terms.extension_approver == "deputy_secretary"
    assert RUBRIC.item("F04").params["per_started_week"][Severity.MINOR] == Decimal("0.25")
    assert RUBRIC.rewards[1].work_fund_by_places == ((3, 100), (4, 150), (5, 200))
    assert [rule.code for rule in RUBRIC.turnaround.entry_rules] == ["T01", "T02", "T03"]


def test_a_version_is_known_by_the_hash_of_its_text() -> None:
    assert rubric_sha("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert rubric_sha(TEXT) != rubric_sha(TEXT + " ")
