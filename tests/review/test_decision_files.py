"""Decision files: written by program and people alike, and clear about what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataFileError
from kg.model import EntityRef, Literal
from kg.model.decision import Decision, Statement
from kg.model.decision_file import agreed, parse_decisions, read_decisions
from kg.model.decision_text import inserted, removed
from kg.model.entity import Entity

CHAD = EntityRef("country/chad", "Chad", "Country")
EGYPT = EntityRef("country/egypt", "Egypt", "Country")
ILRS = EntityRef("programme/ilrs", "International Lunar Research Station", "Programme")
LAB = EntityRef("organisation/lab", "The Lab: a house", "University")
KNOWN = {ref.id: Entity(ref) for ref in (CHAD, EGYPT, ILRS)}
PATH = Path("some.yaml")

ONE = """\
- verdict: reject
  subject: country/chad
  predicate: participatesIn
  object: programme/ilrs
  status: asserted
  article: first
  quote: Chad sided with the station
  by: Ann Reader
  date: 2026-01-31
"""

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
values = words | st.integers() | st.sampled_from([CHAD, LAB])
statements = st.builds(
    Statement,
    st.sampled_from([CHAD, EGYPT, LAB]),
    st.sampled_from(["participatesIn", "plannedFor"]),
    st.sampled_from([ILRS, LAB, Literal("2016", "gYear"), Literal("a: b # c")]),
    st.sampled_from(["asserted", "planned"]),
    st.dictionaries(st.sampled_from(["role", "what", "date"]), values, max_size=2),
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    statement, other = draw(statements), draw(statements)
    verdict = draw(st.sampled_from(["accept", "reject", "correct"]))
    correction = other if verdict == "correct" and other.id != statement.id else None
    if verdict == "correct" and correction is None:
        verdict = "accept"
    note = draw(words | st.just(""))
    article, quote, who = draw(st.sampled_from("abc")), draw(words), draw(words)
    return Decision(verdict, statement, article, quote, who, "2026-01-31", note, correction)


@given(st.lists(decisions(), max_size=5, unique_by=lambda each: each.id), st.data())
def test_what_is_written_is_read_and_can_be_taken_out(
    given: list[Decision], data: st.DataObject
) -> None:
    """Whatever the words, a file holds what was put in, sorted, and loses what is taken out."""
    text = ""
    for each in given:
        text = inserted(text, parse_decisions(text, PATH, KNOWN), [each])
    found = parse_decisions(text, PATH, KNOWN)
    assert {each.id for each in found} == {each.id for each in given}
    assert [each.article for each in found] == sorted(each.article for each in given)
    assert inserted("", [], given) == text
    if given:
        gone = data.draw(st.sampled_from(given))
        left = parse_decisions(removed(text, found, gone), PATH, KNOWN)
        assert {each.id for each in left} == {each.id for each in given} - {gone.id}


@given(st.lists(decisions(), min_size=1, max_size=3))
def test_any_yaml_reader_can_read_it(given: list[Decision]) -> None:
    """The file is plain YAML with the words as they are."""
    text = inserted("", [], given)
    quotes = [record["quote"] for record in yaml.load(text, yaml.BaseLoader)]
    assert sorted(quotes) == sorted(each.quote for each in given)


def test_comments_stay_where_they_are() -> None:
    """What people write between decisions survives additions and removals."""
    text = f"# by hand\n\n{ONE}# the second one\n" + ONE.replace("first", "third")
    known = parse_decisions(text, PATH, KNOWN)
    (new,) = parse_decisions(ONE.replace("first", "second"), PATH, KNOWN)
    added = inserted(text, known, [new])
    assert added.startswith(f"# by hand\n\n{ONE}- verdict: reject\n  claim:")
    assert "# the second one\n- verdict: reject\n" in added
    assert removed(added, parse_decisions(added, PATH, KNOWN), new) == text


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("verdict: reject", "verdict: rejct", 1, "did you mean reject"),
        ("  article: first\n", "", 1, "the key 'article' is missing"),
        ("by: Ann Reader", "bye: Ann Reader", 8, "unknown key 'bye'"),
        ("participatesIn", "participateIn", 3, "did you mean participatesIn"),
        ("country/chad", "Chad", 2, "is the id of an entity"),
        ("programme/ilrs", "{value: 3}", 4, "a value with its datatype"),
        ("date: 2026-01-31", "date: last week", 9, "is a day, such as"),
        ("status: asserted", "status: sure", 5, "known are asserted"),
        ("verdict: reject", "verdict: correct", 1, "needs the key 'correction'"),
        ("  by:", "  claim: claim/1\n  by:", 8, "these words make claim/"),
        ("  by:", "  qualifiers: {ordinal: third}\n  by:", 8, "'ordinal' is a whole number"),
        ("verdict: reject\n", "verdict: correct\n  correction: {}\n", 2, "states the same"),
        (
            "verdict: reject\n",
            "verdict: correct\n  correction:\n    object: programme/irls\n",
            3,
            "nothing is known of 'programme/irls' (did you mean programme/ilrs",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    """Each slip of the hand is named with file and line, and what to do."""
    path = tmp_path / "ann.yaml"
    path.write_text(ONE.replace(old, new, 1))
    with pytest.raises(DataFileError) as caught:
        read_decisions(path, KNOWN)
    assert f"ann.yaml:{line}: " in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_a_file_without_decisions_is_fine(text: str) -> None:
    """An empty file, or one of comments alone, takes the first decision."""
    (new,) = parse_decisions(ONE, PATH, KNOWN)
    assert parse_decisions(text, PATH, KNOWN) == []
    assert parse_decisions(inserted(text, [], [new]), PATH, KNOWN) == [new]


def test_a_correction_must_not_end_at_what_is_rejected() -> None:
    """What one decision finds wrong, no other may name as right for the same article."""
    (wrong,) = parse_decisions(ONE, PATH, KNOWN)
    start = wrong.statement.corrected(status="planned")
    parts = ("first", "words", "Ann", "2026-01-31", "")
    other = Decision("correct", start, *parts, wrong.statement)
    with pytest.raises(DataFileError, match="is against"):
        agreed([wrong, other])


def test_other_ends_take_the_agreement_away() -> None:
    """An agreement is that of its parties: with another party it cannot stay."""
    deal = EntityRef("agreement/deal", "Deal", "Agreement")
    stated = Statement(CHAD, "agreementWith", EGYPT, "asserted", {"agreement": deal, "kind": "x"})
    assert stated.corrected(status="planned").qualifiers["agreement"] == deal
    swapped = stated.corrected(subject=LAB)
    assert swapped.qualifiers == {"kind": "x"}
    assert (swapped.subject, swapped.object) == (EGYPT, LAB)
