"""How a rubric file's tree becomes a Rubric: every key checked, every fault reported at once.

What the code does in one way only is `rubric_fixed`'s question, whether an item's rule fits its method is
`rubric_binding`'s, what follows from a score is read in `rubric_consequences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from supervision.domain.conditions import COMPARE
from supervision.domain.course import Level, Terms
from supervision.domain.model import Severity, Source
from supervision.domain.period import WINDOW_MONTHS
from supervision.domain.rubric import (
    Applicability,
    BonusItem,
    BonusTerms,
    Category,
    Item,
    LateRecord,
    LookbackTerms,
    RecurrenceTerms,
    Rubric,
    SeverityTerms,
)
from supervision.domain.rubric_binding import bind
from supervision.domain.rubric_consequences import (
    read_cadres,
    read_classes,
    read_pay,
    read_rules,
    read_stars,
    read_turnaround,
)
from supervision.domain.rubric_fixed import check_fixed, check_moves
from supervision.domain.rubric_tree import Faults, Reader, Table
from supervision.domain.scoring.methods import METHODS

_SEVERITIES = [severity.value for severity in Severity]
_UNIT_NUMBERS = ("formal_members", "party_groups")
_FOR_PEOPLE = ("basis", "note")


def load_rubric(tree: Table, source: str) -> Rubric:
    """The rubric that a tree holds. Raises BadFile with all faults; `source` names the file in them."""
    faults = Faults(source)
    top = Reader(tree, "", faults)
    check_fixed(top)
    check_moves(top)
    head, scoring = top.table_at("rubric"), top.table_at("scoring")
    unit_types = head.texts("unit_types")
    ladder = _ladder(top)
    severities = _severities(top, ladder)
    categories = tuple(
        Category(each.text("code"), each.text("name_zh"), each.text("name_en"), each.number("points"))
        for each in top.tables_at("categories")
    )
    items = tuple(_item(each, unit_types) for each in top.tables_at("items"))
    _check_points(head, top, categories, items)
    late, rewards, penalties = scoring.table_at("late_record"), top.table_at("rewards"), top.table_at("penalties")
    vetoes = list(top.table_at("vetoes").tables_at("items"))
    rubric = Rubric(
        id=head.text("id"),
        version=head.whole("version", 1),
        name_zh=head.text("name_zh"),
        name_en=head.text("name_en"),
        ranking_group=head.choice("ranking_group", unit_types or ("",)),
        unit_types=unit_types,
        settlement_months=_settlement_months(scoring),
        min_applicable_points=scoring.number("min_applicable_points"),
        final_cap=scoring.number("final_cap"),
        veto_cap=top.table_at("vetoes").table_at("effects").number("score_cap"),
        late_record=LateRecord(late.whole("grace_days"), late.share("credit")),
        no_deduction_sources=_sources(scoring),
        categories=categories,
        severities=severities,
        items=items,
        ladder=ladder,
        recurrence=_recurrence(top),
        lookback=_lookback(top),
        bonus=_bonus(top),
        veto_names_zh={each.text("code"): each.text("name_zh") for each in vetoes},
        veto_names_en={each.text("code"): each.text("name_en") for each in vetoes},
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
    faults.raise_any()
    return rubric


def _item(each: Reader, unit_types: tuple[str, ...]) -> Item:
    code = each.text("code")
    each.item = code
    method = each.choice("method", tuple(METHODS))
    rule = each.table_at("rule")
    period = rule.choice("period", tuple(WINDOW_MONTHS))
    known_method = each.table.get("method") in METHODS
    typical = tuple(
        (one.text("zh"), Severity(one.choice("severity", _SEVERITIES)))
        for one in (each.tables_at("typical_findings") if each.has("typical_findings") else ())
    )
    item = Item(
        code=code,
        category=each.text("category"),
        name_zh=each.text("name_zh"),
        name_en=each.text("name_en"),
        max=each.number("max"),
        method=method,
        period=period,
        params=bind(method, rule) if known_method and isinstance(each.table.get("rule"), Table) else {},
        applicable_if=_applicability(each.table_at("applicable_if"), unit_types) if each.has("applicable_if") else None,
        typical_findings=typical,
        evidence=each.texts("evidence") if each.has("evidence") else (),
        basis=each.text_or("basis", ""),
    )
    each.ignore("note")
    each.close()
    return item


def _applicability(each: Reader, unit_types: tuple[str, ...]) -> Applicability:
    field = each.choice("field", (*_UNIT_NUMBERS, "unit_type"))
    of_number = field in _UNIT_NUMBERS
    op = each.choice("op", tuple(COMPARE) if of_number else ("==", "!="))
    value = each.number("value") if of_number else each.choice("value", unit_types or ("",))
    each.close()
    return Applicability(field, op, value)


def _check_points(head: Reader, top: Reader, categories: tuple[Category, ...], items: tuple[Item, ...]) -> None:
    """The items of a category add up to its points, the categories to the total, and codes are given once."""
    codes = [item.code for item in items]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        top.fault("rubric-code-twice", "items", code)
    known = [category.code for category in categories]
    for item in items:
        if item.category not in known:
            top.fault("rubric-value", "items", f"{item.code}.category: " + " | ".join(known))
    for category in categories:
        total = sum((item.max for item in items if item.category == category.code), Decimal(0))
        if total != category.points:
            top.fault("rubric-sum", "categories", f"{category.code}: {total}")
    if sum((category.points for category in categories), Decimal(0)) != head.number("total_points"):
        head.fault("rubric-sum", "total_points", str(sum(category.points for category in categories)))


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


def _ladder(top: Reader) -> tuple[Level, ...]:
    levels = []
    for each in top.tables_at("overdue_ladder"):
        points = each.number("score_adjustment", least=None)
        if points > 0:
            each.fault("rubric-range", "score_adjustment", "<= 0")
        levels.append(
            Level(
                each.whole("level", 1),
                each.text("code"),
                each.text("name_zh"),
                each.whole("at_late_day", 1),
                points,
                each.text("document"),
                each.texts("notify"),
            )
        )
    days = [level.at_late_day for level in levels]
    if days != sorted(set(days)):
        top.fault("rubric-order", "overdue_ladder", "at_late_day rising")
    return tuple(levels)


def _severities(top: Reader, ladder: tuple[Level, ...]) -> Mapping[Severity, SeverityTerms]:
    deadlines = top.table_at("deadlines")
    extension = deadlines.table_at("extension")
    days = deadlines.number_by("by_severity", _SEVERITIES)
    longest = extension.number_by("max_days", _SEVERITIES)
    approver = extension.table_at("approver")
    reminder = top.table_at("reminder")
    remind_days, remind = reminder.number_by("days_before_due", _SEVERITIES), reminder.texts("notify")
    rates = top.table_at("lookback").number_by("sample_rate", _SEVERITIES)
    found: dict[Severity, SeverityTerms] = {}
    for each in top.tables_at("severities"):
        code = each.choice("code", _SEVERITIES)
        if each.whole("deadline_days") != days[code]:
            each.fault("rubric-sum", "deadline_days", f"deadlines.by_severity: {days[code]}")
        points = None if each.table.get("default_points") == "max" else each.number("default_points")
        found[Severity(code)] = SeverityTerms(
            Severity(code),
            each.text("name_zh"),
            points,
            each.text("rectify_class"),
            each.text("rectify_class_zh"),
            Terms(int(days[code]), int(longest[code]), approver.text(code), int(remind_days[code]), remind, ladder),
            rates[code],
        )
    for lacking in set(Severity) - set(found):
        top.fault("rubric-missing", "severities", lacking.value)
    return found


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
