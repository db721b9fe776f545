"""Sentence corpora: what they may say, what is measured on them, and mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataFileError, UnknownNameError
from kg.model.registry import Registry
from kg.text.evaluate import Evaluation, evaluate
from kg.text.evaluate.gold import Names
from kg.text.evaluate.sentences import read_sentences
from kg.text.extractor import Extractor

CORPUS = """\
about: Sentences for the test.
items:
  - text: "Kenya signed the Artemis Accords on 5 May 2024."
    date: 2024-05-06
    title: A signature
    phenomena: [active]
    facts:
      - "Kenya signatoryOf Artemis Accords (date=2024-05-05; place=Nairobi)"
  - text: "Peru will join the ILRS. So it said."
    phenomena: [plan, short]
    facts:
      - "planned: Peru participatesIn ILRS"
      - {fact: "Peru agreementWith China", optional: true}
      - fact: "Peru signatoryOf Artemis Accords"
  - text: "Ghana signed the Artemis Accords."
    phenomena: [trap]
    facts: []
    why: not so in this test
  - text: "It rained in Lima."
    facts: []
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "sample.yaml"
    path.write_text(CORPUS, encoding="utf-8")
    return path


@pytest.fixture
def result(corpus: Path, extractor: Extractor, registry: Registry) -> Evaluation:
    return evaluate(extractor, Names(registry), corpus.parent)


def test_each_item_is_a_document(corpus: Path) -> None:
    """Ids are those of file and number; date and title are those of the item."""
    first, *others = read_sentences(corpus).items
    assert first.document.id == "sample/1"
    assert (first.document.date, first.document.title) == ("2024-05-06", "A signature")
    assert [item.document.id for item in others] == ["sample/2", "sample/3", "sample/4"]
    assert [fact.optional for fact in others[0].facts] == [False, True, False]
    assert others[0].facts[0].status == "planned"


def test_sentences_are_scored(result: Evaluation) -> None:
    """What is found, missed and false is counted as for articles, with the item's words."""
    assert (result.total.found, result.total.missed, result.total.wrong) == (2, 1, 1)
    (missed,) = result.misses
    assert str(missed) == "sample/2: Peru signatoryOf Artemis Accords"
    assert missed.sentence == "Peru will join the ILRS. So it said."


def test_hard_negatives_are_counted(result: Evaluation) -> None:
    """Of the items that state nothing, those with a false claim are told."""
    assert (result.negatives.of, result.negatives.right) == (2, 1)


def test_phenomena_of_an_item_are_those_of_its_facts_and_false_claims(result: Evaluation) -> None:
    """An item's phenomenon gets what is found, missed and false in the item."""
    counts = {name: (s.found, s.missed, s.wrong) for name, s in result.phenomena.items()}
    assert counts == {"active": (1, 0, 0), "plan": (1, 1, 0), "short": (1, 1, 0), "trap": (0, 0, 1)}


def test_qualifiers_are_a_figure_of_their_own(result: Evaluation) -> None:
    """A fact with a qualifier missing is found all the same, but not wholly right."""
    assert (result.qualified.right, result.qualified.of) == (0, 1)
    each = {name: (ratio.right, ratio.of) for name, ratio in result.qualifiers.items()}
    assert each == {"date": (1, 1), "place": (0, 1)}


@pytest.mark.parametrize(("only", "count"), [("sample", 4), ("sample/2", 1)])
def test_only_takes_a_file_or_an_item(corpus: Path, only: str, count: int) -> None:
    """The name of a file takes all its items, that of an item only it."""
    assert len(read_sentences(corpus, [only]).items) == count


def test_an_unknown_item_is_told(corpus: Path) -> None:
    """A name that nothing has is an error with what was meant."""
    with pytest.raises(UnknownNameError, match="Did you mean sample/1"):
        read_sentences(corpus, ["smaple/1"])


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    """A folder of articles without gold is not measured as an empty corpus."""
    with pytest.raises(DataFileError, match="articles need GOLD as well"):
        read_sentences(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("about: Sentences for the test.\n", "", 1, "'about' is missing"),
        ("items:", "item:", 2, "unknown key 'item'"),
        ("    title:", "    titel:", 5, "unknown key 'titel'"),
        ("2024-05-06", "6 May", 4, "'6 May' is no date"),
        ("[active]", "active", 6, "'phenomena' is a list"),
        ("signatoryOf Artemis Accords (", "adores Artemis Accords (", 7, "a fact reads"),
        ("place=Nairobi", "Nairobi", 7, "a fact reads"),
        ('"Peru agreementWith China"', '"Peru with China"', 13, "a fact reads"),
        ("optional: true", "optional: maybe", 13, "`optional` is true or false"),
        ("optional: true", "neutral: true", 13, "unknown key 'neutral'"),
        ('"It rained in Lima."', '" "', 19, "'text' is missing or no text"),
        ('Lima."\n    facts: []', 'Lima."', 19, "`facts` is a list"),
        ("why: not so in this test", "why: []", 18, "'why' is missing or no text"),
        ("    why: not so", "    facts: not so", 18, "'facts' stands twice"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    corpus: Path, old: str, new: str, line: int, message: str
) -> None:
    """Each kind of mistake names the file, the line and what is wrong."""
    assert old in CORPUS
    corpus.write_text(CORPUS.replace(old, new), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_sentences(corpus)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{corpus}:{line}: ")
