"""What Prefect must find in the environment before it is imported: quiet, on this machine only, its own folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from supervision.settings import Settings

_LOGGING = Path(__file__).with_name("logging.yml")
_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",  # its pages call out even with analytics off
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",  # the server is ours to start and to end
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_CLIENT_MAX_RETRIES": "10",  # on SQLite its server answers 503 in bursts
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
}
_OF_A_TEMPORARY_SERVER = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}
_OF_A_LASTING_SERVER = {
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "1",
    "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",  # or its records grow for ever
}


def prefect_home(settings: Settings) -> Path:
    """Prefect's own folder, beside the database; made when it is not there."""
    home = settings.data_folder.resolve() / "prefect"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def prepare(home: Path) -> None:
    """Set its folder, and what is not set already; call it before Prefect is imported."""
    os.environ["PREFECT_HOME"] = str(home)
    for name, value in {**_QUIET, "PREFECT_LOGGING_SETTINGS_PATH": str(_LOGGING)}.items():
        os.environ.setdefault(name, value)


def known_server() -> str | None:
    """The address of the server that the environment names."""
    return os.environ.get("PREFECT_API_URL") or None


@contextmanager
def naming_server(api_url: str, secret: str | None = None) -> Iterator[None]:
    """Prefect's own threads and children look here, whatever settings the flows were given."""
    wanted = {"PREFECT_API_URL": api_url} | ({"PREFECT_API_AUTH_STRING": secret} if secret is not None else {})
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            del os.environ[name]
            if value is not None:
                os.environ[name] = value


def of_own_server(home: Path) -> Mapping[str, str]:
    """The environment of a server for one run: nothing of the township's, and its own log."""
    return {**_not_ours(), **_QUIET, **_OF_A_TEMPORARY_SERVER, "PREFECT_HOME": str(home)}


def of_lasting_server(home: Path, secret: str) -> Mapping[str, str]:
    """The environment of the server that `supervision serve` keeps: with its pages, and closed to strangers."""
    own = {"PREFECT_HOME": str(home), "PREFECT_SERVER_API_AUTH_STRING": secret}
    return {**_not_ours(), **_QUIET, **_OF_A_LASTING_SERVER, **own}


def _not_ours() -> dict[str, str]:
    """What the server may know of our environment."""
    hidden = ("PREFECT_API_URL", "PREFECT_API_AUTH_STRING", "PREFECT_LOGGING_SETTINGS_PATH")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SUPERVISION_") and name not in hidden
    }


def hand_to_flow_runs(settings: Settings, database: str, township: str) -> None:
    """Each run of a schedule is a process of its own and reads its settings from the environment it inherits."""
    os.environ.update(
        SUPERVISION_DATABASE_URL=database,
        SUPERVISION_TOWNSHIP=township,
        SUPERVISION_LANG=settings.lang,
        SUPERVISION_TIME_ZONE=settings.zone.key,
    )
    os.environ.pop("SUPERVISION_PERSON", None)  # the clock acts, not whoever started the server
