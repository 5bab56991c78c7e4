"""Hostile texts that were taken, in everything that leaves the house: in each document and list they stay text.

Which are taken at all is `test_hostile_texts`' question, what screens show `tests/tui/test_hostile`'s.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from supervision.cli.app import run
from supervision.context import Context
from supervision.domain.checks.limits import LABEL_CHARACTERS, TEXT_CHARACTERS
from supervision.domain.errors import BadInput
from supervision.domain.model import Severity
from supervision.domain.texts import entered
from supervision.services.activities import NewActivity, record_activity
from supervision.services.delegations import delegate
from supervision.services.findings import NewFinding, record_finding
from supervision.services.months import open_month
from supervision.services.registers import record
from tests.conftest import NOW, fixed, person
from tests.trust.fields import BRANCH, CLERK, INSPECTOR
from tests.trust.hostile import CORPUS, harm_in

SHOWN_MONTH = "2026-07"
_INVISIBLE = re.compile(r"\x1b\[[0-9;]*m")
OWN_TAGS = frozenset(("script", "img", "iframe", "object", "a", "form", "input", "link", "svg", "base"))
"""Tags with which a page could do something; which of them a document of ours has is learnt from a harmless one."""


def taken() -> dict[str, str]:
    """The strings that a text of several lines may hold."""
    found = {}
    for name, text in CORPUS.items():
        try:
            found[name] = entered("facts", text)
        except BadInput:
            continue
    return found


@dataclass
class Tags(HTMLParser):
    """Which tags and which attributes that act a page has."""

    found: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in OWN_TAGS:
            self.found[tag] += 1
        for name, value in attributes:
            if name.startswith("on") or "javascript:" in (value or ""):
                self.found[f"{tag} {name}"] += 1


def write_down(context: Context, texts: list[str]) -> None:
    """Each text as a finding's kind and facts, a topic, a visit's advice, a meeting's title, the reason of a loan."""
    open_month(context, SHOWN_MONTH)
    inspector, clerk = person(context, INSPECTOR), person(context, CLERK)
    for number, text in enumerate(texts):
        label = " ".join(text.split())[:LABEL_CHARACTERS].strip()
        record_finding(
            inspector, NewFinding("V03", "B08", label, Severity.MINOR, text[:TEXT_CHARACTERS], BRANCH, NOW.date())
        )
        record_activity(clerk, NewActivity("V03", "volunteer_service", NOW.date(), topic=text))
        visit = {"unit": "V03", "instructor": "P000002", "on": "2026-07-02", "problem": text, "advice": text}
        record(clerk, "guidance_visits", visit)
        record(clerk, "meetings", {"kind": "training", "on": "2026-07-01", "title": label, "chair": "P000002"})
        if number < 3:
            delegate(inspector, f"P00000{6 + number}", NOW.date(), text)


DOCUMENTS = (
    (f"export lists {SHOWN_MONTH}", ("xlsx",)),
    ("bulletin 2026-06", ("docx", "html", "md")),
    ("report summary 2026-H2", ("docx", "html", "md")),
    ("report profile V03 2026-06", ("docx", "html")),
    ("paper write notice ZG-2026-07-001", ("docx", "html", "md")),
    ("paper write notice ZG-2026-07-020", ("docx", "html", "md")),
    ("form print V03 --month 2026-07", ("docx", "html")),
    ("export bundle", ("folder",)),
)
LISTS = (
    "tasks --unit V03",
    "tasks --unit V03 --json",
    "task show ZG-2026-07-003",
    "register meetings list",
    "register guidance_visits list --json",
    "register guidance_visits list",
    "quotas 2026-07",
    "delegate list",
    "notices inbox --as P000021",
    "trail verify",
)


def texts_in(path: Path) -> Iterator[str]:
    """Every text of a document that we wrote, whatever form it has."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if name.endswith(".xml"):
                    yield "".join(ElementTree.fromstring(parts.read(name)).itertext())
    else:
        yield path.read_text(encoding="utf-8-sig")


def harm_of(path: Path) -> list[str]:
    harm = [f"{path.name}: {found}" for text in texts_in(path) if (found := harm_in(text))]
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                harm += [f"{path.name}: formula {each!r}" for each in formulas(name, parts.read(name))]
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            fields = re.findall(rb"<w:instrText[^>]*>([^<]*)<", parts.read("word/document.xml"))
            harm += [f"{path.name}: field {each!r}" for each in fields if b"INCLUDE" in each]
            harm += [f"{path.name}: {name}" for name in parts.namelist() if ".." in name or name.startswith("/")]
    if path.suffix == ".html":
        page = Tags()
        page.feed(path.read_text(encoding="utf-8"))
        harm += [f"{path.name}: {tag}" for tag in page.found if tag.split()[0] in ("script", "img", "iframe", "form")]
        harm += [f"{path.name}: {tag}" for tag in page.found if " " in tag]
    if path.suffix == ".md":
        found = re.search(r"(?<!\\)<(script|img)|(?<!\\)\]\(javascript:", path.read_text(encoding="utf-8"))
        harm += [f"{path.name}: {found.group()}"] if found else []
    return harm


def formulas(name: str, data: bytes) -> list[str]:
    """Formulas of a sheet that are no sums of our own."""
    if "worksheets/" not in name:
        return []
    found = re.findall(rb"<f>([^<]*)</f>", data)
    return [each.decode() for each in found if re.search(rb"cmd|HYPERLINK|1\+1|SUM\(1\)", each)]


@pytest.mark.heavy
def test_what_was_taken_stays_text_in_every_document_and_list(
    half_year: Context, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-07-07")
    texts = taken()
    write_down(Context(half_year.database, "T01", half_year.actor, fixed()), list(texts.values()))
    start = ["--db", str(half_year.database.path), "--lang", "zh"]
    harm, outputs = [], 0
    for command in LISTS:
        capsys.readouterr()
        code = run([*start, *command.split()])
        told = capsys.readouterr()
        outputs += 1
        shown = _INVISIBLE.sub("", told.out + told.err)
        harm += [f"{command}: exit {code} {told.err[-200:]!r}"] if code else []
        harm += [f"{command}: {found}"] if (found := harm_in(shown)) else []
    for number, (command, endings) in enumerate(DOCUMENTS):
        for ending in endings:
            place = tmp_path / f"{number}.{ending}"
            code = run([*start, *command.split(), "-o", str(place)])
            assert code == 0, (command, ending, capsys.readouterr().err)
            files = sorted(place.rglob("*.csv")) if place.is_dir() else [place]
            outputs += len(files)
            harm += [f"{command} → {each}" for file in files for each in harm_of(file)]
    with capsys.disabled():
        print(f"\noutputs: {len(texts)} strings taken × 6 fields, {outputs} documents and lists, harmful {len(harm)}")
    assert not harm, "\n".join(harm)
    assert _comes_back(tmp_path, list(texts.values()))


def _comes_back(folder: Path, texts: list[str]) -> bool:
    """The exported table reads back as it was written: quoted, not executed."""
    (place,) = folder.rglob("findings.csv")
    with place.open(encoding="utf-8-sig", newline="") as file:
        facts = {row["facts"] for row in csv.DictReader(file)}
    return all(text in facts for text in texts)


def test_a_text_that_would_act_is_found() -> None:
    page = Tags()
    page.feed("<p onmouseover='x'><script>1</script><a href='javascript:x'>")
    assert set(page.found) == {"p onmouseover", "script", "a", "a href"}
    assert formulas("xl/worksheets/sheet1.xml", b"<f>cmd|x</f><f>SUM(A1:A3)</f>") == ["cmd|x"]
    assert len(taken()) > 60
