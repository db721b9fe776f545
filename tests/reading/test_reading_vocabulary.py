"""The data file of page furniture and its notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.text.reading import Furniture, load_furniture

SAMPLES = {
    "{n}": "12",
    "{few}": "The Andean Post",
    "{words}": "China National Space Administration",
    "{title}": "Laos joins the ILRS, its neighbours do not",
    "{any}": "every day, in your language. It is free.",
    "{name}": "Ana Flores and Juan de Silva",
    "{date}": "Friday, 27 October 2023 10:15 GMT",
    "{url}": "https://andean.example/a",
}

GROUP = """furniture:
  - reason: tools
    where: anywhere
    cut: line
    phrases:
      - "Beam it up"
publisher_words: [Post]
"""


@pytest.fixture(scope="module")
def furniture(data_dir: Path) -> Furniture:
    return load_furniture(data_dir / "furniture.yaml")


def test_every_phrase_matches_a_line_that_it_describes(furniture: Furniture) -> None:
    """No phrase of the file is dead: each matches what its notation says, in any case."""
    for phrase, rules in furniture.phrases.items():
        line = phrase
        for placeholder, sample in SAMPLES.items():
            line = line.replace(placeholder, sample)
        for form in (line, f"  » {line} "):
            assert set(rules) <= set(furniture.match(form)), form
        if "{" not in phrase:
            assert set(rules) <= set(furniture.match(line.upper())), line


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("Don’t Miss", True),
        ("COMMENTS (12)", True),
        ("## Related articles:", True),
        ("Related articles on the Moon of which there are many in this paper", False),
        ("Shareholders", False),
        ("(c) 2026 The Andean Post", True),
        ("(c) The Andean Post", True),
        ("(c) The Parties shall build a station on the Moon with partners;", False),
        ("By 2030", False),
        ("By then the station was full", False),
        ("27 nations", False),
        ("Space station", False),
    ],
)
def test_a_phrase_must_be_the_whole_line(line: str, known: bool, furniture: Furniture) -> None:
    """Marks, counts and curly apostrophes around a phrase are seen through, words are not."""
    assert bool(furniture.match(line)) is known


def test_a_colleague_can_add_a_phrase(tmp_path: Path) -> None:
    """A file of one's own is obeyed, and its hash tells that articles must be read again."""
    path = tmp_path / "furniture.yaml"
    path.write_text(GROUP)
    mine = load_furniture(path)
    assert [rule.reason for rule in mine.match("• BEAM IT UP")] == ["tools"]
    assert mine.digest() == load_furniture(path).digest()
    path.write_text(GROUP.replace("tools", "toys"))
    assert load_furniture(path).digest() != mine.digest()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cut: line", "cut: all", r"furniture\.yaml:4: `cut` must be one of nothing, line"),
        ("where: anywhere", "where: here", r"furniture\.yaml:3: `where` must be one of"),
        ("cut: line", "cut: line\n    gives: author", r"furniture\.yaml:5: `gives` must be"),
        ("    cut: line\n", "", r"furniture\.yaml:2: `cut` must be one of"),
        ("reason: tools", "reson: tools", r"furniture\.yaml:2: unknown key `reson`"),
        ("reason: tools", "reason:", r"furniture\.yaml:2: a group needs a `reason`"),
        ('"Beam it up"', '"Beam {it} up"', r"furniture\.yaml:5: '\{it\}' in 'Beam \{it\} up'"),
        ('"Beam it up"', '"{any}"', r"would match any line"),
        ('      - "Beam it up"\n', "", r"furniture\.yaml:5: `phrases` must be a list"),
        ("publisher_words: [Post]\n", "", r"`publisher_words` must be a list"),
        (GROUP, "- a", r"must hold `furniture` and `publisher_words`"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    """Whoever adds a phrase wrongly learns where and what is allowed."""
    path = tmp_path / "furniture.yaml"
    path.write_text(GROUP.replace(old, new))
    with pytest.raises(DataFileError, match=message):
        load_furniture(path)
