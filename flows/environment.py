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


def prefect_home(settings: Settings) -> Path:
    """Prefect's own folder, beside the database; made when it is not there."""
    home = settings.data_folder.resolve() / "prefect"
    home.mkdir(parents=True, exist_ok=True)
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
def naming_server(api_url: str) -> Iterator[None]:
    """Prefect's own threads look here, whatever settings the flows were given."""
    before = os.environ.get("PREFECT_API_URL")
    os.environ["PREFECT_API_URL"] = api_url
    try:
        yield
    finally:
        del os.environ["PREFECT_API_URL"]
        if before is not None:
            os.environ["PREFECT_API_URL"] = before


def of_own_server(home: Path) -> Mapping[str, str]:
    """The environment of a server of our own: nothing of the township's, and its own log."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SUPERVISION_") and name not in ("PREFECT_API_URL", "PREFECT_LOGGING_SETTINGS_PATH")
    }
    return {**ours, **_QUIET, **_OF_A_TEMPORARY_SERVER, "PREFECT_HOME": str(home)}
