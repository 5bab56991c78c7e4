"""Every word that the code asks for is there, in both languages, with the facts that the code hands over."""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from supervision.domain import errors as families
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.expected import Expected
from supervision.domain.metrics import METRICS
from supervision.domain.model import MoveKind, Severity, Source, State
from supervision.domain.permission import Action, Role
from supervision.domain.rectification import Guard
from supervision.domain.rubric_consequences import REWARD_BLOCKS, STAR_BLOCKS
from supervision.i18n import LANGUAGES, LOCALE, Words
from supervision.services.months import STATES
from tests.sample import rubric

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted(path.stem for path in (LOCALE / "zh" / "LC_MESSAGES").glob("*.po"))
SOURCES = [
    path
    for package in ("supervision", "flows", "tui")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "sample" not in path.parts and "versions" not in path.parts
]
REFUSALS = {
    name
    for name, each in vars(families).items()
    if isinstance(each, type) and issubclass(each, families.SupervisionError) and name != "BadFile"
}
_KEY = re.compile(rf"({'|'.join(CATALOGUES)})\.[\w.-]*\w")
_BEGINNING = re.compile(rf"({'|'.join(CATALOGUES)})\.[\w.-]*")


@cache
def catalogue(lang: str, name: str) -> Mapping[str, str]:
    path = LOCALE / lang / "LC_MESSAGES" / f"{name}.po"
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, abort_invalid=True) if entry.id}


def words(name: str) -> Mapping[str, str]:
    return catalogue("zh", name)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_says_the_same_in_both_languages(name: str) -> None:
    zh, en = catalogue("zh", name), catalogue("en", name)
    assert zh.keys() == en.keys()
    assert not [key for key in zh if not zh[key].strip() or not en[key].strip()]
    assert {key: places(text) for key, text in zh.items()} == {key: places(text) for key, text in en.items()}


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_compiled_catalogue_is_that_of_its_source(lang: str, name: str) -> None:
    path = LOCALE / lang / "LC_MESSAGES" / name
    with path.with_suffix(".po").open("rb") as source, path.with_suffix(".mo").open("rb") as compiled:
        wanted = io.BytesIO()
        write_mo(wanted, read_po(source))
        wanted.seek(0)
        assert {each.id: each.string for each in read_mo(compiled) if each.id} == {
            each.id: each.string for each in read_mo(wanted) if each.id
        }, "run: make words"


def _texts() -> Iterator[tuple[Path, str, bool]]:
    """Every text of the code that is a key, or (True) the fixed beginning of one."""
    for path in SOURCES:
        begun = set()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                begun.add(node.values[0])
                yield path, str(node.values[0].value), len(node.values) > 1
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in begun:
                yield path, node.value, False


def test_every_key_that_the_code_names_has_words() -> None:
    missing = []
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES}
    for path, text, begun in _texts():
        if not begun and _KEY.fullmatch(text) and text not in modules:
            found = text in words(text.partition(".")[0])
        elif begun and _BEGINNING.fullmatch(text):
            found = any(key.startswith(text) for key in words(text.partition(".")[0]))
        else:
            continue
        if not found:
            missing.append(f"{path.relative_to(ROOT)}: {text}")
    assert not missing, missing


def test_the_command_line_has_no_words_that_nobody_says() -> None:
    """A command tells `say("init.done")`, the doctor's findings are keys by themselves."""
    said, begun = set(), set()
    for path, text, open_end in _texts():
        if "cli" in path.parts:
            for key in (text, f"cli.{text}", f"cli.doctor.{text}", f"cli.doctor.{text}.mend"):
                (begun if open_end else said).add(key)
    begun -= {"cli.doctor.", "cli.help."}  # their ends are told below, and by the findings themselves
    spoken = {
        key
        for key in words("cli")
        if key in said or any(key.startswith(start) and start.count(".") > 1 for start in begun)
    }
    from supervision.cli.app import ENTRIES

    spoken |= {f"cli.help.{entry.name.replace(' ', '-')}" for entry in ENTRIES}
    spoken |= {f"cli.help.{entry.name.split()[0]}" for entry in ENTRIES}
    assert set(words("cli")) == spoken


# --- refusals -------------------------------------------------------------------------------------------------------


def _refusals() -> Iterator[tuple[str, str, set[str] | None]]:
    """Where, code and facts of each refusal made in the code; None where the facts are handed on."""
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                names = {each.arg for each in node.keywords if each.arg}
                handed_on = any(each.arg is None for each in node.keywords)
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield where, str(node.args[0].value), None if handed_on else names


def test_every_refusal_has_a_sentence_that_its_facts_fill() -> None:
    found = list(_refusals())
    assert len(found) > 40
    wrong = []
    for where, code, facts in found:
        sentence = words("errors").get(f"errors.{code}")
        if sentence is None:
            wrong.append(f"{where}: no words for {code}")
        elif facts is not None and not places(sentence) <= facts:
            wrong.append(f"{where}: {code} is not told {places(sentence) - facts}")
    assert not wrong, wrong


def _guard_codes() -> set[str]:
    """What the conditions of `domain.guards` answer when they are not met."""
    path = ROOT / "supervision" / "domain" / "guards.py"
    answers = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Return) and node.value is not None)
    texts = (each.value for answer in answers for each in ast.walk(answer) if isinstance(each, ast.Constant))
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}


def test_every_guard_is_told_by_a_service_and_by_an_import() -> None:
    codes = _guard_codes()
    assert len(codes) >= len(Guard)
    by_service = {"task_no", "due", "days", "approver"}
    by_import = {"lowest", "highest", "due", "severity", "role", "allowed"}
    for code in codes:
        assert places(words("errors")[f"errors.{code}"]) <= by_service, code
        assert places(words("errors")[f"errors.expected.{code}"]) <= by_import, code


def _expected_calls() -> Iterator[tuple[str, str, set[str]]]:
    """Where an error names what was expected, and which facts it tells beside."""
    for path in SOURCES:
        known = _dictionaries(tree(path))
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            for argument in node.args:
                each = argument.value if isinstance(argument, ast.Attribute) and argument.attr == "value" else argument
                if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "Expected":
                    facts = {keyword.arg for keyword in node.keywords if keyword.arg}
                    for other in node.args:
                        facts |= _names_in(other, known)
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", Expected[each.attr].value, facts


def _dictionaries(module: ast.Module) -> dict[str, set[str]]:
    return {
        target.id: _names_in(node.value, {})
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _names_in(node: ast.AST, known: Mapping[str, set[str]]) -> set[str]:
    if isinstance(node, ast.Dict):
        return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
    return known.get(node.id, set()) if isinstance(node, ast.Name) else set()


def test_everything_that_an_import_expects_is_told_with_its_facts() -> None:
    told = {each.value: words("errors").get(f"errors.expected.{each.value}") for each in Expected}
    assert not [code for code, sentence in told.items() if sentence is None]
    found = list(_expected_calls())
    assert len(found) > 60
    wrong = [
        f"{where}: {code} is not told {places(told[code] or '') - facts}"
        for where, code, facts in found
        if not places(told[code] or "") <= facts
    ]
    assert not wrong, wrong


def _codes(pattern: str) -> set[str]:
    return {text for _, text, begun in _texts() if not begun and re.fullmatch(pattern, text)}


def test_every_code_of_an_import_or_a_rubric_has_words() -> None:
    for code in _codes(r"E-[A-Z]+(-[A-Z]+)*"):
        assert f"errors.{code}" in words("errors")
    rubric_codes = _codes(r"rubric-[a-z]+(-[a-z]+)*") - {"rubric-default"}
    assert len(rubric_codes) > 10
    for code in rubric_codes:
        assert places(words("errors")[f"errors.{code}"]) == {"expected"}, code


# --- names of codes -------------------------------------------------------------------------------------------------

_RUBRIC = rubric()
NOUNS: dict[str, set[str]] = {
    "state": set(State),
    "move": set(MoveKind),
    "severity": set(Severity),
    "source": set(Source),
    "role": set(Role),
    "action": set(Action),
    "metric": set(METRICS),
    "month_state": set(STATES),
    "level": {level.code for level in _RUBRIC.ladder} | {"remind"},
    "document": {level.document for level in _RUBRIC.ladder},
    "rectify_class": {terms.rectify_class for terms in _RUBRIC.severities.values()},
    "method": {item.method for item in _RUBRIC.items},
    "activity_type": {item.params["activity_type"] for item in _RUBRIC.items if item.method == "quota"},
    "measure": {item.params["metric"] for item in _RUBRIC.items if item.method == "target"},
    "unit_type": set(_RUBRIC.unit_types),
    "class": set(_RUBRIC.pay.by_class),
    "grade": {code for code, _ in _RUBRIC.cadres.grades},
    "blocked_by": set(REWARD_BLOCKS),
    "star_reason": set(STAR_BLOCKS) | {"step_up", "share_cap"},
    "consequence": {"reward", "penalty"},
    "file": set(FORMATS),
    "column": {column.name for each in FORMATS.values() for column in each.columns},
    "lookback_outcome": {"held", "reopened", "partly_rebounded"},
    "turnaround_event": {"enter", "acceptance"},
    "why": {"not_applicable", "not_in_settlement_month", "window_incomplete", "empty", "unrated"},
    "reason": {
        *("quota_short", "attendance_low", "finding", "target_short", "target_empty", "rating", "floor", "bonus_cap"),
        *("ack_late", "plan_late", "plan_missing", "returned", "reopened", "late_week", "recurrence", "reopen"),
        *("card_yellow", "card_red", "correction", "clamp", "veto_cap"),
        *(f"bonus_J0{number}" for number in range(1, 7)),
    },
}
"""Codes that people see, from where they are defined; the last ones are formats.md's."""


@pytest.mark.parametrize("kind", NOUNS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_name(lang: str, kind: str) -> None:
    lacking = [code for code in NOUNS[kind] if Words(lang).template(f"nouns.{kind}.{code}") is None]
    assert not lacking


def test_a_refusal_tells_codes_by_their_names() -> None:
    told = Words("zh").error("move-not-from-state", {"move": MoveKind.CLOSE, "state": State.ISSUED, "allowed": ()})
    assert "销号" in told
    assert "已下发" in told
    assert "close" not in told


def test_facts_of_a_sentence_are_never_read_as_templates() -> None:
    assert "{state}" in Words("en").error("unknown-task", {"value": "{state}"})
