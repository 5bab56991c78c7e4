"""Digests leave by real channels: one message a person and day; a dead channel stops nothing and tells no secret."""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.channels import check_address, kind_of
from flows.delivery import run_deliver
from flows.tick import run_tick
from supervision.domain.errors import BadInput
from supervision.queries.notices import deliveries, inbox
from supervision.services.notices import retry_failed, set_contact
from supervision.settings import enter
from tests.flows.standing import copy_of, settings_of

SECRETARY, COMMISSIONER = "P000001", "P000003"
MORNING = datetime(2026, 3, 10, 8)


@dataclass
class Hook:
    """A webhook on this machine that refuses as many messages as it is told to."""

    port: int = 0
    refusals: int = 0
    taken: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"json://someone:hush-hush@127.0.0.1:{self.port}/token-of-mine"


@pytest.fixture
def hook() -> Iterator[Hook]:
    found = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            refused = found.refusals > 0
            found.refusals -= refused
            if not refused:
                found.taken.append(json.loads(body))
            self.send_response(503 if refused else 200)
            self.end_headers()

        def log_message(self, *told: object) -> None:
            """Nothing on the console."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def told_file(some_villages_file: Path, tmp_path: Path) -> Path:
    """A township where people have been told something."""
    path = copy_of(some_villages_file, tmp_path / "told")
    run_tick(settings_of(path, MORNING))
    return path


def reach(path: Path, person_no: str, channel: str, address: str) -> None:
    context = enter(settings_of(path, MORNING))
    set_contact(context, person_no, channel, address)
    context.database.close()


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_person_gets_one_plain_message_a_day_with_everything_in_it(told_file: Path, hook: Hook) -> None:
    reach(told_file, COMMISSIONER, "hook", hook.address)
    settings = settings_of(told_file, MORNING)
    assert run_deliver(settings).sent == 1
    assert run_deliver(settings).sent == 0
    (message,) = hook.taken
    context = enter(settings)
    with context.reading() as reading:
        (digest,) = inbox(reading, COMMISSIONER)
    context.database.close()
    assert len(digest.items) > 1
    assert f"({len(digest.items)})" in message["title"]
    assert all(f"{place}. " in message["message"] for place in range(1, len(digest.items) + 1))
    assert "reports." not in message["message"]
    assert f"T01-{COMMISSIONER}-2026-03-10-hook" in message["message"]


def test_a_dead_channel_is_tried_again_and_says_why_without_its_secret(
    told_file: Path, hook: Hook, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    hook.refusals = 1
    reach(told_file, COMMISSIONER, "hook", hook.address)
    reach(told_file, COMMISSIONER, "dead", f"json://someone:hush-hush@127.0.0.1:{closed_port()}/token-of-mine")
    reach(told_file, SECRETARY, "hook", hook.address)
    first = run_deliver(settings_of(told_file, MORNING))
    assert (first.sent, first.failed) == (1, 2)
    later = settings_of(told_file, MORNING + timedelta(minutes=6))
    second = run_deliver(later)
    assert (second.sent, second.failed) == (1, 1)
    context = enter(later)
    with context.reading() as reading:
        lines = {(line.person_no, line.channel): line for line in deliveries(reading)}
    dead = lines[COMMISSIONER, "dead"]
    assert (dead.state, dead.attempts, lines[COMMISSIONER, "hook"].state) == ("failed", 2, "sent")
    assert dead.last_error is not None
    assert "json" in dead.last_error
    assert retry_failed(context) == 1
    context.database.close()
    assert run_deliver(later).failed == 1
    written = caplog.text + "".join(capfd.readouterr()) + str(dead.last_error)
    assert "hush-hush" not in written
    assert "token-of-mine" not in written


def test_a_dead_channel_never_holds_up_the_tick(told_file: Path) -> None:
    reach(told_file, COMMISSIONER, "dead", f"json://127.0.0.1:{closed_port()}/")
    assert run_deliver(settings_of(told_file, MORNING)).failed == 1
    assert run_tick(settings_of(told_file, MORNING + timedelta(days=1))).day == date(2026, 3, 11)


def test_an_address_that_no_channel_knows_is_refused_by_its_kind_only() -> None:
    check_address("mailtos://user:hush-hush@example.org")
    with pytest.raises(BadInput) as refusal:
        check_address("pigeon://user:hush-hush@example.org")
    assert refusal.value.facts == {"kind": "pigeon"}
    assert kind_of("hush-hush") == "?"
