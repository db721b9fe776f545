"""Ruling files: what they may hold, and how a mistake in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DecisionError
from kg.graph.contradictions import KINDS
from kg.model import EntityRef
from kg.model.entity import Entity
from kg.model.ruling import Ruling
from kg.model.ruling_file import consistent, parse_rulings, ruling_text
from tests.rulings.conftest import RULING

REFS = (
    EntityRef("country/chad", "Chad", "Country"),
    EntityRef("country/peru", "Peru", "Country"),
    EntityRef("accord/artemis-accords", "Artemis Accords", "Accord"),
)
KNOWN = {ref.id: Entity(ref) for ref in REFS}
PATH = Path("some.yaml")


def _parsed(text: str) -> list[Ruling]:
    return parse_rulings(text, PATH, [*KINDS], KNOWN)


def test_what_is_written_is_read() -> None:
    """A ruling that a program writes is the one that a person would have written."""
    (ruling,) = _parsed(RULING)
    assert (ruling.kind, ruling.by, ruling.line) == ("details", "Ann Reader", 2)
    (again,) = _parsed(ruling_text(ruling))
    assert again == ruling
    assert again.id == ruling.id
    assert Ruling.from_json(ruling.to_json()) == ruling


def test_statement_names_all_that_say_as_much_or_more() -> None:
    """Of two that fit, the side that stands wins; what neither names is left alone."""
    (ruling,) = _parsed(RULING)
    stands, overruled = ruling.stands[0], ruling.overruled[0]
    richer = stands.corrected(qualifiers={"date": "2024-05-04", "place": "Washington"})
    other = stands.corrected(qualifiers={"date": "2024-05-05"})
    elsewhere = overruled.corrected(subject=REFS[1])
    assert [ruling.on(each) for each in (stands, richer, other, overruled, elsewhere)] == [
        "stands",
        "stands",
        "overruled",
        "overruled",
        None,
    ]
    assert ruling.on(stands.corrected(status="planned")) is None


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("conflict: details", "conflict: detail", 2, "did you mean details"),
        ("  why: the agency gives the day\n", "", 2, "the key 'why' is missing"),
        ("by: Ann Reader", "bye: Ann Reader", 12, "unknown key 'bye'"),
        ("date: 2026-01-31", "date: last week", 13, "is a day, such as"),
        ("country/chad", "Chad", 4, "is the id of an entity"),
        ("signatoryOf", "signatryOf", 5, "did you mean signatoryOf"),
        ("      object: accord/artemis-accords\n", "", 4, "the key 'object' is missing"),
        ("  stands:\n    - ", "  stands:\n      ", 3, "is a list of statements"),
    ],
)
def test_mistake_is_told_with_its_line(old: str, new: str, line: int, message: str) -> None:
    """Whoever edits the file finds the place."""
    with pytest.raises(DecisionError, match=message) as caught:
        _parsed(RULING.replace(old, new, 1))
    assert caught.value.path == PATH
    assert caught.value.line == line


def test_ruling_on_nothing() -> None:
    """A ruling without a side rules nothing."""
    head, _, tail = RULING.partition("  stands:")
    empty = head + tail[tail.index("  by:") :]
    with pytest.raises(DecisionError, match="says what 'stands' or what is 'overruled'"):
        _parsed(empty)


def test_two_people_who_rule_against_each_other() -> None:
    """The error names both places; two who rule alike are fine."""
    other = RULING.replace("Ann", "Ben")
    assert len(consistent(_parsed(RULING + other))) == 2
    against = other.replace("2024-05-04", "2024-05-05")
    with pytest.raises(DecisionError, match=r"overrules; keep one") as caught:
        consistent(_parsed(RULING + against))
    assert "some.yaml" in str(caught.value)
