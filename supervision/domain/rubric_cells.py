"""What one cell of a rubric's Excel table says: from a value to the cell and back without loss.

Which cell stands where is `rubric_sheets`' question. A text that could be misread is written in quotes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from supervision.domain.rubric_headers import LABELS, NAMES, titled
from supervision.domain.rubric_tree import Table, is_number

Cell = str | int | Decimal
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?")
_TRUTH = {"是": True, "否": False, "true": True, "false": False}
_BRACKETS = re.compile(r"(.*)[（(]([^（）()]*)[）)]\s*", re.DOTALL)
_CONDITION = re.compile(r"(\w+)\s*(==|!=|<=|>=|<|>)\s*(\S+)")
_AND = " 且 "
_CODES = {words: code for code, words in NAMES.items()}
_PARAMETERS = {words: key for key, words in LABELS.items()}


class Unreadable(ValueError):
    """A cell holds what no value of a rubric can be; the text says what was expected."""


def number(text: str) -> int | Decimal:
    """A number as written; a whole one is whole however it is written."""
    found = Decimal(text)
    return int(found) if found == found.to_integral_value() else found.normalize()


def plain(value: object) -> object:
    """The same value with whole numbers whole and no trailing zeros, mappings and lists through and through."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return number(str(value)) if is_number(value) else value


def dumped(value: object) -> str:
    """JSON with exact decimals."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{dumped(key)}: {dumped(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dumped, value)) + "]"
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def shown(value: object) -> Cell:
    """The cell of a value."""
    value = plain(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal):
        return value
    conditions = _conditions_shown(value)
    if conditions is not None:
        return conditions
    if isinstance(value, str) and _reads_back(value, value, read):
        return value
    return dumped(value)


def _reads_back(text: str, value: object, reading: Callable[[object], object]) -> bool:
    try:
        return reading(text) == value
    except Unreadable:
        return False


def read(cell: object) -> object:
    """The value of a cell. Raises Unreadable."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float | Decimal):
        return _exact(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    text = str(cell).replace("\r\n", "\n").strip()
    if text in _TRUTH:
        return _TRUTH[text]
    narrow = unicodedata.normalize("NFKC", text)
    if _NUMBER.fullmatch(narrow):
        return number(narrow)
    if text[:1] in ("[", "{", '"'):
        return _json(text)
    return _conditions(text) or text


def _exact(cell: float | Decimal) -> int | Decimal:
    text = f"{Decimal(repr(cell) if isinstance(cell, float) else cell):f}"
    if not _NUMBER.fullmatch(text):
        raise Unreadable("number")
    return number(text)


def _json(text: str) -> object:
    try:
        return _tabled(json.loads(text, parse_float=Decimal, parse_constant=_no_constant))
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise Unreadable('{"name": value} | [value, …] | "text"') from wrong


def _no_constant(name: str) -> object:
    raise Unreadable("number")


def _tabled(value: object) -> object:
    if isinstance(value, dict):
        table = Table(0)
        for key, each in value.items():
            table[key] = _tabled(each)
        return table
    return [_tabled(each) for each in value] if isinstance(value, list) else plain(value)


# Conditions: `final_score >= 90 且 rank <= 3`


def _conditions_shown(value: object) -> str | None:
    """`{all: [...]}` or a bare list of comparisons is told in a line."""
    listed = value.get("all") if isinstance(value, dict) and set(value) == {"all"} else None
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        return None
    told = _AND.join(f"{each.get('metric')} {each.get('op')} {shown(each.get('value'))}" for each in listed)
    return told if _conditions(told) == value else None


def _conditions(text: str) -> Table | None:
    found = [_CONDITION.fullmatch(part.strip()) for part in text.split(_AND.strip())]
    if not all(found):
        return None
    table = Table(0)
    table["all"] = [_compared(match[1], match[2], match[3], "metric") for match in found if match is not None]
    return table


def _compared(name: str, op: str, value: str, key: str) -> Table:
    table = Table(0)
    table[key], table["op"], table["value"] = name, op, read(value)
    return table


# The cells of an item


def code_shown(value: object) -> Cell:
    """A code in words: 每月（month）."""
    return f"{NAMES[value]}（{value}）" if isinstance(value, str) and value in NAMES else shown(value)


def code_read(cell: object) -> object:
    """The code in the last brackets decides; else the words, else the text itself."""
    text = str(cell).strip()
    found = _BRACKETS.fullmatch(text)
    inner = found[2].strip() if found else text
    return _CODES.get(inner, inner)


def first_word(cell: object) -> object:
    return next(iter(str(cell).split()), "")


def lines_shown(value: object) -> Cell:
    """A list of texts, one a line."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        text = "\n".join(value)
        if value and _reads_back(text, value, lines_read):
            return text
    return dumped(plain(value))


def lines_read(cell: object) -> object:
    text = str(cell)
    return _json(text) if text.startswith("[") else [line.strip() for line in text.splitlines() if line.strip()]


def findings_shown(value: object) -> Cell:
    """Usual findings, one a line: 清单未按月更新（一般）."""
    pairs = value if isinstance(value, list) else []
    text = "\n".join(f"{each.get('zh')}（{NAMES.get(each.get('severity'), each.get('severity'))}）" for each in pairs)
    return text if text and _reads_back(text, plain(value), findings_read) else dumped(plain(value))


def findings_read(cell: object) -> object:
    if str(cell).startswith("["):
        return _json(str(cell))
    found = []
    for line in filter(str.strip, str(cell).splitlines()):
        parts = _BRACKETS.fullmatch(line.strip())
        if parts is None:
            raise Unreadable("text（轻微 | 一般 | 较重 | 严重）")
        table = Table(0)
        table["zh"], table["severity"] = parts[1].strip(), _CODES.get(parts[2].strip(), parts[2].strip())
        found.append(table)
    return found


def rule_shown(value: Mapping[str, object]) -> Cell:
    """A method's parameters, one a line: 应完成次数（required）：1."""
    return "\n".join(f"{titled(key)}：{_inner(each)}" for key, each in value.items())


def _inner(value: object) -> Cell:
    """Points by severity are told as 轻微 0.5；一般 1."""
    if isinstance(value, Mapping) and value and set(value) <= set(NAMES):
        return "；".join(f"{NAMES[key]} {shown(each)}" for key, each in value.items())
    return shown(value)


def rule_read(cell: object) -> Table:
    table = Table(0)
    for line in filter(str.strip, str(cell).splitlines()):
        head, _, value = line.replace(":", "：", 1).partition("：") if "：" not in line else line.partition("：")
        if not value.strip():
            raise Unreadable("参数（parameter）：value")
        named = str(code_read(head))
        key = _PARAMETERS.get(named, named)
        if key in table:
            raise Unreadable(f"{key}: once")
        table[key] = _inner_read(value.strip())
    return table


def _inner_read(text: str) -> object:
    parts = [part.split() for part in re.split("[；;]", text)]
    if all(len(part) == 2 and part[0] in _CODES for part in parts):
        table = Table(0)
        for name, value in parts:
            table[_CODES[name]] = read(value)
        return table
    return read(text)


def applies_shown(value: object) -> Cell:
    each: Any = value
    return f"{each['field']} {each['op']} {shown(each['value'])}"


def applies_read(cell: object) -> object:
    found = _CONDITION.fullmatch(str(cell).strip())
    if found is None:
        raise Unreadable("formal_members >= 7 | unit_type == village")
    return _compared(found[1], found[2], found[3], "field")
