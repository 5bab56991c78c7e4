"""How `supervision serve` lives: one server of Prefect's, the schedule, and the runs it asks for, until it is stopped.

Everything runs in this one process tree and ends with it. Which server, is `server`'s question; what runs when,
`schedule`'s.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from flows import environment
from flows.running_server import SECRET, note_address, secret_of, the_only_one
from flows.schedule import SCHEDULE, Scheduled
from flows.server import LOG, OwnServer, own_server, wait_until_ready
from supervision.context import Context
from supervision.domain.errors import Broken
from supervision.queries.copies import can_copy
from supervision.settings import Settings, enter

PORT = 4200
LOOK_SECONDS = 0.5

Say = Callable[..., None]
"""Told `starting`, `ready` (with `address` and `secret`, the file) and `stopping`."""


def serve(settings: Settings, say: Say, port: int = PORT) -> None:
    """Serve the township until Ctrl-C or SIGTERM. Raises Refused when its database is served already."""
    context = enter(settings)
    database = context.database
    database.close()
    home = environment.prefect_home(settings)
    with the_only_one(home), stop_signals() as stop:
        say("starting")
        environment.prepare(home)
        url = str(database.path.resolve()) if database.path else settings.database_url
        environment.hand_to_flow_runs(settings, url, context.township)
        secret = secret_of(home)
        with (
            own_server(home, environment.of_lasting_server(home, secret), port) as server,
            environment.naming_server(server.api_url, secret),
        ):
            wait_until_ready(server)
            note_address(home, server.api_url)
            say("ready", address=server.api_url.removesuffix("/api"), secret=home / SECRET)
            _run_until_stopped(context, settings.zone, server, stop)
            if not stop.is_set():
                raise Broken("prefect-ended", log=str(home / LOG))
            say("stopping")


def rows_for(context: Context) -> list[Scheduled]:
    """The schedule of this database: PostgreSQL is copied by `pg_dump`, where that program is."""
    return [row for row in SCHEDULE if row.name != "backup" or can_copy(context.database)]


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """What Ctrl-C and SIGTERM set while this lasts; a second one ends the process at once."""
    stop = threading.Event()

    def order(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    wanted = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, order) for number in wanted}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run_until_stopped(context: Context, zone: ZoneInfo, server: OwnServer, stop: threading.Event) -> None:
    """Prefect's runner in a thread of its own, so that signals stay ours; until a signal or the server's end."""
    from anyio.from_thread import start_blocking_portal
    from prefect.runner import Runner

    rows = rows_for(context)
    # One run at a time: of three late ticks the first does the work, the others find nothing.
    runner = Runner(name="supervision", pause_on_shutdown=False, limit=1)
    with start_blocking_portal() as portal:
        work = portal.start_task_soon(_execute, runner, rows, context.township, zone)
        while not stop.wait(LOOK_SECONDS) and server.alive and not work.done():
            pass
        if work.done():
            work.result()
        if server.alive and runner.started:
            portal.call(runner.astop)
        work.cancel()


async def _execute(runner: Any, rows: list[Scheduled], township: str, zone: ZoneInfo) -> None:
    """Register the schedule, ask for a tick at once, then execute whatever is due."""
    from prefect.client.orchestration import get_client

    from flows import zombies

    await zombies.install()
    for row in rows:
        deployment_id = await runner.aadd_deployment(await _deployment(row, township, zone))
        if row.name == "tick":
            async with get_client() as client:
                await client.create_flow_run_from_deployment(deployment_id)
    await runner.start()


async def _deployment(row: Scheduled, township: str, zone: ZoneInfo) -> Any:
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows import scheduled
    from flows.display import plain_code

    chosen: Any = getattr(scheduled, row.name)
    return await chosen.ato_deployment(
        plain_code(township),
        schedule=Cron(row.cron, timezone=zone.key),
        tags=[row.name, township],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
