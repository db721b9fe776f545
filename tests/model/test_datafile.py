"""YAML files are read as text with lines, and what is wrong in them is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.model.datafile import Record, parse_yaml, read_yaml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data.yaml"


def test_every_scalar_stays_the_text_that_was_written(file: Path) -> None:
    """Norway's code, a version and a date are no boolean, number or date."""
    file.write_text("- {iso2: NO, version: 1.10, date: 2023-10-25, empty: , mark: ~}\n")
    assert read_yaml(file) == [
        {"iso2": "NO", "version": "1.10", "date": "2023-10-25", "empty": "", "mark": "~"}
    ]


def test_a_mapping_knows_the_line_of_each_key_and_its_file(file: Path) -> None:
    """A message about one key can point at it, one about a missing key at the mapping."""
    file.write_text("# head\n\n- id: a\n  # remark\n  label: b\n- id: c\n")
    records = read_yaml(file)
    assert isinstance(records, list)
    first, second = records
    assert isinstance(first, Record)
    assert (first.line, first.line_of("label"), first.line_of("absent")) == (3, 5, 3)
    assert second.line == 6
    assert first.path == file


def test_an_empty_file_holds_nothing(file: Path) -> None:
    """A file with only a comment is no error of the reader's."""
    file.write_text("# nothing yet\n")
    assert read_yaml(file) is None


def test_a_byte_order_mark_is_no_part_of_the_first_key(file: Path) -> None:
    """Files saved by Windows editors read like any other."""
    file.write_bytes(b"\xef\xbb\xbfid: a\n")
    assert read_yaml(file) == {"id": "a"}


def test_a_text_inside_another_file_counts_its_lines(file: Path) -> None:
    """The metadata block of an article reports lines of the article."""
    record = parse_yaml("title: a\ndate: b\n", file, first_line=2)
    assert isinstance(record, Record)
    assert record.line_of("date") == 3


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"id: a\nlabel: b\nid: c\n", 3, r"'id' stands twice \(first on line 1\)"),
        (b"- id: [a,\n- id: b\n", 2, "is no YAML"),
        (b"id: a: b\n", 1, "is no YAML"),
        (b"- x\n- &all [a]\n- *all\n", 2, "anchored"),
        (b"- &loop [*loop]\n", 1, "anchored"),
        (b"a: &word b\nc: *word\n", 1, "anchored"),
        (b"a: 1\n---\nb: 2\n", 2, "is no YAML"),
        (b"a: 1\n? [b]\n: 2\n", 2, "a key must be plain text"),
        (b"a: 1\nb: \xff\n", 2, "is not UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    file: Path, content: bytes, line: int, words: str
) -> None:
    """Whoever wrote the file finds the place without searching."""
    file.write_bytes(content)
    with pytest.raises(DataFileError, match=words) as caught:
        read_yaml(file)
    assert (caught.value.path, caught.value.line) == (file, line)
    assert str(caught.value).startswith(f"{file}:{line}: ")


def test_control_characters_are_refused(file: Path) -> None:
    """A binary that was renamed is no data file."""
    file.write_bytes(b"id: \x01\n")
    with pytest.raises(DataFileError, match="control characters"):
        read_yaml(file)


def test_a_missing_file_is_named(file: Path) -> None:
    """The message holds the path that was looked for."""
    with pytest.raises(DataFileError, match=r"data\.yaml: cannot be read: No such file"):
        read_yaml(file)
