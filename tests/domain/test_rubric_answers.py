"""Each kind of place in a rubric, left out or filled wrongly: what is told, word for word (tests/answers/rubric)."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache

import pytest

from supervision.domain.errors import BadFile
from supervision.domain.rubric_loading import load_rubric
from supervision.domain.rubric_tree import Table
from supervision.store.rubrics import read_tree
from tests.approved import answer, approve
from tests.sample import SAMPLE

LEFT_OUT = object()
WRONG: tuple[object, ...] = (LEFT_OUT, "?", -1, 0, 1, [], ["?"], True)

Path = tuple[str | int, ...]


def paths(node: object, way: Path = ()) -> Iterator[Path]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (*way, key)
        yield from paths(value, (*way, key))


def at(node: object, way: Path) -> object:
    for key in way:
        node = node[key]  # type: ignore[index]
    return node


def kind_of(tree: Table, way: Path) -> str:
    """Places of one kind are answered alike: an item's by its method, an entry of a list by nothing more."""
    told = [str(key) if isinstance(key, str) else "*" for key in way]
    if way[0] == "items" and len(way) > 2:
        item = at(tree, way[:2])
        assert isinstance(item, dict)
        told[1] = str(item["method"]) if "rule" in way else "*"
    return ".".join(told)


@cache
def read() -> Table:
    return read_tree((SAMPLE / "rubric.yaml").read_text(encoding="utf-8"), "rubric.yaml")


@cache
def kinds() -> dict[str, Path]:
    """The first place of each kind."""
    tree, found = read(), {}
    for way in paths(tree):
        found.setdefault(kind_of(tree, way), way)
    return found


def answers(way: Path, wrong: object) -> list[str]:
    """What the sample's rubric is told with that place changed; it is put right again."""
    owner, key = at(read(), way[:-1]), way[-1]
    assert isinstance(owner, dict | list)
    before = copy.copy(list(owner.items()) if isinstance(owner, dict) else owner)
    if wrong is LEFT_OUT:
        del owner[key]  # type: ignore[arg-type]
    else:
        owner[key] = wrong  # type: ignore[index]
    try:
        load_rubric(read(), "rubric.yaml")
    except BadFile as refused:
        return [answer(error).replace(f"“{wrong}”", "“…”") for error in refused.errors[:3]]
    finally:
        if isinstance(owner, dict):
            owner.clear()
            owner.update(before)
        else:
            owner[:] = before
    return ["accepted"]


PARTS = sorted({kind.partition(".")[0] for kind in kinds()})


@pytest.mark.parametrize("part", PARTS)
def test_every_kind_of_mistake_in_a_rubric_is_answered_as_approved(part: str) -> None:
    lines = []
    for kind, way in kinds().items():
        if kind.partition(".")[0] == part:
            told: dict[str, list[str]] = {}
            for wrong in WRONG:
                what = "left out" if wrong is LEFT_OUT else repr(wrong)
                told.setdefault(" | ".join(answers(way, wrong)), []).append(what)
            lines += [f"{kind}  {', '.join(wrongs)}: {said}" for said, wrongs in told.items()]
    assert lines
    approve(f"rubric/{part}", lines)
