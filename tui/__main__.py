"""`python -m tui`: the terminal door with the settings of the environment."""

from __future__ import annotations

from supervision.settings import read_settings
from tui.app import run

if __name__ == "__main__":
    run(read_settings())
