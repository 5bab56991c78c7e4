"""How the rubric's rewards, penalties, stars, classes, turnaround, cadre grades and pay are read (R-31 to R-39)."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from supervision.domain.conditions import COMPARE
from supervision.domain.metrics import FLAGS, METRICS
from supervision.domain.rubric import (
    CadreOutcome,
    CadreTerms,
    ClassTerms,
    Condition,
    PayTerms,
    Rule,
    StarTerms,
    TurnaroundTerms,
)
from supervision.domain.rubric_tree import Reader, Table, is_number

REWARD_BLOCKS = ("veto_in_month", "red_card_in_month")
STAR_BLOCKS = ("veto_in_period", "red_card_in_period", "in_turnaround")
CLASSES = ("advanced", "middle", "lagging")


def read_rules(section: Reader, kind: str) -> tuple[Rule, ...]:
    """The rules of one section, in its order; `not_with` may only name rules of the section."""
    readers = list(section.tables_at("rules"))
    codes = [str(each.table.get("code")) for each in readers]
    if kind == "reward" and not set(section.texts("blocked_by")) <= set(REWARD_BLOCKS):
        section.fault("rubric-value", "blocked_by", " | ".join(REWARD_BLOCKS))
    return tuple(_rule(each, kind, codes) for each in readers)


def _rule(each: Reader, kind: str, codes: Collection[str]) -> Rule:
    each.item = each.text("code")
    effects = each.table_at("effects")
    not_with = effects.texts("not_with") if effects.has("not_with") else ()
    if not set(not_with) <= set(codes):
        effects.fault("rubric-value", "not_with", " | ".join(codes))
    places = effects.number_by("work_fund_by_places") if effects.has("work_fund_by_places") else {}
    if not all(key.isdecimal() for key in places):
        effects.fault("rubric-type", "work_fund_by_places", "places: yuan")
        places = {}
    rule = Rule(
        code=each.text("code"),
        kind=kind,
        name_zh=each.text("name_zh"),
        name_en=each.text("name_en"),
        conditions=_conditions(each.table_at("when"), "all"),
        settle=each.choice("settle", ("month", "quarter")),
        consecutive_months=each.whole("consecutive_months", 1),
        flag=effects.choice("flag", tuple(FLAGS)) if effects.has("flag") else None,
        work_fund_by_rank=effects.wholes("work_fund_by_rank") if effects.has("work_fund_by_rank") else (),
        work_fund_by_places=tuple(sorted((int(key), int(yuan)) for key, yuan in places.items())),
        not_with=not_with,
        pay_coefficient=effects.number("pay_coefficient") if effects.has("pay_coefficient") else None,
        effects=effects.table,
    )
    each.ignore("basis", "note")
    each.close()
    return rule


def _conditions(reader: Reader, key: str) -> tuple[Condition, ...]:
    found = tuple(map(_condition, reader.tables_at(key)))
    if not found:
        reader.fault("rubric-missing", key, "conditions")
    return found


def _condition(each: Reader) -> Condition:
    metric = each.text("metric")
    if metric not in METRICS:
        each.fault("rubric-metric", "metric", " | ".join(METRICS))
    op = each.text("op")
    if op not in COMPARE:
        each.fault("rubric-operator", "op", " | ".join(COMPARE))
    value = each.table.get("value")
    each.ignore("value")
    if metric in FLAGS.values():
        stated: Decimal | bool = each.flag("value")
    else:
        stated = Decimal(value) if is_number(value) else each.number("value", least=None)
    each.close()
    return Condition(metric, op, stated)


def read_stars(top: Reader) -> StarTerms:
    table = top.table_at("star_rating").table_at("branch")
    thresholds = [(each.whole("stars"), each.number("min")) for each in table.tables_at("thresholds")]
    if not thresholds or thresholds != sorted(thresholds, reverse=True) or thresholds[-1][1] != 0:
        table.fault("rubric-order", "thresholds", "falling, the last one from 0")
    caps = table.number_by("share_caps")
    top_stars = thresholds[0][0] if thresholds else 0
    if list(caps) != [str(top_stars)]:
        table.fault("rubric-unsupported", "share_caps", f"{top_stars}: share")
    blocks = [(each.choice("when", STAR_BLOCKS), each.whole("max_stars")) for each in table.tables_at("blocks")]
    return StarTerms(
        min_scored_months=table.whole("min_scored_months", 1),
        thresholds=tuple(thresholds),
        top_share=next(iter(caps.values()), Decimal(0)),
        blocks=tuple(blocks),
        max_step_up=table.whole("max_step_up_per_period"),
    )


def read_classes(top: Reader) -> ClassTerms:
    table = top.table_at("classification")
    advanced = table.table_at("advanced")
    rows = {each.choice("code", CLASSES): each for each in table.tables_at("classes")}
    for lacking in (each for each in CLASSES if each not in rows):
        table.fault("rubric-missing", "classes", lacking)
    return ClassTerms(
        basis_months=table.whole("basis_months", 1),
        advanced_mean=advanced.number("mean_at_least"),
        advanced_share=advanced.share("top_share"),
        lagging_mean=table.table_at("lagging").number("mean_below"),
        visits_per_month={code: each.whole("visits_per_month") for code, each in rows.items()},
        names_zh={code: each.text("name_zh") for code, each in rows.items()},
    )


def read_turnaround(top: Reader) -> TurnaroundTerms:
    table = top.table_at("turnaround")
    acceptance = table.table_at("acceptance")
    criteria = list(table.tables_at("entry_any"))
    by_veto = [each.text("code") for each in criteria if each.has("on_veto") and each.flag("on_veto")]
    if len(by_veto) > 1:
        table.fault("rubric-unsupported", "entry_any", "on_veto once")
    return TurnaroundTerms(
        term_days=table.whole("term_days", 1),
        min_term_days=table.whole("min_term_days"),
        pass_score=acceptance.number("pass_score"),
        max_dissatisfied_share=acceptance.share("fail_if_dissatisfied_share_over"),
        min_respondents=acceptance.whole("min_respondents", 1),
        observation_days=table.table_at("after_exit").whole("observation_days"),
        extend_days=table.table_at("failed_acceptance").whole("extend_days"),
        entry_rules=tuple(_criterion(each) for each in criteria if each.has("all")),
        veto_criterion=by_veto[0] if by_veto else None,
        criteria_zh={each.text("code"): each.text("zh") for each in criteria},
    )


def _criterion(each: Reader) -> Rule:
    """An entry criterion by figures: a rule that proposes nothing but itself (R-36)."""
    each.item = each.text("code")
    return Rule(
        code=each.text("code"),
        kind="entry",
        name_zh=each.text("zh"),
        name_en="",
        conditions=_conditions(each, "all"),
        settle="month",
        consecutive_months=each.whole("consecutive_months", 1),
        flag=None,
        work_fund_by_rank=(),
        work_fund_by_places=(),
        not_with=(),
        pay_coefficient=None,
        effects=Table(each.table.line),
    )


def read_cadres(top: Reader) -> CadreTerms:
    table = top.table_at("cadre_targets")
    rows = list(table.tables_at("grades"))
    grades = tuple((each.text("code"), each.number("min")) for each in rows)
    least = [points for _, points in grades]
    if len(grades) < 2 or least != sorted(set(least), reverse=True) or least[-1] != 0:
        table.fault("rubric-order", "grades", "falling, the last one from 0")
    codes = [code for code, _ in grades] or [""]
    outcomes = tuple(
        CadreOutcome(
            each.text("code"),
            each.choice("grade", codes),
            each.whole("consecutive_quarters", 1),
            each.text("propose"),
        )
        for each in table.tables_at("outcomes")
    )
    names = {each.text("code"): each.text("name_zh") for each in rows}
    return CadreTerms(grades, names, table.share("excellent_share_cap"), outcomes)


def read_pay(top: Reader) -> PayTerms:
    table = top.table_at("pay")
    bounds = table.numbers("coefficient_bounds")
    if len(bounds) != 2 or bounds[0] > bounds[1]:
        table.fault("rubric-order", "coefficient_bounds", "lowest, highest")
        bounds = (Decimal(0), Decimal(0))
    return PayTerms(bounds[0], bounds[1], table.number_by("class_coefficients", CLASSES))
