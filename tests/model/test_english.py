"""The few words that messages share: plurals, articles, choices, and suggestions."""

from __future__ import annotations

import pytest

from kg.model import ID_PREFIXES
from kg.model.english import counted, either, nearest, with_article


def test_one_has_no_plural() -> None:
    """Only one is one; large numbers are set in groups of three."""
    assert [counted(n, "fact") for n in (0, 1, 2, 1234)] == [
        "0 facts", "1 fact", "2 facts", "1,234 facts"
    ]  # fmt: skip
    assert [counted(n, "entity", "entities") for n in (1, 2)] == ["1 entity", "2 entities"]


def test_every_type_has_its_article() -> None:
    """An agency, but a university: the sound decides."""
    an = {"Organisation", "Agency", "IntergovernmentalOrganisation", "Accord", "Agreement"}
    assert {each for each in ID_PREFIXES if with_article(each) == f"an {each}"} == an
    assert {each for each in ID_PREFIXES if with_article(each) == f"a {each}"} == {
        *ID_PREFIXES
    } - an


def test_a_choice_reads_as_one() -> None:
    """Commas between the first, `or` before the last."""
    assert [either(["a"]), either(["a", "b"]), either(["a", "b", "c"])] == [
        "a", "a or b", "a, b or c"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Pakstan", ["Kazakhstan", "Pakistan", "asan"], ["Pakistan"]),
        ("nosuch", ["in-both"], []),
        ("memebrs", ["agreements", "fleets", "members"], ["members"]),
        ("PARTICIPATEIN", ["Article", "participatesIn"], ["participatesIn"]),
        ("CNSB", ["CNSA", "ESA"], ["CNSA"]),
    ],
)
def test_only_near_names_are_suggested(name: str, known: list[str], found: list[str]) -> None:
    """A slip of a letter or two is mended in any case; what only sounds alike is left out."""
    assert nearest(name, known) == found
