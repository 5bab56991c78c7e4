"""How many keys and seconds a finding takes: a visit after the other in tmux, thirty findings by keys alone.

`python -m bench keys [--findings 30]` makes a demonstration township, signs an inspector in, and walks the checklists:
an item with a usual finding gets one, every other item is in order. Every key waits for what the one before has shown.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.console import Console

from supervision.i18n import Words
from supervision.queries.checklist import CheckItem, checklist
from supervision.queries.people import people
from supervision.queries.visits import units_to_visit
from supervision.settings import Settings, enter, read_settings

TODAY = "2026-07-10"
SIZE = ("140", "40")
PATIENCE = 20.0
POLL = 0.004
IN_LIST_AND_FIELDS = 3
"""A usual finding that was taken stands in the list, as the problem and as the facts."""


class Tmux:
    """One program in a terminal of its own; it counts the keys."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self._server = ["tmux", "-L", f"keys-{os.getpid()}"]
        self.keys = 0
        given = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
        width, height = SIZE
        self._run("new-session", "-d", "-s", "keys", "-x", width, "-y", height, *given, *command)

    def _run(self, *words: str) -> str:
        done = subprocess.run([*self._server, *words], check=True, capture_output=True, text=True, encoding="utf-8")
        return done.stdout

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        self._run("send-keys", "-t", "keys", *keys)

    def wait(self, *texts: str, times: int = 1) -> None:
        """Until all of these stand on the screen, so many times. Raises TimeoutError."""
        until = time.monotonic() + PATIENCE
        while True:
            seen = self._run("capture-pane", "-p", "-t", "keys")
            if all(seen.count(text) >= times for text in texts):
                return
            if time.monotonic() > until:
                raise TimeoutError(f"{texts} not seen in:\n{seen}")
            time.sleep(POLL)

    def close(self) -> None:
        subprocess.run([*self._server, "kill-server"], check=False, capture_output=True)


@dataclass
class Recorded:
    """What the session took. The visits' other keys choose villages, mark items in order and sum up."""

    seconds: list[float] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    in_order: int = 0


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench keys", description="Keys and seconds for each finding.")
    parser.add_argument("--findings", type=int, default=30)
    wanted = parser.parse_args(arguments).findings
    with tempfile.TemporaryDirectory(prefix="keys-") as folder:
        settings = _demonstration(Path(folder))
        _tell(*_session(settings, wanted))


def _demonstration(folder: Path) -> Settings:
    """A township of the sample, and an inspector in it."""
    code = "from supervision.cli.app import main; main()"
    command = [sys.executable, "-c", code, "demo", "--folder", str(folder)]
    environment = {**os.environ, "NO_TUI": "1", "SUPERVISION_TODAY": TODAY, "SUPERVISION_LANG": "zh"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    settings = read_settings(db=str(folder / "supervision.db"), lang="zh", today=TODAY)
    with enter(settings).reading() as reading:
        inspector = next(person for person in people(reading) if person.role == "inspector")
    return replace(settings, person_no=inspector.person_no)


def _visits(settings: Settings) -> Iterator[tuple[str, str, list[CheckItem]]]:
    with enter(settings).reading() as reading:
        for unit in units_to_visit(reading):
            yield unit.unit, unit.name, list(checklist(reading, unit.unit).items)


def _session(settings: Settings, wanted: int) -> tuple[Recorded, int, float]:
    """The figures of each finding, all keys, and the seconds of the whole session."""
    words, recorded = settings.words, Recorded()
    visits = list(_visits(settings))
    told = {
        "SUPERVISION_DATABASE_URL": settings.database_url,
        "SUPERVISION_PERSON": settings.person_no or "",
        "SUPERVISION_TODAY": TODAY,
        "SUPERVISION_LANG": "zh",
    }
    tmux = Tmux([sys.executable, "-m", "tui"], told)
    try:
        tmux.wait(words("tui.inspector.title"))
        began = time.monotonic()
        for unit, name, items in visits:
            if len(recorded.seconds) < wanted:
                _visit(tmux, words, recorded, wanted, unit, name, items)
        return recorded, tmux.keys, time.monotonic() - began
    finally:
        tmux.close()


def _visit(
    tmux: Tmux, words: Words, recorded: Recorded, wanted: int, unit: str, name: str, items: list[CheckItem]
) -> None:
    """One village from choosing it to summing up."""
    tmux.press("i")
    tmux.wait(words("tui.inspect.which"))
    tmux.press(*unit.lower(), "Enter")
    tmux.wait(f"{words('tui.visit.title')} {name}", words("tui.visit.checked", done=0, whole=len(items)))
    here = 0
    for done, item in enumerate(items, 1):
        if item.templates and len(recorded.seconds) < wanted:
            here += 1
            _finding(tmux, words, recorded, item, here)
        else:
            tmux.press("o")
            recorded.in_order += 1
        tmux.wait(words("tui.visit.checked", done=done, whole=len(items)))
    tmux.press("z")
    tmux.wait(words("tui.visit.summary", unit=name))
    tmux.press("Enter")
    tmux.wait(words("tui.inspect.which"))
    tmux.press("Escape")
    tmux.wait(words("tui.inspector.title"))


def _finding(tmux: Tmux, words: Words, recorded: Recorded, item: CheckItem, here: int) -> None:
    before, began = tmux.keys, time.monotonic()
    tmux.press("f")
    tmux.wait(words("tui.finding.ask.template"), item.templates[0].text)
    tmux.press("1", "Enter")
    tmux.wait(item.templates[0].text, times=IN_LIST_AND_FIELDS)
    tmux.press("F2")
    tmux.wait(words("tui.visit.findings", count=here), words("tui.visit.checklist"))
    recorded.seconds.append(time.monotonic() - began)
    recorded.keys.append(tmux.keys - before)


def _tell(recorded: Recorded, keys: int, seconds: float) -> None:
    console = Console()
    findings = len(recorded.seconds)
    ordered = sorted(recorded.seconds)
    console.print(f"{findings} findings by keys alone, in tmux {'×'.join(SIZE)}, no mouse")
    console.print(f"keys a finding: {statistics.mean(recorded.keys):.1f} (from the checklist and back to it)")
    middle, slow = statistics.median(ordered), ordered[int(0.95 * (findings - 1))]
    console.print(f"seconds a finding, waiting for every answer: median {middle:.2f}, 95 of 100 within {slow:.2f}")
    console.print(
        f"whole session: {keys} keys, {seconds:.1f} s; {recorded.in_order} items in order with one key each; "
        f"{keys / findings:.1f} keys and {seconds / findings:.2f} s a finding, everything counted"
    )
