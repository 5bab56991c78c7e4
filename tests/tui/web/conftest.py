"""A server on a free port of this machine for a copy of the sample township, where the inspector has a password."""

from __future__ import annotations

import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer, unused_port
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.services import accounts
from supervision.settings import read_settings
from supervision.store.database import Database
from tests.conftest import fixed
from tui.web import visit
from tui.web.gate import Gate
from tui.web.limits import Limits
from tui.web.server import make_app, make_site
from tui.web.site import Site

INSPECTOR, SECRETARY = "P000005", "P000001"
PASSWORD = "青山绿水-2026-长流"
STUB = """
import json, os, struct, sys
def say(kind, data):
    sys.stdout.buffer.write(kind + struct.pack(">I", len(data)) + data); sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"__GANGLION__\\n")
say(b"D", json.dumps({"environment": dict(os.environ), "arguments": sys.argv}).encode())
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(struct.unpack(">I", head[1:])[0])
    if head[:1] == b"M" and json.loads(data)["type"] == "quit":
        break
    if data == b"hang":
        while True: sys.stdin.buffer.read(1)
    if data == b"leave":
        sys.exit(1)
    if data.startswith(b"open "):
        say(b"M", json.dumps({"type": "open_url", "url": data[5:].decode(), "new_tab": True}).encode())
    say(b"D", data)
"""
"""Says what it was started with, then says everything again; `hang` and `leave` do that."""


@dataclass
class Browser:
    """Somebody's browser: its cookies, and the origin of the page it shows."""

    site: Site
    session: ClientSession
    origin: str

    async def post(self, path: str, origin: str | None = "own", **fields: str) -> Any:
        headers = {} if origin is None else {"Origin": self.origin if origin == "own" else origin}
        return await self.session.post(self.origin + path, data=fields, headers=headers, allow_redirects=False)

    async def get(self, path: str, **headers: str) -> Any:
        return await self.session.get(self.origin + path, headers=headers, allow_redirects=False)

    async def sign_in(self, who: str = INSPECTOR, password: str = PASSWORD) -> Any:
        return await self.post("/sign-in", who=who, password=password)

    def terminal(self, query: str = "", **headers: str) -> Any:
        """A socket, as the page opens it."""
        return self.session.ws_connect(f"{self.origin}/ws?{query}", headers={"Origin": self.origin, **headers})


@pytest.fixture(scope="package", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Passwords are compared in a millisecond here; `tests/services` has the real ones."""
    with pytest.MonkeyPatch.context() as patched:
        cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
        patched.setattr(accounts, "_HASHES", cheap)
        accounts._nobodys_hash.cache_clear()
        yield
    accounts._nobodys_hash.cache_clear()


@pytest.fixture(scope="package")
def guarded_file(half_year_file: Path, tmp_path_factory: pytest.TempPathFactory, cheap_hashes: None) -> Path:
    """The sample's half year, and the inspector has a password; copy it before you change it."""
    path = tmp_path_factory.mktemp("guarded") / "supervision.db"
    shutil.copyfile(half_year_file, path)
    database = Database(str(path))
    house = Context(database, "T01", SYSTEM, fixed())
    accounts.change_password(house, INSPECTOR, accounts.set_password(house, INSPECTOR), PASSWORD, "test")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def guarded(guarded_file: Path, tmp_path: Path) -> Iterator[Context]:
    path = tmp_path / "supervision.db"
    shutil.copyfile(guarded_file, path)
    database = Database(str(path))
    yield Context(database, "T01", SYSTEM, fixed())
    database.close()


@pytest.fixture
def limits() -> Limits:
    return Limits(failure_takes=0, ending=1)


@pytest.fixture
async def browser(guarded: Context, limits: Limits, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Browser]:
    monkeypatch.setattr(visit, "COMMAND", (sys.executable, "-c", STUB))
    settings = read_settings(db=str(guarded.database.path), lang="zh", today="2026-07-07")
    port = unused_port()
    site = make_site(replace(settings, person_no=SECRETARY), Gate("127.0.0.1", port, None), port, limits)
    server = TestServer(make_app(site), host="127.0.0.1", port=port)
    await server.start_server()
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Browser(site, session, f"http://127.0.0.1:{port}")
    await server.close()
    site.reception.close()
