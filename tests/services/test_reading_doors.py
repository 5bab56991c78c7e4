"""Another village's text appears through no door: every reading command and every screen, as people of a village."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from supervision.cli.app import ENTRIES, run
from tests.services.test_reading import MARK, OTHER, OWN, marked_file
from tests.tui.running import press, seen, terminal

__all__ = ["marked_file"]
SECRETARY, CADRE, OFFICE = "P000021", "P000023", "P000003"
TASK, OWN_TASK = "Z2601-000041", "Z2604-000047"
"""One of V05; one of V03 or not: whichever it is, no other text may be told."""

READING = """\
month status 2026-06|scores 2026-06|scores 2026-06 --json|explain 2026-06 V05 A02|explain 2026-06 V03 A02
tasks|tasks --unit V05|tasks --json|task show Z2601-000041|task show Z2604-000047|evidence list Z2601-000041
register commitments list|register meetings list|register guidance_visits list --unit V05
register turnaround_steps list|register milestone_events list|who B05 V05|rubric list|rubric export -o OUT.xlsx
form show JC-2026-07-V05|form print V05 -o OUT.md|order DB-2026-06-001 -o OUT.md|paper list Z2601-000041|paper list
paper write notice Z2601-000041 -o OUT.md|lookback list 2026-06|consequences 2026-06|proposal list 2026-06
appeal list 2026-06|economy V05|economy|projects|projects V05|recruits list|recruits list V05|recruits report F0103
filings|reserves|highlights|stars 2026-06|stars 2026-06 V05|quotas 2026-06|lectures 2026-06|cadres 2026-06
cadres 2026-06 --unit V05|imbalance 2026-06|effect 2026-H1|bulletin 2026-06 -o OUT.md
bulletin 2026-06 -o OUT.md --public|report list|report summary 2026-H1 -o OUT.md|report profile V05 2026-06 -o OUT.md
report profile V03 2026-06 -o OUT.md|report profile all 2026-06 -o OUT.md|report turnaround V08 -o OUT.md
report rewards 2026-Q2 -o OUT.md|report stars 2026-06 -o OUT.md|report star-notice 2026-Q2 -o OUT.md
report quotas 2026-06 -o OUT.md|export bundle -o OUT|export lists 2026-06 -o OUT.md|notices inbox|notices sent
contact list|trail list|trail list V05
trail root 2026-06|calendar show 2026|account list|delegate list|post list|setting ranking|template list
evidence save Z2601-000041 aa -o OUT.jpg""".replace("\n", "|").split("|")
ACTING = """\
init|demo|serve|schedule|run month|run daily|run tick|run deliver|run county|month score|month publicity
month approve|month return|month seal|task move|task take-back|evidence add|rubric check|rubric diff|rubric import
form enter|template export|template check|lookback record|proposal decide|appeal file|appeal decide|import
notices retry|contact set|contact remove|trail verify|trail key|trail sign|calendar refresh|backup|copies list
copies check|copies restore|copies key|tui|web|account set|account start|delegate give|delegate end|post give|post leave
post end|phrase|doctor""".replace("\n", "|").split("|")
"""Commands that do something, or work on the machine and tell no village's matter; who may is `test_permissions`'."""
COUNTED: Counter[str] = Counter()


def test_every_command_is_named_here() -> None:
    named = {entry.name for entry in ENTRIES}
    reads = {name for name in named if any(f"{line} ".startswith(f"{name} ") for line in READING)}
    assert named - reads - set(ACTING) == set(), "does it read? then call it below as a village would"
    assert not reads & set(ACTING)


@pytest.fixture
def marked_copy(marked_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(marked_file, tmp_path / "marked.db"))


@pytest.mark.heavy
@pytest.mark.parametrize("person", [SECRETARY, CADRE])
def test_no_command_tells_a_village_what_is_anothers(
    marked_copy: Path,
    person: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-07-07")
    told_something, wrong = 0, []
    for number, line in enumerate(READING):
        out = tmp_path / f"out{number}"
        code = run(["--db", str(marked_copy), "--lang", "zh", "--as", person, *line.replace("OUT", str(out)).split()])
        said = "".join(capfd.readouterr())
        files = [each for each in tmp_path.rglob("*") if f"out{number}" in str(each) and each.is_file()]
        COUNTED[{0: "told", 3: "refused"}.get(code, "not there")] += 1
        told_something += code == 0
        text = said + "".join(each.read_text("utf-8", "replace") for each in files if each.suffix in (".md", ".csv"))
        if MARK in text:
            at = text.index(MARK)
            wrong.append((line, text[max(0, at - 80) : at + 8]))
        assert code != 1, (line, said)
    print(f"commands as {person}: {dict(COUNTED)}")
    assert not wrong, wrong
    assert told_something > 25


def test_a_refusal_says_whose_matter_it_is_and_who_may(
    marked_copy: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-07-07")
    assert run(["--db", str(marked_copy), "--lang", "zh", "--as", SECRETARY, "task", "show", TASK]) == 3
    said = capfd.readouterr().err
    assert OTHER in said
    assert "组织委员" in said
    assert run(["--db", str(marked_copy), "--lang", "zh", "--as", SECRETARY, "tasks"]) == 0
    assert f"只列本村（支部）{OWN} 的" in capfd.readouterr().err
    assert run(["--db", str(marked_copy), "--lang", "zh", "task", "show", TASK]) == 0, "the machine's own operator"
    assert MARK in capfd.readouterr().out


WAYS = ("a", "b", "c", "u", "y", "P", "W", "R", "Z", "I", "O", "K", "J", "comma", "n", "t", "g", "s", "q", "e", "x")


@pytest.mark.heavy
@pytest.mark.parametrize("person", [SECRETARY, CADRE])
async def test_no_screen_shows_a_village_what_is_anothers(marked_copy: Path, person: str) -> None:
    screens: set[str] = set()
    async with terminal(marked_copy, person) as pilot:
        for way in WAYS:
            for each in (way, "enter", "escape", "escape"):
                await press(pilot, each)
                screens.add(type(pilot.app.screen).__name__)
                assert MARK not in seen(pilot), (way, each)
    print(f"screens seen by {person}: {len(screens)}: {sorted(screens)}")
    assert len(screens) >= 12
