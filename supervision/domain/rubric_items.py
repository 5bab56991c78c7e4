"""How the rubric's categories and items are read. Whether an item's rule fits its method is `rubric_binding`'s."""

from __future__ import annotations

from decimal import Decimal

from supervision.domain.conditions import COMPARE
from supervision.domain.model import Severity
from supervision.domain.period import WINDOW_MONTHS
from supervision.domain.rubric import Applicability, Category, Item, Rubric
from supervision.domain.rubric_binding import bind
from supervision.domain.rubric_tree import Reader, Table
from supervision.domain.scoring.methods import METHODS

_SEVERITIES = [severity.value for severity in Severity]
_UNIT_NUMBERS = ("formal_members", "party_groups")


def read_categories(top: Reader) -> tuple[Category, ...]:
    return tuple(
        Category(each.text("code"), each.text("name_zh"), each.text("name_en"), each.number("points"))
        for each in top.tables_at("categories")
    )


def read_items(top: Reader, unit_types: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(_item(each, unit_types) for each in top.tables_at("items"))


def _item(each: Reader, unit_types: tuple[str, ...]) -> Item:
    code = each.text("code")
    each.item = code
    method = each.choice("method", tuple(METHODS))
    rule = each.table_at("rule")
    period = rule.choice("period", tuple(WINDOW_MONTHS))
    known_method = each.table.get("method") == method
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


def check_points(top: Reader, rubric: Rubric) -> None:
    """The items of a category add up to its points, the categories to the total, and codes are given once."""
    codes = [item.code for item in rubric.items]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        top.fault("rubric-code-twice", "items", code)
    known = [category.code for category in rubric.categories]
    for item in rubric.items:
        if item.category not in known:
            top.fault("rubric-value", "items", f"{item.code}.category: " + " | ".join(known))
    for category in rubric.categories:
        points = sum((item.max for item in rubric.items if item.category == category.code), Decimal(0))
        if points != category.points:
            top.fault("rubric-sum", "categories", f"{category.code}: {points}")
    total = sum((category.points for category in rubric.categories), Decimal(0))
    head = top.table_at("rubric")
    if total != head.number("total_points"):
        head.fault("rubric-sum", "total_points", str(total))
