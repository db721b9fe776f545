"""`kg explain` and `kg conflicts` as a person types them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
ILRS = "programme/ilrs"


def _count(result: Result) -> dict[str, Any]:
    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert isinstance(line, dict)
    return line


@pytest.mark.parametrize(
    "words",
    [
        ("Pakistan", "participatesIn", "ILRS"),
        ("pakistan", "participates in", "International Lunar Research Station"),
        ("ILRS", "has participant", "Pakistan"),
        ("Pakistan participatesIn ILRS",),
        ("country/pakistan", "participatesIn", "programme/ilrs"),
    ],
)
def test_fact_in_any_words(kg: Run, words: tuple[str, ...]) -> None:
    """Names in any form, the predicate by name, label or its way back, quoted or not."""
    result = kg("explain", *words)
    assert result.exit_code == 0, result.stderr
    assert "Pakistan participates in International Lunar Research Station\n" in result.stdout
    assert "“Pakistan and Belarus have joined the International Lunar" in result.stdout
    assert "2023-10-belarus-pakistan-ilrs, 2023-10-27; read by participatesIn/" in result.stdout
    assert "after: SpaceNews, China adds Belarus as partner" in result.stdout


def test_all_facts_between_two(kg: Run) -> None:
    """Without a predicate all that names both is explained, agreements about one included."""
    result = kg("explain", "Pakistan", "ILRS", "-f", "json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    stated = [record["predicate"] for record in records]
    assert "participatesIn" in stated
    assert "agreementWith" in stated
    assert stated.index("participatesIn") < stated.index("agreementWith")
    assert all(record["evidence"] and record["claim"] for record in records)


def test_claim_by_its_first_digits(kg: Run) -> None:
    """The id that other commands print opens the same fact."""
    record = json.loads(kg("explain", "Senegal", "ILRS", "-f", "json").stdout.splitlines()[0])
    for name in (record["claim"], record["claim"][:14], record["claim"].partition("/")[2][:10]):
        result = kg("explain", name, "-f", "json")
        assert json.loads(result.stdout)["claim"] == record["claim"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Pakistn", "ILRS"), "Did you mean Pakistan"),
        (("Pakistan", "participateIn", "ILRS"), "Did you mean participatesIn"),
        (("Pakistan",), "'Pakistan' alone is no fact"),
        (("Pakistan", "launchDate", "ILRS"), "Did you mean agreementWith, participatesIn"),
        (("claim/ffffffffff",), "the graph has no claim"),
        (("ILRS", "1999"), "no source of the graph counts 1999"),
    ],
)
def test_slip_is_answered_with_what_could_be_meant(
    kg: Run, words: tuple[str, ...], message: str
) -> None:
    """Nothing is guessed, and the nearest names that exist are told."""
    result = kg("explain", *words)
    assert result.exit_code == 3
    assert message in result.stderr


@pytest.mark.parametrize(
    "words",
    [("seven nations",), ("7 nations",), ("ILRS", "7"), ("ILRS has seven nations",)],
)
def test_seven_nations_of_which_six_are_named(kg: Run, words: tuple[str, ...]) -> None:
    """The count opens to the six beside it, and says that the leader makes the seventh."""
    count = _count(kg("explain", *words, "-f", "json"))
    assert (count["of"]["id"], count["number"], count["date"]) == (ILRS, 7, "2023-10-27")
    named = {each["label"] for each in count["members"] if each["namedBeside"]}
    assert named == {"Azerbaijan", "Belarus", "Pakistan", "Russia", "South Africa", "Venezuela"}
    assert "6 are named beside the count; with China, which leads, it is 7." in count["reasons"]
    later = {each["label"] for each in count["members"] if each["standing"] == "later"}
    assert {"Senegal", "Thailand", "Kazakhstan"} <= later


def test_29_nations_of_which_nine_are_named(kg: Run) -> None:
    """The number said of the programme is that of the accord a few weeks before."""
    result = kg("explain", "29", "nations")
    assert "Artemis programme: 29 supporting nations (2023-10-27, date of the article)" in (
        result.stdout
    )
    assert "* 9 are named beside the count." in result.stdout
    assert "The Artemis Accords had 30 signatories by then." in result.stdout
    assert "The Artemis Accords had 29 from 2023-09-14 to 2023-10-09." in result.stdout
    assert "missing: 20, whom no source of the graph names" in result.stdout


def test_seed_article_itself(shared: Path, own: Path, kg_here: Run) -> None:
    """The counts of the article that the project started from open in the same way."""
    del own
    assert kg_here("add", str(shared / "dev" / "texts" / "seed.txt")).exit_code == 0
    result = kg_here("explain", "seven", "nations", "-f", "json")
    counts = [json.loads(line) for line in result.stdout.splitlines()]
    articles = {e["document"] for count in counts for e in count["count"]["evidence"]}
    assert "seed" in articles
    assert all(
        len([each for each in count["members"] if each["namedBeside"]]) == 6 for count in counts
    )


def test_newest_of_many_counts_is_opened_and_the_others_are_summed_up(kg: Run) -> None:
    """A page for each number of signatories would bury the answer."""
    result = kg("explain", "Artemis", "Accords", "memberCount")
    first, _, rest = result.stdout.partition("\n\n")
    assert "known by then: " in first
    assert rest.startswith("Other counts\n")
    assert rest.count("the count comes out") > 3
    full = kg("explain", "Artemis Accords", "count", "-f", "json")
    assert len(full.stdout.splitlines()) > 5


def test_satellites_are_plainly_only_those_known(kg: Run) -> None:
    """No number is called right or wrong by a list that does not mean to be whole."""
    result = kg("explain", "Pakistan", "activeSatellites")
    assert "It does not mean to know all satellites" in result.stdout
    assert "missing" not in result.stdout


def test_row_is_shown_with_file_and_line(kg: Run, built: Path) -> None:
    """A row of data opens to its lines, its place and what it cites."""
    result = kg("explain", "Thailand", "ILRS")
    (place,) = {
        line.split(": ")[0].strip()
        for line in result.stdout.splitlines()
        if line.startswith("    data/facts/ilrs.yaml:") and "participatesIn" in line
    }
    path, _, line = place.partition(":")
    assert "Thailand" in (built / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_table_has_a_row_for_each_member(kg: Run) -> None:
    """The list goes into a spreadsheet as it is."""
    lines = kg("explain", "seven nations", "-f", "table").stdout.splitlines()
    assert lines[0].split()[:5] == ["of", "number", "asOf", "who", "standing"]
    assert sum("  yes  " in line for line in lines) == 6


def test_conflicts_show_both_sides_with_their_words(kg: Run) -> None:
    """Each side has its quotes; opinions that differ are no fault of the data."""
    result = kg("conflicts", "ILRS", "--kind", "count")
    assert result.exit_code == 0, result.stderr
    assert "says 7 members; names 6" in result.stdout
    assert "  1. 7\n     “The ILRS now has seven nations”" in result.stdout
    assert result.stdout.endswith("\n1 conflict\n")


def test_conflicts_for_programs(kg: Run) -> None:
    """JSON and CSV hold the same conflicts, each side with its evidence."""
    records = [json.loads(line) for line in kg("conflicts", "-f", "json").stdout.splitlines()]
    rows = [*csv.DictReader(io.StringIO(kg("conflicts", "-f", "csv").stdout))]
    assert {row["conflict"] for row in rows} == {record["conflict"] for record in records}
    assert all(len(record["sides"]) > 1 for record in records)
    assert {record["state"] for record in records} == {"open"}


def test_settling_on_the_command_line(own: Path, kg_here: Run) -> None:
    """One command writes the file, brings the graph up to date, and can be read back."""
    (record,) = map(
        json.loads,
        kg_here("conflicts", "ILRS", "--kind", "count", "-f", "json").stdout.splitlines(),
    )
    told = ("--reviewer", "Ann Reader", "--because", "the leader is counted")
    settle = ("conflicts", "--settle", record["conflict"][:14])
    assert kg_here(*settle, *told).exit_code == 2
    assert kg_here(*settle, "--stands", "third", *told).exit_code == 2
    result = kg_here(*settle, "--stands", "all", *told, "--date", "2026-01-31")
    assert result.exit_code == 0, result.stderr
    text = (own / "data" / "rulings" / "ann-reader.yaml").read_text()
    assert "- conflict: count\n  stands:\n    - subject: programme/ilrs\n" in text
    assert kg_here("conflicts", "ILRS", "--kind", "count").stdout == "0 conflicts\n"
    ruled = kg_here("conflicts", "--ruled").stdout
    assert "ruled by Ann Reader, 2026-01-31: the leader is counted" in ruled
    assert "ruled: stands, by Ann Reader" in kg_here("explain", "seven nations").stdout


def test_check_tells_of_rulings_without_effect(own: Path, kg_here: Run) -> None:
    """A ruling that names what nobody states is found, with file and line."""
    for name in ("facts", "articles"):  # the shapes are checked on all of them elsewhere
        shutil.rmtree(own / "data" / name)
    path = own / "data" / "rulings" / "ann.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "- conflict: values\n  overruled:\n    - subject: country/chad\n"
        "      predicate: signatoryOf\n      object: programme/nowhere\n"
        "  by: Ann Reader\n  date: 2026-01-31\n  why: none\n"
    )
    assert kg_here("build").exit_code == 0
    result = kg_here("check")
    assert "ruling without effect: " in result.stdout
    assert "ann.yaml:1: nothing in the graph states country/chad signatoryOf" in result.stdout
    path.write_text("- conflict: valus\n")
    result = kg_here("build")
    assert result.exit_code == 3
    assert "data/rulings/ann.yaml:1: the key 'by' is missing" in result.stderr


def test_list_of_a_day_that_is_asked_for(kg: Run) -> None:
    """`--as-of` opens the list at that day, those that joined later still told apart."""
    result = kg("explain", "Artemis Accords", "count", "--as-of", "2023-10-27", "-f", "json")
    counts = [json.loads(line) for line in result.stdout.splitlines()]
    asked = counts[0]
    assert (asked["number"], asked["date"]) == (None, "2023-10-27")
    standings = {each["label"]: each["standing"] for each in asked["members"]}
    assert sum(standing == "in" for standing in standings.values()) == 30
    assert (standings["Iceland"], standings["Netherlands"]) == ("in", "later")
    assert all(count["date"] <= "2023-10-27" for count in counts)
    conflicts = kg("conflicts", "--as-of", "2023-12-31", "-f", "json").stdout
    assert "country/estonia" not in conflicts
