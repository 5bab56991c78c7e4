"""Hostile strings × every text field of every command: refused in words, or kept with nothing in it that harms.

Here by the core itself, one at a time and in bulk; other doors are `test_hostile_doors`' question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from supervision.cli.errors import lines
from supervision.domain.errors import Broken, SupervisionError
from supervision.i18n import Words
from supervision.store.database import Database
from tests.trust.fields import EXCUSED, Field, House, all_fields, commands, excused
from tests.trust.hostile import CORPUS, HONEST, harm_in
from tests.trust.staged import stage

FREE_TEXTS = frozenset(
    ("reason", "answer", "facts", "problem_type", "note", "topic", "comment", "address", "advice", "problem", "effect")
)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("hostile")
    on_sqlite = request.param == "sqlite"
    url = str(home / "supervision.db") if on_sqlite else request.getfixturevalue("postgres_of_module")
    database = Database(url)
    yield stage(database, home)
    database.close()


@contextmanager
def not_kept(house: House) -> Iterator[list[str]]:
    """Commands run to their end and are then undone; the texts that they would have kept."""
    kept: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            rows = parameters if isinstance(parameters, list) else [parameters]
            values = [value for row in rows for value in (row.values() if isinstance(row, dict) else row)]
            kept.extend(value for value in values if isinstance(value, str))

    event.listen(house.context.database.engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Session, "commit", Session.rollback)
        try:
            yield kept
        finally:
            event.remove(house.context.database.engine, "before_cursor_execute", note)


def tried(house: House, field: Field, text: str, words: Words) -> tuple[str, str | None]:
    """`stored` or `refused`; and what was wrong with that, if anything."""
    call = house.calls()[field.command]
    with not_kept(house) as kept:
        try:
            house.give(field.command, call.who, call.with_text(field.path, text))
        except Broken as error:
            return "refused", f"called a fault of the house: {error!r}"
        except SupervisionError as error:
            told = list(lines(words, error))
            wrong = next((f"told with {found}" for line in told if (found := harm_in(line))), None)
            return "refused", wrong or ("no words" if not told or "errors." in "".join(told) else None)
        except Exception as error:  # whatever else comes out is what is looked for
            return "refused", f"{type(error).__name__}: {str(error)[:120]!r}"
    return "stored", next((f"kept {found}" for each in kept if (found := harm_in(each))), None)


def test_each_call_works_as_it_stands(house: House) -> None:
    for command, call in house.calls().items():
        with not_kept(house), pytest.raises(SupervisionError, match=call.refused) if call.refused else nullcontext():
            house.give(command, call.who, call.arguments)


def test_no_field_was_forgotten(house: House) -> None:
    names = [field.name for field in all_fields()]
    assert len(names) > 150
    for prefix in EXCUSED:
        assert any(name.startswith(prefix) for name in names), f"excused, but not there: {prefix}"
    forgotten = [each.name for each in all_fields() if not excused(each.name) and each.command not in house.calls()]
    assert forgotten == []
    assert {".".join(each.split(".")[:2]) for each in house.calls()} <= set(commands())


def chosen(field: Field, at: int, every: int) -> tuple[str, ...]:
    """All strings, or every so manieth beginning at another for each field; a register's field has a twelfth of
    them, for its cells are judged by what judges the bundle's, where all are tried."""
    step = every * (12 if field.command.startswith("registers.record.") else 1)
    return tuple(CORPUS)[at % step :: step]


@pytest.mark.parametrize("every", [24, pytest.param(1, marks=pytest.mark.heavy)], ids=["some", "all"])
def test_hostile_text_is_refused_in_words_or_kept_harmless(house: House, every: int) -> None:
    words, counts, harm, used = Words("en"), Counter[str](), list[str](), set[str]()
    if not house.context.database.is_sqlite:
        every *= 4  # what the law refuses it refuses before any database is asked
    calls = house.calls()
    fields = [field for field in all_fields() if field.command in calls and not excused(field.name)]
    for at, field in enumerate(fields):
        for name in chosen(field, at, every):
            outcome, wrong = tried(house, field, CORPUS[name], words)
            counts[outcome] += 1
            used.add(name)
            if wrong is not None:
                harm.append(f"{field.name} ← {name}: {wrong}")
            if name in HONEST and field.path[-1] in FREE_TEXTS and outcome == "refused":
                harm.append(f"{field.name} ← {name}: refused, though people write so")
    print(
        f"{house.context.database.url.get_backend_name()}, core: {len(used)} strings × {len(fields)} fields: "
        f"{counts.total()} cells, refused {counts['refused']}, stored {counts['stored']}, harmful {len(harm)}"
    )
    assert not harm, "\n".join(harm)
    assert used == set(CORPUS)
