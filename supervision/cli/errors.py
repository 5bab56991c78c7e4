"""How a refusal reads on stderr and which exit code it gives: 2 bad input, 3 refused, 1 failure."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator

from supervision.domain.checks.characters import visible
from supervision.domain.errors import BadFile, BadInput, Refused, RowError, SupervisionError
from supervision.i18n import Words
from supervision.settings import switched_on

FAILURE, BAD_INPUT, REFUSED = 1, 2, 3
DEBUG_SWITCH = "SUPERVISION_DEBUG"


def exit_code(error: BaseException) -> int:
    if isinstance(error, BadInput):
        return BAD_INPUT
    return REFUSED if isinstance(error, Refused) else FAILURE


def tell(words: Words, error: BaseException) -> int:
    """Write what is wrong to stderr, one line for each wrong place; the exit code."""
    for line in lines(words, error):
        sys.stderr.write(f"{line}\n")
    if switched_on(DEBUG_SWITCH):
        traceback.print_exception(error)
    return exit_code(error)


def lines(words: Words, error: BaseException) -> Iterator[str]:
    """The error in words. Whatever is no refusal of ours is told in one line with its kind."""
    if isinstance(error, BadFile):
        yield from (row_line(words, row) for row in error.errors)
    if not isinstance(error, SupervisionError):
        first = next(iter(str(error).splitlines()), "")
        error_text = words("cli.unexpected", kind=type(error).__name__, message=visible(first))
    else:
        error_text = words.error(error.code, error.facts)
    notes = (note.replace("\n", " ") for note in getattr(error, "__notes__", ()))
    yield words("cli.error", text=visible(" ".join([error_text, *notes])))


def row_line(words: Words, row: RowError) -> str:
    """Where in which file, what stands there, what was expected."""
    where = " ".join(_where(words, row))
    problem = _problem(words, row)
    if row.value is not None:
        problem = words("errors.row.with-value", value=words("errors.row.value", value=row.value), problem=problem)
    title = words.template(f"errors.{row.code}") or "" if row.code.startswith("E-") and row.code != "E-FILE" else ""
    code = f"{row.code} {title}".rstrip()
    return visible(words("errors.row.problem", where=where, problem=problem, code=code))


def _where(words: Words, row: RowError) -> Iterator[str]:
    """The column of a sheet is told by its own header."""
    yield words("errors.row.file", file=row.file)
    if row.line is not None:
        yield words("errors.row.line", line=row.line)
    header = dict(row.facts).get("header")
    if header is not None:
        yield words("errors.row.header", header=header, column=row.column)
    elif row.column is not None:
        yield words("errors.row.column", column=row.column)


def _problem(words: Words, row: RowError) -> str:
    facts = dict(row.facts)
    by_schema = f"errors.{row.code}"  # a rubric says what was expected in the words of its own schema
    key = by_schema if row.code.startswith("rubric-") else f"errors.expected.{row.expected}"
    problem = words(key, expected=row.expected, **facts)
    details = list(_details(words, key, facts.items()))
    return words("errors.row.detail", problem=problem, details=details) if details else problem


def _details(words: Words, key: str, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Facts that the sentence itself does not tell."""
    sentence = words.template(key) or ""
    for name, value in facts:
        told = words.template(f"errors.row.fact.{name}")
        if told is not None and f"{{{name}}}" not in sentence:
            yield told.format(value=value)
