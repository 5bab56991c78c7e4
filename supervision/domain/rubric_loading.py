"""How a rubric file's tree becomes a Rubric: every key checked, every fault reported at once.

What the code does in one way only is `rubric_fixed`'s question; items are read in `rubric_items`, clocks and the
ladder in `rubric_clocks`, what follows from a score in `rubric_consequences`.
"""

from __future__ import annotations

from collections.abc import Mapping

from supervision.domain.model import Source
from supervision.domain.period import WINDOW_MONTHS
from supervision.domain.rubric import BonusItem, BonusTerms, LateRecord, LookbackTerms, RecurrenceTerms, Rubric
from supervision.domain.rubric_clocks import read_ladder, read_severities
from supervision.domain.rubric_consequences import (
    read_cadres,
    read_classes,
    read_pay,
    read_rules,
    read_stars,
    read_turnaround,
)
from supervision.domain.rubric_fixed import check_fixed, check_moves
from supervision.domain.rubric_items import check_points, read_categories, read_items
from supervision.domain.rubric_tree import Faults, Reader, Table

_FOR_PEOPLE = ("basis", "note")


def load_rubric(tree: Table, source: str) -> Rubric:
    """The rubric that a tree holds. Raises BadFile with all faults; `source` names the file in them."""
    faults = Faults(source)
    top = Reader(tree, "", faults)
    check_fixed(top)
    check_moves(top)
    rubric = _read(top, tree)
    check_points(top, rubric)
    top.ignore("statutory_frequencies", "quotas_at_township")  # for people; and what `township_quotas` reads
    top.close()
    faults.raise_any()
    return rubric


def _read(top: Reader, tree: Table) -> Rubric:
    head, scoring, vetoes = top.table_at("rubric"), top.table_at("scoring"), top.table_at("vetoes")
    late, rewards, penalties = scoring.table_at("late_record"), top.table_at("rewards"), top.table_at("penalties")
    unit_types = head.texts("unit_types")
    ladder = read_ladder(top)
    return Rubric(
        id=head.text("id"),
        version=head.whole("version", 1),
        name_zh=head.text("name_zh"),
        name_en=head.text("name_en"),
        ranking_group=head.choice("ranking_group", unit_types or ("",)),
        unit_types=unit_types,
        settlement_months=_settlement_months(scoring),
        min_applicable_points=scoring.number("min_applicable_points"),
        final_cap=scoring.number("final_cap"),
        veto_cap=vetoes.table_at("effects").number("score_cap"),
        late_record=LateRecord(late.whole("grace_days"), late.share("credit")),
        no_deduction_sources=_sources(scoring),
        categories=read_categories(top),
        severities=read_severities(top, ladder),
        items=read_items(top, unit_types),
        ladder=ladder,
        recurrence=_recurrence(top),
        lookback=_lookback(top),
        bonus=_bonus(top),
        veto_names_zh={each.text("code"): each.text("name_zh") for each in vetoes.tables_at("items")},
        veto_names_en={each.text("code"): each.text("name_en") for each in vetoes.tables_at("items")},
        rewards=read_rules(rewards, "reward"),
        penalties=read_rules(penalties, "penalty"),
        reward_blocks=rewards.texts("blocked_by"),
        stars=read_stars(top),
        classes=read_classes(top),
        turnaround=read_turnaround(top),
        cadres=read_cadres(top),
        pay=read_pay(top),
        shown=tree,
    )


def _settlement_months(scoring: Reader) -> Mapping[str, frozenset[int]]:
    months = scoring.table_at("settlement_months")
    found = {kind: frozenset(months.wholes(kind)) for kind in WINDOW_MONTHS}
    for kind, numbers in found.items():
        if not numbers <= set(range(1, 13)):
            months.fault("rubric-range", kind, "1..12")
    months.close()
    return found


def _sources(scoring: Reader) -> frozenset[str]:
    sources = scoring.texts("no_deduction_sources")
    if not set(sources) <= {source.value for source in Source}:
        scoring.fault("rubric-value", "no_deduction_sources", " | ".join(Source))
    return frozenset(sources)


def _recurrence(top: Reader) -> RecurrenceTerms:
    table = top.table_at("recurrence")
    multipliers = table.numbers("multipliers")
    if not multipliers:
        table.fault("rubric-missing", "multipliers", "list of numbers")
    return RecurrenceTerms(table.whole("window_days"), multipliers)


def _lookback(top: Reader) -> LookbackTerms:
    table = top.table_at("lookback")
    return LookbackTerms(table.whole("after_closure_days"), table.whole("minimum_per_month"))


def _bonus(top: Reader) -> BonusTerms:
    table = top.table_at("bonus")
    items = {item.code: item for item in map(_bonus_item, table.tables_at("items"))}
    return BonusTerms(table.number("cap_month"), table.number("cap_year"), items)


def _bonus_item(each: Reader) -> BonusItem:
    by_level = each.number_by("points_by_level") if each.has("points_by_level") else {}
    fixed = next((key for key in ("points", "points_each") if each.has(key)), None)
    if bool(by_level) == bool(fixed):
        each.fault("rubric-value", "code", "points | points_each | points_by_level")
    item = BonusItem(
        code=each.text("code"),
        name_zh=each.text("name_zh"),
        name_en=each.text("name_en"),
        points=each.number(fixed) if fixed else None,
        points_by_level=by_level,
        cap_month=each.number("cap_month") if each.has("cap_month") else None,
        settle_months=each.wholes("settle_months") if each.has("settle_months") else (),
    )
    each.ignore(*_FOR_PEOPLE)
    each.close()
    return item
