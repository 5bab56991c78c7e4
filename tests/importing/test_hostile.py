"""Files that are not what they say: each is refused with a clear word, and nothing else ever escapes."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from supervision.domain.checks import limits
from supervision.domain.errors import BadFile
from supervision.store.bundle import read_bundle
from tests.importing.small import check, columns, refused, small, write

HEADER = ",".join(columns("vetoes"))


def refused_bytes(folder: Path, data: bytes, name: str = "vetoes.csv") -> tuple[str, str, str, int | None]:
    """File, code, expected and line of the only error about a single file with these bytes."""
    (folder / name).write_bytes(data)
    (error,) = refused(folder / name)
    return error.file, error.code, error.expected, error.line


@pytest.mark.parametrize(
    ("data", "expected", "line"),
    [
        (b"", "not-empty", None),
        (b"\n\r\n", "not-empty", None),
        (b"\xef\xbb\xbf", "not-empty", None),
        (b"PK\x03\x04rest", "csv-not-binary", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "csv-not-binary", None),
        (b"\x89PNG\r\n\x1a\n", "csv-not-binary", None),
        (HEADER.encode() + b"\nX01,V0\x001", "csv-not-binary", None),
        (HEADER.encode("utf-16"), "csv-utf8", 1),
        (HEADER.encode() + "\n\nX01,村".encode("gb18030"), "csv-utf8", 3),
        (HEADER.encode() + b'\nX01,"V01,V01\n', "csv-form", 2),
        (HEADER.encode() + b'\n"X01"x,V01', "csv-form", 2),
        (HEADER.replace(",", "\r").encode(), "csv-form", 1),
        (HEADER.encode() + b"\nX01,V01", "csv-cells", 2),
        ((HEADER + ",x" * 60).encode(), "column-count", 1),
        (HEADER.encode() + b"\n" + b"x" * 200_000, "text-length", 2),
    ],
)
def test_a_file_that_is_no_csv_says_why(tmp_path: Path, data: bytes, expected: str, line: int | None) -> None:
    assert refused_bytes(tmp_path, data) == ("vetoes.csv", "E-FILE", expected, line)


def test_a_column_that_is_there_twice_is_told(tmp_path: Path) -> None:
    assert refused_bytes(tmp_path, f"{HEADER},unit\n".encode()) == ("vetoes.csv", "E-COLUMN", "column-once", 1)


def test_another_files_header_lacks_every_column(tmp_path: Path) -> None:
    (tmp_path / "vetoes.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert [(error.code, error.column) for error in refused(tmp_path / "vetoes.csv")] == [
        ("E-COLUMN", column) for column in sorted(columns("vetoes"))
    ]


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "vetoes.csv").open("wb") as file:
        file.truncate(limits.CSV_BYTES + 1)
    assert refused(tmp_path / "vetoes.csv")[0].expected == "file-size"


def test_fifty_megabytes_of_one_letter_are_refused(tmp_path: Path) -> None:
    assert refused_bytes(tmp_path, b"x" * (50 * limits.MEGABYTE))[2] == "text-length"


def test_fifty_megabytes_of_empty_rows_are_refused(tmp_path: Path) -> None:
    (tmp_path / "vetoes.csv").write_bytes(HEADER.encode() + b"\n" + b",,,,,\n" * (8 * limits.MEGABYTE))
    assert refused(tmp_path / "vetoes.csv")[0].expected == "row-count"


def test_so_many_errors_are_told_and_then_their_number(tmp_path: Path) -> None:
    rows = "".join(f"X{number},V01,V01,2026-01-02,2026-01-12,2026-01-12T16:00:00\n" for number in range(10_500))
    (tmp_path / "vetoes.csv").write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    errors = refused(tmp_path / "vetoes.csv")
    assert len(errors) == limits.ERRORS_PER_FILE + 1
    assert (errors[-1].expected, errors[-1].facts) == ("fewer-errors", (("left_out", "500"),))


def test_an_error_repeats_no_character_that_a_screen_would_obey(tmp_path: Path) -> None:
    (tmp_path / "vetoes.csv").write_text(f"{HEADER}\n\x1b]0;x\x07,V01,V01,?,?,?\n", encoding="utf-8")
    assert refused(tmp_path / "vetoes.csv")[-1].value == "<U+001B>]0;x<U+0007>"


def _nothing(path: Path) -> None:
    return


def _folder(path: Path) -> None:
    path.mkdir()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def _broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("make", [_folder, _fifo, _link, _broken_link])
def test_only_regular_files_of_a_folder_are_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    folder = write(tmp_path, small())
    (folder / "vetoes.csv").unlink()
    make(folder / "vetoes.csv")
    (error,) = refused(folder)
    assert (error.file, error.code, error.expected) == ("vetoes.csv", "E-FILE", "regular-file")


@pytest.mark.parametrize("make", [_nothing, _broken_link, lambda path: path.symlink_to(path)])
def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "bundle")
    with pytest.raises(BadFile) as caught:
        read_bundle(tmp_path / "bundle")
    assert [(error.file, error.expected) for error in caught.value.errors] == [("bundle", "path")]


@pytest.mark.parametrize("name", ["a\x00b", "x" * 300])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile):
        read_bundle(tmp_path / name)


def test_a_file_of_another_name_is_told_with_the_right_names(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a\n", encoding="utf-8")
    (error,) = refused(tmp_path / "notes.csv")
    assert error.expected == "file-name"
    assert "findings.csv" in dict(error.facts)["names"]


def test_an_empty_folder_misses_the_needed_files(tmp_path: Path) -> None:
    assert {error.file for error in refused(tmp_path)} == {
        "months.csv",
        "units.csv",
        "people.csv",
        "findings.csv",
        "moves.csv",
    }


def test_a_rubric_that_cannot_be_read_is_told_beside_the_other_errors(tmp_path: Path) -> None:
    rows = small()
    rows["vetoes"][0]["code"] = "V99"
    folder = write(tmp_path, rows)
    (folder / "rubric-2.yaml").write_text("rubric: &a [*a]", encoding="utf-8")
    assert {error.file for error in refused(folder)} == {"rubric-2.yaml", "vetoes.csv"}


def test_a_version_with_other_content_is_no_version(tmp_path: Path) -> None:
    folder = write(tmp_path, small())
    text = (Path(check.__code__.co_filename).parents[2] / "supervision/sample/rubric.yaml").read_text(encoding="utf-8")
    (folder / "rubric-2.yaml").write_text(text.replace("final_cap: 105", "final_cap: 104"), encoding="utf-8")
    (error,) = refused(folder)
    assert (error.file, error.code, error.column, error.value) == ("rubric-2.yaml", "E-DUP", "version", "1")


def test_random_bytes_under_every_name_are_refused(tmp_path: Path) -> None:
    data = b"".join(struct.pack("<Q", (number * 2654435761) % 2**64) for number in range(500))
    for name in ("findings.csv", "findings.xlsx", "rubric-x.yaml", "calendar.csv"):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadFile):
            check(tmp_path / name)
