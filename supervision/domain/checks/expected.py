"""Which words an error uses for what was expected. Their sentences are the question of `supervision.i18n`.

For a move's guard the word is the guard's own code (`guards`), for instance `second-verifier-missing`.
"""

from __future__ import annotations

from enum import StrEnum


class Expected(StrEnum):
    """What was expected at the wrong place; the facts named beside it come with the error."""

    # the path, a file, an archive (E-FILE, E-MISSING-FILE, E-COLUMN)
    PATH = "path"  # a folder or file that exists
    READABLE = "readable"  # reason
    REGULAR_FILE = "regular-file"  # no link, folder or device
    FILE_NAME = "file-name"  # names
    FILE_PRESENT = "file-present"
    FILE_SIZE = "file-size"  # limit (bytes)
    NOT_EMPTY = "not-empty"
    CSV_NOT_BINARY = "csv-not-binary"  # looks_like
    CSV_UTF8 = "csv-utf8"
    CSV_FORM = "csv-form"  # quotes and commas
    CSV_CELLS = "csv-cells"  # wanted, found
    ROW_COUNT = "row-count"  # limit
    COLUMN_COUNT = "column-count"  # limit, found
    COLUMN_PRESENT = "column-present"
    COLUMN_ONCE = "column-once"
    RUBRIC = "rubric"  # reason
    XLSX_ARCHIVE = "xlsx-archive"  # looks_like
    XLSX_SOUND = "xlsx-sound"
    XLSX_MEMBERS = "xlsx-members"  # limit, found
    XLSX_UNPACKED = "xlsx-unpacked"  # limit
    XLSX_RATIO = "xlsx-ratio"  # limit
    XLSX_MEMBER_NAME = "xlsx-member-name"
    XLSX_NOT_ENCRYPTED = "xlsx-not-encrypted"
    XLSX_NO_MACROS = "xlsx-no-macros"
    XLSX_NO_EXTERNAL_LINKS = "xlsx-no-external-links"
    XLSX_NO_EMBEDDINGS = "xlsx-no-embeddings"
    XLSX_NO_DTD = "xlsx-no-dtd"
    XLSX_1900 = "xlsx-1900"
    XLSX_SHEET = "xlsx-sheet"  # sheet
    XLSX_NO_FORMULA = "xlsx-no-formula"  # cell
    XLSX_NO_MERGE = "xlsx-no-merge"  # cells
    FEWER_ERRORS = "fewer-errors"  # left_out

    # a table of an office's own
    TABLE_FILE = "table-file"  # xlsx, xls, csv or txt
    ENCODING = "encoding"
    HEADERS_FOUND = "headers-found"
    ONE_KIND = "one-kind"  # candidates
    ONE_SHEET = "one-sheet"  # names
    NOT_HIDDEN = "not-hidden"  # places
    FORMULA_RESULT = "formula-result"
    ONE_MEANING = "one-meaning"  # candidates
    KNOWN_COLUMN = "known-column"  # names

    # one cell (E-REQUIRED, E-TYPE, E-VALUE, E-RANGE)
    FILLED = "filled"
    FILLED_FOR = "filled-for"  # what
    DATE = "date"
    MOMENT = "moment"
    PERIOD = "period"
    WHOLE_NUMBER = "whole-number"
    NUMBER = "number"
    NUMBER_DIGITS = "number-digits"  # whole, decimals
    TEXT_LENGTH = "text-length"  # limit
    PLAIN_TEXT = "plain-text"  # character
    KEY_WITHOUT_SPACE = "key-without-space"
    ONE_OF = "one-of"  # allowed
    BETWEEN = "between"  # lowest, highest
    AT_LEAST = "at-least"  # lowest
    ABOVE = "above"  # limit
    MULTIPLE_OF = "multiple-of"  # step

    # one row beside others
    USED_ONCE = "used-once"  # first (its line)
    SAME_CONTENT = "same-content"  # differs
    KNOWN_UNIT = "known-unit"
    KNOWN_PERSON = "known-person"
    KNOWN_TASK = "known-task"
    MILESTONE_PLANNED = "milestone-planned"
    KNOWN_RUBRIC = "known-rubric"  # versions
    AFTER_SEAL = "after-seal"  # sealed_at
    NOT_BEFORE = "not-before"  # other, limit
    NOT_AFTER = "not-after"  # other, limit
    NOT_AFTER_RECORDED = "not-after-recorded"  # recorded
    CONSECUTIVE_MONTHS = "consecutive-months"  # wanted
    SEAL_AFTER_MONTH = "seal-after-month"  # last_day
    SEAL_RISING = "seal-rising"  # previous
    SEAL_PRESENT = "seal-present"  # a later month is sealed
    UNIT_ACTIVE = "unit-active"  # unit
    ITEM_APPLICABLE = "item-applicable"  # unit
    NEXT_SEQ = "next-seq"  # wanted
    MOVE_FROM_STATE = "move-from-state"  # state, allowed
    ROLE_OF_MOVE = "role-of-move"  # role, allowed
    RATER_OUTSIDE = "rater-outside"  # unit
    MONTH_OF = "month-of"  # months
    DENOMINATOR_NOT_ZERO = "denominator-not-zero"
    WEIGHT_SUM = "weight-sum"  # wanted, person, period
    TURNAROUND_OUTSIDE = "turnaround-outside"
    TURNAROUND_INSIDE = "turnaround-inside"
    TERM_SERVED = "term-served"  # earliest
    RESPONDENTS = "respondents"  # lowest

    # registers
    KNOWN_SCOPE = "known-scope"
    KNOWN_ROW = "known-row"
    SUPERSEDED_ONCE = "superseded-once"  # by
    SAME_UNIT = "same-unit"
    DUTY_FREE = "duty-free"  # other, person, until
