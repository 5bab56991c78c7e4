"""Writes the templates that come with the program into their folder: `python -m supervision.reports.templates`."""

from __future__ import annotations

from supervision.i18n import LANGUAGES
from supervision.reports.templates.building import build
from supervision.reports.templates.kinds import KINDS
from supervision.reports.templates.places import SHIPPED, file_name

if __name__ == "__main__":
    for kind in KINDS:
        for lang in LANGUAGES:
            (SHIPPED / file_name(kind, lang)).write_bytes(build(kind, lang))
