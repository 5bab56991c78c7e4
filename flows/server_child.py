"""A Prefect server that lives as long as its parent: `python -m flows.server_child PORT`, started by `server` only.

It prints the port it took as its first line, and ends when its standard input closes: at the parent's wish, or because
the parent is no more, however it died.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn

GRACE_SECONDS = 8


def main() -> None:
    listener = _bound(int(sys.argv[1]))
    port = listener.getsockname()[1]
    os.write(1, f"{port}\n".encode())
    os.environ["PREFECT_UI_API_URL"] = f"http://127.0.0.1:{port}/api"
    os.environ["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] = f"http://127.0.0.1:{port},http://localhost:{port}"
    os.dup2(2, 1)  # nobody reads on: whatever else is said belongs in the log
    import uvicorn  # heavy, and the parent waits for the port

    config = uvicorn.Config(
        "flows.mended_scheduler:create_app", factory=True, lifespan="on", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    server.run(sockets=[listener])


def _bound(port: int) -> socket.socket:
    """At that port, or at any free one when another program has it."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # where the name means that two programs may share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.bind(("127.0.0.1", 0))
    return listener


def _end_with_parent(server: uvicorn.Server) -> None:
    while os.read(0, 1):
        pass
    server.should_exit = True
    time.sleep(GRACE_SECONDS)
    os._exit(1)  # it was asked to stop and did not: nobody is left to ask again


if __name__ == "__main__":
    main()
