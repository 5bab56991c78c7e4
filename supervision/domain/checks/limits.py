"""How large an import may be, and why. What a row may say is the question of `columns`."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

CSV_BYTES = 128 * MEGABYTE
"""A half year with 100,000 findings has some 60 MB of moves; twice that is no township's file."""

CSV_ROWS = 1_000_000
"""One import is one transaction and lies in memory while it is checked."""

RUBRIC_BYTES = MEGABYTE
"""The default rubric has 36 kB."""

COLUMNS = 64
"""The widest table has 13 columns; the rest are unknown columns, which are ignored but cost memory."""

TEXT_CHARACTERS = 4_000
"""Longer than any description in a notice; keeps every document and screen drawable."""

LABEL_CHARACTERS = 400
"""A problem type or matter: compared exactly, shown in one line of a list."""

NAME_CHARACTERS = 200
NUMBER_CHARACTERS = 60
CODE_CHARACTERS = 40
"""Numbers and codes stand in the source of every line of a score. All four are as wide as the store's columns."""

XLSX_BYTES = 10 * MEGABYTE
XLSX_ROWS = 20_000
"""A sheet that people fill in; larger amounts come as CSV."""

LEDGER_SCALE = 6
"""A ledger of the office's own may be so many times larger than the findings sheet: 120,000 rows."""

ARCHIVE_MEMBERS = 200
ARCHIVE_BYTES = 60 * MEGABYTE
MEMBER_BYTES = 40 * MEGABYTE
MEMBER_RATIO = 120
"""Real sheets shrink 5 to 30 times; a bomb a thousand times."""

ERRORS_PER_FILE = 10_000
"""After so many, the file is not what its name says; the last error tells how many more there are."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Every sum of a date and a number of days in the rules stays within the calendar."""

WHOLE_DIGITS, DECIMAL_DIGITS = 12, 6
"""Numbers are stored as they were written; no real amount or share needs more."""

COUNT_DIGITS = 9
"""A whole number fits into 32 bits."""

SHOWN_CHARACTERS = 80
"""How much of a wrong value an error repeats."""
