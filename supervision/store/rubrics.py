"""How the text of a rubric file becomes a tree and a Rubric. What the keys mean is `domain.rubric_loading`'s question.

YAML is read narrowly: only true and false are booleans, only plain digits are numbers (kept exactly as written),
everything else is text; no anchors, tags, empty values or repeated keys.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import yaml

from supervision.domain.errors import BadFile, RowError
from supervision.domain.rubric import Rubric
from supervision.domain.rubric_loading import load_rubric
from supervision.domain.rubric_tree import Table

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,9}")
_DEEPEST = 20
"""Levels of nesting; the default rubric has seven."""

Events = Iterator[yaml.Event]


def rubric_sha(text: str) -> str:
    """The content hash that pins a version: sha256 of the UTF-8 text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@lru_cache(maxsize=32)
def read_rubric(text: str, source: str) -> Rubric:
    """The rubric in `text`. Raises BadFile with every fault, its line and its item; `source` names the file in them."""
    return load_rubric(read_tree(text, source), source)


def read_tree(text: str, source: str) -> Table:
    """The tree of a YAML text whose top is a mapping. Raises BadFile at the first place that is not plain."""
    try:
        tree = _Builder(yaml.parse(text, Loader=yaml.SafeLoader), source).document()
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        found = getattr(wrong, "problem", None) or type(wrong).__name__
        raise BadFile([RowError(source, line, "rubric-yaml", None, found, "YAML")]) from wrong
    return tree


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


class _Builder:
    def __init__(self, events: Events, source: str) -> None:
        self._events = events
        self._source = source

    def document(self) -> Table:
        self._expect(yaml.StreamStartEvent)
        self._expect(yaml.DocumentStartEvent)
        event = next(self._events)
        tree = self._value(event, 0)
        self._expect(yaml.DocumentEndEvent)
        self._expect(yaml.StreamEndEvent)
        if not isinstance(tree, Table):
            raise self._refuse(event, "mapping")
        return tree

    def _expect(self, kind: type[yaml.Event]) -> None:
        event = next(self._events)
        if not isinstance(event, kind):
            raise self._refuse(event, "one document")

    def _refuse(self, event: yaml.Event, expected: str, value: str | None = None) -> BadFile:
        return BadFile([RowError(self._source, _line(event), "rubric-yaml", None, value, expected)])

    def _value(self, event: yaml.Event, depth: int) -> object:
        self._plain(event)
        if depth > _DEEPEST:
            raise self._refuse(event, f"at most {_DEEPEST} levels")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._elements(depth))
        return self._table(event, depth)

    def _plain(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            raise self._refuse(event, "no anchors or aliases", anchor)
        if tag is not None:
            raise self._refuse(event, "no tags", tag)

    def _elements(self, depth: int) -> Iterator[object]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._value(event, depth + 1)

    def _table(self, start: yaml.Event, depth: int) -> Table:
        table = Table(_line(start))
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._plain(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refuse(event, "a plain text as key")
            key = str(event.value)
            if key in table:
                raise self._refuse(event, "each key once", key)
            table.lines[key] = _line(event)
            table[key] = self._value(next(self._events), depth + 1)
        return table

    def _scalar(self, event: yaml.ScalarEvent) -> str | int | Decimal | bool:
        text = str(event.value)
        if event.style is not None:
            return text
        if text in ("true", "false"):
            return text == "true"
        if text in ("", "~", "null"):
            raise self._refuse(event, "a value")
        if _WHOLE.fullmatch(text):
            return int(text)
        return Decimal(text) if _NUMBER.fullmatch(text) else text
