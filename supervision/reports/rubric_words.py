"""How one item of a rubric reads on a screen: every code in words. Its Excel table is `rubric_table`'s question."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from supervision.domain.rubric import Applicability, Item, Rubric
from supervision.domain.rubric_headers import LABELS
from supervision.i18n import Words
from supervision.reports import shown

_SIGNS = {">=": "≥", "<=": "≤", "==": "=", "!=": "≠"}


def item_lines(words: Words, rubric: Rubric, item: Item) -> list[tuple[str, str]]:
    """One item in words: label and text."""
    category = next(each for each in rubric.categories if each.code == item.category)
    condition = item.applicable_if
    lines = [
        ("category", f"{category.code} {shown.named(words, category)}"),
        ("max", shown.figure(item.max)),
        ("method", words.noun("method", item.method)),
        ("period", period_told(words, item)),
        ("rule", "\n".join(_parameter(words, key, value) for key, value in item.params.items())),
        ("applicable", _condition(words, condition) if condition else words("rubrics.everyone")),
        ("findings", "\n".join(f"{text}（{words.noun('severity', grade)}）" for text, grade in item.typical_findings)),
        ("evidence", "\n".join(item.evidence)),
        ("basis", _told(words, item.basis)),
    ]
    return [(words(f"rubrics.item.{name}"), text) for name, text in lines if text]


def period_told(words: Words, item: Item) -> str:
    return words(f"rubrics.period.{item.period}")


def _parameter(words: Words, key: str, value: object) -> str:
    name = LABELS.get(key, key) if words.lang == "zh" else key.replace("_", " ")
    return words("rubrics.parameter", name=name, value=_told(words, value))


def _told(words: Words, value: object) -> str:
    """A number, a code in words, a table or a list of them."""
    if isinstance(value, Mapping):
        return shown.joined(words, [f"{_told(words, key)} {_told(words, each)}" for key, each in value.items()])
    if isinstance(value, tuple):
        return shown.listed(words, [_told(words, each) for each in value])
    if isinstance(value, bool):
        return words(f"rubrics.value.{str(value).lower()}")
    if isinstance(value, int | Decimal):
        return shown.figure(value)
    code = str(getattr(value, "value", value))
    own = words.template(f"rubrics.value.{code}") or words.template(f"nouns.activity_type.{code}")
    named = own or words.template(f"nouns.measure.{code}") or words.template(f"nouns.severity.{code}")
    return named or words.template(f"nouns.unit_type.{code}") or code


def _condition(words: Words, condition: Applicability) -> str:
    name = words.noun("column", condition.field)
    return f"{name} {_SIGNS.get(condition.op, condition.op)} {_told(words, condition.value)}"
