"""The program of one visitor's process: the terminal of the person whom the server has let in, and of nobody else."""

from __future__ import annotations

from supervision.settings import read_settings
from tui.app import run

if __name__ == "__main__":
    run(read_settings(), let_in=True)
