"""Who may read what: every query, for every limited post; another village's text never appears, through no door."""

from __future__ import annotations

import inspect
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from supervision.context import Context
from supervision.domain.errors import NotPermitted, SupervisionError
from supervision.domain.permission import Actor, Role
from supervision.domain.visibility import READABLE, Extent, Ranking, Subject, extent
from supervision.queries.what_if import Supposition
from supervision.services.choices import show_ranking
from supervision.store.every_table import METADATA
from supervision.store.sight import GUARDED, OPEN
from supervision.store.triggers import create_triggers, trigger_names
from tests.conftest import person
from tests.filling import make_like
from tests.postgres import administer

QUERIES = sorted((Path(__file__).parents[2] / "supervision" / "queries").glob("[a-z]*.py"))
OWN, OTHER = "V03", "V05"
MARK = "外村密语"
LIMITED = (Role.BRANCH_SECRETARY, Role.VILLAGE_CLERK, Role.CADRE)
WRITTEN = {
    *(("finding", "facts"), ("root_cause", "cause"), ("move", "note"), ("attachment", "name"), ("activity", "topic")),
    *(("rating", "comment"), ("bonus", "matter"), ("proposal", "note"), ("appeal", "reason"), ("appeal", "answer")),
    *(("reserve", "progress"), ("reserve", "name"), ("recruitment_stage", "name"), ("member_points", "name")),
    *(("guidance_visit", "problem"), ("guidance_visit", "advice"), ("turnaround_step", "note"), ("project", "name")),
    *(("milestone_event", "reason"), ("class_decision", "reason"), ("commitment", "matter"), ("commitment", "effect")),
    *(
        ("meeting", "title"),
        ("highlight", "matter"),
        ("highlight", "proof"),
        ("pairing", "partner"),
        ("delivery", "last_error"),
    ),
}
"""What people wrote, by table and column: it is marked where it is another village's."""
COUNTED: Counter[str] = Counter()
"""Queries that were called, by what they gave; told at the end of a run with -s."""


def test_every_table_is_guarded_or_open_to_the_whole_township() -> None:
    guarded = [table for tables in GUARDED.values() for table in tables]
    assert len(guarded) == len(set(guarded))
    assert set(guarded) | OPEN == set(METADATA.tables), "say in store.sight whose rows a new table holds"
    assert not set(guarded) & OPEN


def test_every_subject_has_readers_and_the_clock_reads_everything() -> None:
    assert set(READABLE) == set(Subject)
    for subject, roles in READABLE.items():
        for role in Role:
            found = extent(Actor("P9", "x", role, OWN), subject, Ranking.OWN)
            assert found == roles.get(role)
        if subject is not Subject.RANKING:
            assert roles[Role.SYSTEM] is Extent.ALL, subject
        assert all(roles.get(role) is not Extent.ALL for role in LIMITED), subject


@pytest.fixture(scope="module")
def marked_file(half_year_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The half year with a mark in every text of every row that is not of V03."""
    import shutil

    from supervision.store.database import Database

    path = tmp_path_factory.mktemp("marked") / "supervision.db"
    shutil.copyfile(half_year_file, path)
    database = Database(str(path))
    with database.engine.connect() as connection:
        for name in trigger_names(connection):
            connection.execute(text(f"DROP TRIGGER {name}"))
        findings = METADATA.tables["finding"]
        own = select(findings.c.task_no).where(findings.c.unit == OWN)
        for table in (METADATA.tables[name] for tables in GUARDED.values() for name in tables):
            foreign = _foreign(table, own)
            for column in table.columns:
                if foreign is not None and (table.name, column.name) in WRITTEN:
                    connection.execute(update(table).where(foreign).values({column.name: column + MARK}))
        create_triggers(connection)
        connection.exec_driver_sql("COMMIT")
    database.close()
    return path


def _foreign(table: Any, own: Any) -> Any:
    if "unit" in table.c:
        return table.c.unit != OWN
    return table.c.task_no.not_in(own) if "task_no" in table.c else None


@pytest.fixture(scope="module")
def marked_on_postgres(marked_file: Path, postgres_server: str) -> Iterator[str]:
    """The address of the same on PostgreSQL."""
    from supervision.store.database import Database

    name = f"marked_{uuid.uuid4().hex[:12]}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    with closing(Database(str(marked_file))) as source:
        make_like(f"{postgres_server}/{name}", source)
    yield f"{postgres_server}/{name}"
    administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def marked(request: pytest.FixtureRequest, marked_file: Path) -> Iterator[Context]:
    from supervision.domain.permission import SYSTEM
    from supervision.store.database import Database
    from tests.conftest import TOWNSHIP, fixed

    on_postgres = request.param == "postgresql"
    database = Database(request.getfixturevalue("marked_on_postgres") if on_postgres else str(marked_file))
    yield Context(database, TOWNSHIP, SYSTEM, fixed())
    database.close()


def queries() -> Iterator[tuple[str, Callable[..., Any], list[inspect.Parameter]]]:
    """Every public function of the queries that looks into the database, with its further parameters."""
    for path in QUERIES:
        module = import_module(f"supervision.queries.{path.stem}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            parameters = list(inspect.signature(function).parameters.values()) if own else []
            if parameters and parameters[0].annotation == "Reading":
                needed = [each for each in parameters[1:] if each.default is each.empty]
                yield f"{path.stem}.{name}", function, needed


def given(context: Context) -> dict[str, list[Any]]:
    """Values for the parameters of queries, by name: what belongs to another village, as somebody prying would ask."""
    from supervision.queries.known_courses import horizon_of
    from supervision.queries.law import law
    from supervision.queries.months import month_result
    from supervision.queries.worklist import TaskFilter, task_ids
    from supervision.store.mapping import FINDINGS, KINDS

    with context.reading() as reading:
        rules = law(reading)
        foreign = FINDINGS.read(reading.session, reading.township, FINDINGS.table.c.unit == OTHER)
        tasks = [each.task_no for each in foreign]
        return {
            "period": ["2026-06"], "periods": [["2026-05", "2026-06"]], "span": ["2026-Q2"],
            "text": ["2026-06", MARK], "unit": [OTHER, OWN], "units": [[OTHER], []], "item": ["B03"],
            "task_no": tasks[:2], "task_nos": [tasks], "numbers": [tasks], "subject": tasks[:1], "findings": [foreign],
            "person_no": ["P000025", "P000013"], "named": ["P000025"], "day": [date(2026, 7, 7)],
            "name": [*KINDS, "rubric"], "horizon": [horizon_of(reading, "2026-06")], "chosen": [TaskFilter()],
            "law": [rules], "rules": [rules], "timeline": [rules.timeline(reading.today)], "typed": [MARK],
            "ids": [list(task_ids(reading, TaskFilter()))], "seqs": [list(range(1, 400))], "seq": [0],
            "action": ["run_month"],
            "actions": [["record_finding", "import_records", "close"]], "limit": [50], "result": [
                month_result(reading, "2026-06")], "version": [1], "document_no": ["2026-001"], "number": ["X-1"],
            "candidate_no": ["FZ-001"], "sender": [None], "kind": ["order"], "before": [reading.now],
            "first": [date(2026, 7, 1)], "code": ["T01", OTHER], "path": [Path("none.yaml")],
            "sealed_at": [reading.now], "column": ["unit"], "values": [{"unit": OTHER}],
            "rubric": [rules.rubrics[rules.latest_version]], "draft_sha": ["0" * 64],
        }  # fmt: skip


UNASKED = {
    "terms.figure": "the township's own terms",
    "terms.wording": "the township's own terms",
    "office_table.prepare": "reads a file for an import, which such a post may not do",
    "task_detail.offers_for": "moves of a course that the caller has",
    "preview.drafted_last": "yes or no",
    "names.free_numbers": "numbers for a command",
    "names.next_number": "numbers for a command",
    "courses.follow_all": "conditions of another query",
    "courses.unopened_courses": "asked by a command",
    "anchors.anchor_now": "asked by a command",
    "entries.checked": "checks what is typed",
    "evidence.evidence_faults": "digests only",
    "inspection_forms.meant": "needs a form of the own unit",
    "known_courses.read_in": "needs a kind",
    "known_courses.horizon_over": "moments only",
    "known_courses.with_chains": "gives back the findings that it was given",
    "registers.is_empty": "yes or no",
    "notices.contacts": "needs a digest",
    "office_causes.causes_of": "reads a file for an import, which such a post may not do",
    "work_registers.work_registers": "numbers only; called within work_done, which is asked",
}
"""Queries that are not called here, and why."""


def shown(found: Any) -> str:
    """Everything that a query gave, as text."""
    if inspect.isgenerator(found) or isinstance(found, Iterator):
        found = list(found)
    if isinstance(found, Supposition):
        return repr(
            found.tasks
        )  # its outlook holds all units' facts to compute with: the doors' test reads what is shown
    return repr(found)


@pytest.mark.parametrize(
    ("role", "setting"), [*((role, Ranking.ALL) for role in LIMITED), (Role.BRANCH_SECRETARY, Ranking.OWN)]
)
def test_no_query_gives_the_text_of_another_village(marked: Context, role: Role, setting: Ranking) -> None:
    values = given(marked)
    show_ranking(marked, setting)
    with marked.reading() as reading:
        from supervision.queries.people import people

        reader = next(each for each in people(reading) if each.role == role and each.unit == OWN)
    limited = marked.acting_as(Actor(reader.person_no, reader.name, role, OWN))
    lacking, wrong = set(), set()
    for name, function, needed in queries():
        if name in UNASKED:
            continue
        if any(each.name not in values for each in needed):
            lacking.add((name, tuple(each.name for each in needed)))
            continue
        for place in range(max((len(values[each.name]) for each in needed), default=1)):
            chosen = [values[each.name][place % len(values[each.name])] for each in needed]
            try:
                with limited.reading() as reading:
                    told = shown(function(reading, *chosen))
            except NotPermitted:
                COUNTED["refused"] += 1
            except SupervisionError:
                COUNTED["not there"] += 1
            except (TypeError, AttributeError, ValueError, KeyError) as error:
                wrong.add((name, repr(error)[:200]))
            else:
                COUNTED["answered"] += 1
                if MARK in told:
                    at = told.index(MARK)
                    wrong.add((name, told[max(0, at - 120) : at + 10]))
    assert not lacking, "say with what the query is called, or why it need not be"
    assert not wrong, "\n".join(map(str, sorted(wrong)))


def test_the_marks_are_there_for_somebody_who_sees_everything(marked: Context) -> None:
    """Without this the test above could not fail."""
    values, found = given(marked), set()
    for name, function, needed in queries():
        if name not in UNASKED and all(each.name in values for each in needed):
            for place in range(max((len(values[each.name]) for each in needed), default=1)):
                chosen = [values[each.name][place % len(values[each.name])] for each in needed]
                try:
                    with person(marked, "P000003").reading() as reading:
                        found |= {name} if MARK in shown(function(reading, *chosen)) else set()
                except SupervisionError:
                    continue
    print(f"queries that give texts of other villages to the office: {len(found)}")
    assert len(found) >= 15, found


def test_the_queries_are_counted() -> None:
    """Runs last of these: how many calls gave what."""
    print(f"queries called by limited posts: {dict(COUNTED)}")
    assert not COUNTED or (COUNTED["refused"] and COUNTED["answered"] > COUNTED["refused"])
