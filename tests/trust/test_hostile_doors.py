"""The hostile strings through the doors: the command line, cell by cell of a bundle and of an office's own table, init.

The core by itself is `test_hostile_texts`' question; the browser's pages are tried in `tests/tui/web/test_hostile`.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlmodel import Session

from supervision.cli import app
from supervision.cli.app import ENTRIES, run
from supervision.cli.errors import lines
from supervision.context import Context
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.office import Wishes
from supervision.domain.errors import BadFile, SupervisionError
from supervision.domain.permission import SYSTEM
from supervision.i18n import Words
from supervision.queries.people import townships
from supervision.services.importing import review_table
from supervision.store.database import Database
from tests.conftest import fixed, person
from tests.importing.nasty import FIRST, HEAD, SECOND
from tests.importing.small import check, columns, small
from tests.trust.hostile import CORPUS, harm_in

_FILE = re.compile(r"\.[a-z]{2,4}$")
FILES = frozenset(("-o", "--key"))
NOT_HERE = {
    "demo": "takes no text",
    "serve": "takes no text",
    "tui": "the forms of the terminal",
    "web": "the pages of the browser",
    "run": "months and days are read as in `month`; a run takes minutes",
    "copies restore": "files",
    "import": "files, below",
}
"""Commands that are not given here, and why."""

DIFFERS = {"trail root": (1,)}
"""A paper that says something else is a failure."""

every_of = pytest.mark.parametrize("every", [113, pytest.param(None, marks=pytest.mark.heavy)], ids=["some", "all"])


def chosen(at: int, every: int | None, all_of: int) -> tuple[str, ...]:
    """Every so manieth string, beginning at another for each field; `all_of` is the step of the heavy run."""
    step = every or all_of
    return tuple(CORPUS)[at % step :: step]


def command_lines() -> Iterator[tuple[str, list[str], int]]:
    """Each command's own examples: its name, the words, the place of one that is somebody's text."""
    for entry in ENTRIES:
        name = entry.name
        if name in NOT_HERE or name.split()[0] in NOT_HERE:
            continue
        for example in entry.example.splitlines():
            words = shlex.split(example)
            for at in range(len(name.split()), len(words)):
                is_file = words[at - 1] in FILES or _FILE.search(words[at]) or words[at] == "templates"
                if not words[at].startswith("--") and words[at] not in FILES and not is_file:
                    yield name, words, at


def said(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = run(arguments)
    told = capsys.readouterr()
    return code, told.out + told.err


@every_of
def test_the_command_line_refuses_in_words_or_shows_no_harm(
    half_year: Context, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    every: int | None,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-07-07")
    monkeypatch.setattr(Session, "commit", Session.rollback)
    monkeypatch.setattr("getpass.getpass", lambda *_: "a@example.org")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr(app, "_command", cache(app._command))
    counts, harm, fields = Counter[int](), list[str](), list(command_lines())
    for at, (name, words, place) in enumerate(fields):
        if every and at % 5:
            continue
        for text in chosen(at, every, 16):
            given = [*words[:place], CORPUS[text], *words[place + 1 :]]
            code, told = said(capsys, ["--db", str(half_year.database.path), "--lang", "en", *given])
            counts[code] += 1
            found = harm_in(told)
            if found is not None or code not in (0, 2, 3, *DIFFERS.get(name, ())):
                harm.append(f"{name}, word {place} ← {text}: exit {code}, {found}: {told[-200:]!r}")
    with capsys.disabled():
        print(
            f"\ncommand line: {len(CORPUS)} strings, {len(fields)} fields: {counts.total()} cells, "
            f"refused {counts[2] + counts[3]}, taken {counts[0]}, harmful {len(harm)}"
        )
    assert not harm, "\n".join(harm)


def written(folder: Path, table: str, rows: list[dict[str, str]]) -> Path:
    """A file with whatever bytes its texts come to."""
    place = folder / f"{table}.csv"
    with place.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        writer = csv.DictWriter(file, columns(table))
        writer.writeheader()
        writer.writerows(rows)
    return place


def outcome(words: Words, wrong: SupervisionError) -> str | None:
    return next((f"told with {found}" for line in lines(words, wrong) if (found := harm_in(line))), None)


@every_of
def test_each_cell_of_a_bundle_is_refused_in_words_or_kept_harmless(tmp_path: Path, every: int | None) -> None:
    words, counts, harm = Words("zh"), Counter[str](), list[str]()
    places = [(table, column.name) for table in FORMATS for column in FORMATS[table].columns]
    for table in small():
        written(tmp_path, table, small()[table])
    for at, (table, column) in enumerate(places):
        for text in chosen(at, every, 6):
            rows = small()[table]
            rows[0][column] = CORPUS[text]
            written(tmp_path, table, rows)
            try:
                facts = check(tmp_path).new[table]
                told = [str(getattr(fact, name)) for fact in facts for name in columns(table)]
                wrong = next((f"kept {found}" for each in told if (found := harm_in(each))), None)
                counts["taken"] += 1
            except BadFile as refused:
                wrong = outcome(words, refused)
                counts["refused"] += 1
            if wrong is not None:
                harm.append(f"{table}.{column} ← {text}: {wrong}")
        written(tmp_path, table, small()[table])
    print(
        f"bundle: {len(CORPUS)} strings, {len(places)} fields: {counts.total()} cells, refused {counts['refused']}, "
        f"taken {counts['taken']}, harmful {len(harm)}"
    )
    assert not harm, "\n".join(harm)


@every_of
def test_each_cell_of_an_own_table_is_refused_in_words_or_kept_harmless(
    sample: Context, tmp_path: Path, every: int | None
) -> None:
    words, counts, harm = Words("en"), Counter[str](), list[str]()
    office = person(sample, "P000003")
    for at in range(2 * len(HEAD)):
        for text in chosen(at, every, 1):
            cells = [list(map(str, row)) for row in (HEAD, FIRST, SECOND)]
            cells[at // len(HEAD)][at % len(HEAD)] = CORPUS[text]
            place = tmp_path / "问题.csv"
            with place.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
                csv.writer(file).writerows(cells)
            try:
                review = review_table(office, place, Wishes(sender="组织办"))
                wrong = outcome(words, BadFile(review.errors)) if review.errors else None
                counts["refused" if review.errors else "taken"] += 1
            except SupervisionError as refused:
                wrong = outcome(words, refused)
                counts["refused"] += 1
            if wrong is not None:
                harm.append(f"column {at} ← {text}: {wrong}")
    print(
        f"own table: {len(CORPUS)} strings, {2 * len(HEAD)} fields: {counts.total()} cells, "
        f"refused {counts['refused']}, taken {counts['taken']}, harmful {len(harm)}"
    )
    assert not harm, "\n".join(harm)


@pytest.mark.heavy
@pytest.mark.parametrize("option", ["--township", "--name"])
def test_a_township_is_not_called_what_harms(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    given, taken = {"--township": "T01", "--name": "桑河乡"}, 0
    for at, name in enumerate(list(CORPUS)[::4]):
        place = tmp_path / f"{at}.db"
        words = [each for pair in {**given, option: CORPUS[name]}.items() for each in pair]
        code, told = said(capsys, ["--db", str(place), "init", *words])
        assert code in (0, 2, 3), (name, told)
        assert harm_in(told) is None, name
        if code == 0 and place.exists():
            taken += 1
            assert [harm_in(each) for pair in named(place).items() for each in pair] == [None] * 2, name
    print(f"init {option}: {len(CORPUS) // 4} strings, taken {taken}, harmful 0")


def named(place: Path) -> dict[str, str]:
    database = Database(str(place))
    try:
        with Context(database, "", SYSTEM, fixed()).reading() as reading:
            return townships(reading)
    finally:
        database.close()
