"""Why Prefect 3.8's scheduler works with SQLAlchemy 2.1: its rows carry attributes that are no columns.

SQLAlchemy 2.0 overlooked them in a bulk insert; 2.1 refuses ("Can't evaluate bulk DML statement"), and then no run is
ever scheduled. Here they are overlooked again, in the server's own process only.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any


def create_app() -> Any:
    """Prefect's server for uvicorn: `uvicorn --factory flows.mended_scheduler:create_app`."""
    from prefect.server.api.server import create_app as prefects_own

    mend_scheduler()
    return prefects_own()


def mend_scheduler() -> None:
    """Give every hybrid attribute of a run something that a bulk insert may do with it: nothing."""
    from prefect.server.database.orm_models import FlowRun

    for attribute in (each for base in FlowRun.__mro__ for each in vars(base).values()):
        if getattr(attribute, "bulk_dml_setter", attribute) is None:  # a hybrid attribute without one
            attribute.bulk_dml_setter = _overlooked


def _overlooked(of: type[Any], row: MutableMapping[str, Any], value: Any) -> None:
    """No column takes it: the row stays as it is."""
