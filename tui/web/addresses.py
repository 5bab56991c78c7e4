"""Which addresses a visitor's terminal may send its browser to: the server and the terminal both know them."""

from __future__ import annotations

UPLOADS = "/upload/"
"""And the number of a task."""
