"""`kg overlap`, `kg path` and `kg rank` on the bundled data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg import KnowledgeGraph
from kg.cli.overlap import overlap
from kg.graph.blocs import GROUPS, KINDS
from kg.out.ranks import MEASURES

Kg = Callable[..., Result]
CAMPS = ("ILRS", "Artemis Accords")


def section(text: str, heading: str) -> list[str]:
    """Return the first words of the lines below a heading that begins so."""
    body = text.partition(f"\n{heading}" if not text.startswith(heading) else heading)[2]
    lines = body.partition("\n\n")[0].splitlines()[2:]
    return [line.partition("  ")[0] for line in lines]


def test_who_is_in_both_camps_and_who_in_one(kg: Kg) -> None:
    """The table has a section for each group, then the first movers and the leaders."""
    text = kg("overlap", *CAMPS).stdout
    assert section(text, "In both") == ["Senegal", "Thailand"]
    assert {"Pakistan", "Belarus", "China"} <= set(section(text, "Only in International Lunar"))
    assert {"United States", "Japan"} <= set(section(text, "Only in Artemis Accords"))
    assert "Senegal: International Lunar Research Station 2024-09-05, then Artemis" in text
    assert "2025-07-24, 322 days later" in text
    assert "International Lunar Research Station: China, China National Space" in text


def test_only_the_groups_that_are_asked_for(kg: Kg) -> None:
    """With --group nothing else is printed."""
    text = kg("overlap", *CAMPS, "--group", "all").stdout
    assert text.startswith("In both (2)\n")
    assert "Only in" not in text
    assert "First movers" not in text


def test_overlap_as_csv_and_json(kg: Kg) -> None:
    """CSV has a row for each party and bloc; JSON opens each standing to its quotes."""
    rows = list(csv.DictReader(io.StringIO(kg("overlap", *CAMPS, "-f", "csv").stdout)))
    thai = [row for row in rows if row["label"] == "Thailand"]
    assert [(row["group"], row["bloc"], row["in"]) for row in thai] == [
        ("all", "programme/ilrs", "yes"),
        ("all", "accord/artemis-accords", "yes"),
    ]
    found = json.loads(kg("overlap", *CAMPS, "-f", "json", "--group", "all").stdout)
    standing = found["parties"][0]["standings"][0]
    assert (found["parties"][0]["label"], standing["joined"]) == ("Senegal", "2024-09-05")
    assert any("Senegal" in e["quote"] for fact in standing["facts"] for e in fact["evidence"])


def test_blocs_ties_and_ranks_of_another_day(kg: Kg) -> None:
    """At the end of 2023 nobody was in both camps, and Thailand tied nothing together."""
    day = ("--as-of", "2023")
    result = kg("overlap", *CAMPS, *day, "--group", "all")
    assert result.stdout == "In both (0)\n"
    assert "as of 2023-12-31" in result.stderr
    assert kg("path", "Belarus", "Artemis Accords", "--length", "3", *day).stdout == ""
    ranked = kg("rank", "--between", *CAMPS, "--top", "100", *day).stdout
    assert "Senegal" not in ranked


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("overlap", "ILRS"), 2, "two or more blocs"),
        (("overlap", "ILRS", "Vladimir Gusakov"), 2, "Vladimir Gusakov is a Person"),
        (("overlap", "ILRS", "Artemis Acords"), 3, "Did you mean Artemis Accords"),
        (("path", "Pakistan", "Chna"), 3, "Did you mean China"),
        (("rank", "--by", "brokerage"), 2, "between two blocs"),
        (("rank", "--by", "degree", "--between", *CAMPS), 2, "between two blocs"),
    ],
)
def test_wrong_questions_are_answered_with_what_to_do(
    kg: Kg, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """A name that is none, and blocs that are none, give one line and an exit code."""
    result = kg(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_a_path_is_told_in_words_with_its_sources(kg: Kg) -> None:
    """Each step stands with its fact, its words and the article."""
    text = kg("path", "Pakistan", "China", "--max", "1").stdout
    assert text.startswith("1. Pakistan — has agreement with — China\n")
    assert "“Pakistan depends on China for its launches” (2023-10-belarus-pakistan-ilrs" in text
    assert "2. " not in text


def test_paths_to_the_other_camp_go_by_those_in_both(kg: Kg) -> None:
    """From Belarus to the Accords one comes by Senegal or Thailand."""
    text = kg("path", "Belarus", "Artemis Accords", "-f", "json").stdout
    records = [json.loads(line) for line in text.splitlines()]
    found = [each for record in records for each in (record, *record["alike"])]
    ways = [[step["to"]["label"] for step in each["steps"]] for each in found]
    station = "International Lunar Research Station"
    assert [station, "Senegal", "Artemis Accords"] in ways
    assert [station, "Thailand", "Artemis Accords"] in ways
    assert all(fact["evidence"] for r in records for s in r["steps"] for fact in s["facts"])
    rows = list(csv.reader(io.StringIO(kg("path", "Belarus", "ILRS", "-f", "csv").stdout)))
    assert rows[0][:7] == ["path", "length", "cost", "step", "from", "predicate", "to"]
    assert rows[1][4:7] == ["Belarus", "participatesIn", station]


def test_no_path_is_said_so(kg: Kg) -> None:
    """Where nothing connects, or only a longer way does, a message says so, and no data comes."""
    result = kg("path", "Belarus", "Artemis Accords", "--length", "2")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no connection of up to 2 steps between Belarus and Artemis" in result.stderr
    assert "the shortest has 3" in result.stderr


def test_a_rank_names_its_measure_and_its_graph(kg: Kg) -> None:
    """The function of networkx and the size of the graph are told with the table."""
    result = kg("rank", "--between", *CAMPS, "--top", "2")
    assert "measured: networkx.betweenness_centrality_subset(sources=" in result.stderr
    assert result.stdout.splitlines()[0].split() == [
        *("place", "entity", "ties", "betweenness_centrality_subset"),
    ]
    assert len(result.stdout.splitlines()) == 3
    assert {"Senegal", "Thailand"} == {line.split()[1] for line in result.stdout.splitlines()[1:]}


def test_rank_as_csv_and_json(kg: Kg) -> None:
    """Both have ids and full scores; types choose who is ranked."""
    rows = list(csv.DictReader(io.StringIO(kg("rank", "--type", "agency", "-f", "csv").stdout)))
    assert {row["type"] for row in rows} == {"Agency"}
    assert rows[0]["measure"] == "networkx.Graph.degree"
    found = json.loads(kg("rank", "--by", "constraint", "--with-bodies", "-f", "json").stdout)
    assert found["function"] == "networkx.constraint"
    assert found["ranks"][0]["type"] == "Country"
    assert found["graph"]["entities"] > 0


def test_python_gives_the_same(built: Path) -> None:
    """The methods return typed results that the commands print."""
    with KnowledgeGraph.open(built) as graph:
        found = graph.overlap(*CAMPS)
        assert [row.party.label for row in found.by_group["all"]] == ["Senegal", "Thailand"]
        (way,) = graph.paths("Pakistan", "China", most=1).found
        assert [ref.label for ref in way.entities] == ["Pakistan", "China"]
        assert graph.rank("betweenness").ranks[0].place == 1
        rows = graph.query("overlap")
        assert [row["countryLabel"] for row in rows if row["isIn"] == "both"] == [
            row.party.label for row in found.by_group["all"]
        ]
        ties = {str(row["countryLabel"]): row["ties"] for row in graph.query("ties")}
        assert {each.entity.label: each.degree for each in graph.rank().ranks} == ties


def test_the_commands_offer_what_there_is() -> None:
    """The choices that the help names are those of the code below."""
    choices = {p.name: getattr(p.type, "choices", ()) for p in overlap.params}
    assert tuple(choices["groups"]) == GROUPS
    assert set(choices["kind"]) == set(KINDS)
    assert set(MEASURES) == {"degree", "betweenness", "brokerage", "constraint"}
