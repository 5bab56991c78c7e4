"""A Prefect server for a county's workers on other machines: `python -m flows.county_server HOST PORT`.

What `prefect server start` gives, with the scheduler mended and nothing told to the internet. Where its records lie and
its password come from the environment (docs/county.md). The server of one township is `server`'s question.
"""

from __future__ import annotations

import os
import sys

from flows import environment
from supervision.settings import read_settings


def main(host: str, port: str) -> None:
    environment.prepare(environment.prefect_home(read_settings()))
    os.environ.setdefault("PREFECT_UI_API_URL", os.environ.get("PREFECT_API_URL") or f"http://{host}:{port}/api")
    import uvicorn  # heavy, and Prefect must find its environment first

    uvicorn.run("flows.mended_scheduler:create_app", factory=True, lifespan="on", host=host, port=int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
