"""Lines and rows: where they stand, in which encoding, and what becomes of broken ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.rows.importers.lines import Line, Problem, lines_of, read_lines
from kg.rows.importers.tables import cell_end, cells, records

WORDS = st.text(alphabet=st.sampled_from('ab",\n é'), max_size=6)


@given(st.text(alphabet=st.sampled_from("ab\n\u2028"), max_size=30))
def test_every_line_stands_where_it_says(text: str) -> None:
    for line in lines_of(text):
        assert text[line.start :].startswith(line.text)
        assert text[: line.start].count("\n") == line.number - 1


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_a_spreadsheet_writes_is_read_row_by_row(table: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    text = stream.getvalue()
    found = list(records(lines_of(text), ","))
    assert not [each for each in found if isinstance(each, Problem)]
    assert [cells(each.text, ",") for each in found if isinstance(each, Line)] == table
    for each in found:
        assert isinstance(each, Line)
        assert text[each.start : each.start + len(each.text)] == each.text


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_rows(text: str) -> None:
    for mark in ",\t;":
        for each in records(lines_of(text), mark):
            if isinstance(each, Line):
                assert 0 <= cell_end(each.text, mark, 1) <= len(each.text)


def test_a_quotation_mark_that_is_never_closed_spoils_one_line_only() -> None:
    text = 'a,b\n"c,d\n' + "e,f\n" * 30
    found = list(records(lines_of(text), ","))
    assert [each.line for each in found if isinstance(each, Problem)] == [2]
    assert len([each for each in found if isinstance(each, Line)]) == 31


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_the_encoding_that_it_has(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes("Türksat\r\nSimón\r\n".encode(encoding))
    assert [line.text for line in read_lines(path)] == ["Türksat", "Simón"]


@pytest.mark.parametrize(
    ("content", "wrong"), [(b"", "is empty"), (b" \n", "is empty"), (b"PK\0\0", "is no text")]
)
def test_a_file_that_holds_no_table_is_refused(tmp_path: Path, content: bytes, wrong: str) -> None:
    path = tmp_path / "file.tsv"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=wrong):
        list(read_lines(path))
