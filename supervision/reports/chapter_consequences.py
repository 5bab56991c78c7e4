"""四、奖惩情况: what the rules propose for whom, and the figures that triggered it. People decide, nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supervision.domain.result import Consequence, UnitResult
from supervision.domain.rubric import Rule
from supervision.reports import shown
from supervision.reports.document import Block, Heading, Paragraph
from supervision.reports.issue import Issue
from supervision.reports.tables import because, result_of


def rewards_and_penalties(issue: Issue) -> Iterator[Block]:
    """Rewards, penalties, and at a quarter's end stars, turnaround and cadres."""
    yield Heading(issue.say("section.consequences"))
    yield Paragraph(issue.say("consequences.intro"))
    parts = [
        ("rewards", [*_rules(issue, issue.rubric.rewards), *_blocked(issue)]),
        ("penalties", [*_rules(issue, issue.rubric.penalties), *_vetoes(issue)]),
        ("stars", list(_stars(issue))),
        ("turnaround", list(_turnaround(issue))),
        ("cadres", list(_cadres(issue))),
    ]
    count = 0
    for name, blocks in parts:
        if blocks or name in ("rewards", "penalties"):
            count += 1
            text = issue.say(f"consequences.{name}")
            yield Heading(issue.say("sub", number=issue.say(f"numeral.{count}"), text=text), 2)
            yield from blocks or [Paragraph(issue.say("consequences.none"))]


def _rules(issue: Issue, rules: Sequence[Rule]) -> Iterator[Paragraph]:
    count = 0
    for rule in rules:
        found = [(unit, one) for unit in issue.in_order() for one in unit.consequences if one.code == rule.code]
        if found:
            count += 1
            told = shown.joined(issue.words, [_proposed(issue, unit, one) for unit, one in found])
            name = shown.named(issue.words, rule)
            lead = issue.say("consequences.lead", number=count, rule=name, code=rule.code)
            yield Paragraph(issue.say("consequences.proposed", told=told), lead)


def _proposed(issue: Issue, unit: UnitResult, one: Consequence) -> str:
    result = result_of(one, issue.rubric, issue.words)
    return issue.say(
        "consequences.unit_result" if result else "consequences.unit",
        unit=unit.name,
        because=because(one.because, issue.words),
        result=result,
    )


def _blocked(issue: Issue) -> Iterator[Paragraph]:
    told = []
    for unit in issue.in_order():
        for one in unit.blocked:
            by = [shown.known(issue.words, f"nouns.blocked_by.{each}", _rule_name(issue, each)) for each in one.by]
            told.append(
                issue.say(
                    "consequences.blocked_one",
                    unit=unit.name,
                    rule=_rule_name(issue, one.code),
                    by=shown.listed(issue.words, by),
                )
            )
    if told:
        yield Paragraph(issue.say("consequences.blocked", told=shown.joined(issue.words, told)))


def _rule_name(issue: Issue, code: str) -> str:
    rule = issue.rubric.rule(code)
    return shown.named(issue.words, rule) if rule is not None else code


def _vetoes(issue: Issue) -> Iterator[Paragraph]:
    names = issue.rubric.veto_names_zh if issue.words.lang == "zh" else issue.rubric.veto_names_en
    told = [
        issue.say("consequences.veto", unit=unit.name, name=names.get(veto.code, veto.code), number=veto.veto_no)
        for unit in issue.in_order()
        for veto in (issue.sources.vetoes[number] for number in unit.vetoes)
    ]
    if told:
        yield Paragraph(issue.say("consequences.vetoes", told=shown.joined(issue.words, told)))


def _stars(issue: Issue) -> Iterator[Paragraph]:
    rated = [unit for unit in issue.in_order() if unit.stars is not None and unit.quarter is not None]
    if not rated:
        return
    by_stars: dict[int, list[UnitResult]] = {}
    for unit in rated:
        if unit.stars is not None:
            by_stars.setdefault(unit.stars.stars, []).append(unit)
    told = []
    for stars in sorted(by_stars, reverse=True):
        each = [
            issue.say("consequences.mean", unit=unit.name, mean=shown.points(unit.quarter.mean))
            for unit in by_stars[stars]
            if unit.quarter is not None
        ]
        told.append(
            issue.say("consequences.star", stars=issue.say(f"stars.{stars}"), each=shown.listed(issue.words, each))
        )
    yield Paragraph(issue.say("consequences.proposed", told=shown.joined(issue.words, told)))
    limited = [_limited(issue, unit) for unit in rated if unit.stars is not None and unit.stars.reasons]
    if limited:
        yield Paragraph(issue.say("consequences.limited", told=shown.joined(issue.words, limited)))


def _limited(issue: Issue, unit: UnitResult) -> str:
    reasons = unit.stars.reasons if unit.stars is not None else ()
    told = [shown.known(issue.words, f"nouns.star_reason.{reason}", reason) for reason in reasons]
    return issue.say("consequences.because", unit=unit.name, told=shown.listed(issue.words, told))


def _turnaround(issue: Issue) -> Iterator[Paragraph]:
    told = []
    for unit in issue.in_order():
        standing = unit.turnaround
        if standing.inside and standing.since is not None and standing.term_end is not None:
            key = "inside_failed" if standing.failed else "inside"
            told.append(
                issue.say(
                    f"consequences.{key}",
                    unit=unit.name,
                    since=shown.day(issue.words, standing.since),
                    until=shown.day(issue.words, standing.term_end),
                    failed=standing.failed,
                )
            )
        elif standing.observation_until is not None:
            until = shown.day(issue.words, standing.observation_until)
            told.append(issue.say("consequences.observed", unit=unit.name, until=until))
        if standing.proposed:
            criteria = [_criterion(issue, code) for code in standing.proposed]
            told.append(issue.say("consequences.entry", unit=unit.name, criteria=shown.listed(issue.words, criteria)))
    if told:
        yield Paragraph(issue.say("consequences.sentence", told=shown.joined(issue.words, told)))


def _criterion(issue: Issue, code: str) -> str:
    name = issue.rubric.turnaround.criteria_zh.get(code, code)
    return name if issue.words.lang == "zh" else shown.known(issue.words, f"reports.criterion.{code}", name)


def _cadres(issue: Issue) -> Iterator[Paragraph]:
    """How many have which grade. Only whom it honours is named; other proposals go to the committee by themselves."""
    cadres = issue.result.cadres
    if not cadres:
        return
    counts = {grade: sum(1 for one in cadres if one.grade == grade) for grade, _ in issue.rubric.cadres.grades}
    told = [
        issue.say("consequences.grade", grade=issue.words.noun("grade", grade), count=count)
        for grade, count in counts.items()
        if count
    ]
    text = issue.say("consequences.graded", count=len(cadres), each=shown.listed(issue.words, told))
    best = issue.rubric.cadres.grades[0][0]
    honoured = [one for one in cadres if one.proposals and one.grade == best]
    others = sum(1 for one in cadres if one.proposals and one.grade != best)
    if honoured:
        names = [issue.sources.names.get(one.person_no, one.person_no) for one in honoured]
        text += issue.say("consequences.honoured", names=shown.listed(issue.words, names))
    if others:
        text += issue.say("consequences.other_cadres", count=others)
    yield Paragraph(text)
