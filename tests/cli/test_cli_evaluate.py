"""`kg evaluate`: what it prints, writes and ends with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

ARTICLES = ("evaluate", "data/articles", "data/gold/articles")
SENTENCES = """\
about: Two sentences.
items:
  - text: "Kenya signed the Artemis Accords on 5 May 2024."
    phenomena: [active]
    facts: ["Kenya signatoryOf Artemis Accords (date=2024-05-05; ordinal=3)"]
  - text: "Ghana signed the Artemis Accords."
    phenomena: [trap]
    facts: []
"""


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    path = tmp_path / "two.yaml"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def lines(result: Result) -> dict[str, list[str]]:
    """Return the cells of each line that is printed, by the first word."""
    return {line.split()[0]: line.split() for line in result.stdout.splitlines() if line.strip()}


def test_articles_have_all_tables(kg: Run, data_dir: Path) -> None:
    """Besides predicates: candidates, the graph, confidence by steps, and quotes."""
    result = kg(*ARTICLES, "--no-problems")
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    heads = (
        f"all, {len(list((data_dir / 'articles').glob('*.md')))} texts ",
        "with candidates ",
        "unique in the graph ",
        "asserted ",
        "0.95–1.00 ",
    )
    for head in heads:
        assert sum(row.startswith(head) for row in rows) == 1, head
    assert any(row.startswith("expected calibration error: 0.") for row in rows)
    assert any(
        row.startswith("quotes: ") and row.endswith(", 0 not at its offsets") for row in rows
    )
    assert "suggested" not in result.stdout
    assert "missed: " not in result.stdout


def test_by_pattern_shows_each_pattern(kg: Run) -> None:
    """Claims, right ones, stated and suggested confidence stand in the line of a pattern."""
    rows = lines(kg(*ARTICLES, "--no-problems", "--by-pattern"))
    found = json.loads(kg(*ARTICLES, "-f", "json").stdout)
    groups = found["calibration"]["patterns"]
    assert len(groups) > 20
    for group in groups:
        row = rows[group["name"]]
        assert row[1:4] == [
            f"{group['stated']:.3f}", str(group["right"] + group["wrong"]), str(group["right"])
        ]  # fmt: skip
        assert row[-1] == f"{group['suggested']:.3f}"


def test_sentences_are_measured_without_gold_beside_them(kg: Run, sentences: Path) -> None:
    """One argument is a sentence corpus; what is false, and where, is told by item."""
    result = kg("evaluate", str(sentences))
    assert result.exit_code == 0
    rows = lines(result)
    assert rows["all,"][:3] == ["all,", "2", "texts"]
    assert rows["active"] == ["active", "1.000", "1", "0", "0"]
    assert rows["trap"] == ["trap", "0", "0", "1"]
    assert "hard negatives: 1 item, 1 with a false claim\n" in result.stdout
    assert "qualifiers: 0 of 1 fact found have all that gold gives (date 1/1, ordinal 0/1)" in (
        result.stdout
    )
    assert "false: two/2: Ghana signatoryOf Artemis Accords [signatoryOf/signs]" in result.stdout


def test_json_holds_everything(kg: Run, sentences: Path) -> None:
    """What the tables show is in the JSON."""
    found = json.loads(kg("evaluate", str(sentences), "-f", "json").stdout)
    for level in ("total", "candidates", "graph"):
        assert (found[level]["found"], found[level]["wrong"]) == (1, 1)
    assert found["negatives"] == {"right": 0, "of": 1}
    assert found["quotes"] == {"right": 2, "of": 2}
    assert found["qualifiers"] == {
        "date": {"right": 1, "of": 1},
        "ordinal": {"right": 0, "of": 1},
    }
    assert found["calibration"]["patterns"][0]["name"] == "signatoryOf/signs"
    assert len(found["digest"]) == 64


def test_a_calibration_is_written_and_used(own: Path, kg_here: Run, sentences: Path) -> None:
    """Measured wrong often, a pattern gives candidates in the next build; measuring is stable."""
    items = '  - text: "Peru signed the Artemis Accords."\n    facts: []\n' * 9
    sentences.write_text(SENTENCES + items, encoding="utf-8")
    target = own / "data" / "patterns" / "calibration.yaml"
    measure = ("evaluate", str(sentences), "--no-problems", "--calibration", str(target))
    assert kg_here(*measure).exit_code == 0
    written = target.read_text()
    assert "\n  signatoryOf/signs: {right: 1, wrong: 10}\n" in written
    assert kg_here("lint", str(target)).exit_code == 0

    ask = ("query", "ASK { country:guatemala kg:signatoryOf ?accord }")
    assert kg_here(*ask).stdout == "yes\n"
    for name in ("facts", "articles"):  # which say the same in other words
        shutil.rmtree(own / "data" / name)
    (own / "data" / "articles").mkdir()
    one = own / "data" / "articles" / "one.txt"
    one.write_text("Guatemala signed the Artemis Accords on 3 May 2026.\n")
    assert kg_here("build").exit_code == 0
    assert kg_here(*ask).stdout == "no\n"
    text = "Ghana signed the Artemis Accords on 3 May 2026.\n"
    claim = json.loads(kg_here("extract", "-", "-f", "json", input=text).stdout)
    assert (claim["tier"], claim["confidence"]) == ("candidate", round((9.7 + 1) / 21, 4))

    assert kg_here(*measure).exit_code == 0
    assert target.read_text() == written


def test_a_calibration_of_a_pattern_that_is_gone_is_told_and_replaced(
    own: Path, kg_here: Run, sentences: Path
) -> None:
    """Reading stops with file and line; measuring anew is the way out."""
    for name in ("facts", "articles"):  # fewer to read: the graph does not matter here
        shutil.rmtree(own / "data" / name)
    (own / "data" / "articles").mkdir()
    (own / "data" / "articles" / "one.txt").write_text("Ghana signed the Artemis Accords.\n")
    target = own / "data" / "patterns" / "calibration.yaml"
    measure = ("evaluate", str(sentences), "--no-problems", "--calibration", str(target))
    assert kg_here(*measure).exit_code == 0
    target.write_text(target.read_text().replace("signatoryOf/signs", "signatoryOf/gone"))
    result = kg_here("build")
    assert result.exit_code == 3
    assert (
        "data/patterns/calibration.yaml:4: there is no pattern 'signatoryOf/gone'" in result.stderr
    )
    assert kg_here(*measure).exit_code == 0
    assert kg_here("build").exit_code == 0


def test_floors_hold_or_end_with_1(own: Path, kg_here: Run, sentences: Path) -> None:
    """Scores at their floors are fine; below one of them the command says so and ends with 1."""
    floors = own / "data" / "gold" / "floors.yaml"
    floors.write_text(f"corpora:\n  two:\n    texts: {sentences}\n")
    assert kg_here("evaluate", "--set-floors").exit_code == 0
    result = kg_here("evaluate", "--floors")
    assert (result.exit_code, "below" in result.stdout) == (0, False)
    assert "two     accepted  0.5000 (floor 0.5000)  1.0000 (floor 1.0000)" in result.stdout

    before = floors.read_bytes()
    (own / "data" / "patterns" / "calibration.yaml").unlink()
    (own / "data" / "patterns" / "signatoryOf.yaml").unlink()
    result = kg_here("evaluate", "--floors")
    assert result.exit_code == 1
    assert "\nbelow: two: recall of accepted is 0.0000, below 1.0000\n" in result.stdout
    (corpus,) = json.loads(kg_here("evaluate", "--floors", "-f", "json").stdout)
    assert corpus["measured"]["accepted"]["recall"] < corpus["floors"]["accepted"]["recall"]
    assert len(corpus["shortfalls"]) == 4
    assert floors.read_bytes() == before

    assert kg_here("evaluate", "--set-floors").exit_code == 0
    assert kg_here("evaluate", "--floors").exit_code == 0


def test_floors_of_another_file(own: Path, kg_here: Run, sentences: Path) -> None:
    """A file of floors may lie anywhere; its paths are its own."""
    shutil.rmtree(own / "data" / "gold")
    path = sentences.with_name("floors.yaml")
    path.write_text("corpora:\n  two:\n    texts: two.yaml\n")
    result = kg_here("evaluate", "--floors", str(path))
    assert result.exit_code == 1
    assert (
        "below: two: has no floors yet; set floors by `kg evaluate --set-floors`" in result.stdout
    )
    assert kg_here("evaluate", "--set-floors", str(path)).exit_code == 0
    assert kg_here("evaluate", "--floors", str(path)).exit_code == 0
    result = kg_here("evaluate", "--floors")
    assert result.exit_code == 3
    assert "data/gold/floors.yaml: cannot be read" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["evaluate"], "Missing argument 'TEXTS'"),
        (["evaluate", "--floors", "data/gold/floors.yaml", "data/gold"], "a file of floors and no"),
        (["evaluate", "--floors", "--only", "x"], "a file of floors and no more"),
        (["evaluate", "--set-floors", "--calibration", "x"], "a file of floors and no more"),
    ],
)
def test_options_that_do_not_go_together(kg: Run, args: list[str], message: str) -> None:
    """Wrong usage ends with 2 and says what was meant."""
    result = kg(*args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_articles_without_gold_are_told(kg: Run) -> None:
    """A directory of articles is no sentence corpus."""
    result = kg("evaluate", "data/articles")
    assert result.exit_code == 3
    assert "data/articles: holds no YAML file of sentences; articles need GOLD" in result.stderr
