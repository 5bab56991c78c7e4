"""A Prefect server that lives as long as its parent: `python -m flows.server_child`, started by `server` only.

It prints the port it took as its first line, and ends when its standard input closes: at the parent's wish, or because
the parent is no more, however it died.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn

GRACE_SECONDS = 8


def main() -> None:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    os.write(1, f"{listener.getsockname()[1]}\n".encode())
    os.dup2(2, 1)  # nobody reads on: whatever else is said belongs in the log
    import uvicorn  # heavy, and the parent waits for the port

    config = uvicorn.Config(
        "prefect.server.api.server:create_app", factory=True, lifespan="on", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    server.run(sockets=[listener])


def _end_with_parent(server: uvicorn.Server) -> None:
    while os.read(0, 1):
        pass
    server.should_exit = True
    time.sleep(GRACE_SECONDS)
    os._exit(1)  # it was asked to stop and did not: nobody is left to ask again


if __name__ == "__main__":
    main()
