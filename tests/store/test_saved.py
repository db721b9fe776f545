"""The files of saved queries: what their headers may say, and how values are put in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ParameterError, SavedQueryError, UnknownNameError
from kg.graph.saved import Parameter, load_saved, parse_saved

HEAD = "# title: Who takes part?\n# description: Members.\n"
PATH = Path("queries/members.rq")


def test_a_header_is_read_in_full(tmp_path: Path) -> None:
    """Title, folded description and typed parameters come out; the name is the file's."""
    path = tmp_path / "two-sides.rq"
    path.write_text(
        "# title: Who?\n"
        "# description: Members of\n"
        "#   a programme.\n"
        "#\n"
        "# param side: Programme|Accord = programme/ilrs -- one\n"
        "#   of the sides\n"
        "# param most: integer\n"
        "ASK { ?x ?y $side, $most }\n"
        "# a comment that belongs to the query\n"
    )
    (query,) = load_saved([tmp_path]).values()
    assert (query.name, query.title, query.path) == ("two-sides", "Who?", path)
    assert query.description == "Members of a programme."
    assert query.parameters == (
        Parameter("side", ("Programme", "Accord"), "programme/ilrs", "one of the sides", 5),
        Parameter("most", ("integer",), None, "", 7),
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("ASK {}", 1, "`# title: ...` is missing"),
        ("# title: A\nASK {}", 1, "`# description: ...` is missing"),
        (HEAD + "# titel: A\nASK {}", 3, "expected `# title:`"),
        (HEAD + "# param a: Planet\nASK { ?x ?y $a }", 3, "TYPE of Entity, Country"),
        (HEAD + "# param a: string|date\nASK { ?x ?y $a }", 3, "TYPE of Entity"),
        (HEAD + "# param a: integer = many\nASK { ?x ?y $a }", 3, "'many' is no whole number"),
        (HEAD + "# param a: date = 2023-13\nASK { ?x ?y $a }", 3, "a: '2023-13' is no date"),
        (HEAD + "# param a: last-day\nASK { ?x ?y $a }", 3, "date, last-date"),
        (HEAD + "# param a: Country = accord/x\nASK { ?x ?y $a }", 3, "id of an entity that fits"),
        (HEAD + "# param a: Country = China\nASK { ?x ?y $a }", 3, "id of an entity that fits"),
        (HEAD + "# param a: date\n# param a: date\nASK { ?x ?y $a }", 4, "declared twice"),
        (HEAD + "# param a: date\nASK { ?x ?y '$a' }", 3, "a is never used"),
        (HEAD + "ASK {\n ?x ?y $a }", 4, "$a is no parameter; write ?a"),
        (HEAD + "# param a: date\nASK { ?x ?y $a, ?a }", 4, "?a is a parameter; write $a"),
        (HEAD + "ASK { ?x ?y 'a }", 3, "never closed"),
    ],
)
def test_a_wrong_file_is_an_error_with_its_line(text: str, line: int, words: str) -> None:
    """Each slip in a file is told with path and line."""
    with pytest.raises(SavedQueryError) as caught:
        parse_saved(text, PATH)
    assert str(caught.value).startswith(f"{PATH}:{line}: ")
    assert words in str(caught.value)


def test_two_files_of_one_name_collide(tmp_path: Path) -> None:
    """A name stands for one query; the error names both files."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "who.rq").write_text(HEAD + "ASK {}")
    with pytest.raises(SavedQueryError, match=r"b/who.rq: query who is already in .*a/who.rq"):
        load_saved([tmp_path / "a", tmp_path / "b"])


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A missing file and one that is no UTF-8 are told by path."""
    (tmp_path / "latin.rq").write_bytes(b"# title: caf\xe9")
    for name in ("missing.rq", "latin.rq"):
        with pytest.raises(SavedQueryError, match=f"{name}: cannot be read"):
            load_saved([tmp_path / name])


def test_values_replace_parameters_and_nothing_else(world: Any) -> None:
    """A dollar sign in a string, an IRI or a comment stays; lines do not move."""
    query = parse_saved(
        HEAD + "# param who: Country -- $who\n"
        'ASK { ?x ?y $who, \'$who\', """$who\n""", <http://a/$who> } # $who',
        PATH,
    )
    text = query.render({"who": "CHINESE"}, world.registry)
    china = "<https://w3id.org/spacekg/id/country/china>"
    assert text.count("$who") == 5
    assert text == query.text.replace("?y $who", f"?y {china}")


def test_values_are_written_safely(world: Any) -> None:
    """A string with quotes stays one string; numbers and days get their types."""
    query = parse_saved(
        HEAD + "# param s: string\n# param n: integer\n# param d: date\nASK { ?x ?y $s, $n, $d }",
        PATH,
    )
    text = query.render({"s": '" } DROP ALL #\n', "n": "007", "d": "2024-02-29"}, world.registry)
    assert '"\\" } DROP ALL #\\n", 7, "2024-02-29"^^<http' in text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "who: members needs a value for it: whom to look at"),
        (
            {"who": "ILRS"},
            "who=ILRS: International Lunar Research Station is a Programme; "
            "members takes an Organisation or Person",
        ),
        (
            {"who": "CNSA", "day": "yesterday"},
            "day=yesterday: 'yesterday' is no date (YYYY-MM-DD, YYYY-MM or YYYY)",
        ),
        ({"who": "CNSA", "day": "2024~"}, "day=2024~: '2024~' is no date"),
        (
            {"who": "CNSA", "when": "2024"},
            "when: members has no such parameter; its parameters are",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_explained(
    world: Any, values: dict[str, str], words: str
) -> None:
    """What the user gave is told, not a line of the query's file."""
    head = HEAD + "# param who: Organisation|Person -- whom to look at\n# param day: date = 2024\n"
    query = parse_saved(head + "ASK { ?x ?y $who, $day }", PATH)
    with pytest.raises(ParameterError) as caught:
        query.render(values, world.registry)
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-05-17", "2024-05-17", "2024-05-17"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_month_or_a_year_means_its_first_or_last_day(
    world: Any, value: str, first: str, last: str
) -> None:
    """A `date` begins with the period that was given, a `last-date` ends with it."""
    head = HEAD + "# param from: date\n# param until: last-date -- the end\n"
    query = parse_saved(head + "ASK { ?x ?y $from, $until }", PATH)
    text = query.render({"from": value, "until": value}, world.registry)
    assert re.findall(r'"(\d{4}-\d\d-\d\d)"', text) == [first, last]


def test_a_subclass_fits_where_its_class_is_asked_for(world: Any) -> None:
    """An agency is an organisation, and anything is an entity."""
    for kind in ("Organisation", "Agency", "Entity", "Country|Organisation"):
        query = parse_saved(HEAD + f"# param who: {kind}\nASK {{ ?x ?y $who }}", PATH)
        assert "organisation/cnsa>" in query.render({"who": "cnsa"}, world.registry)


def test_an_unknown_name_is_the_registrys_error(world: Any) -> None:
    """A misspelt entity is answered with suggestions."""
    query = parse_saved(HEAD + "# param who: Country\nASK { ?x ?y $who }", PATH)
    with pytest.raises(UnknownNameError, match="Pakistan"):
        query.render({"who": "Pakistn"}, world.registry)
